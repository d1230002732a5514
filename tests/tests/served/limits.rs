//! What a server bears of its peers, on real sockets.

use std::net::SocketAddr;
use std::time::Duration;

use http::{Request, StatusCode, Version};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use terrace::prelude::*;
use terrace::{Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Where a limit is tested, and how long a test waits for what should come.
const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);

#[model]
struct Nothing {}

#[controller(path = "/")]
struct Pages;

#[routes]
impl Pages {
    #[get("/hello")]
    async fn hello(&self) -> &'static str {
        "hello"
    }

    #[get("/slow")]
    async fn slow(&self) -> &'static str {
        tokio::time::sleep(SHORT * 5).await;
        "slow"
    }

    #[get("/never")]
    async fn never(&self) -> &'static str {
        std::future::pending().await
    }

    #[post("/echo")]
    async fn echo(&self, body: Bytes) -> Bytes {
        body
    }

    #[action("wait")]
    async fn wait(&self, _nothing: Json<Nothing>) {}
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

struct Served {
    address: SocketAddr,
    end: oneshot::Sender<()>,
    serving: tokio::task::JoinHandle<()>,
}

async fn start(limits: Limits) -> Served {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let ended = async move { drop(ended.await) };
        bound.serve_until(ended).await.expect("it serves");
    });
    Served { address, end, serving }
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("it listens")
    }

    /// Sends bytes, and reads until the other side closes.
    async fn talk(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_ref()).await.expect("it reads");
        to_end(&mut stream).await
    }

    /// A client that speaks HTTP/2 at once.
    async fn http2(&self) -> http2::SendRequest<Full<Bytes>> {
        let io = TokioIo::new(self.connect().await);
        let (client, connection) = http2::handshake(TokioExecutor::new(), io).await.expect("it speaks HTTP/2");
        tokio::spawn(connection);
        client
    }
}

async fn to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    timeout(LONG, stream.read_to_end(&mut answer)).await.expect("it closes").expect("it closes in good order");
    String::from_utf8(answer).expect("text")
}

/// Reads an answer of which the end is known.
async fn up_to(stream: &mut TcpStream, end: &str) -> String {
    let mut answer = String::new();
    while !answer.ends_with(end) {
        let byte = timeout(LONG, stream.read_u8()).await.expect("it answers").expect("it answers");
        answer.push(byte.into());
    }
    answer
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n")
}

fn http2_get(path: &str) -> Request<Full<Bytes>> {
    Request::get(format!("http://a{path}")).body(Full::default()).expect("a request")
}

fn short_head() -> Limits {
    Limits { head_time: Some(SHORT), ..Limits::default() }
}

#[tokio::test]
async fn a_peer_without_a_whole_head_is_cut() {
    let served = start(short_head()).await;
    for sent in ["", "P", "PRI * HTTP/2.0\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\nhost:", "G"] {
        let answer = served.talk(sent).await;
        assert!(!answer.contains("HTTP/1.1"), "{sent}: {answer}");
    }
}

#[tokio::test]
async fn a_later_head_has_its_own_time() {
    let served = start(short_head()).await;
    let mut stream = served.connect().await;
    for _ in 0..2 {
        stream.write_all(get("/hello").as_bytes()).await.expect("it reads");
        assert!(up_to(&mut stream, "hello").await.starts_with("HTTP/1.1 200 "));
        // Longer than a head may take: it has not begun.
        tokio::time::sleep(SHORT * 2).await;
    }
    stream.write_all(b"GET /hel").await.expect("it reads");
    assert_eq!(to_end(&mut stream).await, "");
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let served = start(Limits { idle_time: Some(SHORT), ..Limits::default() }).await;
    assert!(served.talk(get("/slow")).await.ends_with("slow"));
    let mut client = served.http2().await;
    client.send_request(http2_get("/slow")).await.expect("an answer");
    let closed = async {
        while client.ready().await.is_ok() {
            tokio::time::sleep(SHORT).await;
        }
    };
    timeout(LONG, closed).await.expect("it closes");
}

