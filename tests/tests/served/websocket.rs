//! WebSockets on a real socket: the handshake and its refusals, messages, limits, and how they end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use futures_util::{SinkExt, StreamExt};
use http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use terrace::prelude::*;
use terrace::websocket::{CloseCode, CloseFrame, Message, SwitchingProtocols, WebSocketError, WebSocketUpgrade};
use terrace::{Limits, Server, Stop, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message as Sent};

use super::process;
use super::socket::{LONG, Served, rest, until};

const SHORT: Duration = Duration::from_millis(100);

#[controller(path = "/")]
struct Talks;

#[routes]
impl Talks {
    /// Say it again, whatever it is.
    #[get("/echo")]
    async fn echo(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        upgrade.message_bytes(1000).frame_bytes(500).protocols(&["v2", "v1"]).on(|mut socket| async move {
            if let Some(protocol) = socket.protocol().map(str::to_owned) {
                socket.send(protocol).await?;
            }
            while let Some(message) = socket.recv().await {
                match message? {
                    Message::Text(text) => socket.send(text).await?,
                    Message::Binary(bytes) => socket.send(bytes).await?,
                    _ => {}
                }
            }
            Ok::<_, WebSocketError>(())
        })
    }

    /// Tell what came, and how it ended, when it did.
    #[get("/end")]
    async fn end(&self, upgrade: WebSocketUpgrade, tell: Header<u16>) -> SwitchingProtocols {
        let tell = SocketAddr::from(([127, 0, 0, 1], *tell));
        upgrade.message_bytes(1000).ping_interval(Some(SHORT)).ping_time(Some(SHORT * 10)).on(
            move |mut socket| async move {
                let mut told = Vec::new();
                while let Some(message) = socket.recv().await {
                    told.push(match message {
                        Ok(Message::Close(None)) => "closed".to_owned(),
                        Ok(Message::Close(Some(frame))) => format!("closed: {} {}", frame.code, frame.reason),
                        Ok(message) => format!("{message:?}"),
                        Err(error) => error.to_string(),
                    });
                }
                told.push(socket.send("more").await.expect_err("it is closed").to_string());
                let mut stream = TcpStream::connect(tell).await?;
                stream.write_all(told.join("; ").as_bytes()).await
            },
        )
    }

    /// Say something and leave; or fail, or panic.
    #[get("/leave/{how}")]
    async fn leave(&self, upgrade: WebSocketUpgrade, how: Path<String>) -> SwitchingProtocols {
        upgrade.on(|mut socket| async move {
            socket.send("hello").await?;
            match how.as_str() {
                "panic" => panic!("hunter2"),
                "fail" => Err("hunter3".into()),
                "close" => {
                    let reason = "enough".into();
                    socket.send(Message::Close(Some(CloseFrame { code: CloseCode::Library(4000), reason }))).await?;
                    Ok(())
                }
                _ => Ok::<_, Box<dyn std::error::Error + Send + Sync>>(()),
            }
        })
    }

    /// Send for ever, and take nothing.
    #[get("/push")]
    async fn push(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        upgrade.on(|mut socket| async move {
            while socket.send("tick").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
    }

    /// Say goodbye when the server ends.
    #[get("/goodbye")]
    async fn goodbye(&self, upgrade: WebSocketUpgrade, stop: Stop) -> SwitchingProtocols {
        upgrade.on(|socket| async move {
            let (mut to, from) = socket.split();
            stop.wait().await;
            to.send("goodbye".into()).await?;
            drop((to, from));
            Ok::<_, WebSocketError>(())
        })
    }
}

api! {
    struct Site at "/";
    controllers: [Talks];
}

async fn serve(limits: Limits) -> Served {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        bound.serve_until(async move { drop(ended.await) }).await.expect("it serves");
    });
    Served { address, end, serving }
}

type Client = WebSocketStream<TcpStream>;

