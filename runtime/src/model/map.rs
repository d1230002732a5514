//! Maps.

use core::fmt;
use core::hash::Hash;
use std::collections::{BTreeMap, HashMap};

use serde::Deserializer;
use serde::de::{Error, MapAccess, Visitor};
use terrace_model::{Life, Shape, Type};

use super::batch::Reached;
use super::key::{AsText, KeySeed};
use super::{Key, Model, Seed, Writer, place, words};
use crate::json::Violations;

const fn map<K: Key, T: Model>() -> Type {
    Type { life: K::LIFE.and(T::LIFE), ..Type::plain(Shape::Map { key: K::ty, value: T::ty }) }
}

macro_rules! maps {
    ($([$($bounds:tt)*] $map:ident;)*) => {$(
        impl<K: Key + $($bounds)*, T: Model> Model for $map<K, T> {
            const TYPE: Type = map::<K, T>();
            const LIFE: Life = K::LIFE.and(T::LIFE);

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                to.map(self.iter())
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_map(Entries { has: $map::contains_key, add: $map::insert })
            }

            fn check(&self, found: &mut Violations) {
                for (key, value) in self {
                    found.within(AsText(key), |found| {
                        key.check(found);
                        value.check(found);
                    });
                }
            }

            fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
                self.values_mut().for_each(|value| value.reach(reached));
            }
        }
    )*};
}

maps! {
    [Ord] BTreeMap;
    [Eq + Hash] HashMap;
}

struct Entries<K, T, C> {
    has: fn(&C, &K) -> bool,
    add: fn(&mut C, K, T) -> Option<T>,
}

impl<'de, K: Key, T: Model, C: Default> Visitor<'de> for Entries<K, T, C> {
    type Value = C;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<C, A::Error> {
        let mut entries = C::default();
        while let Some(key) = map.next_key_seed(KeySeed::<K>::new())? {
            if (self.has)(&entries, &key) {
                return Err(place::at(AsText(&key), A::Error::custom(words::TWICE)));
            }
            match map.next_value_seed(Seed::new()) {
                Ok(value) => (self.add)(&mut entries, key, value),
                Err(error) => return Err(place::at(AsText(&key), error)),
            };
        }
        Ok(entries)
    }
}
