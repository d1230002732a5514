//! What may be absent, what is nothing, and pointers.

use core::any::TypeId;
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};
use terrace_model::{Access, FieldNames, Life, Range, Shape, Type};

use super::read::Fields;
use super::{Model, Parameter};
use crate::json::Violations;

impl<T: Model> Model for Option<T> {
    const TYPE: Type = Type { life: T::LIFE, ..Type::plain(Shape::Optional(T::ty)) };
    const LIFE: Life = T::LIFE;

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(to),
            None => to.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_option(Optional(PhantomData))
    }

    fn check(&self, found: &mut Violations) {
        if let Some(value) = self {
            value.check(found);
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

struct Optional<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for Optional<T> {
    type Value = Option<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value or `null`")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::read(from).map(Some)
    }
}

impl Model for () {
    const TYPE: Type = Type::plain(Shape::Null);

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_unit(Null)
    }

    fn check(&self, _: &mut Violations) {}
}

struct Null;

impl Visitor<'_> for Null {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("`null`")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

macro_rules! pointers {
    ($($pointer:ident,)*) => {$(
        impl<T: Model> Model for $pointer<T> {
            const TYPE: Type = T::TYPE;
            const LIFE: Life = T::LIFE;

            fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                T::write(self, to)
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                T::read(from).map($pointer::new)
            }

            fn check(&self, found: &mut Violations) {
                T::check(self, found);
            }

            fn absent() -> Option<Self> {
                T::absent().map($pointer::new)
            }
        }

        impl<T: Parameter> Parameter for $pointer<T> {}

        impl<T: Fields> Fields for $pointer<T> {
            const NAMES: &'static [&'static str] = T::NAMES;
            const RANGES: &'static [Range] = T::RANGES;
            const ACCESS: &'static [Access] = T::ACCESS;
            const FLATTENED: &'static [&'static FieldNames] = T::FLATTENED;
            const IS_CHOICE: bool = T::IS_CHOICE;
            const OPEN: Option<TypeId> = T::OPEN;

            fn read_fields<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
                T::read_fields(map).map($pointer::new)
            }

            fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                T::write_fields(self, map)
            }
        }
    )*};
}

pointers! { Box, Arc, }
