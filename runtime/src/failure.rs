//! Failures: what a handler or the framework answers when it cannot do what was asked.

use terrace_model::Answers;

/// A failure on its way to the client, in no dialect yet.
#[derive(Debug)]
pub struct Failure {}

/// An error that a handler or a loader may return. `#[derive(Failure)]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a failure that an API can answer with",
    label = "has no status",
    note = "put `#[derive(Failure)]` on it, or return `terrace::Internal`, which takes any error and answers 500"
)]
pub trait IntoFailure {
    /// What it answers.
    const ANSWERS: Answers;

    /// The failure.
    fn into_failure(self) -> Failure;
}

/// An error that nobody foresaw: logged with its causes and the request's id, answered as a bare 500.
///
/// `?` turns every error into it.
#[derive(Debug)]
pub struct Internal(Box<dyn core::error::Error + Send + Sync>);

impl<E: Into<Box<dyn core::error::Error + Send + Sync>>> From<E> for Internal {
    fn from(error: E) -> Self {
        Internal(error.into())
    }
}
