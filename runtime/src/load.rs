//! Loaders, as generated code sees them: what one takes first, and what it returns.

use core::future::Future;

use terrace_model::{Answers, Part};

use crate::context::Context;
use crate::controller::Controller;
use crate::extract::{FromRequest, Path};
use crate::failure::{Failure, IntoFailure, NotFound};
use crate::model::Parameter;

/// The version set of a controller that names none.
#[derive(Debug)]
pub struct Unversioned;

/// The key of a resource that has none.
#[derive(Debug)]
pub struct Keyless;

/// A key that its macro did not understand: an error was reported, and whatever the loader takes is no second one.
#[derive(Debug)]
pub struct Misread;

/// The key of the controller `C`, whose loader takes a `T` first: the key itself, or an extractor where there is no key.
#[diagnostic::on_unimplemented(
    message = "the key of `{C}` is `{Self}`, its loader takes `{T}`",
    label = "not the key's type",
    note = "the loader's first argument is the key: write `{Self}`"
)]
pub trait LoadedBy<C: Controller, T>: Sized {
    /// What it reads. A key is part of every path below it, so it is not told again.
    const PART: Part;

    /// What it may answer when it cannot be had.
    const ANSWERS: Answers;

    /// Takes it out of the request.
    fn take(cx: &mut Context, name: &'static str) -> impl Future<Output = Result<T, Failure>> + Send;
}

impl<C: Controller, K: Parameter> LoadedBy<C, K> for K {
    const PART: Part = Part::Hidden;
    const ANSWERS: Answers = <Path<K> as FromRequest<C>>::ANSWERS;

    async fn take(cx: &mut Context, name: &'static str) -> Result<K, Failure> {
        let Path(key) = <Path<K> as FromRequest<C>>::from_request(cx, name).await?;
        Ok(key)
    }
}

impl<C: Controller, T: FromRequest<C>> LoadedBy<C, T> for Keyless {
    const PART: Part = T::PART;
    const ANSWERS: Answers = T::ANSWERS;

    async fn take(cx: &mut Context, name: &'static str) -> Result<T, Failure> {
        T::from_request(cx, name).await
    }
}

impl<C: Controller, T: Send> LoadedBy<C, T> for Misread {
    const PART: Part = Part::Hidden;
    const ANSWERS: Answers = Answers::NONE;

    async fn take(_: &mut Context, _: &'static str) -> Result<T, Failure> {
        core::future::pending().await
    }
}

/// What a loader returns.
#[diagnostic::on_unimplemented(
    message = "a loader cannot return `{Self}`",
    label = "finds nothing, or never fails",
    note = "return `Result<Item, NotFound>`, with another failure for `NotFound` if need be, or `Option<Item>`"
)]
pub trait Outcome {
    /// What it finds.
    type Item: Send + Sync + 'static;

    /// What it answers when it finds nothing.
    const ANSWERS: Answers;

    /// What was found, or the answer.
    fn into_result(self) -> Result<Self::Item, Failure>;
}

impl<T: Send + Sync + 'static, E: IntoFailure> Outcome for Result<T, E> {
    type Item = T;
    const ANSWERS: Answers = E::ANSWERS;

    fn into_result(self) -> Result<T, Failure> {
        self.map_err(E::into_failure)
    }
}

impl<T: Send + Sync + 'static> Outcome for Option<T> {
    type Item = T;
    const ANSWERS: Answers = NotFound::ANSWERS;

    fn into_result(self) -> Result<T, Failure> {
        self.ok_or_else(|| NotFound::default().into_failure())
    }
}
