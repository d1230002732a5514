//! Reads a query, or a form, as a model, and one text as a parameter.
//!
//! Text knows no types: the reader's wish decides what a text is tried as. A text that is not what was wished for is
//! handed over as text, so that the reader complains in its own words.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use serde::Deserializer;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};

use crate::json::{Error, Kind, Violations, WriteError};
use crate::model::write::Serde;
use crate::model::{Model, Parameter, place, words};

/// The error of reading: a sentence.
type Refused = serde::de::value::Error;

/// Reads a query, without its `?`, or a form as a model whose fields are the parameters. A list's items are given one by one:
/// `?sort=name&sort=id`. Parameters that are `others`' are passed over.
///
/// # Errors
///
/// See [`json::read`](crate::json::read); the pointer is `/` and the parameter's name.
pub(crate) fn read_query<T: Model>(query: &str, others: impl Fn(&str) -> bool) -> Result<T, Error> {
    let own = |(name, _): &(Text<'_>, _)| !others(&name.0);
    let value: T = place::traced(|| T::read(MapDeserializer::new(parameters(query)?.into_iter().filter(own))))
        .map_err(|(pointer, error)| Error::one(Kind::Shape, pointer, words::plain(&error.to_string())))?;
    let mut found = Violations::new();
    value.check(&mut found);
    found.none_or(value)
}

/// Reads one text, as [`Parameter::from_text`](crate::Parameter::from_text) does.
pub(crate) fn read_text<T: Model>(text: &str) -> Result<T, String> {
    let value: T = read_key(text)?;
    let mut found = Violations::new();
    value.check(&mut found);
    let details: Vec<_> = found.into_problems().into_iter().map(|problem| problem.detail).collect();
    if details.is_empty() { Ok(value) } else { Err(details.join(", ")) }
}

/// Reads one text, as [`Key::from_key`](crate::Key::from_key) does: its constraints are looked at later.
pub(crate) fn read_key<T: Model>(text: &str) -> Result<T, String> {
    T::read(Text(Cow::Borrowed(text))).map_err(|error| words::plain(&error.to_string()))
}

/// Writes a parameter as one text: what [`read_text`] reads.
///
/// # Errors
///
/// Where the value has no form, as a number that JSON cannot say, or a variant that the version does not have.
pub(crate) fn write_text<T: Parameter>(value: &T) -> Result<String, WriteError> {
    Ok(match value.write(Serde(serde_json::value::Serializer)).map_err(WriteError)? {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    })
}

/// The parameters, in the order in which each is first given.
fn parameters(query: &str) -> Result<Vec<(Text<'_>, Given<'_>)>, Refused> {
    let mut parameters: Vec<(Text<'_>, Given<'_>)> = Vec::new();
    // A form may have very many.
    let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        let value = Text(decoded(value).map_err(|error| place::at(&name, error))?);
        match places.get(&name) {
            Some(&place) => parameters[place].1.0.push(value),
            None => {
                places.insert(name.clone(), parameters.len());
                parameters.push((Text(name), Given(vec![value])));
            }
        }
    }
    Ok(parameters)
}

/// The values of one parameter, as far as they are text.
pub(crate) fn values<'q>(name: &str, query: &'q str) -> impl Iterator<Item = Cow<'q, str>> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.filter(move |(found, _)| decoded(found).is_ok_and(|found| found == name)).map(|(_, value)| {
        // What is no text is no version either, and is told as it came.
        decoded(value).unwrap_or(Cow::Borrowed(value))
    })
}

fn decoded(text: &str) -> Result<Cow<'_, str>, Refused> {
    let spaced = if text.contains('+') { Cow::Owned(text.replace('+', " ")) } else { Cow::Borrowed(text) };
    let decoded = match &spaced {
        Cow::Borrowed(text) => percent_decode_str(text).decode_utf8(),
        Cow::Owned(text) => percent_decode_str(text).decode_utf8().map(|text| Cow::Owned(text.into_owned())),
    };
    decoded.map_err(|_| Refused::custom("not UTF-8"))
}

/// One text.
struct Text<'a>(Cow<'a, str>);

/// What was given for one parameter: at least one text.
struct Given<'a>(Vec<Text<'a>>);

