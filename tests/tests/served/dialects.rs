//! How failures look in each dialect.

use terrace::dialect::{self, Dialect};
use terrace::prelude::*;
use terrace::{Body, Exchange, Failure, RequestId, Response, TestClient, http};

use super::{post, told};

#[model]
struct Thing {
    name: String,
}

#[controller(path = "/things", key = thing: u8, one = "thing")]
struct Things;

#[routes]
impl Things {
    #[show]
    async fn show(&self, thing: Path<u8>) -> Result<String, NotFound> {
        Err(NotFound::new(format!("Thing {} could not be found.", *thing)))
    }

    #[create]
    async fn create(&self, thing: Json<Thing>) -> Json<Thing> {
        thing
    }

    #[delete]
    async fn delete(&self) {
        panic!("a secret")
    }

    #[action("turn")]
    async fn turn(&self) {}
}

api! {
    struct WithProblems at "/";
    controllers: [Things];
}

api! {
    struct WithFaults at "/";
    errors: openstack;
    controllers: [Things];
}

api! {
    struct WithShouts at "/";
    errors: Shout;
    controllers: [Things];
}

/// A dialect of our own: one hook besides what it must have.
#[derive(Debug)]
struct Shout;

impl Dialect for Shout {
    fn media_type(&self, _: u16) -> &'static str {
        "text/plain"
    }

    fn schema(&self, _: u16) -> &'static terrace::private::Type {
        <String as terrace::Model>::ty()
    }

    fn identify(&self, id: &RequestId, headers: &mut http::HeaderMap) {
        dialect::Problem.identify(id, headers);
    }

    fn render(&self, failure: &Failure, _: &Exchange) -> Response {
        let mut response = Response::new(Body::from(failure.title_text().to_uppercase()));
        *response.status_mut() = failure.status();
        response
    }

    fn unrouted(&self, _: &Failure, _: &Exchange) -> Response {
        let mut response = Response::new(Body::from("WHERE?"));
        *response.status_mut() = http::StatusCode::NOT_FOUND;
        response
    }
}

