//! Filters: what is done with each request before an API sees it, and with its answer after.
//!
//! [`#[filter]`](macro@crate::filter) makes one of a function, [`pipeline!`](crate::pipeline!) lists them from the outside
//! inwards, and [`api!`](crate::api!) says which pipeline it has. Every layer of `tower` is one too, and one that has more to say of itself
//! implements [`Filter`]. Those that ship are in [`filters`](crate::filters).
//!
//! A pipeline is one type, in which each filter's is around the next one's. Those that ship wait for nothing but where they say so, and
//! cost a request no future: what is done with it is one function of all that stand beside each other. Functions and layers may wait;
//! however many there are, what is behind the first of them is one future in one box, beside that of the handler.

mod allowance;
mod answer;
mod behind;
mod chain;
mod choice;
mod end;
mod function;
mod layered;
mod look;
mod pass;
pub(crate) mod passage;
mod provided;
mod stacked;

use terrace_model::{Answers, HeaderDoc, Security};

use crate::body::Body;
use crate::state::{FromState, Parts};

pub(crate) use allowance::Allowance;
pub use answer::FilterAnswer;
pub use behind::Around;
#[doc(hidden)]
pub use behind::Behind;
#[doc(hidden)]
pub use chain::Chain;
#[doc(hidden)]
pub use choice::Front;
pub use choice::UnknownPipeline;
pub(crate) use choice::{Chosen, choices};
#[doc(hidden)]
pub use function::{Following, Function, FunctionLayer, Handing, answer_of};
pub use function::{Next, NextWith};
pub use look::Head;
#[doc(hidden)]
pub use look::{Look, LookAnswer, LookedAt, Looking};
#[doc(hidden)]
pub use pass::PassLayer;
pub(crate) use pass::{Outcome, Panic, Pass, Passes};
pub(crate) use passage::Aimed;
#[doc(hidden)]
pub use passage::Passage;
pub use passage::variable;
#[doc(hidden)]
pub use provided::of_context;
pub use provided::{Provided, Provides};
#[doc(hidden)]
pub use stacked::Stacked;

pub use terrace_model::Provision;
pub use tower_layer::Layer;
pub use tower_service::Service;

/// A request on its way through filters.
pub type Request = http::Request<Body>;

