//! What stands behind a filter, and how a layer is put around it.

use core::future::Future;
use std::sync::Arc;

use terrace_model::Answers;

use super::end::Handled;
use super::{Passage, Request};
use crate::answer::Response;

/// What can stand behind a filter: other filters, each a type of its own around the next, and in the end the API.
#[doc(hidden)]
pub trait Behind: Send + Sync + 'static {
    /// Whether anything of it is a filter that waits for something.
    const WAITS: bool = true;

    /// Sends a request through.
    fn call(self: &Arc<Self>, request: Request, passage: Passage) -> impl Future<Output = Response> + Send + 'static;

    /// The same where nobody may know of which type the answer's future is: in a box, unless it is the API's own.
    fn begin(self: &Arc<Self>, request: Request, passage: Passage) -> Handled {
        Handled::boxed(self.call(request, passage))
    }
}

/// What can be put around what is behind it: a layer of tower, or one of terrace's own.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer that can stand in a pipeline",
    label = "no `tower::Layer` whose service takes and answers requests of HTTP",
    note = "its service is one of `terrace::filter::Request`, may be cloned, and is `Send` and `Sync`"
)]
pub trait Around<B> {
    /// Both.
    type Both;

    /// Puts it around, with what it may answer by itself.
    fn around(self, answers: &'static Answers, behind: B) -> Self::Both;
}
