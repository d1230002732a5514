//! What `#[failure(internal)]` holds.

use core::error::Error;

use terrace_model::Answers;

use super::{Failure, Internal, IntoFailure};

/// What a variant marked `#[failure(internal)]` holds: [`Internal`], and nothing else.
///
/// All that is said of the variant's field is said by this trait, so that a field of another type is reported once.
#[diagnostic::on_unimplemented(
    message = "an internal failure holds a `terrace::Internal`",
    label = "not `terrace::Internal`",
    note = "`?` puts the error into it"
)]
pub trait Unforeseen: Sized {
    /// See [`IntoFailure::ANSWERS`].
    const ANSWERS: Answers;

    /// Holds an error.
    fn of(error: Box<dyn Error + Send + Sync>) -> Self;

    /// See [`IntoFailure::into_failure`].
    fn into_failure(self) -> Failure;
}

impl Unforeseen for Internal {
    const ANSWERS: Answers = <Internal as IntoFailure>::ANSWERS;

    fn of(error: Box<dyn Error + Send + Sync>) -> Self {
        Internal(error)
    }

    fn into_failure(self) -> Failure {
        IntoFailure::into_failure(self)
    }
}
