//! An API with low limits, for what is done to a server from outside: `tests/hostile/run`, `tests/drain/run`, `tests/idle/run`.
//!
//! `limited ADDRESS` serves it there. A time limit is 2 seconds, so that a test of it is short.

use std::convert::Infallible;
use std::pin::Pin;
use std::process::ExitCode;
use std::task::{self, Poll};
use std::time::Duration;

use hyper::body::Frame;
use terrace::prelude::*;
use terrace::websocket::{Message, SwitchingProtocols, WebSocketError, WebSocketUpgrade};
use terrace::{
    Answer as Answered, Answers, Body, Content, Context, IntoResponse, Limits, Response, Server, Status, http,
};

const TIME: Option<Duration> = Some(Duration::from_secs(2));

#[model]
struct Inner {
    size: u8,
}

/// What could be read in very many ways.
#[model]
#[serde(untagged)]
enum Ways {
    Leaf(u8),
    One {
        next: Box<Ways>,
    },
    Two {
        next: Box<Ways>,
        #[serde(default)]
        size: u8,
    },
}

/// Something with a field of each kind.
#[model]
struct All {
    name: Option<String>,
    size: Option<u8>,
    balance: Option<i64>,
    ratio: Option<f64>,
    inner: Option<Inner>,
    list: Option<Vec<u8>>,
    any: Option<serde_json::Value>,
    ways: Option<Ways>,
}

/// What to look for.
#[model]
struct Filter {
    limit: Option<u8>,
    name: Option<String>,
}

/// What is tested.
#[controller(path = "/all", one = "all")]
struct Everything;

#[routes]
impl Everything {
    /// Say it again.
    #[create(status = 200)]
    async fn create(&self, all: Json<All>) -> Json<All> {
        all
    }

    /// Tell the name that is looked for.
    #[index]
    async fn index(&self, filter: Query<Filter>) -> String {
        filter.into_inner().name.unwrap_or_default()
    }
}

/// What tells that a server is well.
#[controller(path = "/")]
struct Others;

#[routes]
impl Others {
    /// Answer at once.
    #[get("/probe")]
    async fn probe(&self) -> &'static str {
        "probe"
    }

    /// Tell the length of the body.
    #[post("/length", status = 200)]
    async fn length(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    /// Tell the name, decoded.
    #[get("/names/{name}")]
    async fn name(&self, name: Path<String>) -> String {
        name.into_inner()
    }

    /// Answer with 16 MB.
    #[get("/large")]
    async fn large(&self) -> Bytes {
        vec![b'x'; 16_000_000].into()
    }

    /// Answer without an end.
    #[get("/endless")]
    async fn endless(&self) -> Endless {
        Endless
    }

    /// Say again over a WebSocket what is said.
    #[get("/talk")]
    async fn talk(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        let upgrade = upgrade.message_bytes(64 << 10).frame_bytes(16 << 10).ping_interval(TIME).ping_time(TIME);
        upgrade.on(|mut socket| async move {
            while let Some(message) = socket.recv().await {
                if let Message::Text(text) = message? {
                    socket.send(text).await?;
                }
            }
            Ok::<_, WebSocketError>(())
        })
    }

    /// Answer after a while, with a body of 100 kB; that it began is told on stderr.
    #[get("/wait/{name}/{milliseconds}")]
    async fn wait(&self, name: Path<String>, milliseconds: Path<u64>) -> Bytes {
        eprintln!("began {}", *name);
        tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
        vec![b'x'; 100_000].into()
    }
}

/// An answer that is always ready, and never over.
struct Endless;

impl hyper::body::Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 1 << 14])))))
    }
}

impl IntoResponse for Endless {
    const ANSWERS: Answers = Answers {
        own: &[Answered {
            status: Status::Is(200),
            description: "",
            content: Content::Bytes("application/octet-stream"),
            headers: &[],
        }],
        parts: &[],
    };

    fn into_response(self, _: &Context) -> Response {
        http::Response::builder()
            .header("content-type", "application/octet-stream")
            .body(Body::new(self))
            .expect("the header is one")
    }
}

api! {
    /// An API with low limits.
    struct Limited at "/";
    controllers: [Everything, Others];
}

fn main() -> ExitCode {
    let Some(address) = std::env::args().nth(1) else {
        eprintln!("usage: limited ADDRESS");
        return ExitCode::from(2);
    };
    let limits = Limits {
        head_time: TIME,
        body_time: TIME,
        write_time: TIME,
        idle_time: TIME,
        body_bytes: 64 << 10,
        drain_time: Duration::from_secs(10),
        ..Limits::default()
    };
    let server = Server::new(Limited::new(())).listen(address).limits(limits);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be had");
    match runtime.block_on(server.serve()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
