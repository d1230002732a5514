//! Extractors: what handlers take.

use core::future::Future;

use terrace_model::{Answers, Part};

use crate::context::Context;
use crate::controller::{Controller, Loads, Under};
use crate::failure::Failure;
use crate::model::{Model, Parameter};

/// What a handler of the controller `C` may take as an argument.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an extractor",
    label = "a handler cannot take this",
    note = "take `Path<…>`, `Query<…>`, `Header<…>`, `Json<…>`, `Loaded<…>`, or implement `FromRequest` for it"
)]
pub trait FromRequest<C: Controller>: Sized + Send {
    /// Which part of the request it reads.
    const PART: Part;

    /// What it may answer of its own when it cannot be had.
    const ANSWERS: Answers = Answers::NONE;

    /// Whether it needs what loaders find; it is then taken after they ran, else before.
    const LATE: bool = false;

    /// Takes it out of the request. `name` is the argument's.
    fn from_request(cx: &mut Context, name: &'static str) -> impl Future<Output = Result<Self, Failure>> + Send;
}

/// The variable of the argument's name in the handler's own path, or the key of its resource or of one above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path<T>(pub T);

/// The variable of the argument's name in the mount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mount<T>(pub T);

/// The query, read as a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query<T>(pub T);

/// The header of the argument's name, with `-` for `_`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Header<T>(pub T);

/// A JSON body, in a request or in an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Json<T>(pub T);

/// The member of `R` that its loader found.
pub struct Loaded<R: Loads>(pub(crate) std::sync::Arc<R::Item>);
