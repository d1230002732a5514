//! Variables of the path and the mount.

use terrace_model::{Answers, Part};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::{self, Failure, Origin};
use crate::model::Parameter;

/// The variable of the argument's name in the handler's own path, or the key of its resource or of one above.
///
/// A text that is not of its type names nothing: 404.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path<T>(pub T);

/// The variable of the argument's name in the mount. A text that is not of its type names nothing: 404.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mount<T>(pub T);

impl<C: Controller, T: Parameter> FromRequest<C> for Path<T> {
    const PART: Part = Part::Path(&T::TYPE);
    const ANSWERS: Answers = Answers { own: &[failure::answer(404, "")], parts: &[] };

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        variable(cx, name).map(Path)
    }
}

impl<C: Controller, T: Parameter> FromRequest<C> for Mount<T> {
    const PART: Part = Part::Mount(&T::TYPE);
    const ANSWERS: Answers = Answers { own: &[failure::answer(404, "")], parts: &[] };

    async fn from_request(cx: &mut Context, name: &'static str) -> Result<Self, Failure> {
        variable(cx, name).map(Mount)
    }
}

/// A variable, read.
fn variable<T: Parameter>(cx: &Context, name: &'static str) -> Result<T, Failure> {
    let text = cx.variable(name).unwrap_or_default();
    cx.scope().in_request(|| T::from_text(&text)).map_err(|_| Failure::of(Origin::Key, 404))
}
