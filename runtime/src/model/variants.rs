//! Enums: serde's four forms, on top of what `#[model]` writes for each variant.
//!
//! A form streams as long as the variant is known before its content; else the content is kept as a value.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::{MapAccessDeserializer, UnitDeserializer};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use terrace_model::{FieldNames, Range};

use super::read::Known;
use super::write::{Object, Written};
use super::{Model, Seed, Writer, any, effort, place, scope, words};

/// The variants of an enum.
pub trait Variants: Model {
    /// The names on the wire.
    const NAMES: &'static [&'static str];

    /// Which of them carry nothing.
    const EMPTY: &'static [bool];

    /// The versions in which each of them exists; none for an enum whose variants exist in all.
    const RANGES: &'static [Range] = &[];

    /// The variant that a value is of.
    fn variant(&self) -> usize;

    /// Reads a variant's content; `null` for one that carries nothing.
    ///
    /// # Errors
    ///
    /// The deserializer's.
    fn read_content<'de, D: Deserializer<'de>>(variant: usize, from: D) -> Result<Self, D::Error>;

    /// Writes the content of the value's variant; `null` for one that carries nothing.
    ///
    /// # Errors
    ///
    /// The writer's.
    fn write_content<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error>;
}

/// Reads the name of a variant that carries nothing.
///
/// # Errors
///
/// Where it is none of the names.
pub fn read_name<'de, T: Variants, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    empty(from.deserialize_str(External::<T>(PhantomData).known())?)
}

/// Reads `"name"` or `{"name": content}`.
///
/// # Errors
///
/// Where it is neither, or the content cannot be read.
pub fn read_external<'de, T: Variants, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_any(External(PhantomData))
}

/// Reads `{"tag": "name", …content}`.
///
/// # Errors
///
/// Where there is no such tag, or the content cannot be read.
pub fn read_internal<'de, T: Variants, D: Deserializer<'de>>(from: D, tag: &'static str) -> Result<T, D::Error> {
    from.deserialize_map(Internal { tag, variants: PhantomData })
}

/// As [`read_internal`], from within an object.
///
/// # Errors
///
/// See [`read_internal`].
pub fn read_internal_fields<'de, T: Variants, A: MapAccess<'de>>(map: A, tag: &'static str) -> Result<T, A::Error> {
    Internal { tag, variants: PhantomData }.visit_map(map)
}

/// Reads `{"tag": "name", "content": content}`.
///
/// # Errors
///
/// Where there is no such tag, or the content cannot be read.
pub fn read_adjacent<'de, T: Variants, D: Deserializer<'de>>(
    from: D,
    tag: &'static str,
    content: &'static str,
) -> Result<T, D::Error> {
    from.deserialize_map(Adjacent { tag, content, variants: PhantomData })
}

/// How many bytes of reasons are told where a value is none of its variants, the first reason apart.
const MOST_TOLD: usize = 1000;

