//! Who may change things: an extractor of our own. Whatever takes a `Clerk` is documented with its scheme and its 401.

use terrace::http::header::{AUTHORIZATION, HeaderValue, WWW_AUTHENTICATE};
use terrace::prelude::*;
use terrace::{Answer, Answers, Content, Context, Controller, Failure, HeaderDoc, Model, Part, Security, Status};

/// Somebody who works here, known by a bearer token. A real shop would ask its identity provider.
pub(crate) struct Clerk;

impl<C: Controller> FromRequest<C> for Clerk {
    const PART: Part = Part::Security(Security::Bearer("clerk"));

    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(401),
        description: "Only clerks may do this",
        content: Content::Failure,
        headers: &[HeaderDoc { name: "WWW-Authenticate", description: "What to send", ty: &String::TYPE }],
    }]);

    async fn from_request(cx: &mut Context, _name: &'static str) -> Result<Self, Failure> {
        if cx.headers().get(AUTHORIZATION).is_some_and(|token| token == "Bearer let-me-in") {
            return Ok(Clerk);
        }
        let failure = Failure::new(401).detail("this is for clerks, who send their token");
        Err(failure.header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"bookshop\"")))
    }
}
