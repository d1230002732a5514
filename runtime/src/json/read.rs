//! Reading JSON.

use core::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::de::StrRead;

use super::{Error, Kind, Violations};
use crate::model::{Model, Seed, effort, place, scope, words};

/// Reads a value; in an envelope, the body is an object with that one key.
///
/// # Errors
///
/// Where the body is not JSON, or not of the type's shape, or breaks its constraints.
pub fn read<T: Model>(bytes: &[u8], envelope: Option<&str>) -> Result<T, Error> {
    let mut reading = Reading::begin(bytes)?;
    let read = match envelope {
        Some(name) => Enveloped { name, inner: Seed::<T>::new() }.deserialize(&mut reading.from),
        None => T::read(&mut reading.from),
    };
    let value = match read {
        Ok(value) => reading.end().map(|()| value)?,
        Err(error) => return Err(reading.failed(&error)),
    };
    let mut found = Violations::new();
    value.check(&mut found);
    found.none_below(envelope).map(|()| value)
}

/// A body that is being read: all that does not depend on what it is read as.
struct Reading<'b> {
    from: serde_json::Deserializer<StrRead<'b>>,
    trace: place::Trace,
    _effort: effort::Limit,
}

impl<'b> Reading<'b> {
    fn begin(bytes: &'b [u8]) -> Result<Self, Error> {
        let from = serde_json::Deserializer::from_str(json_text(bytes)?);
        Ok(Reading { from, trace: place::Trace::begin(), _effort: effort::Limit::begin(bytes.len()) })
    }

    /// What was read is all that there is.
    fn end(mut self) -> Result<(), Error> {
        match self.from.end() {
            Ok(()) => Ok(()),
            Err(error) => Err(self.failed(&error)),
        }
    }

    #[cold]
    fn failed(self, error: &serde_json::Error) -> Error {
        Error::from_json(self.trace.pointer(), error)
    }
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
        if !find(&mut map, self.name)? {
            return Err(A::Error::custom(words::missing_field(self.name)));
        }
        let value = map.next_value_seed(self.inner).map_err(|error| place::at(self.name, error))?;
        if find(&mut map, self.name)? {
            return Err(place::at(self.name, A::Error::custom(words::TWICE)));
        }
        Ok(value)
    }
}

/// Whether there is one more key of this name. Others are refused, or passed over where the API does so.
fn find<'de, A: MapAccess<'de>>(map: &mut A, name: &str) -> Result<bool, A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        if key == name {
            return Ok(true);
        }
        if !scope::drops_unknown() {
            let error = words::unknown_field(&key, &[name]);
            return Err(place::at(key, A::Error::custom(error)));
        }
        map.next_value::<IgnoredAny>()?;
    }
    Ok(false)
}
