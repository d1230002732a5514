//! The server, on a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use terrace::Server;
use terrace::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::process;

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
        tokio::time::sleep(Duration::from_millis(300)).await;
        "slow"
    }

    #[post("/echo")]
    async fn echo(&self, body: Bytes) -> Bytes {
        body
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

/// A server on a free port, which ends when the sender is used or dropped.
async fn start() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").bind().await.expect("a free port");
    let address = bound.address();
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let ended = async move { drop(ended.await) };
        bound.serve_until(ended).await.expect("it serves");
    });
    (address, end, serving)
}

/// Sends bytes, and reads until the other side closes.
async fn talk(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer
}

#[tokio::test]
async fn it_speaks_http_1_1() {
    let (address, _end, _) = start().await;
    let answer = talk(address, "GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nhello"), "{answer}");
    assert!(answer.contains("content-length: 5\r\n") && answer.contains("x-request-id: "), "{answer}");
    let chunked = "POST /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    assert!(talk(address, chunked).await.ends_with("\r\n\r\nabc"));
    let head = talk(address, "HEAD /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(head.contains("content-length: 5\r\n"), "{head}");
}

#[tokio::test]
async fn one_connection_takes_several_requests() {
    let (address, _end, _) = start().await;
    let two = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\nGET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let answer = talk(address, two).await;
    assert!(answer.contains("HTTP/1.1 200 OK") && answer.contains("HTTP/1.1 404 Not Found"), "{answer}");
}

#[tokio::test]
async fn a_running_request_ends_well_when_the_server_ends() {
    let (address, end, serving) = start().await;
    let slow = tokio::spawn(async move { talk(address, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    end.send(()).expect("it serves still");
    assert!(slow.await.expect("it ends").ends_with("\r\n\r\nslow"));
    serving.await.expect("it ends");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn an_address_that_is_none_names_its_setting() {
    let error = Server::new(Site::new(())).listen("nowhere").bind().await.expect_err("no address");
    assert_eq!((error.setting(), error.to_string().contains("`nowhere`")), ("listen", true));
    let (address, _end, _) = start().await;
    let error = Server::new(Site::new(())).listen(address).bind().await.expect_err("taken");
    assert_eq!(error.to_string(), format!("listen: cannot listen on `{address}`"));
}

#[tokio::test]
#[ignore = "run by another test"]
async fn bound_by_the_environment() {
    match Server::new(Site::new(())).bind().await {
        Ok(bound) => println!("bound to {}", bound.address()),
        Err(error) => println!("{error}"),
    }
}

#[test]
fn the_environment_says_where() {
    let bind = |listen| process("server::bound_by_the_environment", "TERRACE_LISTEN", listen).0;
    assert!(bind("127.0.0.2:0").contains("bound to 127.0.0.2:"));
    assert!(bind("here").contains("TERRACE_LISTEN: `here` is no address; write one like `127.0.0.1:8080`"));
}
