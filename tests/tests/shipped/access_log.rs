//! `AccessLog`: what lines tell, and of which requests there are none.

use std::fs;
use std::process::Command;

use serde_json::Value;
use terrace::filter::{Next, Request};
use terrace::filters::{AccessLog, NoAuth, RequestId};
use terrace::prelude::*;
use terrace::{ClientAddress, Response, TestClient};

/// Says where clients are.
#[filter]
async fn at(mut request: Request, next: impl Next) -> Response {
    request.extensions_mut().insert(ClientAddress([192, 0, 2, 7].into()));
    next.run(request).await
}

#[derive(Clone, FromRef)]
struct State {
    log: AccessLog,
}

pipeline! { Front: [at, RequestId = RequestId::default(), NoAuth = NoAuth::default(), AccessLog] }

/// Words.
#[controller(path = "/words")]
struct Words;

#[routes]
impl Words {
    /// One.
    #[index]
    async fn index(&self) -> &'static str {
        "word"
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Words];
}

const ID: &str = "6f1b3a44-97c1-4a6e-8d0b-6b6f6b0f6d11";

/// Asks for what the lines are about.
#[tokio::test]
#[ignore = "run by another test"]
async fn requests() {
    let told = AccessLog { except: vec!["/ping".to_owned()], ..AccessLog::default() };
    let client = TestClient::new(Site::new(State { log: told.clone() }));
    let ask = |path| client.get(path).header("host", "a").header("x-auth-token", "jane:shop");
    ask("/words").header("x-request-id", ID).await;
    ask("/ping").await;
    ask("/ping/all").await;
    ask("/pinging").await;
    client.get("/words").header("host", "a").await;
    let silent = AccessLog { user: false, client: false, ..told };
    TestClient::new(Site::new(State { log: silent })).get("/words").header("x-auth-token", "jane").await;
}

#[test]
fn lines_tell_who_asks_and_some_requests_have_none() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let path = folder.path().join("access.jsonl");
    let itself = std::env::current_exe().expect("a test has a file");
    let run = Command::new(itself)
        .args(["access_log::requests", "--exact", "--ignored"])
        .env("TERRACE_ACCESS_LOG", &path)
        .output()
        .expect("it runs");
    assert!(run.status.success(), "{run:?}");
    let lines = fs::read_to_string(&path).expect("it was written");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON on each line")).collect();
    let said =
        |line: &Value| ["path", "user", "client"].map(|name| line[name].as_str().expect("a text").to_owned()).join(" ");
    let said: Vec<_> = lines.iter().map(said).collect();
    assert_eq!(said, ["/words jane 192.0.2.7", "/pinging jane 192.0.2.7", "/words - -", "/words - -"]);
    assert_eq!(lines[0]["id"], ID);
}
