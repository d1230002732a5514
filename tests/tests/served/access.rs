//! The access line: what it says of a request, and when.

use std::convert::Infallible;
use std::fs;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::Frame;
use http_body_util::BodyExt;
use serde_json::Value;
use terrace::filter::Next;
use terrace::http::{Method, Request};
use terrace::prelude::*;
use terrace::{Body, Limits, Parts, Response, Server, TestClient};
use tower_service::Service;

use super::process;

versions! { Editions: "1", "2" }

#[controller(path = "/pages", key = page: u8, versions = Editions)]
struct Pages;

#[routes]
impl Pages {
    #[show(since = V2)]
    async fn show(&self, page: Path<u8>) -> Result<String, NotFound> {
        if *page < 9 { Ok(format!("page {}", *page)) } else { Err(NotFound::new("no such page")) }
    }

    #[action("turn")]
    async fn turn(&self) {}

    #[get("/never")]
    async fn never(&self) -> String {
        std::future::pending().await
    }
}

api! {
    struct Book(Editions) at "/book", "/{shelf}/book";
    negotiate: header("Edition");
    controllers: [Pages];
}

/// Lets everybody pass.
#[filter]
async fn open(request: Request<Body>, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { Open: [open] }
pipeline! { Wide: [open, open] }

api! {
    struct Gate(Editions) at "/gate";
    pipelines: strategy { "open" => Open, "wide" => Wide };
    negotiate: header("Edition");
    controllers: [Pages];
}

/// A body of two parts.
struct InParts(u8);

impl http_body::Body for InParts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(left) = self.0.checked_sub(1) else { return Poll::Ready(None) };
        self.0 = left;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(br#"{"turn":    "#)))))
    }
}

/// Asks for what the lines are about.
#[tokio::test]
#[ignore = "run by another test"]
async fn requests() {
    // It begins the log.
    assert!(Server::new(Book::new(())).listen("127.0.0.1:0").bind().await.is_ok());
    let client = TestClient::new(Book::new(()));
    let asked = |method, path| client.request(method, path).header("edition", "2");
    asked(Method::GET, "/book/pages/1?secret=1").await;
    asked(Method::HEAD, "/upper/book/pages/10").await;
    client.get("/book/pages/1").await;
    asked(Method::GET, "/nowhere").await;
    asked(Method::DELETE, "/book/pages/1").await;
    client.get("/book/pages/1").header("edition", "x").await;
    asked(Method::POST, "/book/pages/1/action")
        .body(r#"{"turn": null}"#)
        .header("content-type", "application/json")
        .await;
    asked(Method::POST, "/book/pages/1/action")
        .body(Body::new(InParts(2)))
        .header("content-type", "application/json")
        .await;
    asked(Method::POST, "/book/pages/1/action").body(vec![b' '; 2 << 20]).await;
    asked(Method::OPTIONS, "/book/pages/1").await;
    // Nobody reads the answer to its end, or nobody waits for it.
    let request = || Request::get("/book/pages/7").header("edition", "2").body(Body::empty()).expect("a request");
    let Ok(answer) = Book::new(()).call(request()).await;
    let mut body = answer.into_body();
    assert!(body.frame().await.is_some());
    drop(body);
    let Ok(unread) = Book::new(()).call(request()).await;
    drop(unread);
    let request = Request::get("/book/pages/never").header("edition", "2").body(Body::empty()).expect("a request");
    drop(Book::new(()).call(request));
    let slow =
        TestClient::new(Book::new(())).limits(Limits { handler_time: Some(Default::default()), ..Limits::default() });
    slow.get("/book/pages/never").header("edition", "2").await;
    let parts = Parts::new(()).choose::<Gate>("strategy", "wide").expect("one of two");
    TestClient::<Gate>::with(parts).get("/gate/pages/1").header("edition", "2").await;
}

/// Method, route, operation, version, status, media type, bytes.
const LINES: [&str; 15] = [
    "GET /book/pages/{page} pages_show 2 200 text/plain 6",
    "HEAD /{shelf}/book/pages/{page} pages_show 2 404 application/problem+json 0",
    "GET /book/pages/{page} - 1 404 application/problem+json 55",
    "GET - - - 404 application/problem+json 55",
    "DELETE /book/pages/{page} - 2 405 application/problem+json 64",
    "GET /book/pages/{page} - - 400 application/problem+json 122",
    "POST /book/pages/{page}/action pages_turn 2 204 - 0",
    "POST /book/pages/{page}/action - 2 400 application/problem+json 136",
    "POST - - - 413 application/problem+json 111",
    "OPTIONS /book/pages/{page} - 2 204 - 0",
    "GET /book/pages/{page} pages_show 2 200 text/plain 6",
    "GET /book/pages/{page} pages_show 2 200 text/plain 0",
    "GET /book/pages/never pages_never 2 0 - 0",
    "GET /book/pages/never pages_never 2 503 application/problem+json 102",
    "GET /gate/pages/{page} pages_show 2 200 text/plain 6",
];

#[test]
fn every_request_has_a_line_in_the_file_and_in_the_log() {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let path = folder.path().join("access.jsonl");
    let (_, log) = process("access::requests", "TERRACE_ACCESS_LOG", path.to_str().expect("a name made up for a test"));
    let lines = fs::read_to_string(&path).expect("it was written");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON on each line")).collect();
    let said: Vec<_> = lines.iter().map(said).collect();
    assert_eq!(said, LINES);
    let events: Vec<_> = log.lines().filter(|line| line.contains(" terrace::access: ")).collect();
    assert_eq!(events.len(), LINES.len(), "{log}");
    assert_eq!((&lines[0]["api"], &lines[0]["path"]), (&"Book".into(), &"/book/pages/1".into()));
    assert_eq!((&lines[0]["pipeline"], &lines[14]["pipeline"]), (&"-".into(), &"wide".into()));
    for (line, event) in lines.iter().zip(events) {
        let seconds = line["seconds"].as_f64().expect("a number");
        assert!((0.0..100.0).contains(&seconds), "{line}");
        let id = line["id"].as_str().expect("an id");
        assert!(
            event.contains(&format!("id={id} ")) && event.contains(&format!("status={} ", line["status"])),
            "{event}"
        );
    }
}

/// Prints why it does not start.
#[tokio::test]
#[ignore = "run by another test"]
async fn starting() {
    let error = Server::new(Book::new(())).listen("127.0.0.1:0").bind().await.expect_err("it has nowhere to write");
    println!("error={} setting={}", error, error.setting());
}

#[test]
fn a_server_does_not_start_without_its_file() {
    let (said, _) = process("access::starting", "TERRACE_ACCESS_LOG", "/nowhere/at/all.jsonl");
    let expected = "error=TERRACE_ACCESS_LOG: cannot write to `/nowhere/at/all.jsonl`; name another file, in a folder that is there setting=TERRACE_ACCESS_LOG";
    assert!(said.contains(expected), "{said}");
}

fn said(line: &Value) -> String {
    let text = |name: &str| match &line[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    ["method", "route", "operation", "version", "status", "media_type", "bytes"].map(text).join(" ")
}
