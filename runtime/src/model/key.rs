//! Keys: models that are the names of a map's entries.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};
use uuid::Uuid;

use super::{Parameter, place};
use crate::query;

/// A model that can be the key of a map: text, a whole number, a `Uuid`, and what `#[model]` makes of these, an enum without content or
/// a newtype.
///
/// A number is written in quotes, as JSON has it, and read only as it is written: `{"7": …}`, but not `{"07": …}`. So no two keys
/// of an object are one of the map. Implement it for a [`Parameter`] of your own whose values are told apart by their text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map",
    label = "is no name of a JSON object's field",
    note = "text, whole numbers, `Uuid`, `#[model]` enums without content and newtypes of these can"
)]
pub trait Key: Parameter {
    /// Reads it. Constraints are looked at later, with those of the values.
    ///
    /// # Errors
    ///
    /// What is wrong, for the client: ``expected a whole number from 0 to 255, found the text "abc"``.
    fn from_key(text: &str) -> Result<Self, String> {
        query::read_key(text)
    }
}

impl Key for String {
    fn from_key(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

macro_rules! texts {
    ($($type:ty,)*) => {$(impl Key for $type {})*};
}

texts! { Box<str>, Cow<'static, str>, char, Uuid, }

macro_rules! integers {
    ($($type:ident,)*) => {$(
        impl Key for $type {
            fn from_key(text: &str) -> Result<Self, String> {
                let key: $type = query::read_key(text)?;
                let written = key.to_string();
                if written == text { Ok(key) } else { Err(format!("expected it as it is written, `{written}`")) }
            }
        }
    )*};
}

integers! { i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, }

macro_rules! pointers {
    ($($pointer:ident,)*) => {$(
        impl<T: Key> Key for $pointer<T> {
            fn from_key(text: &str) -> Result<Self, String> {
                T::from_key(text).map($pointer::new)
            }
        }
    )*};
}

pointers! { Box, Arc, }

/// A key as the text that it is written as, for the place of what is wrong.
pub(super) struct AsText<'a, K>(pub(super) &'a K);

impl<K: Key> fmt::Display for AsText<'_, K> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One that cannot be written was not read either.
        query::write_text(self.0).map_or(Ok(()), |text| out.write_str(&text))
    }
}

/// Reads a key where serde asks for a seed.
pub(super) struct KeySeed<K>(PhantomData<K>);

impl<K> KeySeed<K> {
    pub(super) fn new() -> KeySeed<K> {
        KeySeed(PhantomData)
    }
}

impl<'de, K: Key> DeserializeSeed<'de> for KeySeed<K> {
    type Value = K;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<K, D::Error> {
        from.deserialize_str(self)
    }
}

impl<K: Key> Visitor<'_> for KeySeed<K> {
    type Value = K;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<K, E> {
        K::from_key(text).map_err(|reason| place::at(text, E::custom(reason)))
    }
}
