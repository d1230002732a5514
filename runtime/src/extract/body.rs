//! The body.

use bytes::Bytes;
use terrace_model::{Answers, Content, Part};

use super::FromRequest;
use crate::body::{Body, BodyError};
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure, IntoFailure};
use crate::json;
use crate::model::Model;
use crate::query::read_query;

/// A JSON body, in a request or in an answer.
///
/// It is wrapped as the handler says. An `Option` of it is `None` where the request has no body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Json<T>(pub T);

const ANSWERS: Answers = Answers::of(&[failure::answer(400, ""), failure::answer(413, ""), failure::answer(415, "")]);

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
    const PART: Part = Part::OptionalBody(Content::Json(&<Option<T> as Model>::TYPE));
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let bytes = cx.body().await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        read::<Option<T>>(cx, &bytes).map(|value| value.map(Json))
    }
}

/// A form in the body (`application/x-www-form-urlencoded`), read as a model whose fields are the form's.
///
/// It is read as a query is: a list's items are given one by one, and a field that the model does not have is refused.
///
/// ```
/// use terrace::prelude::*;
///
/// #[model]
/// struct Login {
///     #[check(length = 1..=64)]
///     name: String,
///     #[serde(default)]
///     groups: Vec<u16>,
/// }
///
/// #[controller(path = "/logins")]
/// struct Logins;
///
/// #[routes]
/// impl Logins {
///     #[create]
///     async fn create(&self, login: Form<Login>) -> Json<String> {
///         Json(format!("{} of {:?}", login.name, login.groups))
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Logins];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// let login = client.post("/logins").header("content-type", "application/x-www-form-urlencoded");
/// assert_eq!(login.body("name=ann+b&groups=1&groups=2").await.text(), r#""ann b of [1, 2]""#);
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form<T>(pub T);

impl<C: Controller, T: Model> FromRequest<C> for Form<T> {
    const PART: Part = Part::Body(Content::Form(&T::TYPE));
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let bytes = cx.body().await?;
        read_form(cx, &bytes)
    }
}

/// `None` where the request has no body: a form without fields looks the same.
impl<C: Controller, T: Model> FromRequest<C> for Option<Form<T>> {
    const PART: Part = Part::OptionalBody(Content::Form(&T::TYPE));
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let bytes = cx.body().await?;
        if bytes.is_empty() { Ok(None) } else { read_form(cx, &bytes).map(Some) }
    }
}

impl<C: Controller> FromRequest<C> for Bytes {
    const PART: Part = Part::Body(Content::Bytes(Content::ANY));
    const ANSWERS: Answers = BodyError::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.body().await
    }
}

impl<C: Controller> FromRequest<C> for Body {
    const PART: Part = Part::Body(Content::Bytes(Content::ANY));
    const ANSWERS: Answers = BodyError::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.stream()
    }
}

macro_rules! optional {
    ($($body:ty)*) => {$(
        /// `None` where the request has no body.
        impl<C: Controller> FromRequest<C> for Option<$body> {
            const PART: Part = Part::OptionalBody(Content::Bytes(Content::ANY));
            const ANSWERS: Answers = BodyError::ANSWERS;

            async fn from_request(cx: &mut Context, argument: &'static str) -> Result<Self, Failure> {
                if !cx.has_body() {
                    return Ok(None);
                }
                <$body as FromRequest<C>>::from_request(cx, argument).await.map(Some)
            }
        }
    )*};
}

optional!(Body Bytes);

fn read_form<T: Model>(cx: &Context, bytes: &[u8]) -> Result<Form<T>, Failure> {
    let text = json::text(bytes).map_err(|error| Failure::of_body(&error))?;
    cx.scope().in_request(|| read_query(text, |_| false)).map(Form).map_err(|error| Failure::of_body(&error))
}

fn read<T: Model>(cx: &Context, bytes: &[u8]) -> Result<T, Failure> {
    let envelope = cx.request_envelope(T::TYPE.is_list());
    cx.scope().in_request(|| json::read(bytes, envelope)).map_err(|error| Failure::of_body(&error))
}
