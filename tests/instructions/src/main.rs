//! Sends one request again and again, without a socket; `tests/instructions/run` counts what one costs.
//!
//! `instructions CASE N`, where the case is
//!
//! | case | |
//! |---|---|
//! | `static` | a GET on a path without variables |
//! | `missing` | one below a known path |
//! | `pipeline` | the first, behind five filters |
//! | `list` | a list of twenty documents, 4 KB |
//! | `create` | a POST of a document, which is read, checked and written again |
//! | `static-by-hand`, `pipeline-by-hand` | the first and the third as they are written on hyper, without terrace |

mod books;
mod by_hand;

use std::convert::Infallible;
use std::process::ExitCode;

use http::{Request, StatusCode};
use http_body_util::Full;
use terrace::filters::{NoAuth, RequestId, SetHeaders, SizeLimit, Timeout};
use terrace::prelude::*;
use tower_service::Service;

use books::{BOOK, Library, Shelves};
use by_hand::{Answer, Sent};

/// A small document.
#[model]
struct Status {
    /// What is going on.
    state: String,
    /// For how many seconds.
    uptime: u64,
}

/// How the service is.
#[controller(path = "/status")]
struct Health;

#[routes]
impl Health {
    /// Tell how the service is.
    #[show]
    async fn show(&self) -> Json<Status> {
        Json(Status { state: "serving".to_owned(), uptime: 42 })
    }
}

api! {
    /// What is measured.
    struct Measured at "/v1";
    controllers: [Health];
}

/// What filters are told.
#[derive(Clone, FromRef)]
struct Told {
    headers: SetHeaders,
}

pipeline! {
    Five: [
        RequestId = RequestId::default(),
        SizeLimit = SizeLimit::default(),
        SetHeaders,
        NoAuth = NoAuth::default(),
        Timeout = Timeout::default(),
    ]
}

api! {
    /// What is measured, behind five filters.
    struct Piped at "/v1";
    pipeline: Five;
    controllers: [Health];
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(case), Some(times)) = (args.next(), args.next().and_then(|times| times.parse().ok())) else {
        return usage();
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime without I/O");
    runtime.block_on(async {
        let plain = || request("/v1/status", None);
        let piped = || request("/v1/status", Some("jane:shop"));
        match &*case {
            "static" => send(declared(Measured::new(())), plain, StatusCode::OK, times).await,
            "missing" => {
                let request = || request("/v1/status/nothing", None);
                send(declared(Measured::new(())), request, StatusCode::NOT_FOUND, times).await;
            }
            "pipeline" => {
                let headers = vec!["x-frame-options: DENY".parse().expect("a header")];
                let told = Told { headers: SetHeaders { headers, ..SetHeaders::default() } };
                send(declared(Piped::new(told)), piped, StatusCode::OK, times).await;
            }
            "list" => {
                send(declared(Shelves::new(Library::new())), || request("/v1/books", None), StatusCode::OK, times)
                    .await;
            }
            "create" => send(declared(Shelves::new(Library::new())), book, StatusCode::CREATED, times).await,
            "static-by-hand" => send(written(by_hand::document()), plain, StatusCode::OK, times).await,
            "pipeline-by-hand" => send(written(by_hand::pipeline()), piped, StatusCode::OK, times).await,
            _ => return usage(),
        }
        ExitCode::SUCCESS
    })
}

fn request(path: &str, token: Option<&str>) -> Sent {
    let request = Request::get(path);
    let request = match token {
        Some(token) => request.header("x-auth-token", token),
        None => request,
    };
    request.body(Full::default()).expect("the cases' paths are paths")
}

fn book() -> Sent {
    let request = Request::post("/v1/books").header("content-type", "application/json");
    request.body(Full::from(BOOK)).expect("the path is one")
}

/// An application of terrace.
fn declared(
    mut api: impl Service<Sent, Response = terrace::Response, Error = Infallible>,
) -> impl AsyncFnMut(Sent) -> StatusCode {
    async move |request| {
        let Ok(answer) = api.call(request).await;
        answer.status()
    }
}

/// A service of hyper.
fn written(
    service: impl hyper::service::Service<Sent, Response = Answer, Error = Infallible>,
) -> impl AsyncFnMut(Sent) -> StatusCode {
    async move |request| {
        let Ok(answer) = service.call(request).await;
        answer.status()
    }
}

async fn send(
    mut ask: impl AsyncFnMut(Sent) -> StatusCode,
    request: impl Fn() -> Sent,
    expected: StatusCode,
    times: usize,
) {
    for _ in 0..times {
        assert_eq!(ask(request()).await, expected);
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: instructions static|missing|pipeline|list|create|static-by-hand|pipeline-by-hand N");
    ExitCode::from(2)
}
