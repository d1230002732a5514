//! How a server ends.

use std::net::SocketAddr;
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Limits, Server, Stop, Workers};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::process;

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);

#[controller(path = "/")]
struct Pages;

#[routes]
impl Pages {
    #[get("/stopping")]
    async fn stopping(&self, stop: Stop) -> String {
        stop.is_stopping().to_string()
    }

    #[get("/slow")]
    async fn slow(&self) -> &'static str {
        tokio::time::sleep(SHORT).await;
        "slow"
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

async fn start(workers: Workers, limits: Limits) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let server = Server::new(Site::new(())).listen("127.0.0.1:0").workers(workers).limits(limits);
    let bound = server.bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        bound.serve_until(async move { drop(ended.await) }).await.expect("it serves");
    });
    (address, end, serving)
}

async fn ask(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it is kept");
    stream
}

async fn to_end(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it closes").expect("it closes in good order");
    answer
}

/// Asks until the server says that it ends.
async fn until_it_ends(address: SocketAddr) {
    let asking = || async {
        let mut stream = ask(address, "/stopping").await;
        let mut answer = String::new();
        while !answer.ends_with("false") && !answer.ends_with("true") {
            answer.push(stream.read_u8().await.expect("it answers").into());
        }
        answer.ends_with("true")
    };
    while !timeout(LONG, asking()).await.expect("it answers") {}
}

#[tokio::test]
async fn who_waits_to_be_accepted_is_answered() {
    for workers in [Workers::Count(2), Workers::Shared] {
        let (address, end, serving) = start(workers, Limits { connections: 1, ..Limits::default() }).await;
        let mut waiting = Vec::new();
        for _ in 0..8 {
            waiting.push(ask(address, "/slow").await);
        }
        end.send(()).expect("it serves still");
        for stream in waiting {
            let answer = to_end(stream).await;
            assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("slow"), "{workers}: {answer}");
            assert!(answer.contains("connection: close\r\n"), "{answer}");
        }
        timeout(LONG, serving).await.expect("it ends").expect("it ends well");
        assert!(TcpStream::connect(address).await.is_err());
    }
}

#[tokio::test]
async fn it_serves_for_a_while_after_it_said_that_it_ends() {
    let limits = Limits { drain_delay: SHORT * 8, ..Limits::default() };
    let (address, end, serving) = start(Workers::default(), limits).await;
    end.send(()).expect("it serves still");
    until_it_ends(address).await;
    timeout(LONG, serving).await.expect("it ends").expect("it ends well");
}

async fn signal() {
    let kill = tokio::process::Command::new("kill").arg(std::process::id().to_string()).status().await;
    assert!(kill.expect("there is `kill`").success());
}

#[tokio::test]
#[ignore = "run by another test"]
async fn impatience() {
    let limits = Limits { drain_time: LONG * 100, drain_delay: LONG * 100, ..Limits::default() };
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let running = ask(address, "/never").await;
    let signals = tokio::spawn(async move {
        tokio::time::sleep(SHORT).await;
        signal().await;
        until_it_ends(address).await;
        signal().await;
    });
    timeout(LONG, bound.serve()).await.expect("it ends").expect("it ends well");
    signals.await.expect("both were sent");
    println!("cut after {:?}", to_end(running).await);
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let (out, log) = process("draining::impatience", "RUST_LOG", "info");
    assert!(out.contains("cut after \"\"") && out.contains("test result: ok"), "{out}{log}");
}