#[tokio::test]
async fn problem_documents() {
    let client = TestClient::new(WithProblems::new(()));
    let answer = client.get("/things/1").await;
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(
        answer.text(),
        r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"Thing 1 could not be found."}"#
    );
    let answer = client.get("/nothing").await;
    assert_eq!(told(&answer), (404, r#"{"type":"about:blank","title":"Not Found","status":404}"#.to_owned()));
    let answer = client.put("/things").await;
    assert_eq!((answer.status().as_u16(), answer.header("allow")), (405, Some("POST, OPTIONS")));
    assert_eq!(answer.value()["title"], "Method Not Allowed");
    let answer = post(&client, "/things", r#"{"thing": {"name": 1}}"#).await;
    assert_eq!(answer.value()["errors"][0]["pointer"], "/thing/name");
    let answer = client.delete("/things/1").await;
    assert_eq!(
        told(&answer),
        (500, r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#.to_owned())
    );
}

#[tokio::test]
async fn openstack_faults() {
    let client = TestClient::new(WithFaults::new(()));
    let json = |text: &str| text.to_owned();
    let answer = client.get("/things/1").await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(told(&answer), (404, json(r#"{"itemNotFound":{"code":404,"message":"Thing 1 could not be found."}}"#)));
    for answer in [client.get("/nothing").await, client.put("/things").await] {
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=UTF-8"));
        assert_eq!(told(&answer), (404, "404 Not Found\n\nThe resource could not be found.\n\n   ".to_owned()));
    }
    assert_eq!(client.request(http::Method::HEAD, "/things/1").await.status(), 404);
    let answer = post(&client, "/things", "{").await;
    assert_eq!(told(&answer), (400, json(r#"{"badRequest":{"code":400,"message":"Malformed request body"}}"#)));
    let answer = post(&client, "/things", r#"{"thing": {"name": 1}}"#).await;
    let message = answer.value()["badRequest"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.starts_with("Invalid input for field/attribute name. "), "{message}");
    let answer = client.post("/things").header("content-type", "application/xml").body("<a/>").await;
    assert_eq!(told(&answer), (415, json(r#"{"badMediaType":{"code":415,"message":"Unsupported Content-Type"}}"#)));
    let answer = client.delete("/things/1").await;
    assert_eq!(answer.value()["computeFault"]["code"], 500);
    assert!(!answer.text().contains("secret"));
}

#[tokio::test]
async fn openstack_reads_paths_as_wsgi_does() {
    let client = TestClient::new(WithFaults::new(()));
    let found = (404, r#"{"itemNotFound":{"code":404,"message":"Thing 1 could not be found."}}"#.to_owned());
    for path in ["/things/1", "//things/1", "/things///1", "/things%2F1", "/%74hings/1"] {
        assert_eq!(told(&client.get(path).await), found, "{path}");
    }
    assert_eq!(client.get("/things/1/").await.header("content-type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(client.get("/things/%ff").await.header("content-type"), Some("application/json"));
    for path in ["//things/1", "/things%2F1"] {
        assert_eq!(TestClient::new(WithProblems::new(())).get(path).await.value()["detail"], serde_json::Value::Null);
    }
}

#[tokio::test]
async fn openstack_answers_options_everywhere() {
    let client = TestClient::new(WithFaults::new(()));
    for (path, allow) in [("/things/1", Some("GET, DELETE, OPTIONS")), ("/nothing", None)] {
        let answer = client.request(http::Method::OPTIONS, path).await;
        assert_eq!((told(&answer), answer.header("allow")), ((200, String::new()), allow), "{path}");
    }
}

#[tokio::test]
async fn openstack_counts_what_is_no_action() {
    let client = TestClient::new(WithFaults::new(()));
    for (body, status) in [
        (r#"{"turn": null}"#, 204),
        ("null", 404),
        ("5", 404),
        ("true", 404),
        (r#""x""#, 404),
        (r#"["turn"]"#, 404),
        ("{}", 400),
        ("[]", 400),
        (r#""turn""#, 400),
        (r#"["turn", "x"]"#, 400),
        (r#"{"turn": null, "x": null}"#, 400),
        (r#"{"turn": null, "turn": null}"#, 400),
    ] {
        assert_eq!(post(&client, "/things/1/action", body).await.status(), status, "{body}");
        let with_problems = post(&TestClient::new(WithProblems::new(())), "/things/1/action", body).await;
        assert_eq!(with_problems.status(), if status == 204 { 204 } else { 400 }, "{body}");
    }
}

#[tokio::test]
async fn a_body_of_no_type_is_json_to_openstack() {
    let client = TestClient::new(WithFaults::new(()));
    let thing = || client.post("/things").body(r#"{"thing": {"name": "a"}}"#);
    assert_eq!(thing().await.status(), 201);
    assert_eq!(thing().header("content-type", "text/plain").await.status(), 201);
}

#[tokio::test]
async fn openstack_looks_at_a_content_type_of_no_body() {
    for (content_type, status) in [("application/json", 404), ("text/plain", 404), ("application/xml", 415)] {
        let answer = TestClient::new(WithFaults::new(())).get("/things/1").header("content-type", content_type).await;
        assert_eq!(answer.status(), status, "{content_type}");
        let answer = TestClient::new(WithProblems::new(())).get("/things/1").header("content-type", content_type).await;
        assert_eq!(answer.status(), 404, "{content_type}");
    }
}

#[tokio::test]
async fn a_dialect_of_ones_own() {
    let client = TestClient::new(WithShouts::new(()));
    assert_eq!(told(&client.get("/nothing").await), (404, "WHERE?".to_owned()));
    assert_eq!(told(&client.get("/things/1").await), (404, "NOT FOUND".to_owned()));
    let answer = client.put("/things").await;
    assert_eq!(
        (told(&answer), answer.header("allow")),
        ((405, "METHOD NOT ALLOWED".to_owned()), Some("POST, OPTIONS"))
    );
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let client = TestClient::new(WithProblems::new(()));
    let mut seen = std::collections::HashSet::new();
    for path in ["/things/1", "/nothing", "/things"] {
        let answer = client.get(path).await;
        let id = answer.header("x-request-id").expect("every answer has one");
        assert!(id.parse::<Uuid>().is_ok() && seen.insert(id.to_owned()), "{path}: {id}");
    }
    let answer = TestClient::new(WithFaults::new(())).get("/nothing").await;
    let id = answer.header("x-openstack-request-id").and_then(|id| id.strip_prefix("req-"));
    assert!(id.is_some_and(|id| id.parse::<Uuid>().is_ok()));
    assert_eq!(answer.header("x-compute-request-id"), answer.header("x-openstack-request-id"));
}
