//! Types of other crates', each behind the feature of its crate's name. All of them travel as text.
//!
//! Their crates read more ways of writing than documents can tell, and write some values in ways that nobody else reads. So a
//! [`Form`] says what the text looks like, both ways: what documents call `date-time` is that and nothing else, whichever
//! crate is behind it.

use core::fmt;

use serde::Deserializer;
use serde::de::{Unexpected, Visitor};
use serde::ser::Error as _;

use super::Writer;
use super::pattern::Pattern;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod calendar;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;

/// What a text looks like.
struct Form {
    pattern: Pattern,
    /// What was expected, where it does not: `a date`.
    what: &'static str,
}

/// The form of some text: its table, `TYPE`, and how it is read and written, `FORM`. Documents tell it by a `format` that they have
/// a name for, else by its pattern.
macro_rules! form {
    ($(#[$doc:meta])* $name:ident = format $format:literal, $pattern:expr, $what:literal) => {
        form!($(#[$doc])* $name, Some($format), &[], $pattern, $what);
    };
    ($(#[$doc:meta])* $name:ident = pattern $pattern:expr, $what:literal) => {
        form!($(#[$doc])* $name, None, &[terrace_model::Constraint::always(terrace_model::Rule::Pattern($pattern))],
            $pattern, $what);
    };
    ($(#[$doc:meta])* $name:ident, $format:expr, $rules:expr, $pattern:expr, $what:literal) => {
        $(#[$doc])*
        pub(super) mod $name {
            use terrace_model::{Shape, Type};

            use crate::model::foreign::Form;
            use crate::model::pattern::Pattern;

            pub(in crate::model::foreign) const TYPE: Type =
                Type { rules: $rules, ..Type::plain(Shape::Text { format: $format }) };

            pub(in crate::model::foreign) static FORM: Form = Form { pattern: Pattern::new($pattern), what: $what };
        }
    };
}

/// Types that are text of a form: what reads the text, `None` where it is no value, and what writes it.
macro_rules! written {
    ($($type:ty: $form:path, $read:expr, $write:expr;)*) => {$(
        const _: () = {
            use $form as form;

            // Whoever is told which types are models is told of the plain ones.
            #[diagnostic::do_not_recommend]
            impl $crate::Model for $type {
                const TYPE: terrace_model::Type = form::TYPE;

                fn write<W: $crate::model::Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                    form::FORM.write(to, &$write(self))
                }

                fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    form::FORM.read(from, $read)
                }

                fn check(&self, _: &mut $crate::Violations) {}
            }

            #[diagnostic::do_not_recommend]
            impl $crate::Parameter for $type {}
        };
    )*};
}

use {form, written};

impl Form {
    fn read<'de, T, D: Deserializer<'de>>(&'static self, from: D, read: fn(&str) -> Option<T>) -> Result<T, D::Error> {
        from.deserialize_str(Text { form: self, read })
    }

    /// A value may be outside of what the form can tell, as a year of five digits is.
    fn write<W: Writer>(&self, to: W, text: &str) -> Result<W::Ok, W::Error> {
        if self.pattern.fits(text) {
            to.text(text)
        } else {
            Err(W::Error::custom(format_args!("`{text}` cannot be written as {}", self.what)))
        }
    }
}

struct Text<T> {
    form: &'static Form,
    read: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.form.what)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        let value = if self.form.pattern.fits(text) { (self.read)(text) } else { None };
        value.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
