//! [`Model`]: the one source of a type's wire form, schema and constraints.
//!
//! `#[model]` writes the trait for users' types, the files here for the standard library's. Generated code is thin:
//! [`read`] and [`write`](mod@write) hold the loops, [`variants`] the four forms of enums, [`rule`] the constraints.

mod any;
pub mod batch;
pub(crate) mod by_serde;
pub(crate) mod effort;
mod entries;
pub mod example;
pub(crate) mod extra;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "rust_decimal", feature = "time", feature = "url"))]
mod foreign;
mod format;
mod key;
mod list;
mod map;
mod number;
pub mod open;
mod option;
mod patch;
mod pattern;
pub(crate) mod place;
pub mod read;
pub mod rule;
pub mod scope;
mod text;
pub mod variants;
pub(crate) mod words;
pub(crate) mod wraps;
pub mod write;

use serde::Deserializer;
use serde::de::MapAccess;
use terrace_model::{Life, Type};

use crate::json::Violations;
use batch::Reached;
use write::Object;

pub use batch::Batch;
pub use extra::Extra;
pub use key::Key;
pub use open::Addition;
pub use patch::Patch;

pub(crate) use read::Seed;
pub use write::Writer;

/// A type that travels in bodies, parameters or headers. `#[model]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "cannot be read, written or documented",
    note = "put `#[model]` on the type, or `#[schema(utoipa)]` on the field where serde and utoipa know the type"
)]
pub trait Model: Sized + Send + Sync + 'static {
    /// The type's table.
    const TYPE: Type;

    /// Where it exists. A type around others, as a list is, says so in terms of theirs: the tables of two types may refer to each
    /// other, this must not.
    const LIFE: Life = Self::TYPE.life;

    /// The type's table, as other tables refer to it.
    fn ty() -> &'static Type {
        const { &Self::TYPE }
    }

    /// Writes the wire form.
    ///
    /// # Errors
    ///
    /// The writer's.
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error>;

    /// Reads the wire form. Constraints are not looked at; [`Model::check`] does that.
    ///
    /// # Errors
    ///
    /// The deserializer's, and where the wire form is not the type's.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// Reports every constraint that the value breaks.
    fn check(&self, found: &mut Violations);

    /// Finds the values of an open model within.
    #[doc(hidden)]
    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        let _nothing_is_within = reached;
    }

    /// The value of an absent field of this type, where it may be absent.
    fn absent() -> Option<Self> {
        None
    }

    // What generated code does with a field. It is here so that all that is said of a field's type is said by this
    // trait, and a type that is no model is reported once.

    #[doc(hidden)]
    fn read_field<'de, A: MapAccess<'de>>(
        map: &mut A,
        slot: &mut Option<Self>,
        name: &'static str,
    ) -> Result<(), A::Error> {
        read::field(map, slot, name)
    }

    #[doc(hidden)]
    fn needed<E: serde::de::Error>(slot: Option<Self>, name: &'static str) -> Result<Self, E> {
        read::needed(slot, name)
    }

    #[doc(hidden)]
    fn check_field(&self, found: &mut Violations, name: &'static str) {
        found.within(name, |found| self.check(found));
    }

    #[doc(hidden)]
    #[inline]
    fn write_field<O: Object>(&self, object: &mut O, name: &'static str, joined: &'static str) -> Result<(), O::Error> {
        object.field(name, joined, self)
    }
}

/// A model that can be written as plain text: in a path, a query, a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a path, a query or a header",
    label = "has no form as plain text",
    note = "numbers, `String`, `bool`, `Uuid` and `#[model]` enums without content can"
)]
pub trait Parameter: Model {
    /// Reads it, and checks its constraints.
    ///
    /// # Errors
    ///
    /// What is wrong, for the client: ``expected a whole number from 0 to 255, found the text "abc"``.
    fn from_text(text: &str) -> Result<Self, String> {
        crate::query::read_text(text)
    }
}