/// Reads the content of the first variant that it fits.
///
/// # Errors
///
/// Where it fits none, or would have to be tried too often.
pub fn read_untagged<'de, T: Variants, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let value = any::read(from)?;
    let mut reasons: Vec<String> = Vec::new();
    for variant in (0..T::NAMES.len()).filter(|variant| scope::holds_nth(T::RANGES, *variant)) {
        if !effort::allows(&value) {
            return Err(D::Error::custom(words::TOO_MANY_WAYS));
        }
        match T::read_content(variant, &value) {
            Ok(read) => return Ok(read),
            Err(error) => {
                place::forget();
                let reason = words::plain(&error.to_string());
                // A reason may be made of others, which would multiply as the tries do.
                let told = reasons.iter().map(String::len).sum::<usize>();
                let is_short = reasons.is_empty() || told + reason.len() <= MOST_TOLD;
                if is_short && !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
    }
    Err(D::Error::custom(reasons.join(", or ")))
}

/// Writes the name of a variant that carries nothing.
///
/// # Errors
///
/// The writer's.
pub fn write_name<T: Variants, W: Writer>(value: &T, to: W) -> Result<W::Ok, W::Error> {
    to.text(T::NAMES[written(value)?])
}

/// Writes `"name"` or `{"name": content}`.
///
/// # Errors
///
/// The writer's.
pub fn write_external<T: Variants, W: Writer>(value: &T, to: W) -> Result<W::Ok, W::Error> {
    let variant = written(value)?;
    if T::EMPTY[variant] {
        return to.text(T::NAMES[variant]);
    }
    let mut object = to.object()?;
    object.entry(T::NAMES[variant], &Content(value))?;
    object.end()
}

/// Writes the tag of an internally tagged variant; its fields come after it.
///
/// # Errors
///
/// The writer's.
pub fn write_tag<T: Variants, O: Object>(value: &T, object: &mut O, tag: &'static str) -> Result<(), O::Error> {
    object.entry(tag, T::NAMES[written(value)?])
}

/// Writes `{"tag": "name", "content": content}`.
///
/// # Errors
///
/// The writer's.
pub fn write_adjacent<T: Variants, W: Writer>(
    value: &T,
    to: W,
    tag: &'static str,
    content: &'static str,
) -> Result<W::Ok, W::Error> {
    let mut object = to.object()?;
    write_tag(value, &mut object, tag)?;
    if !T::EMPTY[value.variant()] {
        object.entry(content, &Content(value))?;
    }
    object.end()
}

/// Writes the content alone.
///
/// # Errors
///
/// The writer's.
pub fn write_untagged<T: Variants, W: Writer>(value: &T, to: W) -> Result<W::Ok, W::Error> {
    written(value)?;
    value.write_content(to)
}

/// The variant of a value that is to be written, which must exist in the version.
fn written<T: Variants, E: serde::ser::Error>(value: &T) -> Result<usize, E> {
    let variant = value.variant();
    if scope::holds_nth(T::RANGES, variant) {
        return Ok(variant);
    }
    let name = T::NAMES[variant];
    Err(E::custom(format_args!("the variant `{name}` does not exist in {}", scope::version())))
}

struct Content<'a, T>(&'a T);

impl<T: Variants> Written for Content<'_, T> {
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        self.0.write_content(to)
    }
}

/// Reads the content of a variant that is known.
struct ContentOf<T> {
    variant: usize,
    variants: PhantomData<T>,
}

impl<'de, T: Variants> DeserializeSeed<'de> for ContentOf<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read_content(self.variant, from)
    }
}

fn empty<T: Variants, E: Error>(variant: usize) -> Result<T, E> {
    if T::EMPTY[variant] {
        return T::read_content(variant, UnitDeserializer::new());
    }
    let name = T::NAMES[variant];
    Err(E::custom(format_args!("`{name}` alone is not enough, expected {{\"{name}\": …}}")))
}

/// Reads the content of a variant out of a value that was kept.
fn kept<T: Variants, E: Error>(variant: usize, content: Value) -> Result<T, E> {
    T::read_content(variant, content).map_err(E::custom)
}

fn variant_known<T: Variants>() -> Known {
    let names = const {
        &FieldNames { own: T::NAMES, ranges: T::RANGES, accesses: &[], flattened: &[], is_choice: false, open: None }
    };
    Known { names, unknown: words::unknown_variant }
}

struct External<T>(PhantomData<T>);

impl<T: Variants> External<T> {
    fn known(&self) -> Known {
        variant_known::<T>()
    }
}

impl<'de, T: Variants> Visitor<'de> for External<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.known().expecting(out)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        empty(self.known().visit_str(name)?)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let Some(variant) = map.next_key_seed(self.known())? else {
            return Err(A::Error::custom("expected an object with one field, found one with none"));
        };
        let name = T::NAMES[variant];
        if T::EMPTY[variant] {
            let error = A::Error::custom(format_args!("nothing belongs to `{name}`, expected \"{name}\" alone"));
            return Err(place::at(name, error));
        }
        let content = ContentOf { variant, variants: PhantomData };
        let value = map.next_value_seed(content).map_err(|error| place::at(name, error))?;
        match map.next_key::<String>()? {
            None => Ok(value),
            Some(key) => {
                let error = A::Error::custom(format_args!("`{name}` is there already, and only one of them may be"));
                Err(place::at(key, error))
            }
        }
    }
}

