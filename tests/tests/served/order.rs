//! The order in which a request is checked: each request here breaks two checks that follow each other, and the first one
//! answers, in both dialects.

use terrace::filter::{Next, NextWith, Request};
use terrace::http::Method;
use terrace::prelude::*;
use terrace::{Application, ETag, Identity, Response, Tagged, TestClient};

versions! {
    Releases: "2.1" ..= "2.3"
}

#[model]
struct Server {
    name: String,
}

/// What is loaded.
#[derive(PolicyTarget)]
struct Machine {
    id: u8,
}

policies! {
    Rules;

    /// Delete a server.
    "servers:delete": "role:owner";
}

/// Everybody is an owner but who says `x-stranger`.
#[filter]
async fn known(request: Request, next: impl NextWith<Identity>) -> Response {
    let role = if request.headers().contains_key("x-stranger") { "stranger" } else { "owner" };
    next.run(request, Identity::of("jane").with_roles([role])).await
}

pipeline! { Known: [known] }

impl Tagged for Machine {
    fn etag(&self) -> ETag {
        ETag::strong(self.id)
    }
}

/// Lets nobody in who says `x-closed`.
#[filter]
async fn closed(request: Request, next: impl Next) -> Result<Response, Forbidden> {
    if request.headers().contains_key("x-closed") { Err(Forbidden::new("closed")) } else { Ok(next.run(request).await) }
}

pipeline! { Closed: [closed] }

#[controller(path = "/servers", key = server_id: u8, versions = Releases, one = "server", body_bytes = 256)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: u8) -> Result<Machine, NotFound> {
        if server_id < 3 { Ok(Machine { id: server_id }) } else { Err(NotFound::new("no such server")) }
    }

    #[show]
    async fn show(&self, server: Loaded<Self>) -> Json<u8> {
        Json(server.id)
    }

    #[delete(etag = required)]
    #[policy("servers:delete")]
    async fn delete(&self, server: Loaded<Self>) -> Result<NoContent, Conflict> {
        Err(Conflict::new(format!("server {} stays", server.id)))
    }

    #[update(since = V2_2, body_bytes = 128, pipeline = Closed)]
    async fn update(&self, server: Loaded<Self>, change: Json<Server>) -> Result<NoContent, Conflict> {
        Err(Conflict::new(format!("server {} is not renamed to {}", server.id, change.name)))
    }

    #[action("stop", since = V2_2)]
    async fn stop(&self, server: Loaded<Self>) {
        drop(server);
    }

    #[action("sing", since = V2_2, body_bytes = 32)]
    async fn sing(&self, server: Loaded<Self>, song: Json<String>) {
        drop((server, song));
    }
}

api! {
    struct WithProblems(Releases) at "/";
    negotiate: header("OpenStack-API-Version", service = "compute");
    pipeline: Known;
    policies: [Rules];
    controllers: [Servers];
}

api! {
    struct WithFaults(Releases) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute");
    pipeline: Known;
    policies: [Rules];
    controllers: [Servers];
}

/// A request that breaks two checks.
struct Wrong {
    method: Method,
    path: &'static str,
    version: &'static str,
    content_type: &'static str,
    body: String,
}

fn wrong(method: Method, path: &'static str, version: &'static str, body: impl Into<String>) -> Wrong {
    Wrong { method, path, version, content_type: "application/json", body: body.into() }
}

fn xml(wrong: Wrong) -> Wrong {
    Wrong { content_type: "application/xml", ..wrong }
}

