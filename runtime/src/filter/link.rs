//! The links of a chain: a layer of any body and error, between terrace's own.

use core::convert::Infallible;
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll, ready};

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use pin_project_lite::pin_project;
use terrace_model::{Answers, Content, Status};
use tower_layer::Layer;
use tower_service::Service;

use super::{Request, passage};
use crate::answer::Response;
use crate::body::{Body, BoxError};
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::Failure;

/// What can stand behind a filter.
#[doc(hidden)]
pub trait Behind:
    Service<Request, Response = Response, Error = Infallible, Future: Send + 'static> + Clone + Send + Sync + 'static
{
}

impl<S> Behind for S where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send + 'static>
        + Clone
        + Send
        + Sync
        + 'static
{
}

/// Puts any layer before what is behind it, with what it may answer by itself.
#[doc(hidden)]
pub fn layered<L, S>(layer: L, answers: &'static Answers, behind: S) -> Outer<L::Service>
where
    L: Layer<Inner<S>>,
    S: Behind,
{
    Outer { service: layer.layer(Inner(behind)), answers, refusal: None }
}

/// What is behind a layer, which takes requests of whatever body the layer makes.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Inner<S>(S);

impl<S, B> Service<http::Request<B>> for Inner<S>
where
    S: Behind,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = S::Future;

    fn poll_ready(&mut self, task: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(task)
    }

    fn call(&mut self, request: http::Request<B>) -> S::Future {
        self.0.call(request.map(Body::new))
    }
}

/// A layer's service, whose answers have terrace's body again, and its failures the API's dialect.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outer<T> {
    service: T,
    answers: &'static Answers,
    /// Why the service did not become ready.
    refusal: Option<BoxError>,
}

impl<T: Clone> Clone for Outer<T> {
    fn clone(&self) -> Self {
        Outer { service: self.service.clone(), answers: self.answers, refusal: None }
    }
}

impl<T, B> Service<Request> for Outer<T>
where
    T: Service<Request, Response = http::Response<B>, Error: Into<BoxError>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Outward<T::Future>;

    fn poll_ready(&mut self, task: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        if let Err(error) = ready!(self.service.poll_ready(task)) {
            self.refusal = Some(error.into());
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let exchange = passage::exchange(&request);
        let refusal = self.refusal.take();
        let inside = refusal.is_none().then(|| self.service.call(request));
        Outward { inside, refusal, answers: self.answers, exchange }
    }
}

pin_project! {
    /// The answer of a layer's service, on its way outwards.
    #[doc(hidden)]
    #[derive(Debug)]
    pub struct Outward<F> {
        #[pin]
        inside: Option<F>,
        refusal: Option<BoxError>,
        answers: &'static Answers,
        exchange: Exchange,
    }
}

impl<F, B, E> Future for Outward<F>
where
    F: Future<Output = Result<http::Response<B>, E>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answered = match this.inside.as_pin_mut() {
            Some(inside) => ready!(inside.poll(task)).map_err(Into::into),
            None => Err(this.refusal.take().unwrap_or_else(|| "it was not ready".into())),
        };
        Poll::Ready(Ok(match answered {
            Ok(response) => spoken(response.map(Body::new), this.answers, this.exchange),
            Err(error) => dialect::answer(&Failure::internal(error), this.exchange),
        }))
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
