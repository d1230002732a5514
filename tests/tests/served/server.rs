//! The server, on a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Address, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
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
    let address = bound.address().expect("TCP");
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
async fn a_head_without_one_right_host_is_refused() {
    let (address, _end, _) = start().await;
    for hosts in ["", "host: a\r\nhost: a\r\n", "host: a b\r\n", "host: a/b\r\n"] {
        let answer = talk(address, &format!("GET /hello HTTP/1.1\r\n{hosts}\r\n")).await;
        assert!(answer.starts_with("HTTP/1.1 400 ") && answer.ends_with("\r\n\r\n"), "{hosts}: {answer}");
        assert!(!answer.contains("x-request-id"), "{hosts}: {answer}");
    }
    assert!(talk(address, "GET /hello HTTP/1.0\r\n\r\n").await.ends_with("\r\n\r\nhello"));
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
    let said =
        format!("listen: cannot listen on `{address}`: another server has it; end that one, or choose another address");
    assert_eq!(error.to_string(), said);
}

#[tokio::test]
#[ignore = "run by another test"]
async fn bound_by_the_environment() {
    match Server::new(Site::new(())).bind().await {
        Ok(bound) => println!("bound to {}", bound.address().expect("TCP")),
        Err(error) => println!("{error}"),
    }
}

#[test]
fn the_environment_says_where() {
    let bind = |listen| process("server::bound_by_the_environment", "TERRACE_LISTEN", listen).0;
    assert!(bind("127.0.0.2:0").contains("bound to 127.0.0.2:"));
    assert!(bind("here").contains("TERRACE_LISTEN: `here` is no address; write one like `127.0.0.1:8080`"));
}

#[tokio::test]
#[ignore = "run by another test"]
async fn serving() {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").bind().await.expect("a free port");
    let slow = tokio::spawn(talk(bound.address().expect("TCP"), "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n"));
    let signal = tokio::spawn(async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let kill = tokio::process::Command::new("kill").arg(std::process::id().to_string()).status().await;
        assert!(kill.expect("there is `kill`").success());
    });
    bound.serve().await.expect("it ends well");
    signal.await.expect("it was sent");
    println!("ended after {}", slow.await.expect("it was answered").lines().last().expect("a body"));
}

#[test]
fn a_signal_lets_running_requests_end() {
    let (out, log) = process("server::serving", "RUST_LOG", "info");
    assert!(out.contains("ended after slow") && out.contains("test result: ok"), "{out}{log}");
}

#[tokio::test]
async fn it_listens_on_all_addresses() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let unix = format!("unix:{}", path.display());
    let server = || Server::new(Site::new(()));
    let bound = server().listen("127.0.0.1:0").listen(format!("127.0.0.1:0, {unix}")).bind().await.expect("free ones");
    let addresses = bound.addresses().to_vec();
    assert_eq!((addresses.len(), addresses[2].to_string()), (3, unix.clone()));
    let error = server().listen(&unix).bind().await.expect_err("taken");
    assert!(error.to_string().starts_with(&format!("listen: cannot listen on `{unix}`: another server")), "{error}");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    let request = "GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    for address in addresses {
        let answer = match address {
            Address::Tcp(address) => talk(address, request).await,
            Address::Unix(path) => {
                let mut stream = UnixStream::connect(path).await.expect("it listens");
                stream.write_all(request.as_bytes()).await.expect("it reads");
                let mut answer = String::new();
                stream.read_to_string(&mut answer).await.expect("it answers");
                answer
            }
            other => panic!("{other}"),
        };
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("hello"), "{answer}");
    }
    end.send(()).expect("it serves still");
    serving.await.expect("it ends").expect("it ends well");
    assert!(!path.exists());
}

#[tokio::test]
async fn only_a_dead_socket_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let bind = || Server::new(Site::new(())).listen(format!("unix:{}", path.display())).bind();
    std::fs::write(&path, "a file").expect("it is written");
    bind().await.expect_err("a file is there");
    std::fs::remove_file(&path).expect("it is there");
    // As after the server was killed: the file stays.
    drop(std::os::unix::net::UnixListener::bind(&path).expect("it is free"));
    let bound = bind().await.expect("nobody listens");
    assert_eq!((bound.address(), path.exists()), (None, true));
    drop(bound);
    assert!(!path.exists());
}