#[tokio::test]
async fn a_slow_body_is_answered_in_the_dialect() {
    let served = start(Limits { body_time: Some(SHORT), ..Limits::default() }).await;
    let head = "HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    for path in ["/echo", "/action"] {
        let answer = served.talk(format!("POST {path} {head}")).await;
        assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{path}: {answer}");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
        assert!(answer.contains("content-type: application/problem+json\r\n"), "{answer}");
    }
}

#[tokio::test]
async fn too_large_a_body_is_answered_in_the_dialect() {
    let served = start(Limits { body_bytes: 5, ..Limits::default() }).await;
    let post = |rest: &str| served.talk(format!("POST /echo HTTP/1.1\r\nhost: a\r\n{rest}"));
    for rest in ["content-length: 6\r\n\r\n", "transfer-encoding: chunked\r\n\r\n6\r\nabcdef\r\n"] {
        let answer = post(rest).await;
        assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("more than 5 bytes"), "{answer}");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
    }
    assert!(post("connection: close\r\ncontent-length: 5\r\n\r\nabcde").await.ends_with("abcde"));
}

#[tokio::test]
async fn who_still_sends_a_large_body_reads_the_refusal() {
    let served = start(Limits::default()).await;
    let (mut reading, mut writing) = served.connect().await.into_split();
    let sending = tokio::spawn(async move {
        let head = format!("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n", 16 << 20);
        writing.write_all(head.as_bytes()).await?;
        writing.write_all(&vec![b'x'; 16 << 20]).await
    });
    sending.await.expect("it ends").expect("all of it is taken");
    let mut answer = String::new();
    timeout(LONG, reading.read_to_string(&mut answer)).await.expect("it closes").expect("it closes in good order");
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn a_slow_handler_is_answered_for() {
    let served = start(Limits { handler_time: Some(SHORT), ..Limits::default() }).await;
    let mut stream = served.connect().await;
    for _ in 0..2 {
        stream.write_all(get("/never").as_bytes()).await.expect("it reads");
        let answer = up_to(&mut stream, "}").await;
        assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("the service took too long"), "{answer}");
    }
}

