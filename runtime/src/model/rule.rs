//! Constraints: what `#[check(…)]` calls, and which types each rule is for.
//!
//! A rule looks through `Option` and `Patch`, and through what [`Wraps`] another type; what is absent breaks none.

use core::fmt::Display;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::wraps::{Itself, Maybe, Within, Wraps};
use super::write::Serde;
use super::{Model, Patch};
use crate::json::Violations;

pub use super::entries::{HasEntries, HasKeys, each, keys};
pub use super::format::{Format, format};
pub use super::pattern::{IsText, Pattern, pattern};

/// Text: it has a number of characters.
#[diagnostic::on_unimplemented(
    message = "`length` is a rule for text",
    label = "`{Self}` has no length",
    note = "`items` counts the entries of a list or a map, `range` bounds a number"
)]
pub trait HasLength<Way = Itself> {
    /// The number of code points, as JSON Schema counts.
    fn length(&self) -> Option<usize>;
}

/// A list or a map: it has a number of entries.
#[diagnostic::on_unimplemented(
    message = "`items` is a rule for lists and maps",
    label = "`{Self}` has no items",
    note = "`length` counts the characters of a text, `range` bounds a number"
)]
pub trait HasItems<Way = Itself> {
    /// The number of entries.
    fn items(&self) -> Option<usize>;
}

/// A list.
#[diagnostic::on_unimplemented(
    message = "`unique` is a rule for lists",
    label = "`{Self}` is no list",
    note = "the items of a set and the keys of a map are unique by themselves"
)]
pub trait HasUnique<Way = Itself> {
    /// The first item that is equal to an earlier one.
    fn repeated(&self) -> Option<usize>;
}

/// A number that can be compared with a bound.
#[diagnostic::on_unimplemented(
    message = "`range` is a rule for numbers, and whole numbers have whole bounds",
    label = "`{Self}` has no range of this kind",
    note = "`length` counts the characters of a text, `items` the entries of a list or a map"
)]
pub trait HasRange<B, Way = Itself> {
    /// What is written of the number where it is outside.
    fn outside(&self, minimum: Option<B>, maximum: Option<B>) -> Option<String>;
}

/// A whole number.
#[diagnostic::on_unimplemented(
    message = "`multiple_of` is a rule for whole numbers",
    label = "`{Self}` is no whole number",
    note = "fractions have no exact multiples; count in a smaller unit"
)]
pub trait HasMultiples<Way = Itself> {
    /// The number, where it is no multiple of another.
    fn beside(&self, step: u32) -> Option<String>;
}

/// What a function says of a value.
#[diagnostic::on_unimplemented(
    message = "a function for `with` answers `Result<(), impl Display>`",
    label = "is no such answer",
    note = "`Err` holds what is wrong with the value, in words for the client"
)]
pub trait Verdict {
    /// What is wrong.
    fn fault(self) -> Option<String>;
}

impl<E: Display> Verdict for Result<(), E> {
    fn fault(self) -> Option<String> {
        self.err().map(|fault| fault.to_string())
    }
}

/// Text: the number of code points.
pub fn length<Way, T: HasLength<Way>>(found: &mut Violations, value: &T, minimum: usize, maximum: Option<usize>) {
    if let Some(length) = value.length() {
        counted(found, length, minimum, maximum, "character");
    }
}

/// A list or map: the number of entries.
pub fn items<Way, T: HasItems<Way>>(found: &mut Violations, value: &T, minimum: usize, maximum: Option<usize>) {
    if let Some(items) = value.items() {
        counted(found, items, minimum, maximum, "item");
    }
}

/// A list: no two items are equal.
pub fn unique<Way, T: HasUnique<Way>>(found: &mut Violations, value: &T) {
    if let Some(index) = value.repeated() {
        found.within(index, |found| found.report("the item is there twice"));
    }
}

/// A number: the smallest and the largest value.
pub fn range<B: Display + Copy, Way, T: HasRange<B, Way>>(
    found: &mut Violations,
    value: &T,
    minimum: Option<B>,
    maximum: Option<B>,
) {
    if let Some(number) = value.outside(minimum, maximum) {
        let wanted = match (minimum, maximum) {
            (Some(minimum), Some(maximum)) => format!("from {minimum} to {maximum}"),
            (Some(minimum), None) => format!("of at least {minimum}"),
            (None, Some(maximum)) => format!("of at most {maximum}"),
            (None, None) => return,
        };
        found.report(format!("expected a number {wanted}, found {number}"));
    }
}

/// A whole number: a multiple of another.
pub fn multiple_of<Way, T: HasMultiples<Way>>(found: &mut Violations, value: &T, step: u32) {
    if let Some(number) = value.beside(step) {
        found.report(format!("expected a multiple of {step}, found {number}"));
    }
}

/// What a function of the user's says.
pub fn with(found: &mut Violations, verdict: impl Verdict) {
    if let Some(fault) = verdict.fault() {
        found.report(fault);
    }
}

