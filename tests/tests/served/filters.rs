//! Filters: in which order they see a request and its answer, what they hand on, and that any layer can be one.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use terrace::filter::{Next, NextWith, Request};
use terrace::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_ENCODING, HeaderName, HeaderValue};
use terrace::http::{Method, StatusCode};
use terrace::prelude::*;
use terrace::{Application, Loaded, RequestId, Response, TestClient, Unauthorized};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// What filters have seen, in order.
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
struct Identity(String);

/// How much they may.
#[derive(Clone, Provided)]
struct Quota(u32);

#[filter(headers = ["x-outer"])]
async fn outer(seen: &Seen, request: Request, next: impl Next) -> Response {
    seen.note("outer");
    let mut response = next.run(request).await;
    seen.note("outer again");
    response.headers_mut().insert("x-outer", HeaderValue::from_static("1"));
    response
}

/// Asks who it is, and waits meanwhile for something else while it looks at the request.
#[filter]
async fn known(
    seen: &Seen,
    request: Request,
    next: impl NextWith<(Identity, Quota)>,
) -> Result<Response, Unauthorized> {
    seen.note("known");
    let name = request.headers().get("x-name");
    tokio::task::yield_now().await;
    let Some(name) = name.and_then(|name| name.to_str().ok()) else {
        return Err(Unauthorized::new("say who you are"));
    };
    let who = Identity(name.to_owned());
    let response = next.run(request, (who, Quota(3))).await;
    seen.note("known again");
    Ok(response)
}

#[filter]
async fn polite(who: Identity, Quota(quota): Quota, seen: &Seen, request: Request, next: impl Next) -> Response {
    seen.note("polite");
    assert_eq!(quota, 3);
    assert_ne!(who.0, "bomb", "the bomb has gone off");
    next.run(request).await
}

pipeline! {
    /// Everybody says who they are.
    Front: [outer, known, polite]
}

struct Thing(u8);

/// Things.
#[controller(path = "/things", key = id: u8)]
struct Things;

#[routes]
impl Things {
    #[load]
    async fn load(&self, id: u8, who: Identity) -> Result<Thing, NotFound> {
        if who.0 == "thief" { Err(NotFound::new("you see nothing")) } else { Ok(Thing(id)) }
    }

    /// Say who asks.
    #[index]
    async fn index(&self, who: Identity, quota: Quota, id: RequestId) -> String {
        let _ = id;
        format!("{} {}", who.0, quota.0)
    }

    /// Show one.
    #[show]
    async fn show(&self, thing: Loaded<Things>, seen: Option<Identity>) -> String {
        format!("{} of {}", thing.0, seen.map(|who| who.0).unwrap_or_default())
    }

    /// Take what is sent.
    #[create]
    async fn create(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    /// Wait.
    #[get("/late")]
    async fn late(&self) {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

api! {
    struct Guarded at "/";
    pipeline: Front;
    controllers: [Things];
}

#[tokio::test]
async fn filters_see_a_request_from_the_outside_inwards_and_its_answer_on_the_way_back() {
    let seen = Seen::default();
    let client = TestClient::new(Guarded::new(seen.clone()));
    let answer = client.get("/things").header("x-name", "jane").await;
    assert_eq!((answer.text(), answer.header("x-outer")), ("jane 3", Some("1")));
    assert_eq!(seen.taken(), ["outer", "known", "polite", "known again", "outer again"]);
    assert!(answer.header("x-request-id").is_some());
}

#[tokio::test]
async fn a_filter_that_fails_ends_the_request_in_the_dialect_of_the_api() {
    let seen = Seen::default();
    let client = TestClient::new(Guarded::new(seen.clone()));
    let answer = client.get("/things").await;
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.value()["detail"], "say who you are");
    assert_eq!(answer.header("x-outer"), Some("1"));
    assert!(answer.header("x-request-id").is_some());
    assert_eq!(seen.taken(), ["outer", "known", "outer again"]);
}

#[tokio::test]
async fn loaders_and_handlers_take_what_filters_provide() {
    let client = TestClient::new(Guarded::new(Seen::default()));
    assert_eq!(client.get("/things/7").header("x-name", "jane").await.text(), "7 of jane");
    assert_eq!(client.get("/things/7").header("x-name", "thief").await.status(), 404);
}

#[tokio::test]
async fn filters_come_before_all_checks() {
    let client = TestClient::new(Guarded::new(Seen::default()));
    for (method, path) in [(Method::GET, "/nothing"), (Method::DELETE, "/things"), (Method::OPTIONS, "/things")] {
        assert_eq!(client.request(method.clone(), path).await.status(), 401, "{method} {path}");
    }
    let named = |method, path| client.request(method, path).header("x-name", "jane");
    assert_eq!(named(Method::GET, "/nothing").await.status(), 404);
    assert_eq!(named(Method::DELETE, "/things").await.status(), 405);
    let options = named(Method::OPTIONS, "/things").await;
    assert_eq!((options.status(), options.header("allow")), (StatusCode::NO_CONTENT, Some("GET, HEAD, POST, OPTIONS")));
}

#[tokio::test]
async fn the_answer_to_head_has_no_body_and_its_length() {
    let client = TestClient::new(Guarded::new(Seen::default()));
    let answer = client.request(Method::HEAD, "/things").header("x-name", "jane").await;
    assert_eq!((answer.text(), answer.header("content-length")), ("", Some("6")));
}

#[tokio::test]
async fn a_filter_that_panics_is_answered_with_500() {
    let client = TestClient::new(Guarded::new(Seen::default()));
    let answer = client.get("/things").header("x-name", "bomb").await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text().contains("bomb"), "{answer:?}");
    assert!(answer.header("x-request-id").is_some());
}

#[tokio::test]
async fn a_body_passes_filters_as_it_comes() {
    let client = TestClient::new(Guarded::new(Seen::default()));
    let body = Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("ab"), Ok("cde")]));
    assert_eq!(client.post("/things").header("x-name", "jane").body(body).await.text(), "5");
}

