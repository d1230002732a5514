//! Filters that are async functions: `#[filter]`.

use core::future::{Future, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::Either;
use terrace_model::Answers;

use super::{Around, Behind, Passage, Request, Stacked, passage};
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
pub struct Following<S>(Arc<S>);

// What follows is a part of the function's own future: so nothing here is async, or each would hold the request once more.
impl<S: Behind> Next for Following<S> {
    fn run(self, mut request: Request) -> impl Future<Output = Response> + Send {
        match Passage::take(&mut request) {
            Some(passage) => Either::Left(self.0.call(request, passage)),
            None => Either::Right(ready(passage::lost())),
        }
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
    fn run(self, mut request: Request, provided: T) -> impl Future<Output = Response> + Send {
        (self.put)(provided, &mut request);
        self.next.run(request)
    }
}

/// The answer of a function that was called, unless it was not, since something is missing that it takes.
#[doc(hidden)]
pub fn answer_of<T>(
    called: Result<impl Future<Output = T> + Send, Failure>,
    into_result: fn(T) -> Result<Response, Failure>,
) -> impl Future<Output = Result<Response, Failure>> + Send {
    match called {
        Ok(answering) => Either::Left(answering.map(into_result)),
        Err(failure) => Either::Right(ready(Err(failure))),
    }
}

/// The layer of a function.
#[doc(hidden)]
#[derive(Debug)]
pub struct FunctionLayer<F>(F);

impl<F> FunctionLayer<F> {
    /// The layer of this one.
    pub fn new(function: F) -> Self {
        FunctionLayer(function)
    }
}

impl<F, P, S> Around<Stacked<P, S>> for FunctionLayer<F> {
    type Both = Stacked<(), Called<F, Stacked<P, S>>>;

    fn around(self, _: &'static Answers, behind: Stacked<P, S>) -> Self::Both {
        Stacked::before(Called { function: self.0, behind: Arc::new(behind) })
    }
}

/// A function, and what is behind it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Called<F, S> {
    function: F,
    behind: Arc<S>,
}

impl<F: Function, S: Behind> Behind for Called<F, S> {
    fn call(
        self: Arc<Self>,
        mut request: Request,
        passage: Passage,
    ) -> impl Future<Output = Response> + Send + 'static {
        let exchange = passage.exchange().clone();
        passage.put(&mut request);
        async move {
            let answered = self.function.run(request, Following(Arc::clone(&self.behind))).await;
            answered.unwrap_or_else(|failure| dialect::answer(&failure, &exchange))
        }
    }
}
