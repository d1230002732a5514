//! What rules may say of what a loader finds.

use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use uuid::Uuid;

use crate::controller::Loads;
use crate::failure::{Failure, IntoFailure, NotFound};

/// What a loader finds, and what of it rules may speak of, as `%(project_id)s`. `#[derive(PolicyTarget)]` writes it.
///
/// Each loader before a handler with a policy finds one: what belongs to somebody says to whom, so that no rule takes it for the property
/// of who asks. What belongs to nobody has no attributes.
///
/// ```
/// use terrace::PolicyTarget;
///
/// #[derive(PolicyTarget)]
/// struct Server {
///     name: String,
///     #[target]
///     user_id: String,
///     #[target(name = "project_id")]
///     tenant: Option<String>,
/// }
///
/// /// Everybody's.
/// #[derive(PolicyTarget)]
/// struct Flavor {
///     name: String,
/// }
/// ```
///
/// The setting `unseen` names a function of the value that makes the answer for whom a policy hides it from:
/// `#[target(unseen = Self::not_found)]`. It should be the one that the loader has where there is nothing, for else the two are told apart.
#[diagnostic::on_unimplemented(
    message = "rules cannot speak of `{Self}`",
    label = "does not say what belongs to whom",
    note = "put `#[derive(PolicyTarget)]` on it, and `#[target]` on the fields that rules may speak of"
)]
pub trait PolicyTarget {
    /// The names of what rules may speak of.
    const ATTRIBUTES: &'static [&'static str];

    /// One of them as a text; nothing where there is none of this name.
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>>;

    /// The answer to who may not see it.
    fn unseen(&self) -> Failure {
        NotFound::default().into_failure()
    }
}

impl<T: PolicyTarget + ?Sized> PolicyTarget for Arc<T> {
    const ATTRIBUTES: &'static [&'static str] = T::ATTRIBUTES;

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        (**self).attribute(name)
    }

    fn unseen(&self) -> Failure {
        (**self).unseen()
    }
}

/// A value that rules compare, as Python would write it: `True`, `None`.
#[diagnostic::on_unimplemented(
    message = "rules cannot compare `{Self}`",
    label = "has no text for them",
    note = "texts, numbers, UUIDs, `bool` and an `Option` of these have; implement `terrace::policy::TargetValue` for a type of your own"
)]
pub trait TargetValue {
    /// Its text.
    fn text(&self) -> Cow<'_, str>;
}

macro_rules! values {
    ($(($value:ident: $($ty:ty),*) => $text:expr;)*) => {$($(
        impl TargetValue for $ty {
            fn text(&self) -> Cow<'_, str> {
                let $value = self;
                $text
            }
        }
    )*)*};
}

values! {
    (value: String, str, Box<str>, Arc<str>, Cow<'_, str>) => Cow::Borrowed(value);
    (value: u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, Uuid) => value.to_string().into();
    (value: bool) => if *value { "True" } else { "False" }.into();
}

impl<T: TargetValue> TargetValue for Option<T> {
    fn text(&self) -> Cow<'_, str> {
        self.as_ref().map_or("None".into(), TargetValue::text)
    }
}

impl<T: TargetValue + ?Sized> TargetValue for &T {
    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }
}

/// The text of a field.
#[doc(hidden)]
pub fn text<T: TargetValue + ?Sized>(value: &T) -> Option<Cow<'_, str>> {
    Some(value.text())
}

/// What is known of a type that a loader finds.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Targeted {
    attributes: &'static [&'static str],
    attribute: for<'t> fn(&'t dyn Any, &str) -> Option<Cow<'t, str>>,
    unseen: fn(&dyn Any) -> Option<Failure>,
}

impl Targeted {
    const fn of<T: PolicyTarget + 'static>() -> Self {
        Targeted {
            attributes: T::ATTRIBUTES,
            attribute: |item, name| item.downcast_ref::<T>()?.attribute(name),
            unseen: |item| Some(item.downcast_ref::<T>()?.unseen()),
        }
    }

    /// The names of what rules may speak of.
    pub(crate) const fn attributes(&self) -> &'static [&'static str] {
        self.attributes
    }

    pub(crate) fn attribute<'t>(&self, item: &'t dyn Any, name: &str) -> Option<Cow<'t, str>> {
        (self.attribute)(item, name)
    }

    pub(crate) fn unseen(&self, item: &dyn Any) -> Option<Failure> {
        (self.unseen)(item)
    }
}

impl fmt::Debug for Targeted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Targeted").field("attributes", &self.attributes).finish_non_exhaustive()
    }
}

/// Tells whether a type is a [`PolicyTarget`]: its own constant comes first where it is, and that of [`NoTarget`] counts where it is not.
#[doc(hidden)]
#[derive(Debug)]
pub struct Probe<T>(PhantomData<T>);

impl<T: PolicyTarget + 'static> Probe<T> {
    /// What is known of the type.
    pub const TARGET: Option<Targeted> = Some(Targeted::of::<T>());
}

/// See [`Probe`].
#[doc(hidden)]
pub trait NoTarget {
    /// Nothing is known of the type.
    const TARGET: Option<Targeted> = None;
}

impl<T> NoTarget for Probe<T> {}

/// What rules may speak of what a controller loads; `None` where it is no target.
#[doc(hidden)]
pub const fn targets<C: Loads>() -> Option<&'static [&'static str]> {
    match &C::TARGET {
        Some(target) => Some(target.attributes()),
        None => None,
    }
}
