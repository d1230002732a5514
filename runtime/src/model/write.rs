//! Writing objects: what the writers that `#[model]` writes call.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use terrace_model::{UnknownFields, Version};

use super::Model;
use super::read::Fields;
use super::scope::Scope;
use crate::json;

/// Writes an object.
///
/// # Errors
///
/// The serializer's.
pub fn object<T: Fields<PART>, const PART: usize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(None)?;
    value.write_fields(&mut map)?;
    map.end()
}

/// How often a default is asked for: one of another value each time, as an id or the time is, belongs in no document.
const ASKED: usize = 8;

/// The default of a field as JSON text, as a version writes it.
pub fn default_text<T: Model>(version: Option<Version>, default: fn() -> T) -> Option<String> {
    let scope = Scope::new(version, UnknownFields::Refuse);
    always(|| {
        let bytes = scope.in_request(|| json::write(&default(), None)).ok()?;
        String::from_utf8(bytes.into()).ok()
    })
}

/// What is written each time alike.
pub(super) fn always(written: impl Fn() -> Option<String>) -> Option<String> {
    let first = written()?;
    (1..ASKED).all(|_| written().as_ref() == Some(&first)).then_some(first)
}

/// Writes a model where serde asks for its own trait.
pub(crate) struct As<'a, T>(pub(crate) &'a T);

impl<T: Model> Serialize for As<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}
