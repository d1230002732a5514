//! What models are written to: a [`Writer`], which is JSON, or whatever serde writes.
//!
//! A model says once how it is written. JSON goes straight into a buffer ([`json`]), with what stands before a value as one constant;
//! for all else there is [`Serde`].

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use terrace_model::{UnknownFields, Version};

use super::extra::{self, Stored};
use super::scope::Scope;
use super::{Key, Model};
use crate::json;

/// Where one value is written.
pub trait Writer: Sized {
    /// What there is when the value is written.
    type Ok;
    /// Why it could not be written.
    type Error: Error;
    /// An object that is being written.
    type Object: Object<Ok = Self::Ok, Error = Self::Error>;

    /// Writes a value as serde does: a number, or a type that is no model.
    ///
    /// # Errors
    ///
    /// The value's, and those of whatever is written to.
    fn value<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Self::Error>;

    /// Writes a text.
    ///
    /// # Errors
    ///
    /// Those of whatever is written to.
    fn text(self, text: &str) -> Result<Self::Ok, Self::Error> {
        self.value(text)
    }

    /// Writes a list.
    ///
    /// # Errors
    ///
    /// See [`Writer::value`].
    fn list<'v, T: Model>(self, items: impl Iterator<Item = &'v T>) -> Result<Self::Ok, Self::Error>;

    /// Writes an object whose names are values too.
    ///
    /// # Errors
    ///
    /// See [`Writer::value`].
    fn map<'v, K: Key, T: Model>(self, entries: impl Iterator<Item = (&'v K, &'v T)>) -> Result<Self::Ok, Self::Error>;

    /// Begins an object.
    ///
    /// # Errors
    ///
    /// Those of whatever is written to.
    fn object(self) -> Result<Self::Object, Self::Error>;
}

/// An object that is being written, field by field.
pub trait Object: Sized {
    /// What there is when it is written.
    type Ok;
    /// Why it could not be written.
    type Error: Error;

    /// Writes a field whose name is known to the compiler; `joined` is what JSON has before the value: `,"name":`.
    ///
    /// # Errors
    ///
    /// See [`Writer::value`].
    fn field<T: Written + ?Sized>(
        &mut self,
        name: &'static str,
        joined: &'static str,
        value: &T,
    ) -> Result<(), Self::Error>;

    /// Writes a field of any name.
    ///
    /// # Errors
    ///
    /// See [`Writer::value`].
    fn entry<T: Written + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Self::Error>;

    /// Writes the fields of what was added to an open model.
    #[doc(hidden)]
    fn addition(&mut self, stored: &dyn Stored) -> Result<(), Self::Error>;

    /// Ends it.
    ///
    /// # Errors
    ///
    /// Those of whatever is written to.
    fn end(self) -> Result<Self::Ok, Self::Error>;
}

/// What can be written: every model, and what stands within one and is none.
pub trait Written {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// See [`Writer::value`].
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Model> Written for T {
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        T::write(self, to)
    }
}

impl Written for str {
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.text(self)
    }
}

/// What serde knows how to write.
pub(crate) struct BySerde<'v, T: ?Sized>(pub(crate) &'v T);

impl<T: Serialize + ?Sized> Written for BySerde<'_, T> {
    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(self.0)
    }
}

/// A serializer of serde's, of whatever it writes.
#[derive(Debug)]
pub struct Serde<S>(pub S);

impl<S: Serializer> Writer for Serde<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type Object = SerdeObject<S::SerializeMap>;

    fn value<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self.0)
    }

    fn list<'v, T: Model>(self, items: impl Iterator<Item = &'v T>) -> Result<S::Ok, S::Error> {
        self.0.collect_seq(items.map(As))
    }

    fn map<'v, K: Key, T: Model>(self, entries: impl Iterator<Item = (&'v K, &'v T)>) -> Result<S::Ok, S::Error> {
        self.0.collect_map(entries.map(|(key, value)| (As(key), As(value))))
    }

    fn object(self) -> Result<Self::Object, S::Error> {
        self.0.serialize_map(None).map(SerdeObject)
    }
}

/// An object of a serializer of serde's.
#[derive(Debug)]
pub struct SerdeObject<M>(pub(super) M);

impl<M: SerializeMap> Object for SerdeObject<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn field<T: Written + ?Sized>(&mut self, name: &'static str, _: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &As(value))
    }

    fn entry<T: Written + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &As(value))
    }

    fn addition(&mut self, stored: &dyn Stored) -> Result<(), M::Error> {
        extra::write(stored, &mut self.0)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// What is written where serde asks for its own trait.
struct As<'v, T: ?Sized>(&'v T);

impl<T: Written + ?Sized> Serialize for As<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(Serde(to))
    }
}

/// How often a default is asked for: one of another value each time, as an id or the time is, belongs in no document.
const ASKED: usize = 8;

/// The default of a field as JSON text, as a version writes it.
pub fn default_text<T: Model>(version: Option<Version>, default: fn() -> T) -> Option<String> {
    let scope = Scope::new(version, UnknownFields::Refuse);
    always(|| {
        let bytes = scope.in_request(|| json::write(&default(), None)).ok()?;
        String::from_utf8(bytes.into()).ok()
    })
}

/// What is written each time alike.
pub(super) fn always(written: impl Fn() -> Option<String>) -> Option<String> {
    let first = written()?;
    (1..ASKED).all(|_| written().as_ref() == Some(&first)).then_some(first)
}
