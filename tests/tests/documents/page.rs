//! The docs page as a service: what it answers, what it lets a browser do, where it can be mounted.

use std::collections::BTreeSet;

use axum::Router;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use terrace::prelude::*;
use terrace::{Application, Body, FromState, Parts, Server};
use terrace_codegen::Docs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower_service::Service;

use crate::composite::{Both, Today};
use crate::extensions::Cloud;
use crate::print;

api! {
    /// Tools & <b>"nails"</b>
    struct Hardware at "/";
    controllers: [Bolts];
}

#[controller(path = "/bolts")]
struct Bolts;

#[routes]
impl Bolts {
    /// List bolts.
    #[index]
    async fn index(&self) {}
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

fn docs<A: Application + FromState<()>>(build: impl FnOnce(()) -> A) -> Docs {
    terrace_codegen::docs(&build(()))
}

async fn send(docs: &Docs, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = docs.clone().call(request).await.expect("it cannot fail");
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

async fn get(docs: &Docs, path: &str) -> Answer {
    send(docs, Method::GET, path, &[]).await
}

/// What a page refers to by an attribute.
fn links(page: &str) -> BTreeSet<String> {
    let attributes = ["href=\"", "src=\""];
    let found = attributes.iter().flat_map(|attribute| page.split(attribute).skip(1));
    found.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[tokio::test]
async fn every_link_leads_somewhere_and_none_elsewhere() {
    let docs = docs(Both::new);
    let page = get(&docs, "/").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let mut seen = 0;
    for link in links(&page.text) {
        if link.starts_with('#') || link == "data:," {
            continue;
        }
        assert!(!link.contains("//") && !link.starts_with('/'), "{link} leads elsewhere");
        let found = get(&docs, &format!("/{link}")).await;
        assert_eq!(found.status, StatusCode::OK, "{link}");
        seen += 1;
        if link.ends_with(".css") {
            let mut named = found.text.split("url(").skip(1).map(|name| name.trim_start_matches(['\'', '"']));
            assert!(named.all(|name| name.starts_with("data:")), "{link}");
        }
        if link.ends_with("page.js") {
            let (folder, _) = link.rsplit_once('/').expect("a folder");
            for import in found.text.split("from \"./").skip(1) {
                let name = import.split('"').next().expect("a name");
                assert_eq!(get(&docs, &format!("/{folder}/{name}")).await.status, StatusCode::OK, "{name}");
            }
        }
    }
    // Two scripts, two styles, and three documents.
    assert_eq!(seen, 7, "{}", page.text);
}

#[tokio::test]
async fn nothing_runs_but_its_own_files() {
    let docs = docs(Both::new);
    for path in ["/", "/openapi/today/1.json", "/nowhere"] {
        let answer = get(&docs, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'; script-src 'self'; "), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let page = get(&docs, "/").await.text;
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" on"), "{page}");
    assert_eq!(page.matches("<script").count(), page.matches("<script src=").count());
}

#[tokio::test]
async fn what_an_api_says_is_text() {
    let page = get(&docs(Hardware::new), "/").await.text;
    assert!(page.contains("<h1>Tools &amp; &lt;b&gt;&quot;nails&quot;&lt;/b&gt;</h1>"), "{page}");
    assert!(!page.contains("<b>"), "{page}");
}

#[tokio::test]
async fn documents_and_changes_are_those_of_the_command_line() {
    let docs = docs(Today::new);
    let document = get(&docs, "/openapi/2.json").await;
    assert_eq!(document.text, print::<Today>(&["openapi", "--version", "2"]));
    assert_eq!(document.header("content-type"), "application/json");
    let changes = get(&docs, "/changes/1/2.json").await.json();
    let told: Value = serde_json::from_str(&print::<Today>(&["diff", "1", "2", "--json"])).expect("JSON");
    assert_eq!(changes["changes"], told["documents"][0]["changes"]);
    assert_eq!(changes["changes"][0]["operation"]["path"], "/now/things/count");
    assert_eq!((&changes["from"], &changes["to"]), (&"1".into(), &"2".into()));
    for missing in ["/openapi/3.json", "/openapi/2", "/changes/1/3.json", "/changes/2.json", "/assets/page.js"] {
        assert_eq!(get(&docs, missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn an_api_without_versions_has_one_document() {
    let docs = docs(Hardware::new);
    let document = get(&docs, "/openapi/openapi.json").await;
    assert_eq!(document.text, print::<Hardware>(&["openapi", "--version", "unversioned"]));
}

#[tokio::test]
async fn of_several_apis_each_has_its_versions() {
    let docs = docs(Both::new);
    let page = get(&docs, "/").await.text;
    assert!(page.contains("<optgroup label=\"Things\">\n<option value=\"today/2\""), "{page}");
    assert!(page.contains("<option value=\"old-things/1\""), "{page}");
    assert_eq!(get(&docs, "/openapi/old-things/1.json").await.json()["info"]["title"], "Things as they were");
    assert_eq!(get(&docs, "/changes/today/1/2.json").await.status, StatusCode::OK);
    assert_eq!(get(&docs, "/changes/old-things/1/2.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_browser_asks_for_nothing_twice() {
    let docs = docs(Today::new);
    let page = get(&docs, "/").await;
    let script = links(&page.text).into_iter().find(|link| link.ends_with("swagger-ui-bundle.js")).expect("a viewer");
    let cases = [("/".to_owned(), "no-cache"), ("/openapi/1.json".to_owned(), "no-cache")];
    for (path, caching) in cases.into_iter().chain([(format!("/{script}"), "public, max-age=31536000, immutable")]) {
        let plain = get(&docs, &path).await;
        assert_eq!((plain.header("cache-control"), plain.header("vary")), (caching, "accept-encoding"), "{path}");
        let tag = plain.header("etag");
        let again = send(&docs, Method::GET, &path, &[("if-none-match", &format!("\"x\", {tag}"))]).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        let other = send(&docs, Method::GET, &path, &[("if-none-match", "\"x\"")]).await;
        assert_eq!(other.status, StatusCode::OK);
        let small = send(&docs, Method::GET, &path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!((small.header("content-encoding"), plain.header("content-encoding")), ("gzip", ""), "{path}");
        let length = |answer: &Answer| answer.header("content-length").parse::<usize>().expect("a length");
        assert!(length(&small) < length(&plain) && length(&plain) == plain.text.len(), "{path}");
        let head = send(&docs, Method::HEAD, &path, &[]).await;
        assert_eq!((head.text.as_str(), length(&head)), ("", length(&plain)), "{path}");
    }
}

#[tokio::test]
async fn it_shows_no_extension_that_is_off() {
    let off = Parts::new(()).without::<Cloud>("os-shelve").expect("an extension");
    for (parts, is_there) in [(Parts::new(()), true), (off, false)] {
        let docs = terrace_codegen::docs(&Cloud::from_state(&parts));
        assert_eq!(get(&docs, "/openapi/openapi.json").await.text.contains("shelve"), is_there);
    }
}

#[tokio::test]
async fn it_is_only_read() {
    let answer = send(&docs(Today::new), Method::POST, "/", &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn a_server_has_it_beside_the_api() {
    let api = Today::new(());
    let docs = terrace_codegen::docs(&api);
    let bound = Server::new(api).mount("/api/docs", docs).listen("127.0.0.1:0").bind().await.expect("it starts");
    let address = bound.address().expect("TCP");
    let serving = tokio::spawn(bound.serve_until(std::future::pending()));
    let ask = async |path: &str| {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nhost: things.example\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        answer
    };
    // Links build on the slash.
    let answer = ask("/api/docs?a=b").await;
    assert!(answer.starts_with("HTTP/1.1 308 ") && answer.contains("\r\nlocation: ./docs/?a=b\r\n"), "{answer}");
    let answer = ask("/api/docs/").await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("<h1>Things</h1>"), "{answer}");
    assert!(ask("/api/docs/openapi/2.json").await.contains("\"version\": \"2\""));
    assert!(ask("/now/things").await.starts_with("HTTP/1.1 204 "));
    serving.abort();
}

#[tokio::test]
async fn axum_mounts_it_too() {
    let mut router = Router::new().nest_service("/docs/", docs(Today::new));
    for (path, expected) in [("/docs/", 200), ("/docs/openapi/1.json", 200), ("/docs/openapi/3.json", 404)] {
        let request = Request::get(path).body(axum::body::Body::empty()).expect("a request");
        let answer = Service::call(&mut router, request).await.expect("it cannot fail");
        assert_eq!(answer.status(), expected, "{path}");
    }
}
