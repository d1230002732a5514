//! Filters that do not wait for anything: what they do with a request, and with its answer. They cost no box, and no future.

use core::any::Any;
use core::ops::ControlFlow;

use terrace_model::Answers;

use super::{Around, Passage, Request, Stacked};
use crate::answer::Response;

/// What such a filter does.
#[doc(hidden)]
pub trait Pass: Send + Sync + 'static {
    /// What it keeps of a request until there is an answer.
    type Kept: Send + 'static;

    /// Lets a request pass, or answers it.
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response, Self::Kept>;

    /// Adds to the answer of what is behind.
    fn leave(&self, kept: Self::Kept, response: &mut Response);
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

/// An answer, or what came instead where somebody has panicked.
pub(crate) type Outcome = Result<Response, Box<dyn Any + Send>>;

/// Such filters, one inside of the other, or none, `()`.
#[doc(hidden)]
pub trait Passes: Send + Sync + 'static {
    /// What they keep of a request until there is an answer.
    type Kept: Send + 'static;

    /// Lets a request pass, or answers it: then that has passed those outside of the one that answers.
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response, Self::Kept>;

    /// Lets an answer pass, or a panic, which passes all but those that answer in its place.
    fn leave(&self, kept: Self::Kept, outcome: &mut Outcome);
}

impl Passes for () {
    type Kept = ();

    fn enter(&self, _: &mut Request, _: &mut Passage) -> ControlFlow<Response> {
        ControlFlow::Continue(())
    }

    fn leave(&self, (): (), _: &mut Outcome) {}
}

/// A filter outside of others.
#[doc(hidden)]
#[derive(Debug)]
pub struct Outside<F, P> {
    filter: F,
    inside: P,
}

impl<F: Pass, P: Passes> Passes for Outside<F, P> {
    type Kept = (F::Kept, P::Kept);

    #[inline]
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response, Self::Kept> {
        let own = self.filter.enter(request, passage)?;
        match self.inside.enter(request, passage) {
            ControlFlow::Continue(inside) => ControlFlow::Continue((own, inside)),
            ControlFlow::Break(mut response) => {
                self.filter.leave(own, &mut response);
                ControlFlow::Break(response)
            }
        }
    }

    #[inline]
    fn leave(&self, (own, inside): Self::Kept, outcome: &mut Outcome) {
        self.inside.leave(inside, outcome);
        if let Ok(response) = outcome {
            self.filter.leave(own, response);
        }
    }
}
