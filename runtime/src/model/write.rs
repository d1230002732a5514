//! Writing objects: what the writers that `#[model]` writes call.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Model;
use super::read::Fields;

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

/// Writes a model where serde asks for its own trait.
pub(crate) struct As<'a, T>(pub(crate) &'a T);

impl<T: Model> Serialize for As<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}
