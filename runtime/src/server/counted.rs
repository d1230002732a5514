//! The API as one connection sees it: its requests are counted until their answers are sent.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONNECTION;
use http::{HeaderValue, Request, StatusCode, Version};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::service::Service;

use super::clock::{Clock, Running};
use super::head;
use crate::answer::Response;
use crate::app::{Answering, App};
use crate::body::{Body, BodyError};

/// The API, with its requests counted until their answers are sent.
#[derive(Debug)]
pub(super) struct Counted {
    app: App,
    clock: Arc<Clock>,
}

impl Counted {
    pub(super) fn new(app: App, clock: Arc<Clock>) -> Self {
        Counted { app, clock }
    }
}

impl Service<Request<Incoming>> for Counted {
    type Response = http::Response<Answer>;
    type Error = Infallible;
    type Future = Counting;

    fn call(&self, request: Request<Incoming>) -> Counting {
        let running = Some(Running::start(&self.clock));
        let is_http1 = request.version() < Version::HTTP_2;
        if is_http1 {
            self.clock.has_body(!http_body::Body::is_end_stream(request.body()));
        }
        let answering = head::is_right(&request).then(|| {
            let request = request.map(|body| Sent { body, clock: Arc::clone(&self.clock) });
            tower_service::Service::call(&mut self.app.clone(), request)
        });
        Counting { answering, running, is_http1 }
    }
}

#[derive(Debug)]
pub(super) struct Counting {
    /// None where the head is refused before there is a request.
    answering: Option<Answering>,
    running: Option<Running>,
    is_http1: bool,
}

impl Future for Counting {
    type Output = Result<http::Response<Answer>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let mut response = match &mut self.answering {
            Some(answering) => {
                let Ok(response) = ready!(Pin::new(answering).poll(task));
                response
            }
            None => bare_refusal(),
        };
        // The rest of the body stands between this answer and the next request.
        let leaves_body = [StatusCode::REQUEST_TIMEOUT, StatusCode::PAYLOAD_TOO_LARGE].contains(&response.status());
        if (leaves_body || self.answering.is_none()) && self.is_http1 {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let running = self.running.take();
        Poll::Ready(Ok(response.map(|body| Answer { body, _running: running })))
    }
}

/// As hyper refuses a head.
fn bare_refusal() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}

/// A request's body. The clock is told of its end.
#[derive(Debug)]
struct Sent {
    body: Incoming,
    clock: Arc<Clock>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(task));
        if frame.is_none() || self.body.is_end_stream() {
            self.clock.has_body(false);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body. Its request runs until it is sent.
#[derive(Debug)]
pub(super) struct Answer {
    body: Body,
    _running: Option<Running>,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        Pin::new(&mut self.body).poll_frame(task)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
