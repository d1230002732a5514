//! Sends one request again and again to an API, without a socket; `tests/instructions/run` counts what one costs.
//!
//! `instructions CASE N`: `static` is a GET on a path without variables, `missing` one below a known path.

use std::process::ExitCode;

use http::{Request, StatusCode};
use terrace::prelude::*;
use tower_service::Service;

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

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let case = match args.next().as_deref() {
        Some("static") => ("/v1/status", StatusCode::OK),
        Some("missing") => ("/v1/status/nothing", StatusCode::NOT_FOUND),
        _ => return usage(),
    };
    let Some(times) = args.next().and_then(|times| times.parse().ok()) else {
        return usage();
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime without I/O needs nothing");
    runtime.block_on(send(case, times));
    ExitCode::SUCCESS
}

async fn send((path, expected): (&str, StatusCode), times: usize) {
    let mut api = Measured::new(());
    for _ in 0..times {
        let request = Request::get(path).body(http_body_util::Empty::new()).expect("the cases' paths are paths");
        let Ok(answer) = api.call(request).await;
        assert_eq!(answer.status(), expected);
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: instructions static|missing N");
    ExitCode::from(2)
}