struct Internal<T> {
    tag: &'static str,
    variants: PhantomData<T>,
}

impl<T: Variants> Internal<T> {
    fn tagged<E: Error>(&self, tag: Value) -> Result<usize, E> {
        let known = variant_known::<T>().deserialize(tag);
        known.map_err(|error| place::at(self.tag, E::custom(error)))
    }
}

impl<'de, T: Variants> Visitor<'de> for Internal<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object with a field `{}`", self.tag)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.tag && fields.is_empty() {
                let variant = self.tagged(map.next_value_seed(Seed::<Value>::new())?)?;
                return if T::EMPTY[variant] {
                    nothing_else(&mut map, self.tag).and_then(|()| empty(variant))
                } else {
                    T::read_content(variant, MapAccessDeserializer::new(map))
                };
            }
            any::entry(&mut map, &mut fields, key)?;
        }
        let Some(tag) = fields.remove(self.tag) else {
            return Err(A::Error::custom(words::missing_field(self.tag)));
        };
        let variant = self.tagged(tag)?;
        match fields.keys().next() {
            Some(key) if T::EMPTY[variant] && !scope::drops_unknown() => {
                Err(place::at(key, A::Error::custom(words::unknown_field(key, &[self.tag]))))
            }
            _ if T::EMPTY[variant] => empty(variant),
            _ => kept(variant, Value::Object(fields)),
        }
    }
}

fn nothing_else<'de, A: MapAccess<'de>>(map: &mut A, known: &str) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        if !scope::drops_unknown() {
            return Err(place::at(&key, A::Error::custom(words::unknown_field(&key, &[known]))));
        }
        map.next_value::<IgnoredAny>()?;
    }
    Ok(())
}

struct Adjacent<T> {
    tag: &'static str,
    content: &'static str,
    variants: PhantomData<T>,
}

impl<'de, T: Variants> Visitor<'de> for Adjacent<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object with the fields `{}` and `{}`", self.tag, self.content)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut variant = None;
        let mut early = None;
        let mut value = None;
        while let Some(key) = map.next_key::<String>()? {
            let twice =
                (key == self.tag && variant.is_some()) || (key == self.content && (early.is_some() || value.is_some()));
            if twice {
                return Err(place::at(key, A::Error::custom(words::TWICE)));
            }
            let read = if key == self.tag {
                map.next_value_seed(variant_known::<T>()).map(|known| variant = Some(known))
            } else if key != self.content && scope::drops_unknown() {
                map.next_value::<IgnoredAny>().map(drop)
            } else if key != self.content {
                Err(A::Error::custom(words::unknown_field(&key, &[self.tag, self.content])))
            } else if variant.is_some_and(|variant| T::EMPTY[variant]) {
                Err(A::Error::custom(words::unknown_field(&key, &[self.tag])))
            } else if let Some(variant) = variant {
                map.next_value_seed(ContentOf { variant, variants: PhantomData }).map(|read| value = Some(read))
            } else {
                map.next_value_seed(Seed::<Value>::new()).map(|read| early = Some(read))
            };
            read.map_err(|error| place::at(key, error))?;
        }
        match (variant, value, early) {
            (None, ..) => Err(A::Error::custom(words::missing_field(self.tag))),
            (_, Some(value), _) => Ok(value),
            (Some(variant), None, Some(_)) if T::EMPTY[variant] => {
                Err(place::at(self.content, A::Error::custom(words::unknown_field(self.content, &[self.tag]))))
            }
            (Some(variant), None, Some(early)) => kept(variant, early).map_err(|error| place::at(self.content, error)),
            (Some(variant), None, None) if T::EMPTY[variant] => empty(variant),
            (Some(_), None, None) => Err(A::Error::custom(words::missing_field(self.content))),
        }
    }
}
