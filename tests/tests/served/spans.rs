//! The span of a request, and the formats of the log.

use serde_json::Value;
use terrace::prelude::*;
use terrace::{LogFormat, Server, TestClient};

use super::process;

versions! { Editions: "1", "2" }

#[controller(path = "/pages", key = page: u8, versions = Editions)]
struct Pages;

#[routes]
impl Pages {
    #[show(since = V2)]
    async fn show(&self, page: Path<u8>) -> Result<String> {
        tracing::info!(target: "book", page = *page, "turning");
        tokio::task::yield_now().await;
        if *page == 0 { Err("no page 0")? } else { Ok(format!("page {}", *page)) }
    }

    #[action("turn")]
    async fn turn(&self) {
        tracing::info!(target: "book", "turning over");
    }

    #[get("/detached", detached)]
    async fn detached(&self) {
        tracing::info!(target: "book", "turning elsewhere");
    }
}

api! {
    struct Book(Editions) at "/book";
    negotiate: header("Edition");
    controllers: [Pages];
}

/// Asks for what the log is about, and prints why a server does not start.
#[tokio::test]
#[ignore = "run by another test"]
async fn requests() {
    if let Err(error) = Server::new(Book::new(())).listen("127.0.0.1:0").bind().await {
        println!("refused: {error}");
        return;
    }
    let client = TestClient::new(Book::new(()));
    let asked = |path| client.get(path).header("edition", "2");
    asked("/book/pages/7?secret=1").await;
    asked("/book/pages/0").await;
    let turn = client.post("/book/pages/1/action").header("edition", "2").header("content-type", "application/json");
    turn.body(r#"{"turn": null}"#).await;
    asked("/book/pages/detached").await;
}

fn events(log: &str) -> Vec<Value> {
    log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn what_is_logged_of_a_request_is_in_its_span() {
    let (_, log) = process("spans::requests", "TERRACE_LOG_FORMAT", "json");
    let events = events(&log);
    let said = |message: &str, path: &str| {
        let is_it = |event: &&Value| event["message"] == message && event["span"]["url.path"] == path;
        events.iter().find(is_it).unwrap_or_else(|| panic!("{message} of {path} is not in {log}"))
    };
    let turning = said("turning", "/book/pages/7");
    assert_eq!((&turning["target"], &turning["page"], &turning["level"]), (&"book".into(), &7.into(), &"INFO".into()));
    for (name, value) in [
        ("name", "request"),
        ("http.request.method", "GET"),
        ("http.route", "/book/pages/{page}"),
        ("operation", "pages_show"),
        ("handler", "Pages::show"),
        ("version", "2"),
    ] {
        assert_eq!(turning["span"][name], value, "{name} in {turning}");
    }
    let failed = said("request failed", "/book/pages/0");
    assert_eq!(failed["span"]["request_id"], failed["request_id"]);
    assert_eq!(said("turning over", "/book/pages/1/action")["span"]["operation"], "pages_turn");
    assert_eq!(said("turning elsewhere", "/book/pages/detached")["span"]["handler"], "Pages::detached");
    let lines: Vec<_> = events.iter().filter(|event| event["target"] == "terrace::access").collect();
    assert_eq!(lines.iter().map(|line| &line["status"]).collect::<Vec<_>>(), [200, 500, 204, 204], "{log}");
    assert_eq!(lines[0]["id"], turning["span"]["request_id"]);
    assert!(!log.contains("secret"), "{log}");
}

#[test]
fn the_log_is_text_unless_told_otherwise() {
    for format in ["text", ""] {
        let (out, log) = match format {
            "" => process("spans::requests", "RUST_LOG", "info"),
            format => process("spans::requests", "TERRACE_LOG_FORMAT", format),
        };
        let line = log.lines().find(|line| line.contains("turning page=7")).unwrap_or_else(|| panic!("{out}{log}"));
        assert!(line.contains(" INFO request{request_id=") && line.contains("}: book: turning"), "{line}");
    }
}

#[test]
fn a_format_that_is_none_is_refused() {
    let (out, _) = process("spans::requests", "TERRACE_LOG_FORMAT", "yaml");
    assert!(out.contains("refused: TERRACE_LOG_FORMAT: `yaml` is no format of a log; write `text` or `json`"), "{out}");
    assert_eq!("json".parse::<LogFormat>().expect("a format").to_string(), "json");
}
