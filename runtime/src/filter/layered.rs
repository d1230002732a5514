//! Layers of tower, of any body and error, between terrace's own filters.

use core::convert::Infallible;
use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use terrace_model::{Answers, Content, Status};
use tower_layer::Layer;
use tower_service::Service;

use super::end::Handled;
use super::{Around, Behind, Passage, Request, Stacked, passage};
use crate::answer::Response;
use crate::body::{Body, BoxError};
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::Failure;

impl<L, P, S> Around<Stacked<P, S>> for L
where
    L: Layer<Inner<Stacked<P, S>>>,
{
    type Both = Stacked<(), Outer<L::Service>>;

    fn around(self, answers: &'static Answers, behind: Stacked<P, S>) -> Self::Both {
        Stacked::before(Outer { service: self.layer(Inner(Arc::new(behind))), answers })
    }
}

/// What is behind a layer, which takes requests of whatever body the layer makes.
#[doc(hidden)]
#[derive(Debug)]
pub struct Inner<S>(Arc<S>);

impl<S> Clone for Inner<S> {
    fn clone(&self) -> Self {
        Inner(Arc::clone(&self.0))
    }
}

impl<S, B> Service<http::Request<B>> for Inner<S>
where
    S: Behind,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Inward;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Inward {
        let mut request = request.map(Body::new);
        Inward(Passage::take(&mut request).map(|passage| Arc::clone(&self.0).begin(request, passage)))
    }
}

/// The answer of what is behind a layer; none where that has made a request that nobody knows.
#[doc(hidden)]
pub struct Inward(Option<Handled>);

impl Future for Inward {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(match &mut self.0 {
            Some(handled) => ready!(handled.poll_unpin(task)),
            None => passage::lost(),
        }))
    }
}

impl fmt::Debug for Inward {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Inward").finish_non_exhaustive()
    }
}

/// A layer's service, whose answers have terrace's body again, and its failures the API's dialect.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outer<T> {
    service: T,
    answers: &'static Answers,
}

impl<T, B> Behind for Outer<T>
where
    T: Service<Request, Response = http::Response<B>, Error: Into<BoxError>, Future: Send + 'static>
        + Clone
        + Send
        + Sync
        + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn call(
        self: Arc<Self>,
        mut request: Request,
        passage: Passage,
    ) -> impl Future<Output = Response> + Send + 'static {
        let (mut service, answers, exchange) = (self.service.clone(), self.answers, passage.exchange().clone());
        passage.put(&mut request);
        async move {
            let answered = match poll_fn(|task| service.poll_ready(task).map_err(Into::into)).await {
                Ok(()) => service.call(request).await.map_err(Into::into),
                Err(refusal) => Err(refusal),
            };
            match answered {
                Ok(response) => spoken(response.map(Body::new), answers, &exchange),
                Err(error) => dialect::answer(&Failure::internal(error), &exchange),
            }
        }
    }
}

/// An answer whose failure is in the API's dialect, where the layer has said it in plain words.
fn spoken(response: Response, answers: &'static Answers, exchange: &Exchange) -> Response {
    let status = response.status();
    let is_failure = status.is_client_error() || status.is_server_error();
    if !is_failure || !fails_with(answers, status) || !is_plain(response.headers()) {
        return response;
    }
    let mut answer = dialect::answer(&Failure::new(status.as_u16()), exchange);
    let about_body = [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING];
    for (name, value) in response.headers().iter().filter(|(name, _)| !about_body.contains(name)) {
        answer.headers_mut().append(name, value.clone());
    }
    answer
}

/// Whether a status is one that a layer fails with by itself.
fn fails_with(answers: &'static Answers, status: StatusCode) -> bool {
    let mut found = false;
    answers.each(&mut |answer| {
        let is_it = answer.status == Status::Is(status.as_u16());
        found |= is_it && matches!(answer.content, Content::Failure);
    });
    found
}

/// Whether an answer is words for people, or none.
fn is_plain(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_none_or(|content_type| content_type.as_bytes().starts_with(b"text/"))
}