async fn connect_with(address: SocketAddr, path: &str, more: &[(&'static str, &str)]) -> (Client, HeaderMap) {
    let stream = TcpStream::connect(address).await.expect("it listens");
    let mut request = format!("ws://{address}{path}").into_client_request().expect("a request");
    for (name, value) in more {
        request.headers_mut().insert(*name, HeaderValue::from_str(value).expect("a header"));
    }
    let (client, response) = tokio_tungstenite::client_async(request, stream).await.expect("it switches");
    assert_eq!(response.status(), 101);
    (client, response.headers().clone())
}

async fn connect(address: SocketAddr, path: &str) -> Client {
    connect_with(address, path, &[]).await.0
}

async fn next(client: &mut Client) -> Option<Result<Sent, Error>> {
    timeout(LONG, client.next()).await.expect("something comes")
}

/// The code and the reason with which the other side closes, what comes before it apart.
async fn closed(client: &mut Client) -> (u16, String) {
    loop {
        match next(client).await {
            Some(Ok(Sent::Close(Some(frame)))) => return (frame.code.into(), frame.reason.to_string()),
            Some(Ok(_)) => {}
            other => panic!("no close, but {other:?}"),
        }
    }
}

/// The bytes of a frame of a client, with a mask that changes nothing.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a short one");
    assert!(length < 126, "{length}");
    [&[first, 0x80 | length, 0, 0, 0, 0], payload].concat()
}

const HANDSHAKE: &str = "GET /echo HTTP/1.1\r\nhost: a\r\nconnection: keep-alive, Upgrade\r\nupgrade: WebSocket\r\n\
    sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// A connection on which there is a WebSocket, without what knows it.
async fn raw(served: &Served) -> TcpStream {
    let mut stream = served.send(HANDSHAKE).await;
    let head = until(&mut stream, "\r\n\r\n").await;
    // The example of RFC 6455, section 1.3.
    assert!(head.starts_with("HTTP/1.1 101 ") && head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
    stream
}

#[tokio::test]
async fn what_is_said_is_said_again() {
    let served = serve(Limits::default()).await;
    let mut client = connect(served.address, "/echo").await;
    for message in [Sent::text("héllo"), Sent::binary(vec![0, 255]), Sent::text(""), Sent::text("x".repeat(400))] {
        client.send(message.clone()).await.expect("it is taken");
        assert_eq!(next(&mut client).await.expect("an answer").expect("a message"), message);
    }
    client.send(Sent::Ping("are you there".into())).await.expect("it is taken");
    assert_eq!(next(&mut client).await.expect("an answer").expect("a pong"), Sent::Pong("are you there".into()));
    client.close(None).await.expect("it closes");
    assert!(matches!(next(&mut client).await, Some(Ok(Sent::Close(None)))));
    assert!(next(&mut client).await.is_none());
}

#[tokio::test]
async fn a_message_may_come_in_pieces() {
    let served = serve(Limits::default()).await;
    let mut stream = raw(&served).await;
    let frames = [frame(0x01, b"hel"), frame(0x89, b"between"), frame(0x00, b"lo"), frame(0x80, b"!")].concat();
    for byte in frames {
        stream.write_all(&[byte]).await.expect("it reads");
    }
    let mut answered = [0; 17];
    timeout(LONG, stream.read_exact(&mut answered)).await.expect("in time").expect("an answer");
    assert_eq!(&answered, b"\x8A\x07between\x81\x06hello!");
}

#[tokio::test]
async fn the_sub_protocol_is_the_first_that_both_know() {
    let served = serve(Limits::default()).await;
    for (offered, chosen) in [("v1", Some("v1")), ("v1, v2", Some("v2")), ("v0,v1", Some("v1"))] {
        let (mut client, headers) = connect_with(served.address, "/echo", &[("sec-websocket-protocol", offered)]).await;
        let answered = headers.get("sec-websocket-protocol").map(|value| value.to_str().expect("text"));
        assert_eq!(answered, chosen, "{offered}");
        assert_eq!(next(&mut client).await.expect("it is told").expect("a message"), Sent::text(chosen.unwrap_or("")));
    }
    let mut stream = served.send(&HANDSHAKE.replace("host: a", "host: a\r\nsec-websocket-protocol: v0")).await;
    let head = until(&mut stream, "\r\n\r\n").await;
    assert!(head.starts_with("HTTP/1.1 101 ") && !head.contains("sec-websocket-protocol"), "{head}");
}

#[tokio::test]
async fn what_is_too_large_closes_it() {
    let served = serve(Limits::default()).await;
    let mut client = connect(served.address, "/echo").await;
    client.send(Sent::text("x".repeat(501))).await.expect("it is taken");
    assert_eq!(closed(&mut client).await, (1009, "larger than it may be".to_owned()));
    let mut stream = raw(&served).await;
    for first in [0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00] {
        stream.write_all(&frame(first, &[b'x'; 100])).await.expect("it reads");
    }
    stream.write_all(&frame(0x00, b"x")).await.expect("it reads");
    let mut close = [0; 4];
    timeout(LONG, stream.read_exact(&mut close)).await.expect("it closes").expect("a close");
    assert_eq!(close, [0x88, 23, 3, 241]);
}

#[tokio::test]
async fn who_sends_much_too_much_learns_why_it_is_closed() {
    let served = serve(Limits::default()).await;
    let mut stream = raw(&served).await;
    // A frame of 16 MiB, which is sent to its end.
    let head = [0x82, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
    stream.write_all(&head).await.expect("it reads");
    stream.write_all(&vec![0; 16 << 20]).await.expect("it reads, or throws away");
    assert!(rest_bytes(stream).await.starts_with(&[0x88, 23, 3, 241]));
}

async fn rest_bytes(mut stream: TcpStream) -> Vec<u8> {
    stream.shutdown().await.expect("it is open");
    let mut bytes = Vec::new();
    timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("it closes").expect("it closes in good order");
    bytes
}

#[tokio::test]
async fn what_breaks_the_protocol_closes_it() {
    let served = serve(Limits::default()).await;
    let unmasked = [0x81, 2, b'h', b'i'].to_vec();
    for (what, bytes, code) in [
        ("a frame without a mask", unmasked, 1002_u16),
        ("a reserved bit", frame(0xC1, b"hi"), 1002),
        ("a reserved kind", frame(0x83, b"hi"), 1002),
        ("a reserved kind of control", frame(0x8B, b"hi"), 1002),
        ("a ping in pieces", frame(0x09, b"hi"), 1002),
        ("more of nothing", frame(0x80, b"hi"), 1002),
        ("a message within another", [frame(0x01, b"hi"), frame(0x81, b"hi")].concat(), 1002),
        ("half a code", frame(0x88, &[3]), 1002),
        ("a code that is never sent", frame(0x88, &[3, 237]), 1002),
        ("a text that is none", frame(0x81, &[0xFF, 0xFE]), 1007),
    ] {
        let mut stream = raw(&served).await;
        stream.write_all(&bytes).await.expect("it reads");
        let answered = rest_bytes(stream).await;
        assert_eq!(answered.first(), Some(&0x88), "{what}: {answered:?}");
        assert_eq!(answered.get(2..4), Some(&code.to_be_bytes()[..]), "{what}: {answered:?}");
    }
    assert_eq!(
        rest(served.send("GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await).await.get(9..12),
        Some("404")
    );
}

#[tokio::test]
async fn what_is_no_handshake_is_refused_in_the_dialect() {
    let served = serve(Limits::default()).await;
    let upgrade = "upgrade: websocket\r\nconnection: Upgrade";
    for (from, to, status, header) in [
        ("upgrade: WebSocket\r\n", "", 426, upgrade),
        ("upgrade: WebSocket", "upgrade: h2c", 426, upgrade),
        ("connection: keep-alive, Upgrade", "connection: keep-alive", 426, upgrade),
        ("GET", "HEAD", 426, upgrade),
        ("HTTP/1.1", "HTTP/1.0", 426, upgrade),
        ("version: 13", "version: 12", 426, "sec-websocket-version: 13\r\n"),
        ("sec-websocket-version: 13\r\n", "", 426, "sec-websocket-version: 13\r\n"),
        ("sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400, "\r\n"),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ==", 400, "\r\n"),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZ!==", 400, "\r\n"),
    ] {
        assert!(HANDSHAKE.contains(from), "{from}");
        let mut stream = served.send(&HANDSHAKE.replace(from, to)).await;
        let answer = until(&mut stream, if from == "GET" { "\r\n\r\n" } else { "}" }).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")) || answer.starts_with(&format!("HTTP/1.0 {status} ")),
            "{from}: {answer}"
        );
        assert!(
            answer.contains("content-type: application/problem+json\r\n") && answer.contains(header),
            "{from}: {answer}"
        );
        assert!(from == "GET" || answer.contains(&format!("\"status\":{status}")), "{from}: {answer}");
        assert!(status == 426 || answer.contains("sec-websocket-key"), "{from}: {answer}");
    }
}

#[tokio::test]
async fn http_2_has_none() {
    let served = serve(Limits::default()).await;
    let stream = TcpStream::connect(served.address).await.expect("it listens");
    let (mut client, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.expect("HTTP/2");
    tokio::spawn(connection);
    let request = http::Request::get(format!("http://{}/echo", served.address)).body(Empty::<Bytes>::new());
    let answer =
        timeout(LONG, client.send_request(request.expect("a request"))).await.expect("in time").expect("it answers");
    assert_eq!(answer.status(), 426);
    assert!(answer.headers().get("upgrade").is_none() && answer.headers().get("connection").is_none());
    let body = answer.into_body().collect().await.expect("a whole body").to_bytes();
    assert!(String::from_utf8_lossy(&body).contains("HTTP/1.1"), "{body:?}");
}

#[tokio::test]
async fn who_leaves_closes_it() {
    let served = serve(Limits::default()).await;
    for (how, code, reason) in [
        ("well", 1000, ""),
        ("close", 4000, "enough"),
        ("fail", 1011, "the server failed"),
        ("panic", 1011, "the server failed"),
    ] {
        let mut client = connect(served.address, &format!("/leave/{how}")).await;
        assert_eq!(next(&mut client).await.expect("it comes").expect("a message"), Sent::text("hello"));
        assert_eq!(closed(&mut client).await, (code, reason.to_owned()), "{how}");
        assert!(next(&mut client).await.is_none(), "{how}");
    }
}

/// What a handler tells of the end of a connection.
async fn told(doing: impl AsyncFnOnce(Client)) -> String {
    let served = serve(Limits::default()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("it has one").port().to_string();
    let (client, _) = connect_with(served.address, "/end", &[("tell", &port)]).await;
    doing(client).await;
    let (mut stream, _) = timeout(LONG, listener.accept()).await.expect("it ends").expect("it tells");
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("it tells to the end");
    text
}

#[tokio::test]
async fn its_user_learns_how_it_ended() {
    let closes = told(async |mut client: Client| {
        let frame = CloseFrame { code: CloseCode::Away, reason: "a new page".into() };
        client.close(Some(frame)).await.expect("it closes");
        assert_eq!(closed(&mut client).await, (1001, "a new page".to_owned()));
    });
    assert_eq!(closes.await, "closed: 1001 a new page; the WebSocket is closed");
    let vanishes = told(async |client| drop(client));
    assert_eq!(vanishes.await, "the connection was lost; the WebSocket is closed");
    let talks = told(async |mut client: Client| {
        client.send(Sent::Pong("here".into())).await.expect("it is taken");
        client.send(Sent::binary(vec![0; 1001])).await.expect("it is taken");
        assert_eq!(closed(&mut client).await.0, 1009);
    });
    assert_eq!(talks.await, "Pong(b\"here\"); the peer sent a larger message than it may; the WebSocket is closed");
}

#[tokio::test]
async fn who_does_not_answer_a_ping_is_cut() {
    let silent = told(async |mut client: Client| {
        // What it is asked is read from below, so that nothing answers.
        let mut bytes = Vec::new();
        timeout(LONG, client.get_mut().read_to_end(&mut bytes)).await.expect("it closes").expect("in good order");
        assert!(bytes.starts_with(b"\x89\x07terrace\x88") && bytes[11..13] == 1008_u16.to_be_bytes(), "{bytes:?}");
    });
    assert_eq!(silent.await, "the peer did not answer a ping in time; the WebSocket is closed");
}

#[tokio::test]
async fn who_answers_pings_is_kept_past_the_limits_of_idle_connections() {
    let limits =
        Limits { head_time: Some(SHORT), idle_time: Some(SHORT), handler_time: Some(SHORT), ..Limits::default() };
    let served = serve(limits).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("it has one").port().to_string();
    let (mut client, _) = connect_with(served.address, "/end", &[("tell", &port)]).await;
    let mut pings = 0;
    while pings < 3 {
        match next(&mut client).await {
            Some(Ok(Sent::Ping(_))) => pings += 1,
            other => panic!("no ping, but {other:?}"),
        }
    }
    client.close(None).await.expect("it is there still");
    assert!(matches!(next(&mut client).await, Some(Ok(Sent::Close(None)))));
    timeout(LONG, listener.accept()).await.expect("it ends").expect("it tells");
}

#[tokio::test]
async fn a_server_that_drains_closes_it_and_waits_for_it() {
    for path in ["/echo", "/push"] {
        let served = serve(Limits::default()).await;
        let mut client = connect(served.address, path).await;
        client.send(Sent::text("hello")).await.expect("it is taken");
        next(&mut client).await.expect("it answers").expect("a message");
        served.end.send(()).expect("it serves still");
        assert_eq!(closed(&mut client).await, (1001, "the server ends".to_owned()));
        assert!(!served.serving.is_finished(), "it waits for the other side's close");
        assert!(next(&mut client).await.is_none());
        timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
    }
}

#[tokio::test]
async fn what_is_said_at_the_end_is_heard() {
    let served = serve(Limits::default()).await;
    let mut client = connect(served.address, "/goodbye").await;
    served.end.send(()).expect("it serves still");
    assert_eq!(next(&mut client).await.expect("it comes").expect("a message"), Sent::text("goodbye"));
    assert_eq!(closed(&mut client).await.0, 1001);
}

#[tokio::test]
async fn a_server_does_not_wait_for_ever() {
    let served = serve(Limits { drain_time: SHORT, ..Limits::default() }).await;
    // It never confirms that it closes.
    let _stream = raw(&served).await;
    served.end.send(()).expect("it serves still");
    timeout(LONG, served.serving).await.expect("it ends").expect("it ends well");
}

#[tokio::test]
async fn it_counts_among_the_connections_until_it_is_closed() {
    let served = serve(Limits { connections: 1, ..Limits::default() }).await;
    let mut client = connect(served.address, "/echo").await;
    let waiting = served.send("GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(timeout(SHORT, waiting.peek(&mut [0])).await.is_err(), "it was answered");
    client.close(None).await.expect("it closes");
    while next(&mut client).await.is_some() {}
    assert!(rest(waiting).await.starts_with("HTTP/1.1 404 "));
}

#[tokio::test]
async fn a_test_talks_without_a_socket() {
    let api = TestClient::new(Site::new(()));
    let asked = api.get("/echo").header("sec-websocket-protocol", "v0, v1");
    let mut socket = asked.websocket().await.expect("it switches");
    assert_eq!(socket.protocol(), Some("v1"));
    let mut heard = async || timeout(LONG, socket.recv()).await.expect("it comes");
    assert!(matches!(heard().await, Some(Ok(Message::Text(text))) if text == "v1"));
    let mut socket = api.get("/echo").websocket().await.expect("it switches");
    for message in [Message::from("hello"), Message::from(vec![0; 500])] {
        socket.send(message.clone()).await.expect("it is open");
        assert!(matches!(socket.recv().await, Some(Ok(answer)) if answer == message));
    }
    socket.send("x".repeat(501)).await.expect("it is open");
    let Some(Ok(Message::Close(Some(frame)))) = socket.recv().await else { panic!("no close") };
    assert_eq!(frame.code, CloseCode::Size);
    assert!(timeout(LONG, socket.recv()).await.expect("it ends").is_none());
    let refused = api.get("/echo").header("sec-websocket-version", "12").websocket().await.expect_err("not 12");
    assert_eq!((refused.status().as_u16(), refused.header("sec-websocket-version")), (426, Some("13")));
    assert_eq!(api.get("/nothing").websocket().await.expect_err("nothing there").status(), 404);
}

#[tokio::test]
async fn a_test_learns_how_the_other_side_left() {
    let api = TestClient::new(Site::new(()));
    for (how, code) in [("well", 1000), ("close", 4000), ("fail", 1011), ("panic", 1011)] {
        let mut socket = api.get(&format!("/leave/{how}")).websocket().await.expect("it switches");
        assert!(matches!(socket.recv().await, Some(Ok(Message::Text(text))) if text == "hello"));
        let Some(Ok(Message::Close(Some(frame)))) = socket.recv().await else { panic!("{how}: no close") };
        assert_eq!(u16::from(frame.code), code, "{how}");
        assert!(timeout(LONG, socket.recv()).await.expect("it ends").is_none(), "{how}");
    }
}

versions! { Editions: "1", "2" }

/// A move in a game.
#[model(versions = Editions)]
struct Move {
    #[check(range = -1..=1)]
    x: i8,
    #[since(V2)]
    y: Option<i8>,
}

#[controller(path = "/games", versions = Editions)]
struct Games;

#[routes]
impl Games {
    /// Play.
    #[index]
    async fn index(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        upgrade.on(|mut socket| async move {
            while let Some(message) = socket.recv().await {
                match socket.read_json::<Move>(&message?) {
                    Ok(next) => socket.send_json(&next).await?,
                    Err(error) => socket.send(error.to_string()).await?,
                }
            }
            Ok::<_, WebSocketError>(())
        })
    }
}

api! {
    struct Play(Editions) at "/";
    negotiate: header("Edition");
    controllers: [Games];
}

#[tokio::test]
async fn its_models_are_those_of_the_requests_version() {
    let api = TestClient::new(Play::new(()));
    for (version, sent, answered) in [
        ("1", r#"{"x":1}"#, r#"{"x":1}"#),
        ("2", r#"{"x":1,"y":0}"#, r#"{"x":1,"y":0}"#),
        ("2", r#"{"x":1}"#, r#"{"x":1,"y":null}"#),
        ("1", r#"{"x":1,"y":0}"#, "y"),
        ("2", r#"{"x":2}"#, "/x"),
        ("2", r#"{"x":"#, "line 1"),
    ] {
        let mut socket = api.get("/games").header("edition", version).websocket().await.expect("it switches");
        socket.send(sent).await.expect("it is open");
        let Some(Ok(Message::Text(text))) = socket.recv().await else { panic!("no text for {sent}") };
        assert!(text == answered || !answered.starts_with('{') && text.contains(answered), "{version} {sent}: {text}");
    }
}

#[tokio::test]
async fn it_works_in_an_axum_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it has one");
    let router: Router = Router::new().nest_service("/api", Site::new(()));
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut client = connect(address, "/api/echo").await;
    client.send(Sent::text("hello")).await.expect("it is taken");
    assert_eq!(next(&mut client).await.expect("an answer").expect("a message"), Sent::text("hello"));
    serving.abort();
}

#[tokio::test]
#[ignore = "run by another test"]
async fn failing() {
    let served = serve(Limits::default()).await;
    for how in ["fail", "panic"] {
        let mut client = connect(served.address, &format!("/leave/{how}")).await;
        assert_eq!(closed(&mut client).await.0, 1011);
    }
    drop(connect(served.address, "/echo").await);
    served.end.send(()).expect("it serves still");
    served.serving.await.expect("it ends well");
}

#[test]
fn its_failures_are_in_the_log_with_the_requests_id() {
    let (out, log) = process("websocket::failing", "RUST_LOG", "terrace=info");
    assert!(out.contains("test result: ok"), "{out}{log}");
    let failures: Vec<_> = log.lines().filter(|line| line.contains("a WebSocket failed")).collect();
    assert_eq!(failures.len(), 2, "{log}");
    for (failure, error) in failures.iter().zip(["error=\"hunter3\"", "error=\"panicked: hunter2\""]) {
        assert!(failure.contains("ERROR") && failure.contains("request_id=") && failure.contains(error), "{failure}");
        assert!(failure.contains("operation=\"talks_leave\""), "{failure}");
    }
}
