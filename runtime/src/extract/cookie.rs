//! Cookies.

use http::header::COOKIE;
use terrace_model::{Answers, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::model::{Model, Parameter};

/// The cookie of the argument's name (RFC 6265). `Cookie<Option<T>>` is `None` where the request has none.
///
/// Quotes around its value are no part of it; nothing else of it is decoded. A name that is there twice is refused.
///
/// ```
/// use terrace::prelude::*;
///
/// #[controller(path = "/theme")]
/// struct Theme;
///
/// #[routes]
/// impl Theme {
///     #[index]
///     async fn index(&self, theme: Cookie<Option<String>>) -> String {
///         theme.into_inner().unwrap_or_else(|| "light".to_owned())
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Theme];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// assert_eq!(client.get("/theme").await.text(), "light");
/// assert_eq!(client.get("/theme").header("cookie", "size=9; theme=dark").await.text(), "dark");
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cookie<T>(pub T);

const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

impl<C: Controller, T: Parameter> FromRequest<C> for Cookie<T> {
    const PART: Part = Part::Cookie(&T::TYPE);
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        match read(cx, name)? {
            Some(value) => Ok(Cookie(value)),
            None => Err(Failure::of_parameter(wire_name(name), "missing")),
        }
    }
}

impl<C: Controller, T: Parameter> FromRequest<C> for Cookie<Option<T>>
where
    Option<T>: Model,
{
    const PART: Part = Part::Cookie(&<Option<T> as Model>::TYPE);
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        read(cx, name).map(Cookie)
    }
}

/// The one cookie of a name, among those of all `Cookie` headers: HTTP/2 has one for each.
fn read<T: Parameter>(cx: &Context, name: &'static str) -> Result<Option<T>, Failure> {
    let name = wire_name(name);
    let pairs = cx.headers().get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let mut values = pairs.filter_map(|pair| {
        let (known, value) = pair.split_at_checked(pair.iter().position(|byte| *byte == b'=')?)?;
        (known.trim_ascii() == name.as_bytes()).then(|| value[1..].trim_ascii())
    });
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Failure::of_parameter(name, "given more than once"));
    }
    let bare = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\"")).unwrap_or(value);
    let Ok(text) = core::str::from_utf8(bare) else {
        return Err(Failure::of_parameter(name, "not UTF-8"));
    };
    let read = cx.scope().in_request(|| T::from_text(text));
    read.map(Some).map_err(|detail| Failure::of_parameter(name, detail))
}

fn wire_name(name: &'static str) -> &'static str {
    name.trim_start_matches("r#")
}
