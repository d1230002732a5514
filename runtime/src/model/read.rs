//! Reading objects: the loops behind the readers that `#[model]` writes.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use terrace_model::{Access, Range};

use super::{Model, place, scope, words};

/// The fields of a model, or of one of its variants: part 0 is the model, part `n + 1` its variant `n`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an object on the wire",
    label = "has no fields to write beside the tag",
    note = "a variant of an internally tagged enum holds a model with named fields, or has fields itself"
)]
pub trait Fields<const PART: usize = 0>: Model {
    /// The names on the wire.
    const NAMES: &'static [&'static str];

    /// The versions in which each of them exists; none for a model whose fields exist in all.
    const RANGES: &'static [Range] = &[];

    /// Who sends each of them; none for a model whose fields are sent both ways.
    const ACCESS: &'static [Access] = &[];

    /// Reads the fields, and refuses all others unless the API drops them.
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
/// Where it is none of them, and the API does not drop such.
pub fn next<'de, T: Fields<PART>, const PART: usize, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Option<usize>, A::Error> {
    while let Some(field) = map.next_key_seed(FieldName(Known {
        names: T::NAMES,
        ranges: T::RANGES,
        accesses: T::ACCESS,
        unknown: |name, known| place::at(name, words::unknown_field(name, known)),
    }))? {
        if field.is_some() {
            return Ok(field);
        }
        map.next_value::<IgnoredAny>()?;
    }
    Ok(None)
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
    seeded(map, slot, name, Seed::new())
}

/// See [`field`].
pub(super) fn seeded<'de, T, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
    seed: impl DeserializeSeed<'de, Value = T>,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(place::at(name, A::Error::custom(words::TWICE)));
    }
    *slot = Some(map.next_value_seed(seed).map_err(|error| place::at(name, error))?);
    Ok(())
}

/// The value of a field that must be there, unless its type has a value for absence.
///
/// # Errors
///
/// Where it is missing.
pub(super) fn needed<T: Model, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.or_else(T::absent).ok_or_else(|| missing(name))
}

/// The error for a field that must be there.
#[cold]
pub fn missing<E: Error>(name: &'static str) -> E {
    E::custom(words::missing_field(name))
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
    /// The versions in which each of them is one; none where all are in every version.
    pub(crate) ranges: &'static [Range],
    /// Who sends each of them; none where both sides send all.
    pub(crate) accesses: &'static [Access],
    pub(crate) unknown: fn(&str, &[&str]) -> String,
}

impl Known {
    fn find(&self, name: &str) -> Option<usize> {
        let mut names = self.names.iter().enumerate();
        names.position(|(at, known)| *known == name && self.is_live(at))
    }

    fn is_live(&self, at: usize) -> bool {
        scope::holds_nth(self.ranges, at) && scope::sent_nth(self.accesses, at)
    }

    /// Whether it is a name of the current version that the other side may use.
    fn is_others(&self, name: &str) -> bool {
        let mut names = self.names.iter().enumerate();
        names.any(|(at, known)| {
            *known == name && scope::holds_nth(self.ranges, at) && !scope::sent_nth(self.accesses, at)
        })
    }

    /// Those of the current version.
    fn live(&self) -> Vec<&'static str> {
        let names = self.names.iter().enumerate();
        names.filter(|(at, _)| self.is_live(*at)).map(|(_, name)| *name).collect()
    }

    #[cold]
    fn refuse<E: Error>(&self, name: &str) -> E {
        E::custom((self.unknown)(name, &self.live()))
    }
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
        out.write_str(&words::one_of(&self.live()))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        self.find(name).ok_or_else(|| self.refuse(name))
    }
}

/// Reads the name of a field, as its place; `None` for one that is passed over.
struct FieldName(Known);

impl<'de> DeserializeSeed<'de> for FieldName {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldName {
    type Value = Option<usize>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(out)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        match self.0.find(name) {
            Some(found) => Ok(Some(found)),
            None if scope::drops_unknown() => Ok(None),
            None if self.0.is_others(name) => Err(place::at(name, E::custom(words::read_only(name)))),
            None => Err(self.0.refuse(name)),
        }
    }
}
