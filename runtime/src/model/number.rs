//! Booleans and numbers.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use serde::ser::Error as _;
use terrace_model::{Shape, Type};

use super::{Model, Parameter, Writer};
use crate::json::Violations;

/// Up to here every whole number is exact in an `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Model for bool {
    const TYPE: Type = Type::plain(Shape::Boolean);

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(self)
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bool(Boolean)
    }

    fn check(&self, _: &mut Violations) {}
}

impl Parameter for bool {}

struct Boolean;

impl Visitor<'_> for Boolean {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("`true` or `false`")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }
}

macro_rules! integers {
    ($($type:ident: $read:ident, $format:expr;)*) => {$(
        impl Model for $type {
            const TYPE: Type = Type::plain(Shape::Integer {
                minimum: $type::MIN as i128,
                maximum: $type::MAX as i128,
                format: $format,
            });

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                to.value(self)
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.$read(Integer { minimum: $type::MIN as i128, maximum: $type::MAX as i128, number: PhantomData })
            }

            fn check(&self, _: &mut Violations) {}
        }

        impl Parameter for $type {}
    )*};
}

integers! {
    i8: deserialize_i8, None;
    i16: deserialize_i16, None;
    i32: deserialize_i32, Some("int32");
    i64: deserialize_i64, Some("int64");
    isize: deserialize_i64, Some("int64");
    u8: deserialize_u8, None;
    u16: deserialize_u16, None;
    u32: deserialize_u32, None;
    u64: deserialize_u64, None;
    usize: deserialize_u64, None;
}

struct Integer<T> {
    minimum: i128,
    maximum: i128,
    number: PhantomData<T>,
}

impl<T: TryFrom<i128>> Integer<T> {
    fn take<E: Error>(self, number: i128, found: Unexpected<'_>) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::invalid_value(found, &self))
    }
}

impl<T: TryFrom<i128>> Visitor<'_> for Integer<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a whole number from {} to {}", self.minimum, self.maximum)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.take(value.into(), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.take(value.into(), Unexpected::Unsigned(value))
    }

    /// JSON knows one sort of number: `1.0` is whole, and JSON Schema's `integer` says so too.
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        if value.fract() == 0.0 && value.abs() <= EXACT {
            self.take(value as i128, Unexpected::Float(value))
        } else {
            Err(E::invalid_value(Unexpected::Float(value), &self))
        }
    }
}

macro_rules! fractions {
    ($($type:ident: $read:ident, $format:literal;)*) => {$(
        impl Model for $type {
            const TYPE: Type = Type::plain(Shape::Number { format: $format });

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                if self.is_finite() {
                    to.value(self)
                } else {
                    Err(W::Error::custom(format_args!("{self} has no form in JSON")))
                }
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                // Narrowing rounds, and a number too large for the type becomes infinite.
                let value = from.$read(Fraction)? as $type;
                if value.is_finite() { Ok(value) } else { Err(D::Error::custom("the number is too large")) }
            }

            fn check(&self, _: &mut Violations) {}
        }

        impl Parameter for $type {}
    )*};
}

fractions! {
    f32: deserialize_f32, "float";
    f64: deserialize_f64, "double";
}

struct Fraction;

impl Visitor<'_> for Fraction {
    type Value = f64;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
}
