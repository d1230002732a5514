//! Headers.

use http::HeaderName;
use terrace_model::{Answers, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure};
use crate::model::{Model, Parameter};

/// The header of the argument's name, with `-` for `_`. `Header<Option<T>>` is `None` where the request has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Header<T>(pub T);

const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

impl<C: Controller, T: Parameter> FromRequest<C> for Header<T> {
    const PART: Part = Part::Header(&T::TYPE);
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        match read(cx, name)? {
            Some(value) => Ok(Header(value)),
            None => Err(Failure::of_parameter(wire_name(name), "missing")),
        }
    }
}

impl<C: Controller, T: Parameter> FromRequest<C> for Header<Option<T>>
where
    Option<T>: Model,
{
    const PART: Part = Part::Header(&<Option<T> as Model>::TYPE);
    const ANSWERS: Answers = ANSWERS;

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        read(cx, name).map(Header)
    }
}

/// The one header of a name; several of it are no value.
fn read<T: Parameter>(cx: &Context, name: &'static str) -> Result<Option<T>, Failure> {
    let name = wire_name(name);
    let Ok(header) = HeaderName::try_from(&name) else { return Ok(None) };
    let mut values = cx.headers().get_all(header).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Failure::of_parameter(name, "given more than once"));
    }
    let Ok(text) = core::str::from_utf8(value.as_bytes()) else {
        return Err(Failure::of_parameter(name, "not UTF-8"));
    };
    T::from_text(text).map(Some).map_err(|detail| Failure::of_parameter(name, detail))
}

fn wire_name(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}
