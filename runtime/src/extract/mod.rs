//! Extractors: what handlers take.
//!
//! Each file holds one part of a request. An extractor says which part it reads and what it answers when it cannot, so that
//! the documents say it too.

mod body;
#[cfg(feature = "tls")]
mod certificate;
mod cookie;
mod exchange;
mod header;
mod loaded;
mod path;
mod query;
mod wrapper;

use core::future::Future;

use terrace_model::{Answers, Part};

use crate::context::Context;
use crate::controller::{Controller, Routes};
use crate::failure::Failure;
use crate::movable::Movable;
use crate::policy::permit::permit;

pub use body::{Form, Json};
#[cfg(feature = "tls")]
pub use certificate::ClientCertificate;
pub use cookie::Cookie;
pub use header::Header;
pub use loaded::Loaded;
pub use path::{Mount, Path};
pub use query::Query;
pub(crate) use query::read as read_own_query;

/// What a handler of the controller `C` may take as an argument.
///
/// ```
/// use terrace::{Answers, Context, Controller, Failure, FromRequest, Part};
///
/// /// Who asks, by the header `x-user`.
/// struct User(String);
///
/// impl<C: Controller> FromRequest<C> for User {
///     const PART: Part = Part::NamedHeader("x-user", &<String as terrace::Model>::TYPE);
///
///     async fn from_request(cx: &mut Context, _name: &'static str) -> Result<Self, Failure> {
///         let name = cx.headers().get("x-user").and_then(|value| value.to_str().ok());
///         name.map(|name| User(name.to_owned())).ok_or_else(|| Failure::new(401).detail("who are you?"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an extractor",
    label = "a handler cannot take this",
    note = "take `Path<…>`, `Query<…>`, `Header<…>`, `Cookie<…>`, `Json<…>`, `Form<…>`, `Loaded<…>`, `Paging`, or implement `FromRequest` for it"
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

/// Takes an argument before loaders run, unless it is late.
pub fn early<C: Controller, T: FromRequest<C>>(
    cx: &mut impl Movable,
    name: &'static str,
) -> impl Future<Output = Result<Option<T>, Failure>> + Send {
    let cx = cx.context_mut();
    async move { if T::LATE { Ok(None) } else { T::from_request(cx, name).await.map(Some) } }
}

/// Takes an argument: of a loader, or after loaders ran.
pub fn take<C: Controller, T: FromRequest<C>>(
    cx: &mut impl Movable,
    name: &'static str,
) -> impl Future<Output = Result<T, Failure>> + Send {
    T::from_request(cx.context_mut(), name)
}

/// Takes the only argument of a handler, before or after what [`ready`] does.
pub fn only<C: Controller + Routes, T: FromRequest<C>>(
    cx: &mut impl Movable,
    name: &'static str,
    is_member: bool,
) -> impl Future<Output = Result<T, Failure>> + Send {
    let cx = cx.context_mut();
    async move {
        let early = early::<C, T>(cx, name).await?;
        ready::<C>(cx, is_member).await?;
        match early {
            Some(taken) => Ok(taken),
            None => T::from_request(cx, name).await,
        }
    }
}

/// Runs a handler's loaders, and asks its rules.
pub fn ready<C: Routes>(cx: &mut impl Movable, is_member: bool) -> impl Future<Output = Result<(), Failure>> + Send {
    let cx = cx.context_mut();
    async move {
        C::load(cx, is_member).await?;
        permit(cx)
    }
}
