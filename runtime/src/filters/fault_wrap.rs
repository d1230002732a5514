//! What becomes of a panic.

use core::any::Any;
use core::ops::ControlFlow;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use terrace_model::{Answer, Answers, Content, Status};

use crate::answer::Response;
use crate::app::panicked;
use crate::dialect;
use crate::exchange::Exchange;
use crate::filter::{Around, Filter, Outcome, Panic, Passage, Passes, Request, Stacked};
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

impl<P, S> Around<Stacked<P, S>> for FaultWrap {
    type Both = Stacked<Caught<P>, S>;

    fn around(self, _: &'static Answers, behind: Stacked<P, S>) -> Self::Both {
        behind.with(Caught)
    }
}

/// Filters whose panics are answered, as those of what is behind them.
#[doc(hidden)]
#[derive(Debug)]
pub struct Caught<P>(P);

impl<P: Passes> Passes for Caught<P> {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        catch_unwind(AssertUnwindSafe(|| self.0.enter(request, passage)))
            .unwrap_or_else(|panic| ControlFlow::Break(answer(&*panic, passage.exchange())))
    }

    fn leave(&self, exchange: &Exchange, response: &mut Response) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.0.leave(exchange, response))) {
            *response = answer(&*panic, exchange);
        }
    }

    fn panicked(&self, exchange: &Exchange, panic: Panic) -> Outcome {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.0.panicked(exchange, panic))).flatten();
        Ok(outcome.unwrap_or_else(|panic| answer(&*panic, exchange)))
    }
}

#[cold]
fn answer(panic: &(dyn Any + Send), exchange: &Exchange) -> Response {
    dialect::answer(&panicked(panic), exchange)
}
