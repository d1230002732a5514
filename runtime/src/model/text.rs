//! Text, and what is written as text.

use core::fmt;
use core::marker::PhantomData;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::borrow::Cow;

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use terrace_model::{Constraint, Rule, Shape, Type, schema::Bounds};
use uuid::Uuid;

use super::{Model, Parameter, Writer};
use crate::json::Violations;

const fn text(format: Option<&'static str>) -> Type {
    Type::plain(Shape::Text { format })
}

macro_rules! texts {
    ($($type:ty,)*) => {$(
        impl Model for $type {
            const TYPE: Type = text(None);

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                to.text(self)
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_string(Text).map(Into::into)
            }

            fn check(&self, _: &mut Violations) {}
        }

        impl Parameter for $type {}
    )*};
}

texts! { String, Box<str>, Cow<'static, str>, }

struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}

impl Model for char {
    const TYPE: Type =
        Type { rules: &[Constraint::always(Rule::Length(Bounds { minimum: 1, maximum: Some(1) }))], ..text(None) };

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.text(self.encode_utf8(&mut [0; 4]))
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parse(from, "one character")
    }

    fn check(&self, _: &mut Violations) {}
}

impl Parameter for char {}

macro_rules! parsed {
    ($($type:ty: $format:expr, $what:literal;)*) => {$(
        impl Model for $type {
            const TYPE: Type = text($format);

            fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
                to.value(&format_args!("{self}"))
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                parse(from, $what)
            }

            fn check(&self, _: &mut Violations) {}
        }

        impl Parameter for $type {}
    )*};
}

parsed! {
    IpAddr: None, "an IP address";
    Ipv4Addr: Some("ipv4"), "an IPv4 address";
    Ipv6Addr: Some("ipv6"), "an IPv6 address";
}

impl Model for Uuid {
    const TYPE: Type = text(Some("uuid"));

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.text(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }

    /// Only the form that documents call `uuid` (RFC 9562, section 4), not the crate's others.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parse(from, "a UUID").map(uuid::fmt::Hyphenated::into_uuid)
    }

    fn check(&self, _: &mut Violations) {}
}

impl Parameter for Uuid {}

fn parse<'de, T: core::str::FromStr, D: Deserializer<'de>>(from: D, what: &'static str) -> Result<T, D::Error> {
    from.deserialize_str(Parsed { what, value: PhantomData })
}

struct Parsed<T> {
    what: &'static str,
    value: PhantomData<T>,
}

impl<T: core::str::FromStr> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.what)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}
