//! Whether the service is ready: as long as its database is.

use std::time::Duration;

use compute::store::{Seed, Store};
use compute::{Osapi, State};
use terrace::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn the_service_is_ready_as_long_as_its_database_is() {
    let store = Store::in_memory(Seed::Empty).await.expect("a database in memory");
    let state = State::new(store.clone()).await.expect("its tables");
    let health = state.health();
    let server = Server::new(Osapi::new(state)).listen("127.0.0.1:0").health(health);
    let bound = server.bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let serving = tokio::spawn(bound.serve());
    let ask = async |path: &str| {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        answer
    };
    let ready = ask("/readyz").await;
    assert!(ready.starts_with("HTTP/1.1 200 "), "{ready}");
    store.close().await;
    let told = async {
        loop {
            let answer = ask("/readyz").await;
            if answer.starts_with("HTTP/1.1 503 ") {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let answer = tokio::time::timeout(Duration::from_secs(20), told).await.expect("it is told soon");
    assert!(answer.ends_with(r#"{"status":"not ready","failed":["database"]}"#), "{answer}");
    let alive = ask("/healthz").await;
    assert!(alive.starts_with("HTTP/1.1 200 "), "{alive}");
    serving.abort();
}
