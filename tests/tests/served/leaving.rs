//! Clients that leave before they are answered, and what becomes of the handler then.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream;
use http::Request;
use http_body_util::Empty;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use terrace::prelude::*;
use terrace::{Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::process;

/// How long a server has to notice, and how long a test waits for what should come.
const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);

/// What a handler tells of itself.
#[derive(Clone)]
struct Said(mpsc::UnboundedSender<&'static str>);

impl Said {
    fn say(&self, what: &'static str) {
        // The test may have ended.
        let _ = self.0.send(what);
    }
}

#[derive(Clone)]
struct Gate(Arc<Semaphore>);

#[derive(Clone, FromRef)]
struct State {
    said: Said,
    gate: Gate,
}

#[controller(path = "/")]
struct Work {
    said: Said,
    gate: Gate,
}

/// Says that it is dropped.
struct Dropped(Said);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.say("dropped");
    }
}

impl Work {
    async fn work(&self) -> &'static str {
        let _dropped = Dropped(self.said.clone());
        self.said.say("begun");
        self.gate.0.acquire().await.expect("nobody closes it").forget();
        self.said.say("ended");
        "done"
    }
}

#[routes]
impl Work {
    #[post("/attached")]
    async fn attached(&self) -> &'static str {
        self.work().await
    }

    #[post("/slowly")]
    async fn slowly(&self) -> Body {
        let (dropped, gate) = (Dropped(self.said.clone()), self.gate.clone());
        self.said.say("begun");
        Body::stream(stream::once(async move {
            gate.0.acquire().await.expect("nobody closes it").forget();
            dropped.0.say("ended");
            Ok::<_, Infallible>("done")
        }))
    }

    #[post("/detached", detached)]
    async fn detached(&self) -> &'static str {
        self.work().await
    }

    #[post("/panic", detached)]
    async fn panic(&self) -> &'static str {
        self.work().await;
        panic!("hunter2 with nobody there")
    }

    #[action("work", detached)]
    async fn act(&self, how: Json<String>) -> Result<String, Conflict> {
        self.work().await;
        if how.is_empty() { Err(Conflict::new("how?")) } else { Ok(how.0) }
    }
}

api! {
    struct Site at "/";
    controllers: [Work];
}

struct Served {
    address: SocketAddr,
    said: mpsc::UnboundedReceiver<&'static str>,
    gate: Arc<Semaphore>,
    end: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

async fn start(limits: Limits) -> Served {
    let ((say, said), gate) = (mpsc::unbounded_channel(), Arc::new(Semaphore::new(0)));
    let site = Site::new(State { said: Said(say), gate: Gate(Arc::clone(&gate)) });
    let bound = Server::new(site).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        bound.serve_until(async move { drop(ended.await) }).await.expect("it serves");
    });
    Served { address, said, gate, end, serving }
}

impl Served {
    /// Sends a request, and waits until its handler has begun.
    async fn begin(&mut self, path: &str) -> TcpStream {
        self.begin_kept(path, "close").await
    }

    /// The same on a connection that stays, or does not.
    async fn begin_kept(&mut self, path: &str, connection: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        let body = r#"{"work":"well"}"#;
        let head = format!("POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n");
        let request = format!("{head}connection: {connection}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).await.expect("it reads");
        assert_eq!(self.hear().await, "begun");
        stream
    }

    async fn hear(&mut self) -> &'static str {
        timeout(LONG, self.said.recv()).await.expect("something is said").expect("the server has the other end")
    }

    /// That nothing is said for a while.
    async fn hear_nothing(&mut self) {
        assert_eq!(timeout(SHORT, self.said.recv()).await.ok(), None);
    }
}

async fn to_end(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it closes").expect("it closes in good order");
    answer
}

#[tokio::test]
async fn a_handler_goes_with_its_client() {
    let mut served = start(Limits::default()).await;
    let client = served.begin("/attached").await;
    served.hear_nothing().await;
    drop(client);
    assert_eq!(served.hear().await, "dropped");
}

#[tokio::test]
async fn what_is_sent_goes_with_its_client() {
    let mut served = start(Limits::default()).await;
    let client = served.begin("/slowly").await;
    served.hear_nothing().await;
    drop(client);
    assert_eq!(served.hear().await, "dropped");
}

