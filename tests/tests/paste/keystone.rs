//! A Keystone to which every token is somebody's of that name.

use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::json;

/// Where it is asked.
pub(crate) async fn start() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("it listens"));
    let router = axum::Router::new().route("/v3/auth/tokens", post(log_in).get(validate));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// What settings say of it.
pub(crate) fn login(url: &str) -> [(&'static str, &str); 3] {
    [
        ("filters.authtoken.auth_url", url),
        ("filters.authtoken.login.password.username", "nova"),
        ("filters.authtoken.login.password.password", "hush"),
    ]
}

async fn log_in() -> (StatusCode, [(&'static str, &'static str); 1], String) {
    (StatusCode::CREATED, [("x-subject-token", "own")], json!({ "token": { "expires_at": LATER } }).to_string())
}

async fn validate(headers: HeaderMap) -> ([(&'static str, String); 1], String) {
    let name = headers["x-subject-token"].to_str().expect("tests send text").to_owned();
    let domain = json!({ "id": "default", "name": "Default" });
    let token = json!({ "token": {
        "user": { "id": name, "name": name, "domain": domain }, "methods": ["password"], "audit_ids": ["a"],
        "project": { "id": "p", "name": "p", "domain": domain }, "roles": [], "expires_at": LATER,
    } });
    ([("x-subject-token", name)], token.to_string())
}

const LATER: &str = "2999-01-01T00:00:00.000000Z";
