//! What the targets have in common: the APIs that they send requests to, and how one is sent.
//!
//! A target says what must hold of every answer. A panic ends the run also where the runtime would have answered 500.

mod apis;

use std::cell::RefCell;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use terrace::{Api, Body};
use tokio::runtime::{Builder, Runtime};
use tower_service::Service;

pub use apis::{Cloud, Dated, NOVA, Site};

thread_local! {
    static RUNTIME: Runtime =
        Builder::new_current_thread().enable_time().build().expect("a runtime without I/O needs nothing");
    static SITE: RefCell<Site> = RefCell::new(Site::new(()));
    static CLOUD: RefCell<Cloud> = RefCell::new(Cloud::new(()));
    static DATED: RefCell<Dated> = RefCell::new(Dated::new(()));
}

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("answers are text here")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("what is answered is text"))
    }
}

/// Sends a request to the API whose failures are problems.
pub fn site(request: Request<Body>) -> Answer {
    let has_body = request.method() != Method::HEAD;
    let answer = SITE.with_borrow_mut(|api| send(api, request));
    if answer.status.is_client_error() && has_body {
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer:?}");
        assert_eq!(answer.json()["status"], answer.status.as_u16(), "{answer:?}");
    }
    answer
}

/// Sends a request to the API whose failures are OpenStack's, and whose versions are chosen by headers.
pub fn cloud(request: Request<Body>) -> Answer {
    let has_body = request.method() != Method::HEAD;
    let answer = CLOUD.with_borrow_mut(|api| send(api, request));
    if has_body && answer.status.is_client_error() && answer.header("content-type") == Some("application/json") {
        let fault = answer.json();
        let (_, fault) = fault.as_object().and_then(|fault| fault.iter().next()).expect("a fault has one key");
        assert_eq!(fault["code"], answer.status.as_u16(), "{answer:?}");
    }
    answer
}

/// Sends a request to the API whose versions are dates, chosen by the path.
pub fn dated(request: Request<Body>) -> Answer {
    DATED.with_borrow_mut(|api| send(api, request))
}

fn send<A: Api + Service<Request<Body>, Response = terrace::Response>>(api: &mut A, request: Request<Body>) -> Answer
where
    A::Error: std::fmt::Debug,
{
    let answer = RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let (parts, body) = api.call(request).await.expect("an API answers").into_parts();
            let body = body.collect().await.expect("an answer has a whole body").to_bytes();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    });
    assert!(
        answer.status.is_success() || answer.status.is_redirection() || answer.status.is_client_error(),
        "{answer:?}"
    );
    assert!(answer.headers.get_all(CONTENT_TYPE).iter().count() <= 1, "{answer:?}");
    assert!(answer.headers.get_all(CONTENT_LENGTH).iter().count() <= 1, "{answer:?}");
    answer
}

/// The headers of lines such as `name: value`; lines that are none are passed over.
pub fn headers<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    lines.into_iter().filter_map(|line| {
        let (name, value) = line.split_at_checked(line.iter().position(|byte| *byte == b':')?)?;
        let name = HeaderName::from_bytes(name.trim_ascii()).ok()?;
        Some((name, HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?))
    })
}

/// Sets headers of a request as if they had been sent in this order.
pub fn with_headers<'a>(mut request: Request<Body>, lines: impl IntoIterator<Item = &'a [u8]>) -> Request<Body> {
    for (name, value) in headers(lines) {
        request.headers_mut().append(name, value);
    }
    request
}
