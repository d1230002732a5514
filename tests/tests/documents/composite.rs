//! The command line of several APIs: each has its documents, and one that is pinned has one.

use std::fs;
use std::path::{Path, PathBuf};

use axum::routing;
use serde_json::Value;
use terrace::prelude::*;
use terrace::{TestClient, Versions};

use crate::print;

versions! { pub(crate) Editions: "1", "2" }

/// Things.
#[controller(path = "/things", versions = Editions)]
pub(crate) struct Things;

#[routes]
impl Things {
    /// List things.
    #[index]
    async fn index(&self) {}

    /// Count things.
    #[get("/count", since = V2)]
    async fn count(&self) {}
}

api! {
    /// Things.
    pub(crate) struct Today(Editions) at "/now";
    negotiate: header("Edition");
    controllers: [Things];
}

api! {
    /// Things as they were.
    pub(crate) struct OldThings(Editions) at "/old";
    pinned: V1;
    controllers: [Things];
}

/// How many there are.
#[controller(path = "/", versions = Editions)]
pub(crate) struct Total;

#[routes]
impl Total {
    /// Tell it.
    #[get("/")]
    async fn show(&self) {}
}

api! {
    /// What is told of things without a token.
    pub(crate) struct Open(Editions);
    negotiate: header("Edition");
    controllers: [Total at "/now/total"];
}

composite! {
    /// Things, and what is told of them.
    pub(crate) struct Told;
    apis: [Open, Today];
}

composite! {
    /// Both.
    pub(crate) struct Both;
    apis: [Today, OldThings];
}

#[test]
fn each_api_has_a_folder_and_a_pinned_one_has_one_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path that is text");
    print::<Both>(&["openapi", "--out", path]);
    let names = |api: &str| {
        let files = fs::read_dir(folder.path().join(api)).expect("a folder of the API");
        let mut names: Vec<_> =
            files.map(|file| file.expect("a file").file_name().into_string().expect("text")).collect();
        names.sort();
        names
    };
    assert_eq!(names("today"), ["1.json", "2.json", "index.json"]);
    assert_eq!(names("old-things"), ["1.json", "index.json"]);
    print::<Both>(&["check", "--dir", path]);
}

#[test]
fn an_api_of_single_paths_is_meant_where_it_is_named() {
    let title = |line: &[&str]| {
        let document: serde_json::Value = serde_json::from_str(&print::<Told>(line)).expect("JSON");
        document["info"]["title"].clone()
    };
    assert_eq!(title(&["openapi", "--version", "2"]), "Things");
    assert_eq!(title(&["openapi", "--version", "2", "--api", "Open"]), "What is told of things without a token");
    assert!(print::<Told>(&["diff", "1", "2"]).contains("/now/things/count"));
}

#[test]
fn why_finds_the_api_of_a_path() {
    assert!(print::<Both>(&["why", "GET /now/things"]).starts_with("api       Today\n"));
    let old = print::<Both>(&["why", "GET /old/things/count"]);
    assert!(old.starts_with("api       OldThings\n") && old.contains("404"), "{old}");
}

/// A folder.
#[derive(Clone)]
struct Public(PathBuf);

impl AsRef<Path> for Public {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

composite! {
    /// Both, and what is no API.
    struct Site;
    apis: [Today, OldThings];
    beside: {
        "/admin" => service(axum::Router),
        "/static" => folder(Public),
    };
}

#[derive(Clone, FromRef)]
struct State {
    admin: axum::Router,
    public: Public,
}

/// No document needs a state.
async fn no_state((): ()) -> std::io::Result<State> {
    Err(std::io::Error::other("a state was asked for"))
}

#[tokio::test]
async fn what_stands_beside_apis_is_served_and_is_in_no_document() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "hello").expect("a file");
    let admin = axum::Router::new().route("/who", routing::get(|| async { "nobody" }));
    let site = Site::new(State { admin, public: Public(folder.path().to_owned()) });
    let client = terrace_codegen::checked(TestClient::new(site));
    assert_eq!(client.get("/admin/who").await.text(), "nobody");
    assert_eq!(client.get("/static/a.txt").await.text(), "hello");
    assert_eq!(client.get("/now/things/count").header("edition", "2").await.status(), 204);
    assert_eq!(client.get("/old/things").await.status(), 204);
    assert_eq!(client.get("/old/things/count").await.status(), 404);

    let newest = terrace_codegen::document::<Today>(Some(<Editions as Versions>::SET.newest())).expect("a document");
    let document: Value = serde_json::from_str(&newest).expect("JSON");
    let paths: Vec<_> = document["paths"].as_object().expect("paths").keys().collect();
    assert_eq!(paths, ["/now/things", "/now/things/count"]);
    let printed = |line: &[&str]| {
        let mut out = Vec::new();
        let line = ["terrace-tests"].iter().chain(line);
        terrace_codegen::Main::<Site, ()>::new(no_state).execute(line, &mut out).expect("documents");
        String::from_utf8(out).expect("text")
    };
    for api in ["Today", "OldThings"] {
        let line = ["openapi", "--api", api];
        assert_eq!(printed(&line), print::<Both>(&line), "{api}");
    }
}
