//! A composite of more than APIs: a router of axum, folders, and where health is told.

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::routing;
use http_body_util::BodyExt;
use tempfile::TempDir;
use terrace::prelude::*;
use terrace::{Health, OriginalUri, Server, TestClient};
use tower_service::Service;

/// Things, which two APIs share.
#[controller(path = "/things")]
struct Things {
    name: Arc<str>,
}

#[routes]
impl Things {
    /// List things.
    #[index]
    async fn index(&self) -> String {
        self.name.to_string()
    }
}

api! {
    struct Old at "/v1";
    errors: openstack;
    controllers: [Things];
}

api! {
    struct Newer at "/v2";
    controllers: [Things];
}

/// A folder.
#[derive(Clone)]
struct Public(PathBuf);

impl AsRef<FilePath> for Public {
    fn as_ref(&self) -> &FilePath {
        &self.0
    }
}

composite! {
    /// All of it.
    struct Site;
    apis: [Old, Newer];
    beside: {
        "/admin" => service(axum::Router),
        "/static" => folder(Public),
        "/static/wirings" => folder("tests/paste"),
        "/live" => alive,
        "/ready" => ready(Health),
    };
}

#[derive(Clone, FromRef)]
struct State {
    name: Arc<str>,
    admin: axum::Router,
    public: Public,
    health: Health,
}

/// A folder `public`, beside it a file that is in no folder that is served.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let public = folder.path().join("public");
    std::fs::create_dir_all(public.join("css")).expect("a folder");
    std::fs::write(folder.path().join("secret.txt"), "secret").expect("a file");
    std::fs::write(public.join("a.txt"), "hello").expect("a file");
    std::fs::write(public.join("css/site.css"), "p {}").expect("a file");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), public.join("out.txt")).expect("a link");
        std::os::unix::fs::symlink(folder.path(), public.join("out")).expect("a link");
        std::os::unix::fs::symlink(public.join("a.txt"), public.join("in.txt")).expect("a link");
    }
    folder
}

fn state(folder: &TempDir) -> State {
    let who = |uri: axum::http::Uri, original: axum::Extension<OriginalUri>| async move {
        format!("{uri} of {}", original.0.0)
    };
    State {
        name: "a thing".into(),
        admin: axum::Router::new().route("/who", routing::get(who)),
        public: Public(folder.path().join("public")),
        health: Health::new().check("queue", || async { Err::<(), _>("down") }),
    }
}

#[tokio::test]
async fn a_composite_serves_apis_a_router_folders_and_health() {
    let folder = folder();
    let client = TestClient::new(Site::new(state(&folder)));
    for path in ["/v1/things", "/v2/things"] {
        assert_eq!(client.get(path).await.text(), "a thing");
    }
    assert_eq!(client.get("/admin/who?a=b").await.text(), "/who?a=b of /admin/who?a=b");
    assert_eq!(client.get("/admin/whom").await.status(), 404);
    let answer = client.get("/static/css/site.css").await;
    assert_eq!((answer.text(), answer.header("content-type")), ("p {}", Some("text/css")));
    assert!(client.get("/static/wirings/nova.ini").await.text().contains("[composite:osapi_compute]"));
    assert_eq!(client.get("/live").await.value()["status"], "alive");
    let answer = client.get("/ready").await;
    assert_eq!((answer.status().as_u16(), answer.value()["failed"][0].as_str()), (503, Some("queue")));
    // What is beside APIs at a path exactly has nothing below it.
    assert_eq!(client.get("/live/more").await.status(), 404);
    assert_eq!(client.get("/adminx").await.status(), 404);
}

#[tokio::test]
async fn nothing_outside_of_a_folder_is_served() {
    let folder = folder();
    let client = TestClient::new(Site::new(state(&folder)));
    assert_eq!(client.get("/static/a.txt").await.text(), "hello");
    #[cfg(unix)]
    assert_eq!(client.get("/static/in.txt").await.text(), "hello");
    let absolute = folder.path().join("secret.txt").display().to_string();
    let outside = [
        "/static/../secret.txt",
        "/static/css/../../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/..%2fsecret.txt",
        "/static/..%5csecret.txt",
        "/static/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/static/out.txt",
        "/static/out/secret.txt",
        "/static/out/public/../secret.txt",
        &format!("/static/{absolute}"),
        &format!("/static{}", absolute.replace('/', "%2f")),
    ];
    for path in outside {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}: {}", answer.text());
    }
    assert_eq!(client.post("/static/a.txt").await.status(), 405);
}

#[tokio::test]
async fn as_a_service_of_another_host_it_is_the_same() {
    let folder = folder();
    let request = http::Request::get("/admin/who").body(terrace::Body::empty()).expect("a request");
    let Ok(response) = Site::new(state(&folder)).call(request).await;
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    assert_eq!(body, "/who of /admin/who");
}

#[tokio::test]
async fn a_server_adds_to_what_its_composite_has() {
    let folder = folder();
    let server = |site: Site| Server::new(site).listen("127.0.0.1:0");
    assert!(server(Site::new(state(&folder))).health(Health::new()).bind().await.is_ok());
    let taken = server(Site::new(state(&folder))).health(Health::new().alive_at("/live")).bind().await;
    let said = "health: `/live` is taken by `beside` as well; choose another path";
    assert_eq!(taken.expect_err("a path that is taken").to_string(), said);
}
