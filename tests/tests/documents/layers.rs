//! Layers of tower-http as filters, before an API, a controller and a handler: what they do, what documents say of it, and in whose words
//! they fail.

use std::time::Duration;

use http::header::{CONTENT_ENCODING, HeaderName, HeaderValue};
use http::{Request, StatusCode};
use serde_json::Value;
use terrace::filters::FaultWrap;
use terrace::prelude::*;
use terrace::{Application, Body, TestClient, TestResponse};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::validate_request::ValidateRequestHeaderLayer;

/// The header of a trace.
const TRACE: HeaderName = HeaderName::from_static("x-trace");

/// Makes ids that a test knows.
#[derive(Clone)]
struct Known;

impl MakeRequestId for Known {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        Some(RequestId::new(HeaderValue::from_static("made")))
    }
}

pipeline! {
    /// Before all of it.
    Outside: [
        FaultWrap,
        layer(SetRequestIdLayer::new(TRACE, Known), answers = []),
        layer(PropagateRequestIdLayer::new(TRACE), answers = []),
        layer(
            SetResponseHeaderLayer::overriding(HeaderName::from_static("x-served-by"), HeaderValue::from_static("1")),
            answers = [],
        ),
        layer(CompressionLayer::new(), answers = []),
        layer(CatchPanicLayer::new(), answers = [500]),
    ]
}

pipeline! {
    /// Before the controller.
    Timed: [
        layer(
            TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(20)),
            answers = [504],
        ),
    ]
}

pipeline! {
    /// Before a handler.
    Small: [
        layer(ValidateRequestHeaderLayer::accept("text/plain"), answers = [406]),
        layer(RequestBodyLimitLayer::new(8), answers = [413]),
    ]
}

/// Words.
#[controller(path = "/words", pipeline = Timed)]
pub(crate) struct Words;

#[routes]
impl Words {
    /// Many of them.
    #[index]
    async fn index(&self) -> String {
        "word ".repeat(1000)
    }

    /// Take what is sent.
    #[create(pipeline = Small)]
    async fn create(&self, body: Bytes) -> String {
        body.len().to_string()
    }

    /// Wait.
    #[get("/late")]
    async fn late(&self) {
        std::future::pending::<()>().await;
    }
}

/// Letters, behind nothing of their own.
#[controller(path = "/letters")]
pub(crate) struct Letters;

#[routes]
impl Letters {
    /// List them.
    #[index]
    async fn index(&self) -> &'static str {
        "abc"
    }

    /// Go off.
    #[get("/bomb")]
    async fn bomb(&self) {
        panic!("the bomb has gone off")
    }
}

api! {
    /// Words and letters.
    pub(crate) struct Dictionary at "/";
    pipeline: Outside;
    controllers: [Words, Letters];
}

api! {
    /// The same, as OpenStack's services fail.
    pub(crate) struct Nova at "/";
    errors: openstack;
    pipeline: Outside;
    controllers: [Words, Letters];
}

fn statuses(path: &str, method: &str) -> Vec<String> {
    let document = terrace_codegen::document::<Dictionary>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let responses = document["paths"][path][method]["responses"].as_object().expect("responses").clone();
    responses.keys().cloned().collect()
}

#[test]
fn documents_tell_what_layers_answer_where_they_stand() {
    assert_eq!(statuses("/letters", "get"), ["200", "500", "503"]);
    assert_eq!(statuses("/words", "get"), ["200", "500", "503", "504"]);
    assert_eq!(statuses("/words/late", "get"), ["204", "500", "503", "504"]);
    assert_eq!(statuses("/words", "post"), ["201", "400", "406", "408", "413", "500", "503", "504"]);
}

#[tokio::test]
async fn they_do_what_they_do_elsewhere() {
    let client = terrace_codegen::checked(TestClient::new(Dictionary::new(())));
    let answer = client.get("/words").header("accept-encoding", "gzip").await;
    assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");
    assert!(answer.bytes().len() < 500, "{}", answer.bytes().len());
    assert_eq!((answer.header("x-trace"), answer.header("x-served-by")), (Some("made"), Some("1")));
    let answer = client.get("/letters").header("x-trace", "sent").await;
    assert_eq!((answer.text(), answer.header("x-trace")), ("abc", Some("sent")));
    assert_eq!(client.post("/words").body("12345678").await.text(), "8");
}

/// What a layer fails with, before whichever API.
async fn failures<A: Application>(client: &TestClient<A>) -> [TestResponse; 3] {
    let refused = client.post("/words").header("accept", "image/png").body("1").await;
    let too_large = client.post("/words").header("content-length", "9").body("123456789").await;
    let late = client.get("/words/late").await;
    for answer in [&refused, &too_large, &late] {
        assert_eq!((answer.header("x-trace"), answer.header("x-served-by")), (Some("made"), Some("1")));
    }
    [refused, too_large, late]
}

#[tokio::test]
async fn what_they_fail_with_is_in_the_dialect_of_the_api() {
    let client = terrace_codegen::checked(TestClient::new(Dictionary::new(())));
    for (answer, status) in failures(&client).await.iter().zip([406, 413, 504]) {
        assert_eq!(
            (answer.status().as_u16(), answer.header("content-type")),
            (status, Some("application/problem+json"))
        );
        assert_eq!(answer.value()["status"], status);
    }
    let client = terrace_codegen::checked(TestClient::new(Nova::new(())));
    let [refused, too_large, late] = failures(&client).await;
    assert_eq!(refused.value()["computeFault"]["code"], 406);
    assert!(too_large.text().starts_with("413 Request Entity Too Large\n\n"), "{too_large:?}");
    assert_eq!(late.value()["computeFault"]["code"], 504);
}

#[tokio::test]
async fn a_body_that_grows_too_large_is_refused_while_it_is_read() {
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("12345"), Ok("67890")]);
    let client = terrace_codegen::checked(TestClient::new(Dictionary::new(())));
    assert_eq!(client.post("/words").body(Body::stream(chunks)).await.status(), 413);
}

#[tokio::test]
async fn a_panic_is_caught_by_the_layer_that_is_nearest() {
    let answer = TestClient::new(Dictionary::new(())).get("/letters/bomb").await;
    assert_eq!(answer.status(), 500);
    assert_eq!((answer.header("x-trace"), answer.header("x-served-by")), (Some("made"), Some("1")));
}
