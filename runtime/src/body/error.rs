//! Why a body does not come to its end.

use core::error::Error;
use core::fmt;
use std::io;

use http_body_util::LengthLimitError;
use terrace_model::Answers;

use super::BoxError;
use crate::failure::{self, Failure, IntoFailure, Origin};

/// Why a body does not come to its end. As a failure it is 413, 408 or 400.
///
/// `?` puts it into [`Internal`](crate::Internal), as every error; there it stays what it is, also within an [`io::Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// It has more bytes than it may have.
    TooLarge {
        /// How many it may have, where that is known.
        limit: Option<usize>,
    },
    /// It did not arrive in time.
    TooLate,
    /// The other side broke off, or what makes the body failed.
    Broken(Box<dyn Error + Send + Sync>),
}

impl BodyError {
    /// The error of another body.
    pub(crate) fn of(error: BoxError) -> BodyError {
        match error.downcast::<BodyError>() {
            Ok(error) => *error,
            Err(error) if error.is::<LengthLimitError>() => BodyError::TooLarge { limit: None },
            Err(error) => BodyError::Broken(error),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BodyError::TooLarge { limit: Some(limit) } => write!(out, "the body has more than {limit} bytes"),
            BodyError::TooLarge { limit: None } => out.write_str("the body is too large"),
            BodyError::TooLate => out.write_str("the body did not arrive in time"),
            BodyError::Broken(_) => out.write_str("the body could not be read to its end"),
        }
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            BodyError::Broken(error) => Some(&**error),
            BodyError::TooLarge { .. } | BodyError::TooLate => None,
        }
    }
}

impl From<BodyError> for io::Error {
    fn from(error: BodyError) -> io::Error {
        io::Error::other(error)
    }
}

impl IntoFailure for BodyError {
    const ANSWERS: Answers =
        Answers::of(&[failure::answer(400, ""), failure::answer(408, ""), failure::answer(413, "")]);

    fn into_failure(self) -> Failure {
        let detail = self.to_string();
        match self {
            BodyError::TooLarge { .. } => Failure::of(Origin::TooLarge, 413).detail(detail),
            BodyError::TooLate => Failure::of(Origin::BodyTime, 408).detail(detail),
            BodyError::Broken(error) => Failure::of(Origin::Body, 400).detail(detail).source(error),
        }
    }
}
