//! The body.

use bytes::Bytes;
use terrace_model::{Answer, Answers, Content, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::json;
use crate::model::Model;

/// A JSON body, in a request or in an answer.
///
/// It is wrapped as the handler says. An `Option` of it is `None` where the request has no body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Json<T>(pub T);

const TOO_LARGE: Answer = failure::answer(413, "");
const ANSWERS: Answers = Answers { own: &[failure::answer(400, ""), TOO_LARGE, failure::answer(415, "")], parts: &[] };

impl<C: Controller, T: Model> FromRequest<C> for Json<T> {
    const PART: Part = Part::Body(Content::Json(&T::TYPE));
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let bytes = cx.body().await?;
        read(cx, &bytes).map(Json)
    }
}

impl<C: Controller, T: Model> FromRequest<C> for Option<Json<T>>
where
    Option<T>: Model,
{
    const PART: Part = Part::Body(Content::Json(&<Option<T> as Model>::TYPE));
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let bytes = cx.body().await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        read::<Option<T>>(cx, &bytes).map(|value| value.map(Json))
    }
}

impl<C: Controller> FromRequest<C> for Bytes {
    const PART: Part = Part::Body(Content::Bytes("*/*"));
    const ANSWERS: Answers = Answers { own: &[TOO_LARGE], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.body().await
    }
}

fn read<T: Model>(cx: &Context, bytes: &[u8]) -> Result<T, Failure> {
    json::read(bytes, cx.request_envelope(T::TYPE.is_list())).map_err(|error| Failure::of_body(&error))
}
