//! Filters that only look at requests: what they provide and refuse, and where they stand among those that send requests on.

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use terrace::filter::{Head, Next, Request};
use terrace::http::{HeaderMap, Method, StatusCode};
use terrace::prelude::*;
use terrace::{Response, ServiceUnavailable, TestClient, Unauthorized};

/// How many requests were counted.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

/// Who asks.
#[derive(Clone, Provided)]
struct Identity(String);

/// What is known of a request.
#[derive(Clone, Provided)]
struct Known {
    id: String,
    method: Method,
}

/// Which thing it is about.
#[derive(Clone, Provided)]
struct About(Option<String>);

fn name(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-name")?.to_str().ok()
}

#[filter]
fn counted(count: &Count, _request: Head<'_>) {
    count.0.fetch_add(1, Ordering::Relaxed);
}

#[filter]
fn named(request: Head<'_>) -> Result<Identity, Unauthorized> {
    let name = name(request.headers()).ok_or_else(|| Unauthorized::new("say who you are"))?;
    assert_ne!(name, "bomb", "the bomb has gone off");
    Ok(Identity(name.to_owned()))
}

#[filter]
async fn passed(who: Identity, request: Request, next: impl Next) -> Response {
    assert!(!who.0.is_empty());
    next.run(request).await
}

#[filter]
fn known(who: Identity, request: Head<'_>) -> (Known, About) {
    assert_eq!(name(request.headers()), Some(&*who.0));
    let about = request.variable("id").map(String::from);
    (Known { id: request.id().to_string(), method: request.method().clone() }, About(about))
}

type Found<T> = Result<T, NotFound>;

#[filter]
fn about(request: Head<'_>) -> Found<About> {
    match request.variable("id") {
        Some(id) if request.uri().path().ends_with(&*id) => Ok(About(Some(id.into()))),
        _ => Err(NotFound::new("it is about nothing")),
    }
}

tokio::task_local! {
    /// Where a request is.
    static SCOPE: &'static str;
}

#[filter]
async fn scoped(request: Request, next: impl Next) -> Response {
    SCOPE.scope("within", next.run(request)).await
}

#[filter]
fn within(_request: Head<'_>) -> About {
    About(SCOPE.try_with(|scope| (*scope).to_owned()).ok())
}

/// Waits for an answer only where somebody asks it to.
#[filter]
async fn hasty(request: Request, next: impl Next) -> Result<Response, ServiceUnavailable> {
    let is_left = !request.headers().contains_key("x-name");
    tokio::select! {
        biased;
        () = ready(()), if is_left => Err(ServiceUnavailable::new("nobody waits")),
        response = next.run(request) => Ok(response),
    }
}

pipeline! { Looking: [counted, named] }
pipeline! { Mixed: [counted, named, passed, known] }
pipeline! { Aimed: [about] }
pipeline! { Scoped: [scoped, within] }
pipeline! { Hasty: [hasty, within] }

/// Things.
#[controller(path = "/things", key = id: u8)]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self, who: Identity) -> String {
        who.0
    }

    #[show(pipeline = Aimed)]
    async fn show(&self, id: Path<u8>, about: About) -> String {
        format!("{} about {}", *id, about.0.unwrap_or_default())
    }
}

/// Requests.
#[controller(path = "/requests", key = id: u8)]
struct Requests;

#[routes]
impl Requests {
    #[index]
    async fn index(&self, known: Known, about: About) -> String {
        assert!(about.0.is_none());
        format!("{} {}", known.method, known.id)
    }
}

/// Work that goes on when nobody waits for it.
#[controller(path = "/work")]
struct Work {
    count: Count,
}

#[routes]
impl Work {
    #[index(detached)]
    async fn index(&self, about: About) -> String {
        self.count.0.fetch_add(1, Ordering::Relaxed);
        about.0.unwrap_or_default()
    }
}

api! {
    struct Plain at "/";
    pipeline: Looking;
    controllers: [Things];
}

api! {
    struct Waiting at "/";
    pipeline: Mixed;
    controllers: [Requests];
}

api! {
    struct Around at "/";
    pipeline: Scoped;
    controllers: [Work];
}

api! {
    struct Leaving at "/";
    pipeline: Hasty;
    controllers: [Work];
}

#[tokio::test]
async fn what_a_filter_finds_goes_to_handlers() {
    let count = Count::default();
    let client = TestClient::new(Plain::new(count.clone()));
    assert_eq!(client.get("/things").header("x-name", "jane").await.text(), "jane");
    assert_eq!(client.get("/things/7").header("x-name", "jane").await.text(), "7 about 7");
    assert_eq!(count.0.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_variable_is_decoded_and_the_path_is_not() {
    let client = TestClient::new(Plain::new(Count::default()));
    let answer = client.get("/things/%31%32").header("x-name", "jane").await;
    assert_eq!(
        (answer.status(), answer.value()["detail"].as_str()),
        (StatusCode::NOT_FOUND, Some("it is about nothing"))
    );
}

#[tokio::test]
async fn one_that_fails_ends_the_request_in_the_dialect_of_the_api() {
    let count = Count::default();
    let client = TestClient::new(Plain::new(count.clone()));
    let answer = client.get("/nowhere").await;
    assert_eq!(
        (answer.status(), answer.value()["detail"].as_str()),
        (StatusCode::UNAUTHORIZED, Some("say who you are"))
    );
    assert!(answer.header("x-request-id").is_some());
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
    assert_eq!(client.get("/nowhere").header("x-name", "jane").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_that_panics_is_answered() {
    let client = TestClient::new(Plain::new(Count::default()));
    let answer = client.get("/things").header("x-name", "bomb").await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn one_stands_behind_one_that_waits_and_knows_the_request() {
    let client = TestClient::new(Waiting::new(Count::default()));
    let answer = client.get("/requests").header("x-name", "jane").await;
    assert_eq!(answer.text(), format!("GET {}", answer.header("x-request-id").expect("all answers have it")));
}

#[tokio::test]
async fn one_looks_when_the_one_before_it_waits_for_it() {
    let client = TestClient::new(Around::new(Count::default()));
    assert_eq!(client.get("/work").await.text(), "within");
}

#[tokio::test]
async fn nothing_behind_is_begun_that_is_not_waited_for() {
    let count = Count::default();
    let client = TestClient::new(Leaving::new(count.clone()));
    assert_eq!(client.get("/work").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(client.get("/work").header("x-name", "jane").await.status(), StatusCode::OK);
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
}
