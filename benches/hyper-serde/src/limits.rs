//! hyper-serde with what terrace has by default, by hand: the floor for a server that may face the world.
//!
//! | what | by |
//! |---|---|
//! | 20,000 connections | a semaphore's permit, held by each |
//! | 30 s for a head, also between requests | hyper's timer |
//! | 16 KiB and 100 headers of a head | hyper, which refuses a target of over 65,534 bytes as well |
//! | one `Host` that names a host | looked at |
//! | 1 MiB of a body | `Limited` |
//! | 30 s for a body, 60 s for all of an answer | timers of tokio's |
//! | 30 s in which a peer takes nothing | `TimeoutWriter` |
//! | an id | a UUID, the client's own where it sent one, in the headers that OpenStack's services have |
//! | a span | `tracing`, with nobody who listens |
#![allow(dead_code)]
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http_body_util::Limited;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_LENGTH, HOST};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde::Serialize as Json;
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep, timeout};
use tokio_io_timeout::TimeoutWriter;
use tracing::Instrument;
use tracing::field::Empty;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

include!("app.rs");

const CONNECTIONS: usize = 20_000;
const HEAD_BYTES: usize = 16 << 10;
const BODY_BYTES: usize = 1 << 20;
const HEAD_TIME: Duration = Duration::from_secs(30);
const BODY_TIME: Duration = Duration::from_secs(30);
const WRITE_TIME: Duration = Duration::from_secs(30);
const HANDLER_TIME: Duration = Duration::from_secs(60);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-openstack-request-id");
const COMPUTE_ID: HeaderName = HeaderName::from_static("x-compute-request-id");

fn write_json<T: Json>(v: &T, hint: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(hint);
    serde_json::to_writer(&mut out, v).unwrap();
    out
}

fn read_json(b: &[u8]) -> Result<CreateServer, ()> {
    serde_json::from_slice(b).map_err(drop)
}

/// A body that fails where it is waited for too long. The timer begins with the first wait.
struct Timely {
    body: Limited<Incoming>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Body for Timely {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame);
        }
        ready!(self.timer.get_or_insert_with(|| Box::pin(sleep(BODY_TIME))).as_mut().poll(cx));
        Poll::Ready(Some(Err("too late".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// `req-` and a UUID: the client's own, or a new one.
fn request_id(req: &Request<Incoming>) -> HeaderValue {
    let sent = req.headers().get(&REQUEST_ID).filter(|id| id.as_bytes().strip_prefix(b"req-").is_some_and(|id| Uuid::try_parse_ascii(id).is_ok()));
    sent.cloned().unwrap_or_else(|| {
        let mut id = Vec::with_capacity(4 + Hyphenated::LENGTH);
        id.extend_from_slice(b"req-");
        id.extend_from_slice(Uuid::new_v4().hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH]).as_bytes());
        HeaderValue::from_maybe_shared(Bytes::from(id)).unwrap()
    })
}

fn has_host(req: &Request<Incoming>) -> bool {
    let mut hosts = req.headers().get_all(HOST).iter();
    let is_host = |host: &HeaderValue| host.as_bytes().iter().all(|c| c.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=%:[]".contains(c));
    hosts.next().is_some_and(is_host) && hosts.next().is_none()
}

/// What stands around the work of each request.
async fn limited(app: &App, case: u8, req: Request<Incoming>) -> Response<Full<Bytes>> {
    if !has_host(&req) {
        return fault(StatusCode::BAD_REQUEST, "host");
    }
    let id = request_id(&req);
    let span = tracing::info_span!(
        "request",
        request_id = ?id,
        http.request.method = req.method().as_str(),
        url.path = req.uri().path(),
        http.route = Empty,
        operation = Empty,
        http.response.status_code = Empty,
        http.response.body.size = Empty
    );
    let declared = req.headers().get(CONTENT_LENGTH).and_then(|n| n.to_str().ok()?.parse::<usize>().ok());
    let mut response = if declared.is_some_and(|n| n > BODY_BYTES) {
        fault(StatusCode::PAYLOAD_TOO_LARGE, "too large")
    } else {
        let req = req.map(|body| Timely { body: Limited::new(body, BODY_BYTES), timer: None });
        timeout(HANDLER_TIME, handle(app, case, req).instrument(span.clone())).await.unwrap_or_else(|_| fault(StatusCode::SERVICE_UNAVAILABLE, "too late"))
    };
    span.record("http.response.status_code", response.status().as_u16());
    response.headers_mut().insert(REQUEST_ID, id.clone());
    response.headers_mut().insert(COMPUTE_ID, id);
    response
}

fn main() {
    let _ = tracing::subscriber::set_global_default(tracing::subscriber::NoSubscriber::new());
    let (case, app) = (case(), app());
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    common::thread_per_core(move |l| {
        let places = places.clone();
        async move {
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_header_size(HEAD_BYTES);
            loop {
                let Ok(place) = places.clone().acquire_owned().await else { return };
                let Ok((s, _)) = l.accept().await else { continue };
                let _ = s.set_nodelay(true);
                let mut s = TimeoutWriter::new(s);
                s.set_timeout(Some(WRITE_TIME));
                let http = http.clone();
                tokio::spawn(async move {
                    let svc = hyper::service::service_fn(move |req| async move { Ok::<_, Infallible>(limited(app, case, req).await) });
                    let _ = http.serve_connection(TokioIo::new(Box::pin(s)), svc).await;
                    drop(place);
                });
            }
        }
    });
}
