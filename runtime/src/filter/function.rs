//! Filters that are async functions: `#[filter]`.

use core::convert::Infallible;
use core::future::Future;
use core::future::poll_fn;
use core::task::{self, Poll};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tower_layer::Layer;
use tower_service::Service;

use super::{Behind, Request, passage};
use crate::answer::Response;
use crate::dialect;
use crate::failure::Failure;

/// What is behind a filter: other filters, and in the end the API.
pub trait Next: Send {
    /// The answer of what is behind, with its failures in the API's dialect already.
    fn run(self, request: Request) -> impl Future<Output = Response> + Send;
}

/// What is behind a filter that provides a `T`: see [`Provided`](super::Provided).
pub trait NextWith<T>: Send {
    /// Gives what the filter provides to those behind it, and their answer.
    fn run(self, request: Request, provided: T) -> impl Future<Output = Response> + Send;
}

/// A function that is a filter.
#[doc(hidden)]
pub trait Function: Send + Sync + 'static {
    /// Calls it.
    fn run<S: Behind>(
        &self,
        request: Request,
        next: Following<S>,
    ) -> impl Future<Output = Result<Response, Failure>> + Send;
}

/// What follows a function.
#[doc(hidden)]
#[derive(Debug)]
pub struct Following<S>(S);

impl<S: Behind> Next for Following<S> {
    async fn run(self, request: Request) -> Response {
        let Following(mut behind) = self;
        let Ok(()) = poll_fn(|task| behind.poll_ready(task)).await;
        let Ok(response) = behind.call(request).await;
        response
    }
}

impl<S> Following<S> {
    /// The same behind a function that provides something, and how that is put into the request.
    pub fn handing<T>(self, put: fn(T, &mut Request)) -> Handing<S, T> {
        Handing { next: self, put }
    }
}

/// What follows a function that provides something.
#[doc(hidden)]
#[derive(Debug)]
pub struct Handing<S, T> {
    next: Following<S>,
    put: fn(T, &mut Request),
}

impl<S: Behind, T: Send> NextWith<T> for Handing<S, T> {
    async fn run(self, mut request: Request, provided: T) -> Response {
        (self.put)(provided, &mut request);
        self.next.run(request).await
    }
}

/// The layer of a function.
#[doc(hidden)]
#[derive(Debug)]
pub struct FunctionLayer<F>(Arc<F>);

impl<F> FunctionLayer<F> {
    /// The layer of this one.
    pub fn new(function: F) -> Self {
        FunctionLayer(Arc::new(function))
    }
}

impl<F, S> Layer<S> for FunctionLayer<F> {
    type Service = FunctionService<F, S>;

    fn layer(&self, behind: S) -> Self::Service {
        FunctionService { function: Arc::clone(&self.0), behind }
    }
}

/// A function, and what is behind it.
#[doc(hidden)]
#[derive(Debug)]
pub struct FunctionService<F, S> {
    function: Arc<F>,
    behind: S,
}

impl<F, S: Clone> Clone for FunctionService<F, S> {
    fn clone(&self) -> Self {
        FunctionService { function: Arc::clone(&self.function), behind: self.behind.clone() }
    }
}

impl<F: Function, S: Behind> Service<Request> for FunctionService<F, S> {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    /// What is behind is waited for when the function calls it, if it does.
    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (function, behind) = (Arc::clone(&self.function), self.behind.clone());
        async move {
            let exchange = passage::exchange(&request);
            let answered = function.run(request, Following(behind)).await;
            Ok(answered.unwrap_or_else(|failure| dialect::answer(&failure, &exchange)))
        }
        .boxed()
    }
}