/// Something that is done with requests and answers: a [`Layer`], and what must be known of it.
///
/// [`#[filter]`](macro@crate::filter) writes it for a function. By hand it is a layer of `tower` with a few constants:
///
/// ```
/// use std::convert::Infallible;
/// use std::task::{Context, Poll};
///
/// use terrace::filter::{Filter, Layer, Request, Service};
/// use terrace::http::HeaderValue;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// /// Tells the API which gate a request came through.
/// #[derive(Clone)]
/// struct Gate(&'static str);
///
/// impl Filter for Gate {
///     type Layer = Gate;
///
///     fn layer(self) -> Gate {
///         self
///     }
/// }
///
/// impl<S> Layer<S> for Gate {
///     type Service = Gated<S>;
///
///     fn layer(&self, behind: S) -> Gated<S> {
///         Gated { behind, gate: HeaderValue::from_static(self.0) }
///     }
/// }
///
/// #[derive(Clone)]
/// struct Gated<S> {
///     behind: S,
///     gate: HeaderValue,
/// }
///
/// impl<S: Service<Request>> Service<Request> for Gated<S> {
///     type Response = S::Response;
///     type Error = S::Error;
///     type Future = S::Future;
///
///     fn poll_ready(&mut self, task: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
///         self.behind.poll_ready(task)
///     }
///
///     fn call(&mut self, mut request: Request) -> S::Future {
///         request.headers_mut().insert("x-gate", self.gate.clone());
///         self.behind.call(request)
///     }
/// }
///
/// pipeline! { Front: [Gate = Gate("north")] }
///
/// /// Gates.
/// #[controller(path = "/gate")]
/// struct Gates;
///
/// #[routes]
/// impl Gates {
///     #[index]
///     async fn index(&self, x_gate: Header<String>) -> String {
///         x_gate.0
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Gates];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(TestClient::new(Site::new(())).get("/gate").await.text(), "north");
/// # }
/// ```
///
/// One that is a part of the state, as those that [ship](crate::filters) are, says so, and is listed by its type alone:
///
/// ```
/// # use terrace::filter::Filter;
/// use terrace::{FromRef, FromState, Parts};
///
/// # #[derive(Clone)]
/// # struct Gate(&'static str);
/// impl<S> FromState<S> for Gate
/// where
///     Gate: FromRef<S>,
/// {
///     fn from_state(parts: &Parts<S>) -> Self {
///         parts.part()
///     }
/// }
/// ```
///
/// The answers of a layer may have any body, and it may fail with any error: that is logged, and answered with 500. A failure that it
/// answers in plain words, or in none, is put into the API's dialect where [`Filter::ANSWERS`] has it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter",
    label = "nobody says what it may answer",
    note = "put `#[filter]` on a function, or write `layer(…, answers = [504])` around a layer of another crate"
)]
pub trait Filter {
    /// What it takes out of the extensions of requests, where filters before it have put it.
    const REQUIRES: &'static [&'static Provision] = &[];

    /// What it puts there, for those behind it and for handlers.
    const PROVIDES: &'static [&'static Provision] = &[];

    /// What it may answer by itself.
    const ANSWERS: Answers = Answers::NONE;

    /// What it adds to each answer that passes it.
    const HEADERS: &'static [HeaderDoc] = &[];

    /// How it finds out who asks.
    const SECURITY: Option<Security> = None;

    /// What is put around all that is behind it.
    type Layer;

    /// Whether it can do its work as it is set. A service whose pipeline has it and cannot does not start: see [`Parts::ready`]. A filter
    /// that is made of others asks them.
    ///
    /// # Errors
    ///
    /// It cannot, and why, in a sentence that names the setting.
    fn ready(&self) -> Result<(), String> {
        Ok(())
    }

    /// The layer, once for an API.
    fn layer(self) -> Self::Layer;

    /// The layer, of a filter that is built of these parts.
    #[doc(hidden)]
    fn layer_of<S>(self, parts: &Parts<S>) -> Self::Layer
    where
        Self: Sized,
    {
        if let Err(problem) = self.ready() {
            parts.unready(problem);
        }
        self.layer()
    }
}

/// A list of filters: what [`pipeline!`](crate::pipeline!) declares.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a pipeline",
    label = "not declared by `pipeline!`",
    note = "declare one: `pipeline! {{ pub Keystone: [request_id, token] }}`"
)]
pub trait Pipeline: Sized {
    /// Its table.
    const TABLE: &'static terrace_model::Pipeline;

    /// What stands before an API.
    #[doc(hidden)]
    fn chain(self) -> Chain;
}

/// A pipeline that is built from a state `S`. One bound, so that a type that is no pipeline is told of once.
#[doc(hidden)]
pub trait Chained<S>: Sized {
    /// Builds it.
    fn chained(parts: &Parts<S>) -> Chain;
}

impl<S, P: Pipeline + FromState<S>> Chained<S> for P {
    fn chained(parts: &Parts<S>) -> Chain {
        P::from_state(parts).chain()
    }
}

/// What may stand before a handler: a pipeline, or nothing, `()`, where the handler is not compiled.
#[doc(hidden)]
pub trait MaybeChained<S> {
    /// Builds it.
    fn maybe_chained(parts: &Parts<S>) -> Option<Chain>;
}

impl<S> MaybeChained<S> for () {
    fn maybe_chained(_: &Parts<S>) -> Option<Chain> {
        None
    }
}

impl<S, P: Pipeline + FromState<S>> MaybeChained<S> for P {
    fn maybe_chained(parts: &Parts<S>) -> Option<Chain> {
        Some(P::chained(parts))
    }
}

/// A controller whose handlers' pipelines are built from a state `S`. `#[routes]` writes it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the controller `{Self}` has no routes",
    label = "no `#[routes] impl {Self}` is to be found",
    note = "put `#[controller(path = \"/…\")]` on the struct, and `#[routes]` on its `impl` block"
)]
pub trait Filtered<S, C = Self> {
    /// Builds them, each with the name of its handler.
    fn handlers_filters(parts: &Parts<S>) -> Vec<(&'static str, Option<Chain>)> {
        let _nothing_is_built = parts;
        Vec::new()
    }
}
