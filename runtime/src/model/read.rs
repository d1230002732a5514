//! Reading objects: the loops behind the readers that `#[model]` writes.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;

use super::{Model, place, words};

/// The fields of a model, or of one of its variants: part 0 is the model, part `n + 1` its variant `n`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an object on the wire",
    label = "has no fields to write beside the tag",
    note = "a variant of an internally tagged enum holds a model with named fields, or has fields itself"
)]
pub trait Fields<const PART: usize = 0>: Model {
    /// The names on the wire.
    const NAMES: &'static [&'static str];

    /// Reads the fields, and refuses all others.
    ///
    /// # Errors
    ///
    /// Where a field is unknown, missing, there twice, or cannot be read.
    fn read_fields<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Writes the fields.
    ///
    /// # Errors
    ///
    /// The serializer's.
    fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// Reads an object.
///
/// # Errors
///
/// See [`Fields::read_fields`].
pub fn object<'de, T: Fields<PART>, const PART: usize, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Object::<T, PART>(PhantomData))
}

/// The next field, as its place in [`Fields::NAMES`].
///
/// # Errors
///
/// Where it is none of them.
pub fn next<'de, T: Fields<PART>, const PART: usize, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Option<usize>, A::Error> {
    map.next_key_seed(Known {
        names: T::NAMES,
        unknown: |name, known| place::at(name, words::unknown_field(name, known)),
    })
}

/// Reads a field into its slot.
///
/// # Errors
///
/// Where it is there twice, or cannot be read.
pub(super) fn field<'de, T: Model, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(place::at(name, A::Error::custom(words::TWICE)));
    }
    *slot = Some(map.next_value_seed(Seed::new()).map_err(|error| place::at(name, error))?);
    Ok(())
}

/// The value of a field that must be there, unless its type has a value for absence.
///
/// # Errors
///
/// Where it is missing.
pub(super) fn needed<T: Model, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.or_else(T::absent).ok_or_else(|| E::custom(words::missing_field(name)))
}

/// Reads a model where serde asks for a seed.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Seed<T> {
        Seed(PhantomData)
    }
}

impl<'de, T: Model> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(from)
    }
}

struct Object<T, const PART: usize>(PhantomData<T>);

impl<'de, T: Fields<PART>, const PART: usize> Visitor<'de> for Object<T, PART> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_fields(map)
    }
}

/// Reads one of some names, as its place among them.
pub(crate) struct Known {
    pub(crate) names: &'static [&'static str],
    pub(crate) unknown: fn(&str, &[&str]) -> String,
}

impl<'de> DeserializeSeed<'de> for Known {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Known {
    type Value = usize;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&words::one_of(self.names))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match self.names.iter().position(|known| *known == name) {
            Some(found) => Ok(found),
            None => Err(E::custom((self.unknown)(name, self.names))),
        }
    }
}
