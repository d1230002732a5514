//! Maps with text for keys.

use core::fmt;
use std::collections::{BTreeMap, HashMap};

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserializer, Serializer};
use terrace_model::{Life, Shape, Type};

use super::{As, Model, Seed, place, words};
use crate::json::Violations;

const fn map<T: Model>() -> Type {
    Type { life: T::LIFE, ..Type::plain(Shape::Map(T::ty)) }
}

impl<T: Model> Model for BTreeMap<String, T> {
    const TYPE: Type = map::<T>();
    const LIFE: Life = T::LIFE;

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter().map(|(key, value)| (key, As(value))))
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Entries { has: BTreeMap::contains_key, add: BTreeMap::insert })
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }
}

impl<T: Model> Model for HashMap<String, T> {
    const TYPE: Type = map::<T>();
    const LIFE: Life = T::LIFE;

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter().map(|(key, value)| (key, As(value))))
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Entries { has: HashMap::contains_key, add: HashMap::insert })
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }
}

fn check<'a, T: Model>(entries: impl IntoIterator<Item = (&'a String, &'a T)>, found: &mut Violations) {
    for (key, value) in entries {
        found.within(key, |found| value.check(found));
    }
}

struct Entries<T, C> {
    has: fn(&C, &String) -> bool,
    add: fn(&mut C, String, T) -> Option<T>,
}

impl<'de, T: Model, C: Default> Visitor<'de> for Entries<T, C> {
    type Value = C;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<C, A::Error> {
        let mut entries = C::default();
        while let Some(key) = map.next_key::<String>()? {
            if (self.has)(&entries, &key) {
                return Err(place::at(key, A::Error::custom(words::TWICE)));
            }
            match map.next_value_seed(Seed::new()) {
                Ok(value) => (self.add)(&mut entries, key, value),
                Err(error) => return Err(place::at(key, error)),
            };
        }
        Ok(entries)
    }
}
