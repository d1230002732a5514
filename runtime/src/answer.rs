//! What handlers answer.

use terrace_model::Answers;

use crate::body::Body;
use crate::context::Context;
use crate::extract::Json;
use crate::failure::IntoFailure;
use crate::model::Model;

/// An answer, ready to be sent.
pub type Response = http::Response<Body>;

/// What a handler may return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an answer",
    label = "a handler cannot return this",
    note = "return `Json<…>`, `Created<…>`, `Accepted<…>`, `NoContent`, or a `Result` of one"
)]
pub trait IntoResponse {
    /// All that it may answer.
    const ANSWERS: Answers;

    /// The answer.
    fn into_response(self, cx: &Context) -> Response;
}

/// 201 around an answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Created<T = ()>(pub T);

/// 202 around an answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accepted<T = ()>(pub T);

/// 204, without a body.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoContent;
