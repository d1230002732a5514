//! [`Model`]: the one source of a type's wire form, schema and constraints.

use serde::{Deserializer, Serializer};
use terrace_model::Type;

use crate::json::Violations;

/// A type that travels in bodies, parameters or headers. `#[model]` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "cannot be read, written or documented",
    note = "put `#[model]` on the type"
)]
pub trait Model: Sized + Send + Sync + 'static {
    /// The type's table.
    const TYPE: Type;

    /// The type's table, as other tables refer to it.
    fn ty() -> &'static Type {
        const { &Self::TYPE }
    }

    /// Writes the wire form.
    ///
    /// # Errors
    ///
    /// The serializer's.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// Reads the wire form. Constraints are not looked at; [`Model::check`] does that.
    ///
    /// # Errors
    ///
    /// The deserializer's, and where the wire form is not the type's.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// Reports every constraint that the value breaks.
    fn check(&self, found: &mut Violations);

    /// The value of an absent field of this type, where it may be absent.
    fn absent() -> Option<Self> {
        None
    }
}

/// A model that can be written as plain text: in a path, a query, a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a path, a query or a header",
    label = "has no form as plain text",
    note = "numbers, `String`, `bool`, `Uuid` and `#[model]` enums without content can"
)]
pub trait Parameter: Model {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What is wrong, for the client: ``expected a number``.
    fn from_text(text: &str) -> Result<Self, String>;
}
