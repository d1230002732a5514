//! All filters of a pipeline, as one: built with what they stand before.
//!
//! Of which type it is, only the pipeline knows. Filters that wait for nothing cost a request one call through that, and a small box for
//! what they keep until there is an answer; what is behind one that waits is a future in a box.

use core::fmt;
use core::ops::ControlFlow;
use core::panic::AssertUnwindSafe;
use core::task::Poll;
use std::panic::{catch_unwind, resume_unwind};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::end::End;
use super::pass::{Outcome, Passes};
use super::{Behind, Passage, Request, Stacked};
use crate::answer::Response;
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
    pub(crate) fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Outcome, Left> {
        match catch_unwind(AssertUnwindSafe(|| Arc::clone(&self.0).enter(request, passage))) {
            Ok(ControlFlow::Continue(left)) => ControlFlow::Continue(Left(left)),
            Ok(ControlFlow::Break(response)) => ControlFlow::Break(Ok(response)),
            Err(panic) => ControlFlow::Break(Err(panic)),
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
    pub(crate) fn handle(&self, mut request: Request, mut passage: Passage) -> HandlerFuture {
        let entered =
            self.enter(&mut request, &mut passage).map_continue(|left| (left, self.proceed(request, passage)));
        let answered = async move {
            match entered {
                ControlFlow::Continue((left, behind)) => {
                    let mut outcome = AssertUnwindSafe(behind).catch_unwind().await;
                    left.leave(&mut outcome);
                    outcome
                }
                ControlFlow::Break(outcome) => outcome,
            }
        };
        answered.map(|outcome| Ok(outcome.unwrap_or_else(|panic| resume_unwind(panic)))).boxed()
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Chain").finish_non_exhaustive()
    }
}

/// The outermost filters of any pipeline, and what is behind them.
trait Entrance: Send + Sync {
    fn enter(self: Arc<Self>, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response, Box<dyn Leaving>>;

    fn waits(&self) -> bool;

    fn proceed(&self, request: Request, passage: Passage) -> BoxFuture<'static, Response>;
}

impl<P: Passes, S: Behind> Entrance for Stacked<P, S> {
    fn enter(self: Arc<Self>, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response, Box<dyn Leaving>> {
        let kept = self.passes.enter(request, passage)?;
        ControlFlow::Continue(Box::new(Kept { of: self, kept }))
    }

    fn waits(&self) -> bool {
        S::WAITS
    }

    fn proceed(&self, request: Request, passage: Passage) -> BoxFuture<'static, Response> {
        Arc::clone(&self.behind).call(request, passage).boxed()
    }
}

/// What filters have kept of a request that has passed them, until there is an answer.
pub(crate) struct Left(Box<dyn Leaving>);

impl Left {
    /// Lets an answer pass them, or a panic of what is behind them.
    pub(crate) fn leave(self, outcome: &mut Outcome) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.0.leave(outcome))) {
            *outcome = Err(panic);
        }
    }
}

/// See [`Left`], of filters of any type.
trait Leaving: Send {
    fn leave(self: Box<Self>, outcome: &mut Outcome);
}

struct Kept<P: Passes, S> {
    of: Arc<Stacked<P, S>>,
    kept: P::Kept,
}

impl<P: Passes, S: Behind> Leaving for Kept<P, S> {
    fn leave(self: Box<Self>, outcome: &mut Outcome) {
        let Kept { of, kept } = *self;
        of.passes.leave(kept, outcome);
    }
}

/// Polls what may panic.
pub(crate) fn caught(poll: impl FnOnce() -> Poll<Response>) -> Poll<Outcome> {
    match catch_unwind(AssertUnwindSafe(poll)) {
        Ok(polled) => polled.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    }
}
