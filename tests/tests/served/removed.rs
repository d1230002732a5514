//! Requests that were removed: 410 with the reason, and 404 where there is but a gap.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

use super::get;

versions! {
    Nova: "2.1" ..= "2.60"
}

removed! {
    /// What went with cells.
    struct Retired(Nova);
    reason: "cells are gone";
    "/cells": get, post;
    "/cells/{id}": delete;
    "/servers/{id}/action": action("resetNetwork");
}

removed! {
    struct Forgotten;
    reason: "nobody knows";
    "/forgotten": get;
    "/cells/{id}": put;
}

#[controller(path = "/servers", key = id: u32, versions = Nova)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u32) -> Result<u32, NotFound> {
        if id == 1 { Ok(id) } else { Err(NotFound::new("no such server")) }
    }

    #[index(until = V2_10, removed = "ask for details")]
    async fn index(&self) -> &'static str {
        "first"
    }

    #[index(since = V2_20, until = V2_30, operation_id = "servers_again")]
    async fn again(&self) -> &'static str {
        "again"
    }

    #[create(until = V2_10, gap = "it was thought over")]
    async fn create(&self, body: Json<u32>) -> String {
        format!("before {}", *body)
    }

    #[create(since = V2_20)]
    async fn create_anew(&self, body: Json<u32>) -> String {
        format!("after {}", *body)
    }

    #[update(until = V2_10, removed = "nothing is to be changed")]
    async fn update(&self, server: Loaded<Servers>, body: Json<u32>) -> String {
        format!("{} {}", *server, *body)
    }

    #[action("pause", until = V2_10, removed = "suspend it")]
    async fn pause(&self) -> &'static str {
        "paused"
    }

    #[action("stop")]
    async fn stop(&self) -> &'static str {
        "stopped"
    }
}

api! {
    struct Compute(Nova) at "/";
    negotiate: header("Compute-Version");
    controllers: [Servers, Retired, Forgotten];
}

api! {
    struct Faults(Nova) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute");
    controllers: [Servers, Retired];
}

async fn ask(method: &str, path: &str, version: &str, body: &str) -> TestResponse {
    let client = TestClient::new(Compute::new(()));
    let request = client.request(method.parse().expect("a method"), path).header("compute-version", version);
    request.header("content-type", "application/json").body(body.to_owned()).await
}

fn told(answer: &TestResponse) -> (u16, Option<String>) {
    (answer.status().as_u16(), answer.value()["detail"].as_str().map(str::to_owned))
}

fn gone(reason: &str) -> (u16, Option<String>) {
    (410, Some(reason.to_owned()))
}

#[tokio::test]
async fn what_was_removed_from_all_versions_is_gone_and_says_why() {
    for (method, path) in [("GET", "/cells"), ("POST", "/cells"), ("DELETE", "/cells/7"), ("HEAD", "/cells")] {
        let answer = ask(method, path, "2.7", "{").await;
        assert_eq!(answer.status(), 410, "{method} {path}");
        assert_eq!(answer.header("compute-version"), Some("2.7"), "{method} {path}");
        if method != "HEAD" {
            assert_eq!(told(&answer), gone("cells are gone"), "{method} {path}");
        }
    }
    assert_eq!(ask("GET", "/cells", "2.61", "").await.status(), 406);
    assert_eq!(ask("GET", "/cells/7", "2.7", "").await.status(), 405);
    assert_eq!(ask("GET", "/cells/7/more", "2.7", "").await.status(), 404);
}

#[tokio::test]
async fn without_a_set_no_version_is_looked_at() {
    let answer = ask("GET", "/forgotten", "nonsense", "").await;
    assert_eq!((told(&answer), answer.header("compute-version")), (gone("nobody knows"), None));
}

#[tokio::test]
async fn what_is_gone_is_not_allowed() {
    let answer = ask("PATCH", "/cells", "2.7", "").await;
    assert_eq!((answer.status().as_u16(), answer.header("allow")), (405, Some("OPTIONS")));
    let answer = ask("PATCH", "/servers", "2.7", "").await;
    assert_eq!(answer.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
}

#[tokio::test]
async fn what_was_removed_from_a_version_on_is_gone_until_it_begins_again() {
    assert_eq!(ask("GET", "/servers", "2.9", "").await.text(), "first");
    assert_eq!(told(&ask("GET", "/servers", "2.10", "").await), gone("ask for details"));
    assert_eq!(told(&ask("GET", "/servers", "2.19", "").await), gone("ask for details"));
    assert_eq!(ask("GET", "/servers", "2.20", "").await.text(), "again");
    // The second ends without a word.
    assert_eq!(ask("GET", "/servers", "2.30", "").await.status(), 404);
}

#[tokio::test]
async fn a_gap_is_not_found() {
    assert_eq!(ask("POST", "/servers", "2.9", "1").await.text(), "before 1");
    assert_eq!(ask("POST", "/servers", "2.10", "1").await.status(), 404);
    assert_eq!(ask("POST", "/servers", "2.20", "1").await.text(), "after 1");
}

#[tokio::test]
async fn what_was_removed_is_gone_whatever_the_body_and_the_resource() {
    assert_eq!(ask("PUT", "/servers/1", "2.9", "1").await.text(), "1 1");
    assert_eq!(ask("PUT", "/servers/2", "2.9", "1").await.status(), 404);
    for (path, body) in [("/servers/1", "1"), ("/servers/2", "1"), ("/servers/1", "{"), ("/servers/x", "")] {
        let answer = ask("PUT", path, "2.10", body).await;
        assert_eq!(told(&answer), gone("nothing is to be changed"), "{path} {body}");
    }
}

#[tokio::test]
async fn actions_are_removed_by_their_names() {
    let act = |version: &'static str, body: &'static str| ask("POST", "/servers/1/action", version, body);
    assert_eq!(act("2.9", r#"{"pause": null}"#).await.text(), "paused");
    assert_eq!(told(&act("2.10", r#"{"pause": null}"#).await), gone("suspend it"));
    assert_eq!(told(&act("2.1", r#"{"resetNetwork": null}"#).await), gone("cells are gone"));
    assert_eq!(act("2.10", r#"{"stop": null}"#).await.text(), "stopped");
    assert_eq!(act("2.10", r#"{"start": null}"#).await.status(), 400);
}

#[tokio::test]
async fn openstacks_services_say_it_in_a_fault() {
    let client = TestClient::new(Faults::new(()));
    let (status, text) = get(&client, "/cells").await;
    assert_eq!((status, &*text), (410, r#"{"computeFault":{"code":410,"message":"cells are gone"}}"#));
}
