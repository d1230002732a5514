//! Any JSON value.

use core::fmt;

use serde::Deserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use terrace_model::{Shape, Type};

use super::{Model, Seed, Writer, place, words};
use crate::json::Violations;

impl Model for Value {
    const TYPE: Type = Type::plain(Shape::Any);

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(self)
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from)
    }

    fn check(&self, _: &mut Violations) {}
}

/// Reads any value. Unlike serde_json's reader it refuses a key that is there twice.
pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
    from.deserialize_any(Any)
}

/// Reads one value of an object.
pub(crate) fn entry<'de, A: MapAccess<'de>>(
    map: &mut A,
    fields: &mut Map<String, Value>,
    key: String,
) -> Result<(), A::Error> {
    if fields.contains_key(&key) {
        return Err(place::at(key, A::Error::custom(words::TWICE)));
    }
    match map.next_value_seed(Seed::<Value>::new()) {
        Ok(value) => {
            fields.insert(key, value);
            Ok(())
        }
        Err(error) => Err(place::at(key, error)),
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        read(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Value, A::Error> {
        super::list::List::new().visit_seq(seq).map(Value::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key()? {
            entry(&mut map, &mut fields, key)?;
        }
        Ok(Value::Object(fields))
    }
}
