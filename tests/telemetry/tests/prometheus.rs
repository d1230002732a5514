//! What is told to Prometheus. It is alone in its process, as all of a process is counted together.

use std::time::Duration;

use terrace::Server;
use terrace::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

versions! { Editions: "1", "2" }

#[controller(path = "/pages", key = page: u8, versions = Editions)]
struct Pages;

#[routes]
impl Pages {
    #[show(since = V2)]
    async fn show(&self, page: Path<u8>) -> Result<String> {
        if *page == 0 { Err("no page 0")? } else { Ok(format!("page {}", *page)) }
    }
}

api! {
    struct Book(Editions) at "/book";
    negotiate: header("Edition");
    controllers: [Pages];
}

/// All that a server says to one request on a connection of its own.
async fn ask(address: std::net::SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let head = format!("{request} HTTP/1.1\r\nhost: a\r\nedition: 2\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer
}

#[tokio::test]
async fn prometheus_is_told_of_requests_by_what_has_few_values() {
    let server = || Server::new(Book::new(())).listen("127.0.0.1:0").metrics("/metrics");
    let bound = server().bind().await.expect("a free port");
    // It keeps one recorder for all servers of a process.
    server().bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    for request in ["GET /book/pages/1", "GET /book/pages/2", "GET /book/pages/0", "BREW /nowhere/1", "GET /nowhere/2"]
    {
        ask(address, request).await;
    }
    let told = tokio::time::timeout(Duration::from_secs(20), async {
        loop {
            let told = ask(address, "GET /metrics").await;
            // That a client has its answer may be counted a moment later.
            let is_settled = told.contains("\nhttp_server_open_connections 1\n");
            if is_settled && told.matches("_count{").count() == 4 {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let told = told.await.expect("four kinds of requests are counted, and the one connection that asks");
    assert!(told.starts_with("HTTP/1.1 200 ") && told.contains("content-type: text/plain; version=0.0.4"), "{told}");
    for (labels, count) in [
        (r#"operation="pages_show",method="GET",status="200",version="2""#, 2),
        (r#"operation="pages_show",method="GET",status="500",version="2""#, 1),
        (r#"operation="-",method="_OTHER",status="404",version="-""#, 1),
        (r#"operation="-",method="GET",status="404",version="-""#, 1),
    ] {
        let line = format!("http_server_request_duration_seconds_count{{api=\"Book\",{labels}}} {count}\n");
        assert!(told.contains(&line), "{line} is not in {told}");
    }
    assert!(told.contains("\nhttp_server_active_requests 0\n"), "{told}");
    assert!(!told.contains("nowhere"), "{told}");
    assert!(ask(address, "POST /metrics").await.starts_with("HTTP/1.1 405 "));
    end.send(()).expect("it serves still");
    serving.await.expect("it ends").expect("it ends well");
}
