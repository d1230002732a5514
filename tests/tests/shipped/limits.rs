//! `SizeLimit`, `Timeout` and `FaultWrap`: what the server does anyhow, told otherwise at a place in a pipeline.

use std::time::Duration;

use terrace::filter::{Next, Request};
use terrace::filters::{FaultWrap, SizeLimit, Timeout};
use terrace::http::HeaderValue;
use terrace::prelude::*;
use terrace::{Body, Limits, Response, TestClient, Unauthorized};

#[derive(Clone, FromRef)]
struct State {
    size: SizeLimit,
    time: Timeout,
}

/// Says that it was passed.
#[filter(headers = ["x-passed"])]
async fn passed(request: Request, next: impl Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-passed", HeaderValue::from_static("1"));
    response
}

/// Lets those in who say please, and falls over where somebody says boo.
#[filter]
async fn polite(request: Request, next: impl Next) -> Result<Response, Unauthorized> {
    assert!(!request.headers().contains_key("boo"), "that was a fright");
    if !request.headers().contains_key("please") {
        return Err(Unauthorized::new("say please"));
    }
    Ok(next.run(request).await)
}

pipeline! { Front: [passed, FaultWrap, SizeLimit, Timeout, polite] }

/// Notes.
#[controller(path = "/notes")]
struct Notes;

#[routes]
impl Notes {
    /// Take one.
    #[create]
    async fn create(&self, note: Bytes) -> String {
        note.len().to_string()
    }

    /// Take a short one.
    #[post("/short", body_bytes = 4)]
    async fn short(&self, note: Bytes) -> String {
        note.len().to_string()
    }

    /// Take a long one.
    #[post("/long", body_bytes = 1000)]
    async fn long(&self, note: Bytes) -> String {
        note.len().to_string()
    }

    /// Take one by its key.
    #[action("take")]
    async fn take(&self) {}

    /// Wait a little.
    #[index]
    async fn index(&self) {
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Notes];
}

fn client(body_bytes: usize, handler_time: u64) -> TestClient<Site> {
    let time = Timeout { handler_time: Duration::from_millis(handler_time) };
    TestClient::new(Site::new(State { size: SizeLimit { body_bytes }, time }))
}

/// A body that does not say how long it is.
fn streamed(bytes: usize) -> Body {
    Body::stream(futures_util::stream::iter((0..bytes).map(|_| Ok::<_, std::io::Error>("x"))))
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_the_filters_behind() {
    let client = client(8, 1000);
    let refused = client.post("/notes").body("123456789").await;
    assert_eq!((refused.status().as_u16(), refused.header("x-passed")), (413, Some("1")));
    assert_eq!(client.post("/notes").body("12345678").await.status(), 401);
    assert_eq!(client.post("/notes").header("please", "1").body("12345678").await.text(), "8");
}

#[tokio::test]
async fn a_body_that_does_not_say_how_large_it_is_is_read_as_far_as_it_may_be() {
    let client = client(8, 1000);
    let post = |path, bytes| client.post(path).header("please", "1").body(streamed(bytes));
    assert_eq!(post("/notes", 8).await.text(), "8");
    assert_eq!(post("/notes", 9).await.status(), 413);
    assert_eq!(post("/notes/short", 4).await.text(), "4");
    assert_eq!(post("/notes/short", 5).await.status(), 413);
    assert_eq!(post("/notes/long", 9).await.status(), 413);
    let action = client.post("/notes/action").header("please", "1").header("content-type", "application/json");
    assert_eq!(action.body(streamed(9)).await.status(), 413);
}

#[tokio::test]
async fn a_pipeline_says_how_long_handlers_may_take_whatever_the_server_says() {
    let get =
        |client: TestClient<Site>| async move { client.get("/notes").header("please", "1").await.status().as_u16() };
    assert_eq!(get(client(8, 20)).await, 503);
    assert_eq!(get(client(8, 5000)).await, 204);
    let short = Limits { handler_time: Some(Duration::from_millis(20)), ..Limits::default() };
    assert_eq!(get(client(8, 5000).limits(short)).await, 204);
}

#[tokio::test]
async fn filters_before_the_wrap_see_an_answer_where_those_behind_it_panic() {
    let answer = client(8, 1000).get("/notes").header("boo", "1").await;
    assert_eq!((answer.status().as_u16(), answer.header("x-passed")), (500, Some("1")));
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert!(!answer.text().contains("fright"), "{answer:?}");
}
