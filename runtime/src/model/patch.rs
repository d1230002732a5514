//! What may be left as it is, taken away, or set.

use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::Visitor;
use terrace_model::{Life, Shape, Type};

use super::batch::Reached;
use super::write::Object;
use super::{Model, Writer};
use crate::json::Violations;

/// A field of a change: absent, `null`, or a value. An `Option` does not tell the first two apart.
///
/// It is for the fields of a [`model`](macro@crate::model). Where it is absent, it is not written either.
///
/// ```
/// use terrace::prelude::*;
///
/// #[model]
/// struct Server {
///     name: String,
///     description: Option<String>,
/// }
///
/// #[model]
/// struct Change {
///     description: Patch<String>,
/// }
///
/// #[controller(path = "/servers", key = server_id: u32)]
/// struct Servers;
///
/// #[routes]
/// impl Servers {
///     #[update(patch)]
///     async fn update(&self, change: Json<Change>) -> Json<Server> {
///         let mut server = Server { name: "web".to_owned(), description: Some("old".to_owned()) };
///         change.into_inner().description.apply(&mut server.description);
///         Json(server)
///     }
/// }
///
/// api! {
///     struct Compute at "/";
///     controllers: [Servers];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Compute::new(()));
/// for (change, description) in [("{}", r#""old""#), (r#"{"description":null}"#, "null"), (r#"{"description":"new"}"#, r#""new""#)] {
///     let answer = client.patch("/servers/1").header("content-type", "application/json").body(change).await;
///     assert_eq!(answer.text(), format!(r#"{{"name":"web","description":{description}}}"#));
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The field is not there: nothing changes.
    #[default]
    Absent,
    /// The field is `null`: the value is taken away.
    Null,
    /// The field has a value.
    Value(T),
}

impl<T> Patch<T> {
    /// Changes what is there.
    pub fn apply(self, to: &mut Option<T>) {
        match self {
            Patch::Absent => {}
            Patch::Null => *to = None,
            Patch::Value(value) => *to = Some(value),
        }
    }

    /// Whether the field is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Value(value) => Some(value),
            Patch::Absent | Patch::Null => None,
        }
    }
}

impl<T: Model> Model for Patch<T> {
    const TYPE: Type = Type { life: T::LIFE, ..Type::plain(Shape::Patch(T::ty)) };
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        match self {
            Patch::Value(value) => value.write(to),
            Patch::Absent | Patch::Null => to.value(&None::<()>),
        }
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_option(Present(PhantomData))
    }

    fn check(&self, found: &mut Violations) {
        if let Patch::Value(value) = self {
            value.check(found);
        }
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        if let Patch::Value(value) = self {
            value.reach(reached);
        }
    }

    fn absent() -> Option<Self> {
        Some(Patch::Absent)
    }

    fn write_field<O: Object>(&self, object: &mut O, name: &'static str, joined: &'static str) -> Result<(), O::Error> {
        if self.is_absent() { Ok(()) } else { object.field(name, joined, self) }
    }
}

struct Present<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for Present<T> {
    type Value = Patch<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value or `null`")
    }

    fn visit_none<E>(self) -> Result<Patch<T>, E> {
        Ok(Patch::Null)
    }

    fn visit_unit<E>(self) -> Result<Patch<T>, E> {
        Ok(Patch::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Patch<T>, D::Error> {
        T::read(from).map(Patch::Value)
    }
}