#[tokio::test]
async fn a_handler_is_not_blamed_for_a_slow_body() {
    let served = start(Limits { handler_time: Some(SHORT), ..Limits::default() }).await;
    let mut stream = served.connect().await;
    stream.write_all(b"POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\na").await.expect("it reads");
    tokio::time::sleep(SHORT * 3).await;
    stream.write_all(b"bc").await.expect("it reads");
    assert!(up_to(&mut stream, "abc").await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn a_head_may_be_so_large() {
    let served = start(Limits { head_count: 4, head_bytes: 512, ..Limits::default() }).await;
    let with =
        |headers: String| served.talk(format!("GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{headers}\r\n"));
    let header = |length: usize| format!("a: {}\r\n", "x".repeat(length));
    assert!(with(header(1).repeat(2)).await.starts_with("HTTP/1.1 200 "));
    for headers in [header(1).repeat(3), header(500)] {
        let answer = with(headers).await;
        assert!(answer.starts_with("HTTP/1.1 431 ") && !answer.contains("x-request-id"), "{answer}");
    }
    let mut client = served.http2().await;
    let mut request = http2_get("/hello");
    request.headers_mut().insert("a", "x".repeat(600).parse().expect("a header"));
    // The client has seen the setting, and refuses it itself, or the server does.
    let status = client.send_request(request).await.map(|answer| answer.status());
    assert!(!matches!(status, Ok(StatusCode::OK)), "{status:?}");
}

#[tokio::test]
async fn connections_past_the_limit_wait() {
    let served = start(Limits { connections: 1, ..Limits::default() }).await;
    let mut first = served.connect().await;
    first.write_all(get("/hello").as_bytes()).await.expect("it reads");
    up_to(&mut first, "hello").await;
    let mut second = served.connect().await;
    second.write_all(get("/hello").as_bytes()).await.expect("it is kept for later");
    assert!(timeout(SHORT, second.read_u8()).await.is_err(), "it was answered");
    drop(first);
    assert!(up_to(&mut second, "hello").await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn it_speaks_http_2_by_prior_knowledge() {
    let served = start(Limits::default()).await;
    let mut client = served.http2().await;
    let both = (client.clone().send_request(http2_get("/slow")), client.send_request(http2_get("/hello")));
    let (slow, hello) = tokio::join!(both.0, both.1);
    for (answer, expected) in [(slow, "slow"), (hello, "hello")] {
        let answer = answer.expect("an answer");
        assert_eq!((answer.version(), answer.status()), (Version::HTTP_2, StatusCode::OK));
        assert_eq!(answer.into_body().collect().await.expect("a body").to_bytes(), expected);
    }
    let post = Request::post("http://a/echo").body(Full::from(vec![b'x'; 1 << 20])).expect("a request");
    let answer = client.send_request(post).await.expect("an answer");
    assert_eq!(answer.into_body().collect().await.expect("a body").to_bytes().len(), 1 << 20);
}

#[tokio::test]
async fn a_server_that_ends_tells_its_clients() {
    let served = start(Limits::default()).await;
    let mut idle = served.connect().await;
    idle.write_all(get("/hello").as_bytes()).await.expect("it reads");
    up_to(&mut idle, "hello").await;
    let mut silent = served.connect().await;
    let mut running = served.connect().await;
    running.write_all(get("/slow").as_bytes()).await.expect("it reads");
    let mut client = served.http2().await;
    let multiplexed = tokio::spawn(client.send_request(http2_get("/slow")));
    tokio::time::sleep(SHORT).await;
    served.end.send(()).expect("it serves still");
    let answer = to_end(&mut running).await;
    assert!(answer.ends_with("slow") && answer.contains("connection: close\r\n"), "{answer}");
    let answer = multiplexed.await.expect("it ends").expect("an answer");
    assert_eq!(answer.into_body().collect().await.expect("a body").to_bytes(), "slow");
    assert_eq!((to_end(&mut idle).await, to_end(&mut silent).await), (String::new(), String::new()));
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
    assert!(client.ready().await.is_err());
}

#[tokio::test]
async fn a_drain_has_an_end() {
    let served = start(Limits { drain_time: SHORT, ..Limits::default() }).await;
    let mut running = served.connect().await;
    running.write_all(get("/never").as_bytes()).await.expect("it reads");
    tokio::time::sleep(SHORT).await;
    served.end.send(()).expect("it serves still");
    assert_eq!(to_end(&mut running).await, "");
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
}

/// A frame of HTTP/2 (RFC 9113, section 4.1).
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short payload").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

#[tokio::test]
async fn a_peer_that_resets_its_requests_rapidly_is_cut() {
    let served = start(Limits::default()).await;
    // `GET http://a/never`, its end, and CANCEL.
    let head = b"\x82\x86\x41\x01a\x04\x06/never";
    let resets = (0..1000).flat_map(|n| {
        let stream = 2 * n + 1;
        [frame(1, 0b101, stream, head), frame(3, 0, stream, &8_u32.to_be_bytes())].concat()
    });
    let sent: Vec<u8> =
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".iter().copied().chain(frame(4, 0, 0, &[])).chain(resets).collect();
    let mut stream = served.connect().await;
    // What is sent last may find the connection closed.
    let _ = stream.write_all(&sent).await;
    let mut answer = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut answer)).await.expect("it closes");
    let calm_down = 11_u32.to_be_bytes();
    assert!(answer.windows(4).any(|bytes| bytes == calm_down), "{answer:?}");
    assert!(served.talk("GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.ends_with("hello"));
}
