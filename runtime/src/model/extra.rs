//! [`Extra`]: what other crates add to one value of an open model.

use core::any::{Any, TypeId, type_name};
use core::fmt;
use core::marker::PhantomData;
use std::sync::Arc;

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::{Error, Value};

use super::open::{Addition, Adds, Open};
use super::scope::Scope;
use super::write::SerdeObject;
use crate::json::{JsonObject, Violations};

/// What other crates add to a value of an open model `M`, each [`Addition`] once: the field `extra` of a model with `#[model(open)]`.
///
/// It is empty by [`Default`], and then as large as a pointer. Clones share what is added. Two are equal where they hold the same
/// additions, and these are written alike.
///
/// ```
/// use terrace::prelude::*;
///
/// #[model(open)]
/// struct Server {
///     name: String,
///     extra: Extra<Server>,
/// }
///
/// /// Elsewhere, in another crate.
/// #[model(extends = Server, prefix = "ACME")]
/// struct Rack {
///     row: u8,
/// }
///
/// let mut server = Server { name: "web".to_owned(), extra: Extra::default() };
/// assert!(server.extra.get::<Rack>().is_none());
/// server.extra.insert(Rack { row: 7 });
/// assert_eq!(server.extra.get::<Rack>().map(|rack| rack.row), Some(7));
/// ```
pub struct Extra<M> {
    held: Option<Box<Held>>,
    of: PhantomData<fn() -> M>,
}

/// At least one addition, in the order in which they came.
#[derive(Clone)]
struct Held(Vec<Arc<dyn Stored>>);

impl<M: Open> Extra<M> {
    /// Adds something, in place of what was there of its type.
    pub fn insert<A: Adds<M>>(&mut self, addition: A) {
        self.hold(Arc::new(addition));
    }

    /// What was added of a type.
    pub fn get<A: Adds<M>>(&self) -> Option<&A> {
        let stored: &dyn Any = self.find(TypeId::of::<A>())?;
        stored.downcast_ref()
    }

    pub(super) fn hold(&mut self, addition: Arc<dyn Stored>) {
        let held = &mut self.held.get_or_insert_with(|| Box::new(Held(Vec::new()))).0;
        match held.iter_mut().find(|known| known.id() == addition.id()) {
            Some(known) => *known = addition,
            None => held.push(addition),
        }
    }
}

impl<M> Extra<M> {
    pub(super) fn all(&self) -> &[Arc<dyn Stored>] {
        self.held.as_ref().map_or(&[], |held| &held.0)
    }

    pub(super) fn find(&self, id: TypeId) -> Option<&dyn Stored> {
        self.all().iter().map(|stored| &**stored).find(|stored| stored.id() == id)
    }
}

impl<M> Default for Extra<M> {
    fn default() -> Self {
        Extra { held: None, of: PhantomData }
    }
}

impl<M> Clone for Extra<M> {
    fn clone(&self) -> Self {
        Extra { held: self.held.clone(), of: PhantomData }
    }
}

/// The names of the types that were added. What these hold may be a secret.
impl<M> fmt::Debug for Extra<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Extra")?;
        out.debug_set().entries(self.all().iter().map(|stored| stored.name())).finish()
    }
}

impl<M> PartialEq for Extra<M> {
    fn eq(&self, other: &Self) -> bool {
        let has = |stored: &Arc<dyn Stored>| other.find(stored.id()).is_some_and(|other| alike(&**stored, other));
        self.all().len() == other.all().len() && self.all().iter().all(has)
    }
}

impl<M> Eq for Extra<M> {}

/// Whether two additions of one type are the same, or written alike.
fn alike(one: &dyn Stored, other: &dyn Stored) -> bool {
    core::ptr::addr_eq(one, other) || value(one).is_some_and(|one| value(other) == Some(one))
}

/// An addition with all of its fields.
fn value(stored: &dyn Stored) -> Option<Value> {
    Scope::NEWEST.entered(|| {
        let mut map = serde_json::value::Serializer.serialize_map(None).ok()?;
        write(stored, &mut map).ok()?;
        map.end().ok()
    })
}

/// An addition of any type.
pub trait Stored: Any + Send + Sync {
    /// Its type.
    fn id(&self) -> TypeId;

    /// Its type's name.
    fn name(&self) -> &'static str;

    /// Writes its fields as JSON.
    fn write_json(&self, object: &mut JsonObject<'_>) -> Result<(), Error>;

    /// Writes its fields to a serializer of serde's.
    fn write_serde(&self, to: &mut dyn Entries) -> Result<(), Error>;

    /// Reports the constraints that it breaks.
    fn check(&self, found: &mut Violations);
}

impl<A: Addition> Stored for A {
    fn id(&self) -> TypeId {
        TypeId::of::<A>()
    }

    fn name(&self) -> &'static str {
        type_name::<A>()
    }

    fn write_json(&self, object: &mut JsonObject<'_>) -> Result<(), Error> {
        self.write_fields(object)
    }

    fn write_serde(&self, to: &mut dyn Entries) -> Result<(), Error> {
        self.write_fields(&mut SerdeObject(Erased(to)))
    }

    fn check(&self, found: &mut Violations) {
        A::check(self, found);
    }
}

/// Writes the fields of an addition beside those of the object that a serializer of serde's is writing.
pub(super) fn write<S: SerializeMap>(stored: &dyn Stored, map: &mut S) -> Result<(), S::Error> {
    let mut object = Object { map, failed: None };
    let written = stored.write_serde(&mut object);
    match object.failed {
        Some(error) => Err(error),
        None => written.map_err(S::Error::custom),
    }
}

/// An object that is being written, whatever its serializer.
pub trait Entries {
    /// Writes the name of a field.
    fn key(&mut self, key: &dyn erased_serde::Serialize) -> Result<(), Error>;

    /// Writes the value of that field.
    fn value(&mut self, value: &dyn erased_serde::Serialize) -> Result<(), Error>;
}

struct Object<'m, S: SerializeMap> {
    map: &'m mut S,
    /// The serializer's own error, for which another one stands until it is asked for.
    failed: Option<S::Error>,
}

impl<S: SerializeMap> Object<'_, S> {
    fn keep(&mut self, written: Result<(), S::Error>) -> Result<(), Error> {
        written.map_err(|error| {
            self.failed = Some(error);
            Error::custom("the serializer failed")
        })
    }
}

impl<S: SerializeMap> Entries for Object<'_, S> {
    fn key(&mut self, key: &dyn erased_serde::Serialize) -> Result<(), Error> {
        let written = self.map.serialize_key(key);
        self.keep(written)
    }

    fn value(&mut self, value: &dyn erased_serde::Serialize) -> Result<(), Error> {
        let written = self.map.serialize_value(value);
        self.keep(written)
    }
}

/// The same as serde knows one.
struct Erased<'e>(&'e mut dyn Entries);

impl SerializeMap for Erased<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.0.key(&key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.value(&value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
