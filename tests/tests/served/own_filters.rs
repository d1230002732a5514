//! Filters of a controller or a handler: behind the API's, behind routing, before arguments.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use terrace::filter::{Next, NextWith, Request};
use terrace::http::{HeaderValue, StatusCode};
use terrace::prelude::*;
use terrace::{Limits, Loaded, Response, TestClient};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// What was seen, in order.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<&'static str>>>);

impl Seen {
    fn note(&self, what: &'static str) {
        self.0.lock().expect("no test panics meanwhile").push(what);
    }

    fn taken(&self) -> Vec<&'static str> {
        core::mem::take(&mut *self.0.lock().expect("no test panics meanwhile"))
    }
}

/// Who asks.
#[derive(Clone, Provided)]
struct Identity(&'static str);

/// What they may.
#[derive(Clone, Provided)]
struct Role(&'static str);

#[filter]
async fn known(seen: &Seen, request: Request, next: impl NextWith<Identity>) -> Response {
    seen.note("API");
    let response = next.run(request, Identity("jane")).await;
    seen.note("API again");
    response
}

#[filter(headers = ["x-controller"])]
async fn audited(who: Identity, seen: &Seen, request: Request, next: impl NextWith<Role>) -> Response {
    seen.note("controller");
    assert_eq!(who.0, "jane");
    let mut response = next.run(request, Role("admin")).await;
    seen.note("controller again");
    response.headers_mut().insert("x-controller", HeaderValue::from_static("1"));
    response
}

#[filter]
async fn allowed(role: Role, seen: &Seen, request: Request, next: impl Next) -> Result<Response, Forbidden> {
    seen.note("handler");
    assert_eq!(role.0, "admin");
    match request.headers().get("x-role").map(HeaderValue::as_bytes) {
        Some(b"nobody") => Err(Forbidden::new("you may not")),
        Some(b"bomb") => panic!("the bomb has gone off"),
        _ => Ok(next.run(request).await),
    }
}

pipeline! { Front: [known] }
pipeline! { Audited: [audited] }
pipeline! { Allowed: [allowed] }
pipeline! { Small: [layer(RequestBodyLimitLayer::new(4), answers = [413])] }
pipeline! {
    Quick: [layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(20)), answers = [504])]
}

struct Thing(u8);

/// Things.
#[controller(path = "/things", key = id: u8, pipeline = Audited)]
struct Things {
    seen: Seen,
}

#[routes]
impl Things {
    #[load]
    async fn load(&self, id: u8) -> Result<Thing, NotFound> {
        self.seen.note("load");
        if id < 3 { Ok(Thing(id)) } else { Err(NotFound::new("no such thing")) }
    }

    #[index]
    async fn index(&self, role: Role) -> &'static str {
        self.seen.note("index");
        role.0
    }

    #[show(pipeline = Allowed)]
    async fn show(&self, thing: Loaded<Self>, who: Identity) -> String {
        self.seen.note("show");
        format!("{} of {}", thing.0, who.0)
    }

    #[action("burn", pipeline = Allowed)]
    async fn burn(&self, thing: Loaded<Self>, how: Json<String>) -> String {
        format!("{} burns {}", thing.0, *how)
    }

    #[action("keep")]
    async fn keep(&self, thing: Loaded<Self>) -> String {
        format!("{} stays", thing.0)
    }

    #[cfg(not(test))]
    #[get("/never", pipeline = Nowhere)]
    async fn never(&self) {}

    #[cfg(test)]
    #[get("/ever", pipeline = Allowed)]
    async fn ever(&self) {}
}

/// What is below a thing, without what stands before it.
#[controller(parent = Things, path = "/parts")]
struct Below {
    seen: Seen,
}

#[routes]
impl Below {
    #[index]
    async fn index(&self, thing: Loaded<Things>) -> String {
        self.seen.note("parts");
        format!("parts of {}", thing.0)
    }
}

