//! Fields of types that are no models: serde reads and writes them, utoipa describes them.
//!
//! utoipa is the user's dependency, not terrace's: generated code asks it, and hands over what it says as text.

use core::fmt::Display;
use core::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserializer, Serialize, forward_to_deserialize_any};
use terrace_model::{Described, Version};

use super::write::{Object, Serde};
use super::{Writer, place, read, words, write};
use crate::json::Violations;

/// A type in a field with `#[schema(utoipa)]`. Its functions are those that generated code calls of a
/// [`Model`](crate::Model), by the same names.
#[diagnostic::on_unimplemented(
    message = "serde cannot read and write `{Self}`",
    label = "cannot be read or written",
    note = "derive `serde::Serialize` and `serde::Deserialize` on the type, which must own what it holds and be `Send` and `Sync`"
)]
pub trait BySerde: Sized + Send + Sync + 'static {
    #[doc(hidden)]
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error>;

    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// What the value fulfils is its type's own matter.
    #[doc(hidden)]
    fn check(&self, _: &mut Violations) {}

    /// Whether a field of the type may be left out, as serde has it.
    #[doc(hidden)]
    fn is_optional() -> bool;

    #[doc(hidden)]
    fn read_field<'de, A: MapAccess<'de>>(
        map: &mut A,
        slot: &mut Option<Self>,
        name: &'static str,
    ) -> Result<(), A::Error>;

    #[doc(hidden)]
    fn needed<E: Error>(slot: Option<Self>, name: &'static str) -> Result<Self, E>;

    #[doc(hidden)]
    fn write_field<O: Object>(&self, object: &mut O, name: &'static str, joined: &'static str) -> Result<(), O::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + Send + Sync + 'static> BySerde for T {
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(self)
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = T::deserialize(from);
        // Models within may have failed where the type tried something else then.
        place::forget();
        value
    }

    fn is_optional() -> bool {
        T::deserialize(Absent::<serde::de::value::Error>("", PhantomData)).is_ok()
    }

    fn read_field<'de, A: MapAccess<'de>>(
        map: &mut A,
        slot: &mut Option<Self>,
        name: &'static str,
    ) -> Result<(), A::Error> {
        read::seeded(map, slot, name, Seed(PhantomData))
    }

    fn needed<E: Error>(slot: Option<Self>, name: &'static str) -> Result<Self, E> {
        slot.map_or_else(|| T::deserialize(Absent(name, PhantomData)), Ok)
    }

    fn write_field<O: Object>(&self, object: &mut O, name: &'static str, joined: &'static str) -> Result<(), O::Error> {
        object.field(name, joined, &write::BySerde(self))
    }
}

/// What utoipa says of a type: the name by which its schemas refer to it, its schema, and those that this refers to.
pub fn describe<S: Serialize>(name: &impl Display, schema: &S, listed: &[(String, S)]) -> Described {
    // Whoever reads it reports that nothing is no schema.
    let text = |schema: &S| serde_json::to_string(schema).unwrap_or_default();
    Described {
        name: name.to_string(),
        schema: text(schema),
        listed: listed.iter().map(|(name, schema)| (name.clone(), text(schema))).collect(),
    }
}

/// The default of a field as JSON text, which is the same in every version.
pub fn default_text<T: BySerde>(_: Option<Version>, default: fn() -> T) -> Option<String> {
    write::always(|| default().write(Serde(serde_json::value::Serializer)).ok().map(|value| value.to_string()))
}

struct Seed<T>(PhantomData<T>);

impl<'de, T: BySerde> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::read(from)
    }
}

/// A field that is absent: only what may be nothing can be read from it. serde's derive does the same.
struct Absent<E>(&'static str, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Absent<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::custom(words::missing_field(self.0)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
