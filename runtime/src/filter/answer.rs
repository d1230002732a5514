//! What the functions behind `#[filter]` return.

use terrace_model::Answers;

use crate::answer::Response;
use crate::failure::{Failure, IntoFailure};

/// What a filter's function returns: the answer, or a failure instead.
#[diagnostic::on_unimplemented(
    message = "a filter cannot return `{Self}`",
    label = "neither an answer nor a failure",
    note = "return `Response`, or a `Result` of it and a failure, such as `Result<Response, Unauthorized>`"
)]
pub trait FilterAnswer {
    /// What the filter may answer by itself.
    const ANSWERS: Answers;

    /// The answer, or the failure, in no dialect yet.
    fn into_result(self) -> Result<Response, Failure>;
}

impl FilterAnswer for Response {
    const ANSWERS: Answers = Answers::NONE;

    fn into_result(self) -> Result<Response, Failure> {
        Ok(self)
    }
}

impl<E: IntoFailure> FilterAnswer for Result<Response, E> {
    const ANSWERS: Answers = E::ANSWERS;

    fn into_result(self) -> Result<Response, Failure> {
        self.map_err(E::into_failure)
    }
}