fn counted(found: &mut Violations, count: usize, minimum: usize, maximum: Option<usize>, what: &str) {
    let (bound, wanted) = match maximum {
        Some(maximum) if count > maximum && minimum == 0 => (maximum, format!("at most {maximum}")),
        Some(maximum) if (count < minimum || count > maximum) && minimum == maximum => (maximum, format!("{maximum}")),
        Some(maximum) if count < minimum || count > maximum => (maximum, format!("{minimum} to {maximum}")),
        None if count < minimum => (minimum, format!("at least {minimum}")),
        _ => return,
    };
    let plural = if bound == 1 { "" } else { "s" };
    found.report(format!("expected {wanted} {what}{plural}, found {count}"));
}

macro_rules! texts {
    ($($type:ty,)*) => {$(
        impl HasLength for $type {
            fn length(&self) -> Option<usize> {
                Some(self.chars().count())
            }
        }
    )*};
}

texts! { String, Box<str>, Cow<'static, str>, }

macro_rules! collections {
    ($([$($parameters:tt)*] $type:ty,)*) => {$(
        impl<$($parameters)*> HasItems for $type {
            fn items(&self) -> Option<usize> {
                Some(self.len())
            }
        }
    )*};
}

collections! {
    [T] Vec<T>,
    [T] Box<[T]>,
    [T] BTreeSet<T>,
    [T] HashSet<T>,
    [K, T] BTreeMap<K, T>,
    [K, T] HashMap<K, T>,
}

impl<T: Model> HasUnique for Vec<T> {
    fn repeated(&self) -> Option<usize> {
        repeated(self)
    }
}

impl<T: Model> HasUnique for Box<[T]> {
    fn repeated(&self) -> Option<usize> {
        repeated(self)
    }
}

/// Items are equal if they are written alike, as JSON Schema has it: whatever can be written can be told apart.
fn repeated<T: Model>(list: &[T]) -> Option<usize> {
    let mut seen = HashSet::with_capacity(list.len());
    list.iter().position(|item| {
        let written = item.write(Serde(serde_json::value::Serializer));
        written.is_ok_and(|written| !seen.insert(written))
    })
}

macro_rules! whole {
    ($($type:ident,)*) => {$(
        impl HasRange<i128> for $type {
            fn outside(&self, minimum: Option<i128>, maximum: Option<i128>) -> Option<String> {
                let number = *self as i128;
                let below = minimum.is_some_and(|minimum| number < minimum);
                (below || maximum.is_some_and(|maximum| number > maximum)).then(|| self.to_string())
            }
        }

        impl HasMultiples for $type {
            fn beside(&self, step: u32) -> Option<String> {
                (*self as i128 % i128::from(step) != 0).then(|| self.to_string())
            }
        }
    )*};
}

whole! { i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, }

macro_rules! fractions {
    ($($type:ident,)*) => {$(
        impl HasRange<f64> for $type {
            fn outside(&self, minimum: Option<f64>, maximum: Option<f64>) -> Option<String> {
                let number = f64::from(*self);
                let below = minimum.is_some_and(|minimum| number < minimum);
                (below || maximum.is_some_and(|maximum| number > maximum)).then(|| self.to_string())
            }
        }

        impl HasRange<i128> for $type {
            fn outside(&self, minimum: Option<i128>, maximum: Option<i128>) -> Option<String> {
                HasRange::<f64>::outside(self, minimum.map(|minimum| minimum as f64), maximum.map(|maximum| maximum as f64))
            }
        }
    )*};
}

fractions! { f32, f64, }

macro_rules! through {
    ($([$($parameters:tt)*] $type:ty, $way:ty: $value:ident => $found:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasLength<$way> for $type where T: HasLength<Way> {
            fn length(&self) -> Option<usize> {
                let $value = self;
                $found.and_then(T::length)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasItems<$way> for $type where T: HasItems<Way> {
            fn items(&self) -> Option<usize> {
                let $value = self;
                $found.and_then(T::items)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasUnique<$way> for $type where T: HasUnique<Way> {
            fn repeated(&self) -> Option<usize> {
                let $value = self;
                $found.and_then(T::repeated)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasMultiples<$way> for $type where T: HasMultiples<Way> {
            fn beside(&self, step: u32) -> Option<String> {
                let $value = self;
                $found.and_then(|within: &T| within.beside(step))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, B, Way> HasRange<B, $way> for $type where T: HasRange<B, Way> {
            fn outside(&self, minimum: Option<B>, maximum: Option<B>) -> Option<String> {
                let $value = self;
                $found.and_then(|within: &T| within.outside(minimum, maximum))
            }
        }
    )*};
}

through! {
    [T] Option<T>, Maybe<Way>: value => value.as_ref();
    [T] Patch<T>, Maybe<Way>: value => value.value();
    [T, W: Wraps<T>] W, Within<T, Way>: value => Some(value.inner());
}
