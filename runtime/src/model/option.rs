//! What may be absent, what is nothing, and pointers.

use core::any::TypeId;
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use terrace_model::{Access, FieldNames, Life, Range, Shape, Type};

use super::batch::Reached;
use super::read::Fields;
use super::write::Object;
use super::{Model, Parameter, Writer};
use crate::json::Violations;

impl<T: Model> Model for Option<T> {
    const TYPE: Type = Type { life: T::LIFE, ..Type::plain(Shape::Optional(T::ty)) };
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        match self {
            Some(value) => value.write(to),
            None => to.value(&None::<()>),
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

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        if let Some(value) = self {
            value.reach(reached);
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

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(&())
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
    ($($pointer:ident, $within:expr;)*) => {$(
        impl<T: Model> Model for $pointer<T> {
            const TYPE: Type = T::TYPE;
            const LIFE: Life = T::LIFE;

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                T::write(self, to)
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                T::read(from).map($pointer::new)
            }

            fn check(&self, found: &mut Violations) {
                T::check(self, found);
            }

            fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
                if let Some(value) = $within(self) {
                    T::reach(value, reached);
                }
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

            fn write_fields<O: Object>(&self, object: &mut O) -> Result<(), O::Error> {
                T::write_fields(self, object)
            }
        }
    )*};
}

pointers! {
    Box, |this: &'a mut Box<T>| Some(&mut **this);
    Arc, Arc::get_mut;
}