/// Words.
#[controller(path = "/words")]
struct Words;

#[routes]
impl Words {
    #[create(pipeline = Small)]
    async fn create(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    #[get("/late", pipeline = Quick)]
    async fn late(&self) {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }

    #[get("/patient")]
    async fn patient(&self) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Things, Below, Words];
}

fn client() -> (TestClient<Site>, Seen) {
    let seen = Seen::default();
    (TestClient::new(Site::new(seen.clone())), seen)
}

#[tokio::test]
async fn the_apis_filters_come_first_then_the_controllers_then_the_handlers() {
    let (client, seen) = client();
    let answer = client.get("/things/1").await;
    assert_eq!((answer.text(), answer.header("x-controller")), ("1 of jane", Some("1")));
    let order = ["API", "controller", "handler", "load", "show", "controller again", "API again"];
    assert_eq!(seen.taken(), order);
    assert_eq!(client.get("/things").await.text(), "admin");
    assert_eq!(seen.taken(), ["API", "controller", "index", "controller again", "API again"]);
    assert_eq!(client.get("/things/ever").await.status(), 204);
}

#[tokio::test]
async fn they_see_no_request_that_has_no_handler() {
    let (client, seen) = client();
    assert_eq!(client.get("/nothing").await.status(), 404);
    assert_eq!(client.delete("/things").await.status(), 405);
    assert_eq!(seen.taken(), ["API", "API again", "API", "API again"]);
}

#[tokio::test]
async fn a_filter_that_fails_ends_the_request_before_loaders() {
    let (client, seen) = client();
    let answer = client.get("/things/9").header("x-role", "nobody").await;
    assert_eq!((answer.status().as_u16(), answer.header("x-controller")), (403, Some("1")));
    assert_eq!(answer.value()["detail"], "you may not");
    assert_eq!(seen.taken(), ["API", "controller", "handler", "controller again", "API again"]);
    assert_eq!(client.get("/things/9").await.status(), 404);
    assert_eq!(client.get("/things/1").header("x-role", "bomb").await.status(), 500);
}

#[tokio::test]
async fn an_action_has_its_own() {
    let (client, _) = client();
    let act = |body: &'static str| {
        client.post("/things/1/action").header("x-role", "nobody").header("content-type", "application/json").body(body)
    };
    assert_eq!(act(r#"{"burn": "well"}"#).await.status(), 403);
    assert_eq!(act(r#"{"keep": null}"#).await.text(), "1 stays");
    let burnt = client.post("/things/1/action").header("content-type", "application/json").body(r#"{"burn": "well"}"#);
    assert_eq!(burnt.await.text(), "1 burns well");
}

#[tokio::test]
async fn what_is_below_a_controller_has_not_its_filters() {
    let (client, seen) = client();
    let answer = client.get("/things/1/parts").await;
    assert_eq!((answer.text(), answer.header("x-controller")), ("parts of 1", None));
    assert_eq!(seen.taken(), ["API", "load", "parts", "API again"]);
}

#[tokio::test]
async fn layers_stand_before_one_handler() {
    let (client, _) = client();
    assert_eq!(client.post("/words").body("1234").await.text(), "4");
    let stream = Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("ab"), Ok("c")]));
    assert_eq!(client.post("/words").body(stream).await.text(), "3");
    let too_large = client.post("/words").header("content-length", "5").body("12345").await;
    assert_eq!((too_large.status().as_u16(), &too_large.value()["status"]), (413, &413.into()));
    assert_eq!(client.get("/words/late").await.status(), 504);
    assert_eq!(client.get("/words/patient").await.status(), 204);
}

#[tokio::test]
async fn the_time_of_a_handler_is_that_of_its_filters_too() {
    let (client, _) = client();
    let client = client.limits(Limits { handler_time: Some(Duration::from_millis(1)), ..Limits::default() });
    assert_eq!(client.get("/words/late").await.status(), 503);
}
