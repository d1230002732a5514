//! What becomes of a panic.

use core::convert::Infallible;
use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::any::Any;
use std::panic::catch_unwind;

use futures_util::FutureExt;
use futures_util::future::CatchUnwind;
use pin_project_lite::pin_project;
use terrace_model::{Answer, Answers, Content, Status};
use tower_layer::Layer;
use tower_service::Service;

use crate::answer::Response;
use crate::app::panicked;
use crate::dialect;
use crate::exchange::Exchange;
use crate::filter::{Filter, Request, passage};
use crate::state::{FromState, Parts};

/// Answers where what is behind it panics: 500, in the API's dialect, with the panic in the log. It has no settings.
///
/// Without it that is done at the outermost place. With it the filters before it see an answer, and add to it what they add to others.
///
/// ```
/// use terrace::Response;
/// use terrace::TestClient;
/// use terrace::filter::{Next, Request};
/// use terrace::filters::FaultWrap;
/// use terrace::http::HeaderValue;
/// use terrace::prelude::*;
///
/// #[filter(headers = ["x-served-by"])]
/// async fn served_by(request: Request, next: impl Next) -> Response {
///     let mut response = next.run(request).await;
///     response.headers_mut().insert("x-served-by", HeaderValue::from_static("shop-1"));
///     response
/// }
///
/// #[filter]
/// async fn broken(_request: Request, _next: impl Next) -> Response {
///     panic!("not today")
/// }
///
/// pipeline! { Front: [served_by, FaultWrap, broken] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) {}
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let answer = TestClient::new(Site::new(())).get("/words").await;
/// assert_eq!((answer.status().as_u16(), answer.header("x-served-by")), (500, Some("shop-1")));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FaultWrap;

impl<S> FromState<S> for FaultWrap {
    fn from_state(_: &Parts<S>) -> Self {
        FaultWrap
    }
}

impl Filter for FaultWrap {
    const ANSWERS: Answers =
        Answers::of(&[Answer { status: Status::Is(500), description: "", content: Content::Failure, headers: &[] }]);

    type Layer = Self;

    fn layer(self) -> Self {
        self
    }
}

impl<S> Layer<S> for FaultWrap {
    type Service = Wrapped<S>;

    fn layer(&self, behind: S) -> Wrapped<S> {
        Wrapped(behind)
    }
}

/// What is behind it.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Wrapped<S>(S);

impl<S> Service<Request> for Wrapped<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Caught<S::Future>;

    fn poll_ready(&mut self, task: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(task)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let exchange = passage::exchange(&request);
        match catch_unwind(AssertUnwindSafe(|| self.0.call(request))) {
            Ok(behind) => Caught { behind: Some(AssertUnwindSafe(behind).catch_unwind()), panic: None, exchange },
            Err(panic) => Caught { behind: None, panic: Some(panic), exchange },
        }
    }
}

pin_project! {
    /// The answer of what is behind it, whatever happens there.
    #[doc(hidden)]
    #[derive(Debug)]
    pub struct Caught<B> {
        #[pin]
        behind: Option<CatchUnwind<AssertUnwindSafe<B>>>,
        panic: Option<Box<dyn Any + Send>>,
        exchange: Exchange,
    }
}

impl<B: Future<Output = Result<Response, Infallible>>> Future for Caught<B> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answered = match this.behind.as_pin_mut() {
            Some(behind) => ready!(behind.poll(task)),
            None => Err(this.panic.take().expect("a future is not polled after its end")),
        };
        Poll::Ready(answered.unwrap_or_else(|panic| Ok(dialect::answer(&panicked(&*panic), this.exchange))))
    }
}
