//! Peers that do not read, and what else one HTTP/2 connection may do.

use std::net::SocketAddr;
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);
/// More than what sockets hold by themselves.
const LARGE: usize = 32 << 20;

#[controller(path = "/")]
struct Pages;

#[routes]
impl Pages {
    #[get("/hello")]
    async fn hello(&self) -> &'static str {
        "hello"
    }

    #[get("/large")]
    async fn large(&self) -> Bytes {
        vec![b'x'; LARGE].into()
    }

    #[get("/never")]
    async fn never(&self) -> &'static str {
        std::future::pending().await
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

async fn start(limits: Limits) -> (SocketAddr, oneshot::Sender<()>) {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel::<()>();
    tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    (address, end)
}

fn unread() -> Limits {
    Limits { write_time: Some(SHORT), ..Limits::default() }
}

async fn ask_for_much(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.expect("it reads");
    stream
}

#[tokio::test]
async fn who_does_not_read_is_cut() {
    let (address, _end) = start(unread()).await;
    let mut stream = ask_for_much(address).await;
    sleep(SHORT * 4).await;
    let mut answer = Vec::new();
    // It may be told so in the middle.
    let _ = timeout(LONG, stream.read_to_end(&mut answer)).await.expect("it closes");
    assert!(answer.len() < LARGE, "all of it was sent");
}

#[tokio::test]
async fn who_reads_slowly_is_not_cut() {
    // All of it takes longer than that.
    let (address, _end) = start(Limits { write_time: Some(SHORT * 4), ..Limits::default() }).await;
    let mut stream = ask_for_much(address).await;
    let (mut portion, mut length) = (vec![0; 4 << 20], 0);
    loop {
        let read = timeout(LONG, stream.read(&mut portion)).await.expect("it goes on").expect("it is not cut");
        if read == 0 {
            break;
        }
        if length / portion.len() != (length + read) / portion.len() {
            sleep(SHORT).await;
        }
        length += read;
    }
    assert!(length > LARGE, "only {length} bytes were sent");
}

/// A frame of HTTP/2 (RFC 9113, section 4.1).
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short payload").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
/// A request's end, and that of its head.
const WHOLE: u8 = 0b101;

/// `GET http://a` and a path of six bytes.
fn head(path: &str) -> Vec<u8> {
    [b"\x82\x86\x41\x01a\x04\x06", path.as_bytes()].concat()
}

async fn http2(address: SocketAddr, settings: &[u8], frames: impl IntoIterator<Item = Vec<u8>>) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    let sent: Vec<_> = [preface, frame(SETTINGS, 0, 0, settings)].into_iter().chain(frames).flatten().collect();
    // What is sent last may find the connection closed.
    let _ = stream.write_all(&sent).await;
    stream
}

/// The frames that the server sends until one is of this kind: kind, stream and payload of that.
async fn next_of(stream: &mut TcpStream, wanted: u8) -> (u32, Vec<u8>) {
    loop {
        let mut head = [0; 9];
        timeout(LONG, stream.read_exact(&mut head)).await.expect("it goes on").expect("a frame");
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length.try_into().expect("a short one")];
        timeout(LONG, stream.read_exact(&mut payload)).await.expect("it goes on").expect("a frame");
        if head[3] == wanted {
            return (u32::from_be_bytes([head[5], head[6], head[7], head[8]]), payload);
        }
    }
}

#[tokio::test]
async fn who_takes_no_answer_of_http_2_is_cut() {
    let (address, _end) = start(unread()).await;
    // `SETTINGS_INITIAL_WINDOW_SIZE` of nothing; and the usual one, which is smaller than the answer.
    for (settings, path) in [(&[0, 4, 0, 0, 0, 0][..], "/hello"), (&[], "/large")] {
        let mut stream = http2(address, settings, [frame(HEADERS, WHOLE, 1, &head(path))]).await;
        // Other things go well meanwhile.
        let (mut reading, mut writing) = stream.split();
        let pinging = async {
            while writing.write_all(&frame(PING, 0, 0, &[0; 8])).await.is_ok() {
                sleep(SHORT / 10).await;
            }
        };
        let mut answer = Vec::new();
        tokio::select! {
            _ = reading.read_to_end(&mut answer) => {}
            () = pinging => {}
            () = sleep(LONG) => panic!("{path} is not cut"),
        }
    }
}

#[tokio::test]
async fn a_connection_has_so_many_streams() {
    let (address, _end) = start(Limits { streams: 2, ..Limits::default() }).await;
    let requests = [1, 3, 5].map(|stream| frame(HEADERS, WHOLE, stream, &head("/never")));
    let mut stream = http2(address, &[], requests).await;
    let refused = 7_u32.to_be_bytes().to_vec();
    assert_eq!(next_of(&mut stream, RST_STREAM).await, (5, refused));
}

#[tokio::test]
async fn who_breaks_the_protocol_again_and_again_is_cut() {
    let (address, _end) = start(Limits { error_resets: 3, ..Limits::default() }).await;
    // `connection` has no place in HTTP/2 (RFC 9113, section 8.2.2).
    let wrong = [head("/hello"), b"\x00\x0aconnection\x05close".to_vec()].concat();
    let requests = (0..20).map(|n| frame(HEADERS, WHOLE, 2 * n + 1, &wrong));
    let mut stream = http2(address, &[], requests).await;
    let (_, payload) = next_of(&mut stream, GOAWAY).await;
    let calm_down = 11_u32.to_be_bytes();
    assert_eq!(payload[4..8], calm_down);
}

#[tokio::test]
async fn headers_of_http_2_are_counted_as_well() {
    let (address, _end) = start(Limits { head_count: 4, ..Limits::default() }).await;
    let one = b"\x00\x01a\x01b".to_vec();
    for (count, status) in [(4, 0x88), (5, 0x08)] {
        let head = [head("/hello"), one.repeat(count)].concat();
        let mut stream = http2(address, &[], [frame(HEADERS, WHOLE, 1, &head)]).await;
        let (_, answer) = next_of(&mut stream, HEADERS).await;
        // 200 is in the static table of HPACK, 431 is not and stands there by its name's index.
        let first = answer.iter().copied().find(|byte| byte >> 5 != 1);
        assert_eq!(first.map(|byte| byte == 0x88), Some(status == 0x88), "{answer:?}");
    }
}
