//! All filters of a pipeline, as one: built with what they stand before.
//!
//! Of which type it is, only the pipeline knows. Filters that wait for nothing cost a request one call through that, and its answer
//! another; what is behind one that waits is a future in a box.

use core::fmt;
use core::ops::ControlFlow;
use core::panic::AssertUnwindSafe;
use std::panic::{catch_unwind, resume_unwind};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::end::End;
use super::pass::{Outcome, Panic, Passes};
use super::{Behind, Passage, Request, Stacked};
use crate::answer::Response;
use crate::app::panicked;
use crate::dialect;
use crate::exchange::Exchange;
use crate::private::HandlerFuture;

/// The filters of a pipeline, from the outermost to what is behind them. Clones share what they count.
#[derive(Clone)]
pub struct Chain(Arc<dyn Entrance>);

impl Chain {
    /// What is behind the innermost filter.
    pub fn end() -> Stacked<(), End> {
        Stacked::before(End)
    }

    /// The chain of which these are the outermost filters.
    pub fn new<P: Passes, S: Behind>(outermost: Stacked<P, S>) -> Self {
        Chain(Arc::new(outermost))
    }

    /// Lets a request pass the outermost filters, up to one that waits for something. It breaks with the answer of one of them, or its
    /// panic.
    pub(crate) fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Outcome> {
        match catch_unwind(AssertUnwindSafe(|| self.0.outermost().enter(request, passage))) {
            Ok(entered) => entered.map_break(Ok),
            Err(panic) => ControlFlow::Break(Err(panic)),
        }
    }

    /// Lets the answer to a request pass them that has passed them itself, or what somebody behind them has panicked with. There is an
    /// answer in any case.
    pub(crate) fn leave(&self, exchange: &Exchange, came: Result<(), Panic>, answer: &mut Option<Response>) {
        let passes = self.0.outermost();
        let left = match (came, answer.as_mut()) {
            (Ok(()), Some(response)) => catch_unwind(AssertUnwindSafe(|| passes.leave(exchange, response))),
            (Ok(()), None) => Ok(()),
            (Err(panic), _) => catch_unwind(AssertUnwindSafe(|| passes.panicked(exchange, panic)))
                .flatten()
                .map(|response| *answer = Some(response)),
        };
        if let Err(panic) = left {
            *answer = Some(dialect::answer(&panicked(&*panic), exchange));
        }
    }

    /// Whether behind these is one that waits.
    pub(crate) fn waits(&self) -> bool {
        self.0.waits()
    }

    /// Sends a request that has passed these through all that is behind them.
    pub(crate) fn proceed(&self, request: Request, passage: Passage) -> BoxFuture<'static, Response> {
        self.0.proceed(request, passage)
    }

    /// Sends a request through, to a handler, in whose place it is.
    pub(crate) fn handle(self, mut request: Request, mut passage: Passage) -> HandlerFuture {
        let entered = self.enter(&mut request, &mut passage);
        let exchange = passage.exchange().clone();
        let entered = entered.map_continue(|()| self.proceed(request, passage));
        let answered = async move {
            match entered {
                ControlFlow::Continue(behind) => {
                    let outcome = AssertUnwindSafe(behind).catch_unwind().await;
                    self.0.outermost().end(&exchange, outcome)
                }
                ControlFlow::Break(outcome) => outcome,
            }
        };
        answered.map(|outcome| Ok(Box::new(outcome.unwrap_or_else(|panic| resume_unwind(panic))))).boxed()
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Chain").finish_non_exhaustive()
    }
}

/// The outermost filters of any pipeline, and what is behind them.
trait Entrance: Send + Sync {
    fn outermost(&self) -> &dyn Passes;

    fn waits(&self) -> bool;

    fn proceed(&self, request: Request, passage: Passage) -> BoxFuture<'static, Response>;
}

impl<P: Passes, S: Behind> Entrance for Stacked<P, S> {
    fn outermost(&self) -> &dyn Passes {
        &self.passes
    }

    fn waits(&self) -> bool {
        S::WAITS
    }

    fn proceed(&self, request: Request, passage: Passage) -> BoxFuture<'static, Response> {
        Arc::clone(&self.behind).call(request, passage).boxed()
    }
}