impl<'a> Given<'a> {
    /// The text of a parameter that may be given once.
    fn once(mut self) -> Result<Text<'a>, Refused> {
        let last = self.0.pop().unwrap_or(Text(Cow::Borrowed("")));
        if self.0.is_empty() { Ok(last) } else { Err(Refused::custom("given more than once")) }
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

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct map struct enum
        identifier
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Parameter;

    #[derive(Debug, PartialEq)]
    #[crate::model(crate = crate)]
    #[serde(rename_all = "snake_case")]
    enum Order {
        Ascending,
        Descending,
    }

    #[derive(Debug, PartialEq)]
    #[crate::model(crate = crate)]
    struct Name(#[check(length = 1..=3)] String);

    #[derive(Debug, PartialEq)]
    #[crate::model(crate = crate)]
    struct Filter {
        #[serde(default)]
        deleted: bool,
        #[check(range = 1..=100)]
        limit: Option<u8>,
        #[serde(default)]
        sort: Vec<Name>,
        order: Option<Order>,
        ratio: Option<f64>,
        ids: Option<Vec<i32>>,
    }

    const NONE: Filter = Filter { deleted: false, limit: None, sort: Vec::new(), order: None, ratio: None, ids: None };

    #[test]
    fn queries_are_read_by_the_types_of_their_fields() {
        let check = |query: &str, expected: Filter| assert_eq!(read_query(query, |_| false), Ok(expected), "{query}");
        check("", NONE);
        check("&", NONE);
        check(
            "deleted=true&limit=5&ratio=1.5&order=descending",
            Filter { deleted: true, limit: Some(5), ratio: Some(1.5), order: Some(Order::Descending), ..NONE },
        );
        check(
            "sort=a&limit=1&sort=b+c&ids=-1",
            Filter {
                limit: Some(1),
                sort: vec![Name("a".to_owned()), Name("b c".to_owned())],
                ids: Some(vec![-1]),
                ..NONE
            },
        );
        check("so%72t=%C3%A4+%2B", Filter { sort: vec![Name("ä +".to_owned())], ..NONE });
        assert_eq!(read_query("marker=x&limit=5", |name| name == "marker"), Ok(Filter { limit: Some(5), ..NONE }));
        let free: BTreeMap<String, String> = read_query("a=1&b", |_| false).expect("anything goes");
        assert_eq!(free, BTreeMap::from([("a".to_owned(), "1".to_owned()), ("b".to_owned(), String::new())]));
    }

    #[test]
    fn wrong_queries_are_refused_by_the_parameters_name() {
        let check = |query: &str, expected: &str| {
            let error = read_query::<Filter>(query, |_| false).expect_err(query);
            assert_eq!(error.to_string(), expected, "{query}");
        };
        check("lim=1", "/lim: unknown field `lim`, the fields are `deleted`, `limit`, `sort`, `order`, `ratio`, `ids`");
        check("limit=", "/limit: expected a whole number from 0 to 255, found the text \"\"");
        check("limit=300", "/limit: expected a whole number from 0 to 255, found 300");
        check("limit=ten", "/limit: expected a whole number from 0 to 255, found the text \"ten\"");
        check("limit=1&limit=2", "/limit: given more than once");
        check("deleted=yes", "/deleted: expected `true` or `false`, found the text \"yes\"");
        check("ratio=inf", "/ratio: the number is too large");
        check("order=up", "/order: unknown value `up`, expected one of `ascending`, `descending`");
        check("ids=1&ids=x", "/ids/1: expected a whole number from -2147483648 to 2147483647, found the text \"x\"");
        check("limit=%FF", "/limit: not UTF-8");
        check(
            "limit=0&sort=&sort=abcd",
            "/limit: expected a number from 1 to 100, found 0; \
             /sort/0: expected 1 to 3 characters, found 0; /sort/1: expected 1 to 3 characters, found 4",
        );
    }

    #[test]
    fn one_text_is_read_as_a_parameter() {
        assert_eq!(u8::from_text("7"), Ok(7));
        assert_eq!(u8::from_text("x"), Err("expected a whole number from 0 to 255, found the text \"x\"".to_owned()));
        assert_eq!(Order::from_text("ascending"), Ok(Order::Ascending));
        assert_eq!(Name::from_text("ab"), Ok(Name("ab".to_owned())));
        assert_eq!(Name::from_text(""), Err("expected 1 to 3 characters, found 0".to_owned()));
        assert_eq!(Box::<f32>::from_text("1"), Ok(Box::new(1.0)));
    }
}
