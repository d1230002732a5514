//! Reading objects: the loops behind the readers that `#[model]` writes.

use core::any::TypeId;
use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use terrace_model::{Access, FieldNames, Range};

use super::open::{self, Brought};
use super::write::{Object as ObjectWriter, Writer};
use super::{Model, any, place, scope, words};

/// The fields of a model, or of one of its variants: part 0 is the model, part `n + 1` its variant `n`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an object on the wire",
    label = "has no fields to write beside others",
    note = "what is flattened, or stands beside a tag, is a model with named fields"
)]
pub trait Fields<const PART: usize = 0>: Model {
    /// The names on the wire.
    const NAMES: &'static [&'static str];

    /// The versions in which each of them exists; none for a model whose fields exist in all.
    const RANGES: &'static [Range] = &[];

    /// Who sends each of them; none for a model whose fields are sent both ways.
    const ACCESS: &'static [Access] = &[];

    /// The names that flattened fields bring.
    const FLATTENED: &'static [&'static FieldNames] = &[];

    /// Whether it has other fields, by its variant.
    const IS_CHOICE: bool = false;

    /// The type, where it is open.
    const OPEN: Option<TypeId> = None;

    /// All of the names.
    const ALL: FieldNames = FieldNames {
        own: Self::NAMES,
        ranges: Self::RANGES,
        accesses: Self::ACCESS,
        flattened: Self::FLATTENED,
        is_choice: Self::IS_CHOICE,
        open: Self::OPEN,
    };

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
    /// The writer's.
    fn write_fields<O: ObjectWriter>(&self, object: &mut O) -> Result<(), O::Error>;

    /// Reads the fields out of those that were kept for it, where it is flattened.
    #[doc(hidden)]
    fn read_kept<E: Error>(kept: &mut Kept) -> Result<Self, E> {
        let fields = core::mem::take(&mut kept.0);
        Self::read_fields(MapDeserializer::new(fields.into_iter())).map_err(|error: serde_json::Error| E::custom(error))
    }

    /// Reads an object of the fields.
    ///
    /// # Errors
    ///
    /// See [`Fields::read_fields`].
    #[doc(hidden)]
    fn read_object<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Object::<Self, PART>(PhantomData))
    }

    /// Writes an object of the fields.
    ///
    /// # Errors
    ///
    /// The writer's.
    #[doc(hidden)]
    fn write_object<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        let mut object = to.object()?;
        self.write_fields(&mut object)?;
        object.end()
    }

    /// The next field, as its place in [`Fields::NAMES`]. `expected` is where it is looked for first, and becomes the place behind it:
    /// fields mostly come in the order in which they are declared.
    ///
    /// # Errors
    ///
    /// Where it is none of them, and the API does not drop such.
    #[doc(hidden)]
    fn next<'de, A: MapAccess<'de>>(map: &mut A, expected: &mut usize) -> Result<Option<usize>, A::Error> {
        Self::next_or_keep(map, expected, &mut [])
    }

    /// The same, of an object with flattened fields. What belongs to one of these is kept for it.
    ///
    /// # Errors
    ///
    /// Where it is no field's, and the API does not drop such.
    #[doc(hidden)]
    fn next_or_keep<'de, A: MapAccess<'de>>(
        map: &mut A,
        expected: &mut usize,
        kept: &mut [Kept],
    ) -> Result<Option<usize>, A::Error> {
        Self::next_or_bring(map, expected, kept, &mut Brought::default())
    }

    /// The same, of an open object. What belongs to an addition is brought to it.
    ///
    /// # Errors
    ///
    /// Where it is no field's, and the API does not drop such.
    #[doc(hidden)]
    fn next_or_bring<'de, A: MapAccess<'de>>(
        map: &mut A,
        expected: &mut usize,
        kept: &mut [Kept],
        brought: &mut Brought,
    ) -> Result<Option<usize>, A::Error> {
        let unknown = |name: &str, known: &[&str]| place::at(name, words::unknown_field(name, known));
        let field = |expected: &usize| FieldName { known: Known { names: &Self::ALL, unknown }, expected: *expected };
        while let Some(name) = map.next_key_seed(field(expected))? {
            match name {
                Found::Own(at) => {
                    *expected = at + 1;
                    return Ok(Some(at));
                }
                Found::Flattened(at, name) => any::entry(map, &mut kept[at].0, name)?,
                Found::Added(at, name) => any::entry(map, &mut brought.at(at).0, name)?,
                Found::Unknown => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(None)
    }
}

/// What an object has for a flattened field, which is read when all of it is there.
#[derive(Debug, Default)]
pub struct Kept(Map<String, Value>);

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
    pub(crate) names: &'static FieldNames,
    pub(crate) unknown: fn(&str, &[&str]) -> String,
}

