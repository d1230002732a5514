//! Filters that do not wait, and what is behind the innermost of them: of these pairs, one inside of the other, a chain is made.

use core::fmt;
use core::future::{Future, ready};
use core::ops::ControlFlow;
use core::panic::AssertUnwindSafe;
use std::panic::resume_unwind;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{Either, lazy};

use super::pass::Passes;
use super::{Behind, Passage, Request};
use crate::answer::Response;

/// Such filters, and what is behind them.
#[doc(hidden)]
pub struct Stacked<P, S> {
    pub(super) passes: P,
    pub(super) behind: Arc<S>,
}

impl<S> Stacked<(), S> {
    /// This, behind no such filter yet.
    pub(crate) fn before(behind: S) -> Self {
        Stacked { passes: (), behind: Arc::new(behind) }
    }
}

impl<P, S> Stacked<P, S> {
    /// The same with something around its filters.
    pub(crate) fn with<O>(self, around: impl FnOnce(P) -> O) -> Stacked<O, S> {
        Stacked { passes: around(self.passes), behind: self.behind }
    }
}

impl<P: Passes, S: Behind> Behind for Stacked<P, S> {
    const WAITS: bool = S::WAITS;

    fn call(
        self: Arc<Self>,
        mut request: Request,
        mut passage: Passage,
    ) -> impl Future<Output = Response> + Send + 'static {
        // Not before it is polled: what stands around it, as a span or a limit of time, is there only then. And no async block, which would
        // hold the request once more.
        let entered = lazy(move |_| match self.passes.enter(&mut request, &mut passage) {
            ControlFlow::Break(response) => Either::Left(ready(response)),
            ControlFlow::Continue(()) => {
                let exchange = passage.exchange().clone();
                let behind = AssertUnwindSafe(Arc::clone(&self.behind).call(request, passage)).catch_unwind();
                Either::Right(behind.map(move |outcome| {
                    self.passes.end(&exchange, outcome).unwrap_or_else(|panic| resume_unwind(panic))
                }))
            }
        });
        entered.flatten()
    }
}

impl<P, S> fmt::Debug for Stacked<P, S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Stacked").finish_non_exhaustive()
    }
}