#[tokio::test]
async fn who_asks_for_more_meanwhile_has_not_left() {
    let mut served = start(Limits::default()).await;
    let mut client = served.begin_kept("/attached", "keep-alive").await;
    let next = "POST /attached HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    client.write_all(next.as_bytes()).await.expect("it reads");
    served.hear_nothing().await;
    served.gate.add_permits(2);
    let answers = to_end(client).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_handler_goes_with_its_stream() {
    let mut served = start(Limits::default()).await;
    let io = TokioIo::new(TcpStream::connect(served.address).await.expect("it listens"));
    let (mut client, connection) = http2::handshake(TokioExecutor::new(), io).await.expect("it speaks HTTP/2");
    tokio::spawn(connection);
    let mut ask = |path: &str| {
        let request = Request::post(format!("http://a{path}")).body(Empty::<Bytes>::new()).expect("a request");
        tokio::spawn(client.send_request(request))
    };
    for (path, then) in [("/attached", "dropped"), ("/detached", "ended")] {
        let asked = ask(path);
        assert_eq!(served.hear().await, "begun");
        asked.abort();
        if then == "ended" {
            served.hear_nothing().await;
            served.gate.add_permits(1);
        }
        assert_eq!(served.hear().await, then);
    }
}

#[tokio::test]
async fn a_detached_handler_stays() {
    let mut served = start(Limits::default()).await;
    for path in ["/detached", "/action"] {
        drop(served.begin(path).await);
        served.hear_nothing().await;
        served.gate.add_permits(1);
        assert_eq!((served.hear().await, served.hear().await), ("ended", "dropped"), "{path}");
    }
}

#[tokio::test]
async fn who_stays_is_answered_by_a_detached_handler_as_by_any() {
    let mut served = start(Limits::default()).await;
    served.gate.add_permits(10);
    for (path, status, text) in [("/detached", 200, "done"), ("/action", 200, "well"), ("/panic", 500, "about:blank")] {
        let stream = served.begin(path).await;
        let answer = to_end(stream).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.contains(text), "{path}: {answer}");
        assert!(!answer.contains("hunter2"), "{answer}");
        assert_eq!((served.hear().await, served.hear().await), ("ended", "dropped"));
    }
}

#[tokio::test]
async fn a_detached_handler_may_take_no_longer_than_others() {
    let mut served = start(Limits { handler_time: Some(SHORT * 2), ..Limits::default() }).await;
    drop(served.begin("/detached").await);
    served.hear_nothing().await;
    assert_eq!(served.hear().await, "dropped");
    let answer = to_end(served.begin("/detached").await).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
}

#[tokio::test]
async fn a_server_that_ends_waits_for_detached_handlers() {
    let mut served = start(Limits::default()).await;
    drop(served.begin("/detached").await);
    served.hear_nothing().await;
    served.end.send(()).expect("it serves");
    assert!(timeout(SHORT, &mut served.serving).await.is_err(), "it has ended");
    served.gate.add_permits(1);
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
    assert_eq!(served.said.recv().await, Some("ended"));
}

#[tokio::test]
async fn a_server_that_ends_does_not_wait_for_ever() {
    let mut served = start(Limits { drain_time: SHORT, ..Limits::default() }).await;
    drop(served.begin("/detached").await);
    served.hear_nothing().await;
    served.end.send(()).expect("it serves");
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
    assert_eq!(served.said.recv().await, Some("dropped"));
}

/// A handler panics after its client left.
#[tokio::test]
#[ignore = "run by another test"]
async fn panicking() {
    let mut served = start(Limits::default()).await;
    drop(served.begin("/panic").await);
    served.hear_nothing().await;
    served.gate.add_permits(1);
    assert_eq!((served.hear().await, served.hear().await), ("ended", "dropped"));
    served.end.send(()).expect("it serves");
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
}

#[test]
fn a_panic_that_nobody_waits_for_is_logged() {
    let (_, log) = process("leaving::panicking", "RUST_LOG", "terrace=info");
    let line = log.lines().find(|line| line.contains("ERROR")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("panicked: hunter2 with nobody there") && line.contains("work_panic"), "{line}");
}
