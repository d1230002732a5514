//! Filters that do not wait for anything: what they do with a request, and with its answer. They cost no box, and no future.

use core::any::Any;
use core::ops::ControlFlow;

use terrace_model::Answers;

use super::{Around, Passage, Request, Stacked};
use crate::answer::Response;
use crate::exchange::Exchange;

/// What such a filter does.
#[doc(hidden)]
pub trait Pass: Send + Sync + 'static {
    /// Lets a request pass, or answers it.
    fn enter(&self, _request: &mut Request, _passage: &mut Passage) -> ControlFlow<Response> {
        ControlFlow::Continue(())
    }

    /// Adds to the answer of what is behind, with what is known of the request by then.
    fn leave(&self, _exchange: &Exchange, _response: &mut Response) {}
}

/// The layer of such a filter.
#[doc(hidden)]
#[derive(Debug)]
pub struct PassLayer<F>(F);

impl<F> PassLayer<F> {
    pub(crate) fn new(filter: F) -> Self {
        PassLayer(filter)
    }
}

impl<F, P, S> Around<Stacked<P, S>> for PassLayer<F> {
    type Both = Stacked<Outside<F, P>, S>;

    fn around(self, _: &'static Answers, behind: Stacked<P, S>) -> Self::Both {
        behind.with(|inside| Outside { filter: self.0, inside })
    }
}

/// What came in place of an answer where somebody has panicked.
pub(crate) type Panic = Box<dyn Any + Send>;

/// An answer, or a panic.
pub(crate) type Outcome = Result<Response, Panic>;

/// Such filters, one inside of the other, or none, `()`.
#[doc(hidden)]
pub trait Passes: Send + Sync + 'static {
    /// Lets a request pass, or answers it: then that has passed those outside of the one that answers.
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response>;

    /// Lets an answer pass.
    fn leave(&self, exchange: &Exchange, response: &mut Response);

    /// Lets a panic pass, unless one of them answers in its place: then that passes those outside of it.
    fn panicked(&self, exchange: &Exchange, panic: Panic) -> Outcome;

    /// Lets pass whatever has come of a request.
    fn end(&self, exchange: &Exchange, outcome: Outcome) -> Outcome {
        match outcome {
            Ok(mut response) => {
                self.leave(exchange, &mut response);
                Ok(response)
            }
            Err(panic) => self.panicked(exchange, panic),
        }
    }
}

impl Passes for () {
    fn enter(&self, _: &mut Request, _: &mut Passage) -> ControlFlow<Response> {
        ControlFlow::Continue(())
    }

    fn leave(&self, _: &Exchange, _: &mut Response) {}

    fn panicked(&self, _: &Exchange, panic: Panic) -> Outcome {
        Err(panic)
    }
}

/// A filter outside of others.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outside<F, P> {
    filter: F,
    inside: P,
}

impl<F: Pass, P: Passes> Passes for Outside<F, P> {
    #[inline]
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        self.filter.enter(request, passage)?;
        let mut entered = self.inside.enter(request, passage);
        if let ControlFlow::Break(response) = &mut entered {
            self.filter.leave(passage.exchange(), response);
        }
        entered
    }

    #[inline]
    fn leave(&self, exchange: &Exchange, response: &mut Response) {
        self.inside.leave(exchange, response);
        self.filter.leave(exchange, response);
    }

    #[cold]
    fn panicked(&self, exchange: &Exchange, panic: Panic) -> Outcome {
        let mut outcome = self.inside.panicked(exchange, panic);
        if let Ok(response) = &mut outcome {
            self.filter.leave(exchange, response);
        }
        outcome
    }
}
