//! What filters give to those behind them, and to handlers.

use terrace_model::{Part, Provision};

use super::Request;
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::Failure;

/// Something that a filter finds out and others take as an argument, as who asks. `#[derive(Provided)]` writes it.
///
/// It travels in the [extensions](http::Extensions) of the request, and is cloned for whoever takes it. An `Option` of it is `None`
/// where no filter has put it there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not provided by filters",
    label = "has no `#[derive(Provided)]`",
    note = "a filter takes what it needs of the state by reference, what filters before it provide by value, and then the request, and `next` where it waits"
)]
pub trait Provided: Clone + Send + Sync + 'static {
    /// Which type it is.
    const PROVISION: &'static Provision;

    /// Takes it out of a request.
    #[doc(hidden)]
    fn take(request: &Request) -> Result<Self, Failure> {
        request.extensions().get::<Self>().cloned().ok_or_else(missing::<Self>)
    }
}

/// What one filter provides: nothing, one thing, or a tuple of up to four.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be provided by a filter",
    label = "has no `#[derive(Provided)]`",
    note = "put `#[derive(Clone, Provided)]` on it; several things are a tuple, `(Identity, Quota)`"
)]
pub trait Provides: Send {
    /// Which types they are.
    const PROVISIONS: &'static [&'static Provision];

    /// Puts them where those behind find them.
    fn put(self, request: &mut Request);
}

impl<T: Provided> Provides for T {
    const PROVISIONS: &'static [&'static Provision] = &[T::PROVISION];

    fn put(self, request: &mut Request) {
        request.extensions_mut().insert(self);
    }
}

/// What a filter provides that provides nothing.
impl Provides for () {
    const PROVISIONS: &'static [&'static Provision] = &[];

    fn put(self, _: &mut Request) {}
}

macro_rules! tuples {
    ($(($($name:ident),*),)*) => {$(
        impl<$($name: Provided),*> Provides for ($($name,)*) {
            const PROVISIONS: &'static [&'static Provision] = &[$($name::PROVISION),*];

            #[expect(non_snake_case, reason = "each is named like its type")]
            fn put(self, request: &mut Request) {
                let ($($name,)*) = self;
                $(request.extensions_mut().insert($name);)*
            }
        }
    )*};
}

tuples! {
    (A, B),
    (A, B, C),
    (A, B, C, D),
}

impl<C: Controller, T: Provided> FromRequest<C> for Option<T> {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(cx.extensions().get::<T>().cloned())
    }
}

/// What a handler takes of what filters have provided.
#[doc(hidden)]
pub fn of_context<T: Provided>(cx: &Context) -> Result<T, Failure> {
    cx.extensions().get::<T>().cloned().ok_or_else(missing::<T>)
}

/// Tables say that it is there; so a filter by hand has not put it there, or one has made a new request of the old one.
fn missing<T: Provided>() -> Failure {
    Failure::internal(format!(
        "`{}` is not among the request's extensions, where a filter should have put it",
        T::PROVISION.id
    ))
}
