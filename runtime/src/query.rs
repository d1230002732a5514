//! Reads a query as a model, and one text as a parameter.
//!
//! Text knows no types: the reader's wish decides what a text is tried as. A text that is not what was wished for is
//! handed over as text, so that the reader complains in its own words.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde::Deserializer;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};

use crate::json::{Error, Kind, Violations};
use crate::model::{Model, place, words};

/// The error of reading: a sentence.
type Refused = serde::de::value::Error;

/// Reads a query, without its `?`, as a model whose fields are the parameters. A list's items are given one by one:
/// `?sort=name&sort=id`.
///
/// # Errors
///
/// See [`json::read`](crate::json::read); the pointer is `/` and the parameter's name.
pub(crate) fn read_query<T: Model>(query: &str) -> Result<T, Error> {
    let value: T = place::traced(|| T::read(MapDeserializer::new(parameters(query)?.into_iter())))
        .map_err(|(pointer, error)| Error::one(Kind::Shape, pointer, words::plain(&error.to_string())))?;
    let mut found = Violations::new();
    value.check(&mut found);
    found.none_or(value)
}

/// Reads one text, as [`Parameter::from_text`](crate::Parameter::from_text) does.
pub(crate) fn read_text<T: Model>(text: &str) -> Result<T, String> {
    let value = T::read(Text(Cow::Borrowed(text))).map_err(|error| words::plain(&error.to_string()))?;
    let mut found = Violations::new();
    value.check(&mut found);
    let details: Vec<_> = found.into_problems().into_iter().map(|problem| problem.detail).collect();
    if details.is_empty() { Ok(value) } else { Err(details.join(", ")) }
}

/// The parameters, in the order in which each is first given.
fn parameters(query: &str) -> Result<Vec<(Text<'_>, Given<'_>)>, Refused> {
    let mut parameters: Vec<(Text<'_>, Given<'_>)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        let value = Text(decoded(value).map_err(|error| place::at(&name, error))?);
        match parameters.iter_mut().find(|(known, _)| known.0 == name) {
            Some((_, given)) => given.0.push(value),
            None => parameters.push((Text(name), Given(vec![value]))),
        }
    }
    Ok(parameters)
}

fn decoded(text: &str) -> Result<Cow<'_, str>, Refused> {
    let spaced = if text.contains('+') { Cow::Owned(text.replace('+', " ")) } else { Cow::Borrowed(text) };
    let decoded = match &spaced {
        Cow::Borrowed(text) => percent_decode_str(text).decode_utf8(),
        Cow::Owned(text) => percent_decode_str(text).decode_utf8().map(|text| Cow::Owned(text.into_owned())),
    };
    decoded.map_err(|_| Refused::custom("the query is not UTF-8"))
}

/// One text.
struct Text<'a>(Cow<'a, str>);

/// What was given for one parameter: at least one text.
struct Given<'a>(Vec<Text<'a>>);

impl<'a> Given<'a> {
    /// The text of a parameter that may be given once.
    fn once(mut self) -> Result<Text<'a>, Refused> {
        let last = self.0.pop().unwrap_or(Text(Cow::Borrowed("")));
        if self.0.is_empty() { Ok(last) } else { Err(Refused::custom("the parameter is given more than once")) }
    }
}

impl<'de> IntoDeserializer<'de, Refused> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> IntoDeserializer<'de, Refused> for Given<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($wish:ident $visit:ident $type:ident;)*) => {$(
        fn $wish<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            match self.0.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_str(&self.0),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    parsed! {
        deserialize_bool visit_bool bool;
        deserialize_i8 visit_i64 i64;
        deserialize_i16 visit_i64 i64;
        deserialize_i32 visit_i64 i64;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u64 u64;
        deserialize_u16 visit_u64 u64;
        deserialize_u32 visit_u64 u64;
        deserialize_u64 visit_u64 u64;
        deserialize_f32 visit_f64 f64;
        deserialize_f64 visit_f64 f64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple tuple_struct map struct enum
        identifier ignored_any
    }
}

macro_rules! once {
    ($($wish:ident)*) => {$(
        fn $wish<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            self.once()?.$wish(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Given<'de> {
    type Error = Refused;

    once! {
        deserialize_any deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter()))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct map struct enum
        identifier ignored_any
    }
}
