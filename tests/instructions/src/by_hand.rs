//! The same answers, and the same five steps around them, as they are written by hand on hyper, without terrace.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Request, Response, StatusCode};
use http_body::Body;
use http_body_util::Full;
use hyper::service::{Service, service_fn};
use serde::Serialize;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const BODY_BYTES: u64 = 1 << 20;
const HANDLER_TIME: Duration = Duration::from_secs(30);

/// A small document.
#[derive(Serialize)]
struct Status {
    state: String,
    uptime: u64,
}

/// Who asks.
#[derive(Clone)]
struct Identity(#[expect(dead_code, reason = "the document is the same for all")] Arc<Who>);

struct Who {
    #[expect(dead_code, reason = "the document is the same for all")]
    user: String,
    #[expect(dead_code, reason = "the document is the same for all")]
    project: String,
    #[expect(dead_code, reason = "the document is the same for all")]
    roles: Vec<String>,
}

/// A request, and its answer.
pub(crate) type Sent = Request<Full<Bytes>>;
pub(crate) type Answer = Response<Full<Bytes>>;

/// The document alone.
pub(crate) fn document() -> impl Service<Sent, Response = Answer, Error = Infallible> {
    service_fn(async |request: Sent| Ok(identified(show(&request), &request_id())))
}

/// The document behind all five steps.
pub(crate) fn pipeline() -> impl Service<Sent, Response = Answer, Error = Infallible> {
    service_fn(async |request: Sent| Ok(piped(request).await))
}

async fn piped(mut request: Sent) -> Answer {
    let id = match request.headers().get(REQUEST_ID).filter(|sent| is_id(sent)) {
        Some(sent) => sent.clone(),
        None => request_id(),
    };
    if request.body().size_hint().lower() > BODY_BYTES {
        return identified(refusal(StatusCode::PAYLOAD_TOO_LARGE), &id);
    }
    let Some(identity) = identity(&request) else {
        return identified(refusal(StatusCode::UNAUTHORIZED), &id);
    };
    request.extensions_mut().insert(identity);
    let shown = tokio::time::timeout(HANDLER_TIME, async { show(&request) }).await;
    let mut answer = shown.unwrap_or_else(|_| refusal(StatusCode::SERVICE_UNAVAILABLE));
    answer.headers_mut().insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY"));
    identified(answer, &id)
}

/// A new id.
fn request_id() -> HeaderValue {
    let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
    HeaderValue::from_str(Uuid::new_v4().hyphenated().encode_lower(&mut text)).expect("digits and hyphens")
}

/// Whether a client's id is a UUID.
fn is_id(sent: &HeaderValue) -> bool {
    sent.to_str().is_ok_and(|sent| Uuid::try_parse(sent).is_ok())
}

fn identified(mut answer: Answer, id: &HeaderValue) -> Answer {
    answer.headers_mut().insert(REQUEST_ID, id.clone());
    answer
}

/// Who says to be `user:project`.
fn identity(request: &Sent) -> Option<Identity> {
    let token = request.headers().get(TOKEN)?.to_str().ok()?;
    let (user, project) = token.split_once(':')?;
    let role = if user == "admin" { "admin" } else { "member" };
    let who = Who { user: user.to_owned(), project: project.to_owned(), roles: vec![role.to_owned()] };
    Some(Identity(Arc::new(who)))
}

fn show(request: &Sent) -> Answer {
    if request.uri().path() != "/v1/status" {
        return refusal(StatusCode::NOT_FOUND);
    }
    let status = Status { state: "serving".to_owned(), uptime: 42 };
    let mut answer = Response::new(Full::from(serde_json::to_vec(&status).expect("texts and numbers")));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

fn refusal(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::default());
    *answer.status_mut() = status;
    answer
}
