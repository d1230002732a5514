//! Answers of Nova's that say nothing, and not by 204.

use terrace::prelude::*;
use terrace::{Answer, Answers, Content, Context, Response, Status};

/// It is done: 200, but nothing in it.
#[derive(Debug)]
pub struct Done;

impl IntoResponse for Done {
    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(200),
        description: "It is done",
        content: Content::Empty,
        headers: &[],
    }]);

    fn into_response(self, _: &Context) -> Response {
        Response::default()
    }
}
