//! How large a body may be: the nearest that says so wins.

use terrace::prelude::*;
use terrace::{Limits, Server, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const WORDS: usize = 1 << 4;

#[controller(path = "/words", body_bytes = WORDS)]
struct Words;

impl Words {
    const MANY: usize = 4 * WORDS;
}

#[routes]
impl Words {
    #[post("/few")]
    async fn few(&self, words: Bytes) -> Bytes {
        words
    }

    #[post("/many", body_bytes = Self::MANY)]
    async fn many(&self, words: Bytes) -> Bytes {
        words
    }

    #[action("say", body_bytes = 20)]
    async fn say(&self, words: Json<String>) -> Json<String> {
        words
    }

    #[action("sing", body_bytes = 40)]
    async fn sing(&self, words: Json<String>) -> Json<String> {
        words
    }
}

#[controller(path = "/numbers")]
struct Numbers;

#[routes]
impl Numbers {
    #[post("/")]
    async fn count(&self, numbers: Bytes) -> String {
        numbers.len().to_string()
    }
}

api! {
    struct Limited at "/";
    body_bytes: 1 << 5;
    controllers: [Words, Numbers];
}

api! {
    struct Unlimited at "/";
    controllers: [Words, Numbers];
}

#[tokio::test]
async fn the_nearest_wins() {
    let client = TestClient::new(Limited::new(()));
    for (path, limit) in [("/words/few", 16), ("/words/many", 64), ("/numbers", 32)] {
        let post = |bytes| client.post(path).body(vec![b'1'; bytes]);
        assert!(post(limit).await.status().is_success(), "{path}");
        let answer = post(limit + 1).await;
        assert_eq!(answer.status(), 413, "{path}");
        assert!(answer.text().contains(&format!("more than {limit} bytes")), "{path}: {answer:?}");
    }
    let client = TestClient::new(Unlimited::new(()));
    let post = |bytes| client.post("/numbers").body(vec![b'1'; bytes]);
    assert_eq!(post(1 << 20).await.text(), (1 << 20).to_string());
    assert_eq!(post((1 << 20) + 1).await.status(), 413);
}

#[tokio::test]
async fn an_action_has_its_own() {
    let client = TestClient::new(Limited::new(()));
    let act = |name: &str, bytes: usize| {
        let body = format!(r#"{{"{name}":"{}"}}"#, "x".repeat(bytes - name.len() - 7));
        client.post("/words/action").header("content-type", "application/json").body(body)
    };
    for (name, limit) in [("say", 20), ("sing", 40)] {
        assert_eq!(act(name, limit).await.status(), 200, "{name}");
        let answer = act(name, limit + 1).await;
        assert!(answer.status() == 413 && answer.text().contains(&format!("more than {limit} bytes")), "{answer:?}");
    }
}

#[tokio::test]
async fn what_nobody_declares_the_server_says() {
    let limits = Limits { body_bytes: 100, ..Limits::default() };
    let bound = Server::new(Unlimited::new(())).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    tokio::spawn(bound.serve());
    let send = async |path: &str, rest: String| {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request = format!("POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{rest}");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer.get(9..12).expect("a status").to_owned()
    };
    let post = async |path, bytes| send(path, format!("content-length: {bytes}\r\n\r\n{}", "1".repeat(bytes))).await;
    assert_eq!(post("/numbers", 100).await, "200");
    assert_eq!(post("/numbers", 101).await, "413");
    assert_eq!(post("/words/few", 17).await, "413");
    assert_eq!(post("/words/many", 64).await, "200");
    // Larger than any handler takes: nobody asks where it goes.
    assert_eq!(post("/nowhere", 101).await, "413");
    assert_eq!(post("/nowhere", 100).await, "404");
    // A body that does not say how large it is gets as far as its handler's limit.
    let chunked =
        |bytes: usize| format!("transfer-encoding: chunked\r\n\r\n{bytes:x}\r\n{}\r\n0\r\n\r\n", "1".repeat(bytes));
    assert_eq!(send("/words/few", chunked(16)).await, "200");
    assert_eq!(send("/words/few", chunked(17)).await, "413");
}
