//! Filters that do not wait for anything: what they do with a request, and with its answer. They cost no box.

use core::convert::Infallible;
use core::future::Future;
use core::ops::ControlFlow;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::answer::Response;
use crate::dialect;
use crate::failure::Failure;
use crate::filter::{Request, passage};

/// What such a filter does.
#[doc(hidden)]
pub trait Pass: Send + Sync + 'static {
    /// What it keeps of a request until there is an answer.
    type Kept;

    /// Lets a request pass, or answers it.
    fn enter(&self, request: Request) -> ControlFlow<Response, (Request, Self::Kept)>;

    /// Adds to the answer of what is behind.
    fn leave(&self, kept: Self::Kept, response: &mut Response);
}

/// The answer to a failure, in the dialect of the API to which the request goes.
pub(super) fn refused<T>(request: &Request, failure: &Failure) -> ControlFlow<Response, T> {
    ControlFlow::Break(dialect::answer(failure, &passage::exchange(request)))
}

/// The layer of such a filter.
#[doc(hidden)]
#[derive(Debug)]
pub struct PassLayer<F>(Arc<F>);

impl<F> PassLayer<F> {
    pub(super) fn new(filter: F) -> Self {
        PassLayer(Arc::new(filter))
    }
}

impl<F, S> Layer<S> for PassLayer<F> {
    type Service = Passing<F, S>;

    fn layer(&self, behind: S) -> Passing<F, S> {
        Passing { filter: Arc::clone(&self.0), behind }
    }
}

/// Such a filter, and what is behind it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Passing<F, S> {
    filter: Arc<F>,
    behind: S,
}

impl<F, S: Clone> Clone for Passing<F, S> {
    fn clone(&self) -> Self {
        Passing { filter: Arc::clone(&self.filter), behind: self.behind.clone() }
    }
}

impl<F, S> Service<Request> for Passing<F, S>
where
    F: Pass,
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Passed<F, F::Kept, S::Future>;

    fn poll_ready(&mut self, task: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        self.behind.poll_ready(task)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.filter.enter(request) {
            ControlFlow::Break(response) => Passed::Answered { response: Some(response) },
            ControlFlow::Continue((request, kept)) => {
                Passed::Behind { behind: self.behind.call(request), kept: Some((Arc::clone(&self.filter), kept)) }
            }
        }
    }
}

pin_project! {
    /// The answer, on its way outwards.
    #[doc(hidden)]
    #[derive(Debug)]
    #[project = Way]
    pub enum Passed<F, K, B> {
        /// The filter's own.
        Answered { response: Option<Response> },
        /// Of what is behind it.
        Behind { #[pin] behind: B, kept: Option<(Arc<F>, K)> },
    }
}

impl<F, B> Future for Passed<F, F::Kept, B>
where
    F: Pass,
    B: Future<Output = Result<Response, Infallible>>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(match self.project() {
            Way::Answered { response } => response.take().expect("a future is not polled after its end"),
            Way::Behind { behind, kept } => {
                let Ok(mut response) = ready!(behind.poll(task));
                if let Some((filter, kept)) = kept.take() {
                    filter.leave(kept, &mut response);
                }
                response
            }
        }))
    }
}