impl Known {
    fn find(&self, name: &str) -> Option<usize> {
        search(self.names, name)
    }

    /// Those of the current version.
    fn live(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        list(self.names, &mut names);
        names
    }

    #[cold]
    fn refuse<E: Error>(&self, name: &str) -> E {
        E::custom((self.unknown)(name, &self.live()))
    }
}

#[inline]
fn find(names: &FieldNames, name: &str, expected: usize) -> Option<usize> {
    let is_expected = names.own.get(expected).is_some_and(|known| *known == name);
    if is_expected && is_live(names, expected) { Some(expected) } else { search(names, name) }
}

fn search(names: &FieldNames, name: &str) -> Option<usize> {
    (0..names.own.len()).find(|at| names.own[*at] == name && is_live(names, *at))
}

fn is_live(names: &FieldNames, at: usize) -> bool {
    scope::holds_nth(names.ranges, at) && scope::sent_nth(names.accesses, at)
}

/// Whether a name is a field's, or that of one that is flattened into it.
fn has(names: &FieldNames, name: &str) -> bool {
    search(names, name).is_some() || names.flattened.iter().any(|names| has(names, name))
}

fn list(names: &FieldNames, to: &mut Vec<&'static str>) {
    to.extend(names.own.iter().enumerate().filter(|(at, _)| is_live(names, *at)).map(|(_, name)| *name));
    names.flattened.iter().for_each(|names| list(names, to));
    added(names).for_each(|(_, names)| list(names, to));
}

/// The names that the current API adds to an open type, each with the addition's place.
fn added(names: &FieldNames) -> impl Iterator<Item = (usize, &'static FieldNames)> {
    names.open.into_iter().flat_map(open::live).map(|(at, added)| (at, added.names))
}

/// Whether it is a name of the current version that only the other side may use.
fn is_others(names: &FieldNames, name: &str) -> bool {
    let mut own = names.own.iter().enumerate();
    own.any(|(at, known)| *known == name && scope::holds_nth(names.ranges, at) && !scope::sent_nth(names.accesses, at))
        || names.flattened.iter().any(|names| is_others(names, name))
        || added(names).any(|(_, names)| is_others(names, name))
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

/// Reads the name of a field.
struct FieldName {
    known: Known,
    /// The place where it is looked for first.
    expected: usize,
}

enum Found {
    /// The object's own, by its place.
    Own(usize),
    /// That of a flattened field, by the place of this one.
    Flattened(usize, String),
    /// That of an addition, by the place of this one.
    Added(usize, String),
    /// One that is passed over.
    Unknown,
}

impl<'de> DeserializeSeed<'de> for FieldName {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Found, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldName {
    type Value = Found;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.known.expecting(out)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Found, E> {
        let names = self.known.names;
        if let Some(at) = find(names, name, self.expected) {
            return Ok(Found::Own(at));
        }
        if let Some(at) = names.flattened.iter().position(|names| has(names, name)) {
            return Ok(Found::Flattened(at, name.to_owned()));
        }
        if let Some((at, _)) = added(names).find(|(_, names)| search(names, name).is_some()) {
            return Ok(Found::Added(at, name.to_owned()));
        }
        if scope::drops_unknown() {
            Ok(Found::Unknown)
        } else if is_others(names, name) {
            Err(place::at(name, E::custom(words::read_only(name))))
        } else {
            Err(self.known.refuse(name))
        }
    }
}
