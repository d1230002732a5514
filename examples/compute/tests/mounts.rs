//! The service within another program, and another program beside the service: both answer, links lead to where the
//! service is, and its documents are what they are without the other.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Extension;
use axum::routing;
use compute::store::{Seed, Store};
use compute::{Osapi, State};
use http_body_util::BodyExt;
use serde_json::Value;
use terrace::http::Request;
use terrace::{BaseUrl, PublicUrl, Server};
use terrace_codegen::Main;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower_service::Service;

async fn service() -> Osapi {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    Osapi::new(State::new(store).await.expect("its tables"))
}

/// Asks an axum router without a socket.
async fn ask(router: &mut Router, path: &str) -> (u16, String) {
    let request = Request::get(path)
        .header("host", "cloud.example")
        .header("x-auth-token", "admin:a")
        .body(axum::body::Body::empty());
    let answer = router.call(request.expect("a request")).await.unwrap_or_else(|never| match never {});
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a whole body").to_bytes();
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

/// Where a flavor says that it is.
fn link(answer: &str) -> String {
    let flavor: Value = serde_json::from_str(answer).unwrap_or_else(|error| panic!("{error}: {answer}"));
    flavor["flavor"]["links"][0]["href"].as_str().unwrap_or_else(|| panic!("no link in {answer}")).to_owned()
}

/// Asserts that the documents are as committed.
fn documents_are_intact() {
    async fn unbuilt(_: ()) -> Result<State, Infallible> {
        unreachable!("documents are made without a service")
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi");
    let mut said = Vec::new();
    let checked = Main::<Osapi, ()>::new(unbuilt).execute(["compute", "check", "--dir", folder], &mut said);
    assert!(checked.is_ok(), "{checked:?}: {}", String::from_utf8_lossy(&said));
}

#[tokio::test]
async fn axum_mounts_compute() {
    let base: BaseUrl = "https://cloud.example/compute".parse().expect("a URL");
    let hello = || Router::new().route("/hello", routing::get(|| async { "axum" }));
    let nested = hello().nest_service("/compute", service().await).layer(Extension(PublicUrl::from(base)));
    let around = hello().fallback_service(service().await);
    for (mut router, below, url) in
        [(nested, "/compute", "https://cloud.example/compute"), (around, "", "http://cloud.example")]
    {
        assert_eq!(ask(&mut router, "/hello").await, (200, "axum".to_owned()));
        let (status, flavor) = ask(&mut router, &format!("{below}/v2.1/flavors/1")).await;
        assert_eq!((status, link(&flavor)), (200, format!("{url}/v2.1/flavors/1")));
        let (status, fault) = ask(&mut router, &format!("{below}/v2.1/flavors/none")).await;
        assert!(status == 404 && fault.contains("itemNotFound"), "{fault}");
    }
    documents_are_intact();
}

#[tokio::test]
async fn compute_mounts_axum() {
    let ui = Router::new().route("/", routing::get(|| async { "axum" }));
    let server = Server::new(service().await).listen("127.0.0.1:0").mount("/dashboard", ui);
    let bound = server.bind().await.expect("a free port, and a path that is free");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    let ask = async |path: &str| {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: cloud.example\r\nx-auth-token: admin:a\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.starts_with("HTTP/1.1 200 "), body.to_owned())
    };
    assert_eq!(ask("/dashboard").await, (true, "axum".to_owned()));
    let (is_ok, flavor) = ask("/v2.1/flavors/1").await;
    assert_eq!((is_ok, link(&flavor)), (true, "http://cloud.example/v2.1/flavors/1".to_owned()));
    assert!(!ask("/dashboards").await.0);
    end.send(()).expect("it serves still");
    serving.await.expect("it ends").expect("it ends well");
    documents_are_intact();
}
