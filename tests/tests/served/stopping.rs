//! What handlers are told of the end of their server.

use std::time::Duration;

use http::Request;
use terrace::prelude::*;
use terrace::{Application, Body, Server, Stop, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tower_service::Service;

const LONG: Duration = Duration::from_secs(20);

#[controller(path = "/")]
struct Waits;

#[routes]
impl Waits {
    #[get("/wait")]
    async fn wait(&self, stop: Stop) -> &'static str {
        stop.wait().await;
        "stopped"
    }

    #[get("/now")]
    async fn now(&self, stop: Stop) -> String {
        stop.is_stopping().to_string()
    }
}

api! {
    struct Site at "/";
    controllers: [Waits];
}

#[tokio::test]
async fn a_handler_learns_that_its_server_ends() {
    let bound = Server::new(Site::new(())).listen("127.0.0.1:0").bind().await.expect("a free port");
    let mut stream = TcpStream::connect(bound.address().expect("TCP")).await.expect("it listens");
    let (end, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    stream
        .write_all(b"GET /now HTTP/1.1\r\nhost: a\r\n\r\nGET /wait HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .expect("it reads");
    let mut now = String::new();
    while !now.ends_with("false") {
        now.push(timeout(LONG, stream.read_u8()).await.expect("it answers").expect("it answers").into());
    }
    end.send(()).expect("it serves still");
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it closes").expect("it closes in good order");
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("stopped"), "{answer}");
    timeout(LONG, serving).await.expect("it ends").expect("it ends").expect("it ends well");
}

#[tokio::test]
async fn nothing_stops_without_a_server_unless_its_host_says_so() {
    let client = TestClient::new(Site::new(()));
    assert_eq!(client.get("/now").await.text(), "false");
    let (stopper, stop) = Stop::new();
    stopper.stop();
    let request = Request::get("/now").extension(stop).body(Body::empty()).expect("a request");
    let Ok(answer) = Site::new(()).app().clone().call(request).await;
    let body = http_body_util::BodyExt::collect(answer.into_body()).await.expect("a body").to_bytes();
    assert_eq!(body, "true");
}