pipeline! {
    /// Layers of another crate, which change bodies and answer by themselves.
    Layers: [
        layer(CatchPanicLayer::new(), answers = [500]),
        layer(
            SetResponseHeaderLayer::overriding(HeaderName::from_static("x-layer"), HeaderValue::from_static("1")),
            answers = [],
        ),
        layer(CorsLayer::permissive(), answers = [200]),
        layer(CompressionLayer::new(), answers = []),
        layer(RequestBodyLimitLayer::new(8), answers = [413]),
        layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(20)), answers = [504]),
    ];
}

/// Words.
#[controller(path = "/words")]
struct Words;

#[routes]
impl Words {
    /// Many of them.
    #[index]
    async fn index(&self) -> String {
        "word ".repeat(1000)
    }

    /// Take what is sent.
    #[create]
    async fn create(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    /// Wait.
    #[get("/late")]
    async fn late(&self) {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }

    /// A 504 of the handler's own.
    #[get("/gone")]
    async fn gone(&self) -> Result<(), terrace::GatewayTimeout> {
        Err(terrace::GatewayTimeout::new("of the handler"))
    }
}

api! {
    struct Layered at "/";
    pipeline: Layers;
    controllers: [Words];
}

#[tokio::test]
async fn layers_of_another_crate_are_filters() {
    let client = TestClient::new(Layered::new(()));
    let answer = client.get("/words").header("accept-encoding", "gzip").await;
    assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");
    assert!(answer.bytes().len() < 500, "{}", answer.bytes().len());
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert_eq!(answer.header("x-layer"), Some("1"));
    assert_eq!(client.post("/words").body("12345678").await.text(), "8");
}

#[tokio::test]
async fn what_layers_fail_with_is_in_the_dialect_of_the_api() {
    let client = TestClient::new(Layered::new(()));
    let too_large = client.post("/words").header("content-length", "9").body("123456789").await;
    let late = client.get("/words/late").await;
    for (answer, status) in [(too_large, 413), (late, 504)] {
        assert_eq!(answer.status(), status);
        assert_eq!(answer.value()["status"], status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.header("x-layer"), Some("1"));
    }
    assert_eq!(client.get("/words/gone").await.value()["detail"], "of the handler");
}

/// Sends everything on as something else.
#[filter]
async fn amnesia(request: Request, next: impl Next) -> Response {
    let mut forgotten = Request::new(Body::empty());
    *forgotten.uri_mut() = request.uri().clone();
    next.run(forgotten).await
}

pipeline! { Lost: [amnesia] }

api! {
    struct Forgetful at "/";
    pipeline: Lost;
    controllers: [Words];
}

#[tokio::test]
async fn a_request_without_the_extensions_of_the_old_one_is_a_logged_500() {
    assert_eq!(TestClient::new(Forgetful::new(())).get("/words").await.status(), 500);
}

/// Answers without asking anybody.
#[filter]
async fn early(request: Request, next: impl Next) -> Response {
    if request.uri().path() == "/early" {
        return Response::new("early".into());
    }
    next.run(request).await
}

pipeline! { Early: [early] }

/// Names.
#[controller(path = "/names")]
struct Names;

#[routes]
impl Names {
    /// One.
    #[index]
    async fn index(&self) -> &'static str {
        "names"
    }
}

api! {
    struct Behind at "/";
    pipeline: Early;
    controllers: [Names];
}

api! {
    struct Bare at "/bare";
    controllers: [Names];
}

composite! {
    struct Both;
    apis: [Behind, Bare];
}

#[tokio::test]
async fn each_api_of_a_composite_has_its_own_pipeline() {
    let client = TestClient::new(Both::new(()));
    assert_eq!(client.get("/early").await.text(), "early");
    assert_eq!(client.get("/names").await.text(), "names");
    assert_eq!(client.get("/bare/names").await.text(), "names");
    assert_eq!(client.get("/bare/early").await.status(), 404);
    assert_eq!(Both::APIS[0].pipeline.map(|pipeline| pipeline.name), Some("Early"));
}
