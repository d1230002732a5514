//! Reading JSON.

use core::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Error, Kind, Violations};
use crate::model::{Model, Seed, effort, place, scope, words};

/// Reads a value; in an envelope, the body is an object with that one key.
///
/// # Errors
///
/// Where the body is not JSON, or not of the type's shape, or breaks its constraints.
pub fn read<T: Model>(bytes: &[u8], envelope: Option<&str>) -> Result<T, Error> {
    let text = json_text(bytes)?;
    let read = || {
        let mut from = serde_json::Deserializer::from_str(text);
        let value = match envelope {
            Some(name) => Enveloped { name, inner: Seed::new() }.deserialize(&mut from)?,
            None => T::read(&mut from)?,
        };
        from.end().map(|()| value)
    };
    let value: T = place::traced(|| effort::limited(bytes.len(), read))
        .map_err(|(pointer, error)| Error::from_json(pointer, &error))?;
    let mut found = Violations::new();
    match envelope {
        Some(name) => found.within(name, |found| value.check(found)),
        None => value.check(&mut found),
    }
    found.none_or(value)
}

/// The one key of an object, whose value is passed over; else how much there is in the body, `None` where that has no length.
///
/// # Errors
///
/// Where the body is not JSON, or has the key twice.
pub(crate) fn only_key(bytes: &[u8]) -> Result<Result<String, Option<usize>>, Error> {
    let found = serde_json::from_str::<Found>(json_text(bytes)?);
    match found.map_err(|error| Error::from_json(String::new(), &error))? {
        Found::Twice(key) => Err(Error::one(Kind::Shape, place::token(&key), words::TWICE)),
        Found::Key(key) => Ok(Ok(key)),
        Found::Length(length) => Ok(Err(length)),
    }
}

/// Whether a body is JSON of any shape.
///
/// # Errors
///
/// Where it is not.
pub(crate) fn syntax(bytes: &[u8]) -> Result<(), Error> {
    let read: Result<IgnoredAny, _> = serde_json::from_str(json_text(bytes)?);
    read.map(drop).map_err(|error| Error::from_json(String::new(), &error))
}

/// What a body is, where an object with one key is wanted.
enum Found {
    Key(String),
    /// The first key, once more.
    Twice(String),
    Length(Option<usize>),
}

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(KeyReader)
    }
}

struct KeyReader;

impl<'de> Visitor<'de> for KeyReader {
    type Value = Found;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let Some(first) = map.next_key::<String>()? else { return Ok(Found::Length(Some(0))) };
        map.next_value::<IgnoredAny>()?;
        let (mut length, mut twice) = (1, false);
        while let Some(key) = map.next_key::<String>()? {
            map.next_value::<IgnoredAny>()?;
            twice |= length == 1 && key == first;
            length += 1;
        }
        Ok(match length {
            1 => Found::Key(first),
            _ if twice => Found::Twice(first),
            length => Found::Length(Some(length)),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Found, A::Error> {
        let mut length = 0;
        while items.next_element::<IgnoredAny>()?.is_some() {
            length += 1;
        }
        Ok(Found::Length(Some(length)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        Ok(Found::Length(Some(text.chars().count())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(Found::Length(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Found, E> {
        Ok(Found::Length(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Found, E> {
        Ok(Found::Length(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Found, E> {
        Ok(Found::Length(None))
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Length(None))
    }
}

fn json_text(bytes: &[u8]) -> Result<&str, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::one(Kind::Syntax, String::new(), "the body is empty, where JSON was expected"));
    }
    text(bytes)
}

/// A body as text.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Error> {
    core::str::from_utf8(bytes).map_err(|error| {
        let detail = format!("the body is not UTF-8: wrong byte at place {}", error.valid_up_to());
        Error::one(Kind::Syntax, String::new(), detail)
    })
}

/// Reads an object with one key.
struct Enveloped<'a, T> {
    name: &'a str,
    inner: Seed<T>,
}

impl<'de, T: Model> DeserializeSeed<'de> for Enveloped<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, T: Model> Visitor<'de> for Enveloped<'_, T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object with the one field `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let refused = |key: String| {
            let error = words::unknown_field(&key, &[self.name]);
            place::at(key, A::Error::custom(error))
        };
        loop {
            match map.next_key::<String>()? {
                None => return Err(A::Error::custom(words::missing_field(self.name))),
                Some(key) if key == self.name => break,
                Some(_) if scope::drops_unknown() => drop(map.next_value::<IgnoredAny>()?),
                Some(key) => return Err(refused(key)),
            }
        }
        let value = map.next_value_seed(self.inner).map_err(|error| place::at(self.name, error))?;
        loop {
            match map.next_key::<String>()? {
                None => return Ok(value),
                Some(key) if key == self.name => return Err(place::at(key, A::Error::custom(words::TWICE))),
                Some(_) if scope::drops_unknown() => drop(map.next_value::<IgnoredAny>()?),
                Some(key) => return Err(refused(key)),
            }
        }
    }
}
