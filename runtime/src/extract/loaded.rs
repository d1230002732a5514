//! What loaders found.

use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;
use std::sync::Arc;

use terrace_model::Part;

use super::FromRequest;
use crate::context::Context;
use crate::controller::{Controller, Loads, Under};
use crate::failure::Failure;

/// The member of `R` that its loader found: for `R`'s own handlers, and for those of the controllers below it.
///
/// It is not [`Clone`] itself, so that `.clone()` is the member's.
pub struct Loaded<R> {
    /// An `R::Item`. Said as a type it would ask for `R: Loads` wherever a handler names it, and be one error more.
    item: Arc<dyn Any + Send + Sync>,
    of: PhantomData<fn() -> R>,
}

impl<R: Loads> Loaded<R> {
    /// The member, shared with whoever else took it in this request.
    pub fn into_inner(self) -> Arc<R::Item> {
        self.item.downcast().expect(ITEM)
    }
}

const ITEM: &str = "what the loader of `R` found is an `R::Item`: `Context::keep`";

impl<C: Controller + Under<R>, R: Loads> FromRequest<C> for Loaded<R> {
    const PART: Part = Part::Loaded(R::NODE.id);
    const LATE: bool = true;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        // `check::argument::readable` sees to it that a loader ran.
        let found = cx.loaded::<R>().map(|item| Loaded { item, of: PhantomData });
        found.ok_or_else(|| Failure::internal(format!("no `{}` was loaded", R::NODE.name)))
    }
}

impl<R: Loads> Deref for Loaded<R> {
    type Target = R::Item;

    fn deref(&self) -> &R::Item {
        self.item.downcast_ref().expect(ITEM)
    }
}

impl<R: Loads> AsRef<R::Item> for Loaded<R> {
    fn as_ref(&self) -> &R::Item {
        self
    }
}

impl<R: Loads<Item: fmt::Debug>> fmt::Debug for Loaded<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Loaded").field(&**self).finish()
    }
}