/// What answers: a status, something that its text says, and whether it says which version the request got.
type Answer = (u16, &'static str, bool);

async fn check(wrong: Wrong, problem: Answer, fault: Answer) {
    answers(&TestClient::new(WithProblems::new(())), &wrong, problem).await;
    answers(&TestClient::new(WithFaults::new(())), &wrong, fault).await;
}

async fn answers<A: Application>(client: &TestClient<A>, wrong: &Wrong, (status, text, echoes): Answer) {
    let Wrong { method, path, version, content_type, body } = wrong;
    let request = client.request(method.clone(), path).header("openstack-api-version", format!("compute {version}"));
    let request = if body.is_empty() { request } else { request.header("content-type", content_type) };
    let answer = request.body(body.clone()).await;
    let said = format!("{method} {path} in {version} with `{body}`: {answer:?}");
    assert_eq!(answer.status().as_u16(), status, "{said}");
    assert!(answer.text().contains(text), "{said}");
    assert_eq!(answer.header("openstack-api-version").is_some(), echoes, "{said}");
}

/// A body of so many bytes, JSON.
fn large(bytes: usize) -> String {
    format!("\"{}\"", "x".repeat(bytes - 2))
}

const NO_SIZE: &str = "413 Request Entity Too Large\n\n";
const NO_ROUTE: &str = "404 Not Found\n\n";
const NOT_IN_VERSION: &str = "The resource could not be found.";
const NO_JSON: &str = "Malformed request body";

#[tokio::test]
async fn size_before_route() {
    for method in [Method::POST, Method::GET, Method::OPTIONS] {
        let wrong = wrong(method, "/nowhere", "2.1", large(257));
        check(wrong, (413, "more than 256 bytes", false), (413, NO_SIZE, false)).await;
    }
}

#[tokio::test]
async fn route_before_version() {
    check(wrong(Method::GET, "/nowhere", "x", ""), (404, "Not Found", false), (404, NO_ROUTE, false)).await;
    let method = (405, "Method Not Allowed", false);
    check(wrong(Method::PATCH, "/servers/1", "x", ""), method, (404, NO_ROUTE, false)).await;
}

#[tokio::test]
async fn path_before_method() {
    check(wrong(Method::PATCH, "/nowhere", "2.1", ""), (404, "Not Found", false), (404, NO_ROUTE, false)).await;
}

#[tokio::test]
async fn version_before_content_type() {
    let (malformed, unsupported) = ("is not a version", "there is no version `2.9`");
    let faults = ("is of invalid format", "Version 2.9 is not supported by the API");
    let put = |version| xml(wrong(Method::PUT, "/servers/1", version, "<a/>"));
    check(put("x"), (400, malformed, false), (400, faults.0, false)).await;
    check(put("2.9"), (406, unsupported, true), (406, faults.1, true)).await;
}

#[tokio::test]
async fn content_type_before_action_key() {
    let wrong = xml(wrong(Method::POST, "/servers/1/action", "2.2", r#"{"dance": null}"#));
    check(wrong, (415, "application/xml", true), (415, "Unsupported Content-Type", true)).await;
}

#[tokio::test]
async fn content_type_before_json() {
    let wrong = xml(wrong(Method::PUT, "/servers/1", "2.2", "{"));
    check(wrong, (415, "application/xml", true), (415, "Unsupported Content-Type", true)).await;
}

/// What is not JSON has no key.
#[tokio::test]
async fn action_key_is_in_json() {
    let wrong = wrong(Method::POST, "/servers/1/action", "2.2", r#"{"dance": "#);
    check(wrong, (400, "the body is not JSON", true), (400, NO_JSON, true)).await;
}

#[tokio::test]
async fn action_key_before_version_range() {
    let wrong = wrong(Method::POST, "/servers/1/action", "2.1", r#"{"dance": null}"#);
    check(wrong, (400, "there is no action `dance`", true), (400, "There is no such action: dance", true)).await;
}

#[tokio::test]
async fn json_before_version_range() {
    for (method, path) in [(Method::PUT, "/servers/1"), (Method::POST, "/servers/1/action")] {
        let json = (400, "the body is not JSON", true);
        check(wrong(method, path, "2.1", r#"{"stop": nul}"#), json, (400, NO_JSON, true)).await;
    }
    // Nothing is no JSON that is wrong.
    check(wrong(Method::PUT, "/servers/1", "2.1", ""), (404, "Not Found", true), (404, NOT_IN_VERSION, true)).await;
}

#[tokio::test]
async fn version_range_before_body() {
    let not_there = || ((404, "Not Found", true), (404, NOT_IN_VERSION, true));
    let cases =
        [(Method::PUT, "/servers/1", r#"{"server": 1}"#), (Method::POST, "/servers/1/action", r#"{"sing": 1}"#)];
    for (method, path, body) in cases {
        let (problem, fault) = not_there();
        check(wrong(method, path, "2.1", body), problem, fault).await;
    }
    let (problem, fault) = not_there();
    check(wrong(Method::POST, "/servers/1/action", "2.1", format!("{{\"sing\": {}}}", large(64))), problem, fault)
        .await;
}

#[tokio::test]
async fn version_range_before_filters_of_a_handler_and_these_before_its_body() {
    let client = TestClient::new(WithProblems::new(()));
    let put = |version: &str| {
        let request = client.put("/servers/1").header("openstack-api-version", format!("compute {version}"));
        request.header("x-closed", "1").header("content-type", "application/json").body(r#"{"server": 1}"#)
    };
    assert_eq!(put("2.1").await.status(), 404);
    assert_eq!(put("2.2").await.status(), 403);
    let xml = client.put("/servers/1").header("openstack-api-version", "compute 2.2").header("x-closed", "1");
    assert_eq!(xml.header("content-type", "application/xml").body("<a/>").await.status(), 415);
}

#[tokio::test]
async fn body_before_load() {
    let shape = (400, "/server", true);
    let wrong_shape = wrong(Method::PUT, "/servers/9", "2.2", r#"{"server": 1}"#);
    check(wrong_shape, shape, (400, "Invalid input for field/attribute server.", true)).await;
    let size = |limit| ((413, limit, true), (413, NO_SIZE, true));
    let (problem, fault) = size("more than 128 bytes");
    check(wrong(Method::PUT, "/servers/9", "2.2", large(129)), problem, fault).await;
    let (problem, fault) = size("more than 32 bytes");
    let song = format!("{{\"sing\": {}}}", large(64));
    check(wrong(Method::POST, "/servers/9/action", "2.2", song), problem, fault).await;
}

#[tokio::test]
async fn load_before_handler() {
    let put = |path| wrong(Method::PUT, path, "2.2", r#"{"server": {"name": "web"}}"#);
    check(put("/servers/9"), (404, "no such server", true), (404, "no such server", true)).await;
    let conflict = "server 1 is not renamed to web";
    check(put("/servers/1"), (409, conflict, true), (409, conflict, true)).await;
}

#[tokio::test]
async fn load_before_policies_and_these_before_conditions() {
    let client = TestClient::new(WithProblems::new(()));
    let delete = |path| client.delete(path).header("x-stranger", "1").header("if-match", "\"7\"");
    assert_eq!(delete("/servers/9").await.status(), 404);
    assert_eq!(delete("/servers/1").await.status(), 403);
}

#[tokio::test]
async fn conditions_before_handler() {
    let missing = (428, "say by `If-Match`", true);
    check(wrong(Method::DELETE, "/servers/1", "2.1", ""), missing, missing).await;
    let client = TestClient::new(WithProblems::new(()));
    let delete = |tag| client.delete("/servers/1").header("if-match", tag);
    assert_eq!(delete("\"2\"").await.status(), 412);
    assert_eq!(delete("\"1\"").await.status(), 409);
}
