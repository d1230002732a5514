//! What is served as one connection sees it: its requests are counted until their answers are sent.

use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONNECTION;
use http::{HeaderValue, Request, StatusCode, Version};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::service::Service;

use super::clock::{Clock, Running};
use super::head;
use super::limits::Limits;
use super::site::Site;
use crate::answer::Response;
use crate::app::Answering;
use crate::body::{Body, BodyError, Received};
use crate::peer::Peer;

/// The bytes of an answer in HTTP/2 that are handed on at a time: what a frame may hold unless the peer allows more
/// (RFC 9113, section 6.5.2).
const PORTION: usize = 16 << 10;

/// What is served, with its requests counted until their answers are sent.
#[derive(Debug)]
pub(super) struct Counted {
    site: Site,
    peer: Peer,
    head_count: usize,
    clock: Arc<Clock>,
}

impl Counted {
    pub(super) fn new(site: Site, peer: Peer, limits: &Limits, clock: Arc<Clock>) -> Self {
        Counted { site, peer, head_count: limits.head_count, clock }
    }

    fn refusal(&self, request: &Request<Incoming>) -> Option<StatusCode> {
        if !head::is_right(request) {
            return Some(StatusCode::BAD_REQUEST);
        }
        // hyper counts the headers of HTTP/1.1 itself.
        (request.headers().len() > self.head_count).then_some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    }
}

impl Service<Request<Incoming>> for Counted {
    type Response = http::Response<Answer>;
    type Error = io::Error;
    type Future = Counting;

    fn call(&self, request: Request<Incoming>) -> Counting {
        let running = Some(Running::start(&self.clock));
        let is_http1 = request.version() < Version::HTTP_2;
        let has_body = !http_body::Body::is_end_stream(request.body());
        if is_http1 {
            self.clock.has_body(has_body);
        }
        if let Some(status) = self.refusal(&request) {
            return Counting { answering: Err(status), running, is_http1 };
        }
        let request = request.map(|body| match has_body {
            true => Received::new(body, Arc::clone(&self.clock) as _).into(),
            false => Body::empty(),
        });
        let answering = Ok(self.site.call(request, &self.peer));
        Counting { answering, running, is_http1 }
    }
}

#[derive(Debug)]
pub(super) struct Counting {
    /// The status of a bare refusal where the head is refused before there is a request.
    answering: Result<Answering, StatusCode>,
    running: Option<Running>,
    is_http1: bool,
}

impl Future for Counting {
    type Output = io::Result<http::Response<Answer>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let Counting { answering, running, .. } = &mut *self;
        let mut answered = None;
        match answering {
            Ok(answering) => {
                if answering.poll_into(&mut answered, task).is_pending() {
                    return left(running.as_ref(), task).map(Err);
                }
            }
            Err(status) => answered = Some(bare_refusal(*status)),
        }
        let mut response = answered.expect("what is ready is there");
        // The rest of the body stands between this answer and the next request.
        let leaves_body = [StatusCode::REQUEST_TIMEOUT, StatusCode::PAYLOAD_TOO_LARGE].contains(&response.status());
        if (leaves_body || self.answering.is_err()) && self.is_http1 {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let running = self.running.take();
        let is_http1 = self.is_http1;
        Poll::Ready(Ok(response.map(|body| Answer::new(body, running, is_http1))))
    }
}

/// Ready when an answer is waited for that is for nobody any more.
fn left(running: Option<&Running>, task: &mut task::Context<'_>) -> Poll<io::Error> {
    running.map_or(Poll::Pending, |running| running.poll_left(task))
}

/// As hyper refuses a head.
fn bare_refusal(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// An answer's body. Its request runs until it is sent.
#[derive(Debug)]
pub(super) struct Answer {
    body: Body,
    running: Option<Running>,
    /// In HTTP/2, where a peer may take one answer and leave another.
    portions: Option<Portions>,
}

/// A body in portions. hyper asks for the next one, or drops the body after the last, when the peer can take more.
#[derive(Debug)]
struct Portions {
    /// What there is still of a frame.
    rest: Bytes,
    /// Whether the peer has to take one.
    waits: bool,
}

impl Answer {
    fn new(body: Body, running: Option<Running>, is_http1: bool) -> Self {
        let portions = (!is_http1).then_some(Portions { rest: Bytes::new(), waits: false });
        Answer { body, running, portions }
    }
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Answer { body, running, portions } = &mut *self;
        let (Some(running), Some(portions)) = (&*running, portions) else {
            return match Pin::new(body).poll_frame(task) {
                Poll::Pending => left(running.as_ref(), task).map(|error| Some(Err(BodyError::Broken(error.into())))),
                frame => frame,
            };
        };
        if core::mem::take(&mut portions.waits) {
            running.goes_on();
        }
        if portions.rest.is_empty() {
            match ready!(Pin::new(&mut *body).poll_frame(task)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) => portions.rest = data,
                Some(Ok(Err(other))) => return Poll::Ready(Some(Ok(other))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let portion = portions.rest.split_to(portions.rest.len().min(PORTION));
        portions.waits = true;
        running.waits_for_peer();
        Poll::Ready(Some(Ok(Frame::data(portion))))
    }

    fn is_end_stream(&self) -> bool {
        self.unsent() == 0 && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, unsent) = (self.body.size_hint(), self.unsent());
        let mut whole = SizeHint::new();
        whole.set_lower(hint.lower() + unsent);
        if let Some(upper) = hint.upper() {
            whole.set_upper(upper + unsent);
        }
        whole
    }
}

impl Answer {
    /// The bytes that came out of the body and are not handed on.
    fn unsent(&self) -> u64 {
        self.portions.as_ref().map_or(0, |portions| portions.rest.len() as u64)
    }
}
