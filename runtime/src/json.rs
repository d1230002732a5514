//! The one seam through which JSON is read and written.
//!
//! Nothing else in the workspace that serves requests calls `serde_json`. What is wrong with a body is told in plain
//! words, each with the place it is at (RFC 6901): the first error of shape alone, else all broken constraints.

use core::fmt;

use bytes::Bytes;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::error::Category;

use crate::dialect::NextPage;
use crate::model::{As, Model, Seed, effort, place, scope, words};

/// How many lists and objects may be within each other: what `serde_json` allows.
const DEPTH: usize = 127;

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

/// Writes a value; in an envelope, as an object with that one key.
///
/// # Errors
///
/// Where the value has no form in JSON, as a number that is infinite.
pub fn write<T: Model>(value: &T, envelope: Option<&str>) -> Result<Bytes, WriteError> {
    let mut buffer = Vec::with_capacity(256);
    let mut to = serde_json::Serializer::new(&mut buffer);
    let written = match envelope {
        Some(name) => to.serialize_map(Some(1)).and_then(|mut map| {
            map.serialize_entry(name, &As(value))?;
            map.end()
        }),
        None => value.write(&mut to),
    };
    written.map(|()| Bytes::from(buffer)).map_err(WriteError)
}

/// Writes a page: a list below a key, and beside it the URL of the next one.
pub(crate) fn write_page<T: Model>(
    items: &Vec<T>,
    key: &str,
    next: Option<(NextPage, &str)>,
) -> Result<Bytes, WriteError> {
    let mut buffer = Vec::with_capacity(256);
    let mut to = serde_json::Serializer::new(&mut buffer);
    let written = to.serialize_map(None).and_then(|mut map| {
        map.serialize_entry(key, &As(items))?;
        match next {
            Some((NextPage::Field, url)) => map.serialize_entry("next", url)?,
            Some((NextPage::Links, url)) => {
                map.serialize_entry(&format!("{key}_links"), &[Link { rel: "next", href: url }])?;
            }
            None => {}
        }
        map.end()
    });
    written.map(|()| Bytes::from(buffer)).map_err(WriteError)
}

/// A link, as OpenStack's services write one.
#[derive(serde::Serialize)]
struct Link<'u> {
    rel: &'static str,
    href: &'u str,
}

/// Why a value could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// At which step it failed.
    pub kind: Kind,
    /// What is wrong: one problem, or for [`Kind::Constraints`] at least one.
    pub problems: Vec<Problem>,
}

/// At which step reading failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not JSON.
    Syntax,
    /// It is, but of another shape than the type's.
    Shape,
    /// It has the shape, but breaks constraints.
    Constraints,
}

/// One thing that is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole.
    pub pointer: String,
    /// What, for the client.
    pub detail: String,
}

impl Error {
    pub(crate) fn one(kind: Kind, pointer: String, detail: impl Into<String>) -> Error {
        Error { kind, problems: vec![Problem { pointer, detail: detail.into() }] }
    }

    fn from_json(pointer: String, error: &serde_json::Error) -> Error {
        // JSON allows both; where they are is known, and the reader has no kind of its own for them.
        let message = error.to_string();
        if message.starts_with("recursion limit exceeded") {
            return Error::one(Kind::Shape, pointer, format!("nested deeper than {DEPTH} values"));
        }
        if message.starts_with("number out of range") {
            return Error::one(Kind::Shape, pointer, "the number is too large");
        }
        if error.classify() == Category::Data {
            let place = format!(" at line {} column {}", error.line(), error.column());
            Error::one(Kind::Shape, pointer, words::plain(message.strip_suffix(&place).unwrap_or(&message)))
        } else {
            Error::one(Kind::Syntax, String::new(), format!("the body is not JSON: {error}"))
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let gap = if at == 0 { "" } else { "; " };
            let colon = if problem.pointer.is_empty() { "" } else { ": " };
            write!(out, "{gap}{}{colon}{}", problem.pointer, problem.detail)?;
        }
        Ok(())
    }
}

impl core::error::Error for Error {}

/// Why a value could not be written.
#[derive(Debug)]
pub struct WriteError(pub(crate) serde_json::Error);

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value has no form in JSON")
    }
}

impl core::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Constraints that a value breaks, each with its JSON pointer.
///
/// It keeps the first hundred, so that a short body cannot ask for a long answer.
#[derive(Clone, Debug, Default)]
pub struct Violations {
    found: Vec<Problem>,
}

impl Violations {
    const MOST: usize = 100;

    /// None yet.
    pub fn new() -> Violations {
        Violations::default()
    }

    /// Reports one, at the place that is being looked at.
    pub fn report(&mut self, detail: impl Into<String>) {
        if self.found.len() < Violations::MOST {
            self.found.push(Problem { pointer: String::new(), detail: detail.into() });
        }
    }

    /// Looks at a part of the value: a field's name, a map's key, an item's index.
    ///
    /// Nothing is formatted unless something is reported.
    pub fn within(&mut self, step: impl fmt::Display, look: impl FnOnce(&mut Violations)) {
        let before = self.found.len();
        look(self);
        let found = &mut self.found[before..];
        if !found.is_empty() {
            let step = place::token(&step);
            found.iter_mut().for_each(|problem| problem.pointer.insert_str(0, &step));
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All that was reported.
    pub fn into_problems(self) -> Vec<Problem> {
        self.found
    }

    pub(crate) fn none_or<T>(self, value: T) -> Result<T, Error> {
        if self.found.is_empty() { Ok(value) } else { Err(Error { kind: Kind::Constraints, problems: self.found }) }
    }
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
