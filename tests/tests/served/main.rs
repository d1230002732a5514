//! Served behaviour: what a request gets, told by an API's declaration alone.

mod access;
mod actions;
mod additions;
mod answers;
mod batches;
mod beside;
mod blocking;
mod bodies;
mod bytes;
mod composite;
mod conditions;
mod cookies;
mod deprecation;
mod dialects;
mod discovery;
mod draining;
mod events;
mod extensions;
mod failures;
mod files;
mod filters;
mod forms;
mod gates;
mod json;
mod leaving;
mod limits;
mod lines;
mod loading;
mod locations;
mod looking_filters;
mod mixed;
mod multipart;
mod negotiation;
mod openstack;
mod order;
mod own_filters;
mod pages;
mod parameters;
mod patches;
mod places;
mod policies;
mod removed;
mod routing;
mod server;
mod sizes;
mod slow;
mod socket;
mod spans;
mod state;
mod stopping;
mod streams;
mod switched;
mod tasks;
mod tls;
mod unread;
mod versions;
mod websocket;
mod workers;

use std::process::Command;

use terrace::{Application, TestClient, TestResponse};

/// The status and the text of a GET.
async fn get<A: Application>(api: &TestClient<A>, path: &str) -> (u16, String) {
    told(&api.get(path).await)
}

fn told(answer: &TestResponse) -> (u16, String) {
    (answer.status().as_u16(), answer.text().to_owned())
}

/// A POST of JSON text.
async fn post<A: Application>(api: &TestClient<A>, path: &str, body: &'static str) -> TestResponse {
    api.post(path).header("content-type", "application/json").body(body).await
}

/// What one of the ignored tests writes to stdout and stderr, in a process of its own with this in its environment.
fn process(test: &str, variable: &str, value: &str) -> (String, String) {
    let itself = std::env::current_exe().expect("a test has a file");
    let output = Command::new(itself)
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env_remove("RUST_LOG")
        .env_remove("TERRACE_LISTEN")
        .env_remove("TERRACE_LOG_FORMAT")
        .env(variable, value)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("tests write text");
    (text(output.stdout), text(output.stderr))
}
