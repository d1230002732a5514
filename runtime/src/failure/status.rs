//! Failures of one status each, with a sentence for the client.
//!
//! They are no [`Error`](core::error::Error)s on purpose: else `?` would turn a 404 into [`Internal`](crate::Internal).

use std::borrow::Cow;

use terrace_model::Answers;

use super::{Failure, IntoFailure, answer};

macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident = $status:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            detail: Option<Cow<'static, str>>,
        }

        impl $name {
            /// With a sentence that tells the client what happened.
            pub fn new(detail: impl Into<Cow<'static, str>>) -> Self {
                $name { detail: Some(detail.into()) }
            }
        }

        impl IntoFailure for $name {
            const ANSWERS: Answers = Answers { own: &[answer($status, "")], parts: &[] };

            fn into_failure(self) -> Failure {
                self.into()
            }
        }

        impl From<$name> for Failure {
            fn from(failure: $name) -> Failure {
                let bare = Failure::new($status);
                match failure.detail {
                    Some(detail) => bare.detail(detail),
                    None => bare,
                }
            }
        }
    )*};
}

failures! {
    /// 400: the request makes no sense.
    BadRequest = 400;
    /// 401: it is not known who asks.
    Unauthorized = 401;
    /// 403: who asks may not do this.
    Forbidden = 403;
    /// 404: there is no such thing.
    ///
    /// ```
    /// # use terrace::NotFound;
    /// let found: Option<u8> = None;
    /// let answer = found.ok_or_else(|| NotFound::new("no such server"));
    /// assert_eq!(answer, Err(NotFound::new("no such server")));
    /// ```
    NotFound = 404;
    /// 409: what is there does not allow it.
    Conflict = 409;
    /// 410: it is there no longer.
    Gone = 410;
    /// 412: what is there is not what the request's conditions say.
    PreconditionFailed = 412;
    /// 422: the request is well formed and cannot be fulfilled.
    Unprocessable = 422;
    /// 428: the request must say for which state of the resource it is meant.
    PreconditionRequired = 428;
    /// 429: too many requests, or a quota.
    TooManyRequests = 429;
    /// 501: not in this service.
    NotImplemented = 501;
    /// 502: another service gave a wrong answer.
    BadGateway = 502;
    /// 503: not now.
    ServiceUnavailable = 503;
    /// 504: another service gave no answer in time.
    GatewayTimeout = 504;
}
