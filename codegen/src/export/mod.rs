//! Documents for programs that want another form: OpenAPI 3.0, YAML, one body for each outcome.
//!
//! Everything starts from the 3.1 document as it is in a file. What the other form cannot say is never dropped in
//! silence: it is listed, in the document's own order.

mod choice;
mod command;
mod document;
mod fold;
mod rename;
mod schema;

use std::fmt;

use serde_json::{Map, Value};

pub(crate) use self::command::{arguments, is_asked, run};

/// An object of JSON.
type Object = Map<String, Value>;

/// The version that is written: that which the most programs read.
const VERSION: &str = "3.0.3";

/// What the other form does not say.
#[derive(Debug, PartialEq)]
pub(crate) struct Loss {
    /// Where in the 3.1 document, as a JSON pointer.
    pub(crate) at: String,
    /// What was there and what became of it.
    pub(crate) what: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.at, self.what)
    }
}

/// Makes an OpenAPI 3.0 document of one of 3.1; returns what was given up.
pub(crate) fn to_3_0(document: &mut Value) -> Vec<Loss> {
    let mut losses = Losses::default();
    document::downgrade(document, &mut losses);
    losses.found
}

/// Keeps one success body, one error body and one parameter of a name in each operation; returns what is told otherwise.
pub(crate) fn fold(document: &mut Value) -> Vec<Loss> {
    let mut losses = Losses::default();
    fold::fold(document, &mut losses);
    losses.found
}

/// The place that is being looked at, and what was lost so far.
#[derive(Default)]
struct Losses {
    at: String,
    found: Vec<Loss>,
}

impl Losses {
    /// Notes that something of the place is given up.
    fn note(&mut self, what: impl Into<String>) {
        self.found.push(Loss { at: self.at.clone(), what: what.into() });
    }

    /// Looks at what is below the place.
    fn below<T>(&mut self, key: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(&key.replace('~', "~0").replace('/', "~1"));
        let seen = look(self);
        self.at.truncate(length);
        seen
    }

    /// Looks at a member of an object, where it has it.
    fn member(&mut self, object: &mut Object, key: &str, look: impl FnOnce(&mut Value, &mut Self)) {
        if let Some(value) = object.get_mut(key) {
            self.below(key, |losses| look(value, losses));
        }
    }

    /// Looks at every value that a member holds by name or in a list.
    fn each(&mut self, object: &mut Object, key: &str, mut look: impl FnMut(&mut Value, &mut Self)) {
        self.member(object, key, |value, losses| match value {
            Value::Object(object) => {
                for (name, value) in object {
                    losses.below(name, |losses| look(value, losses));
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter_mut().enumerate() {
                    losses.below(&index.to_string(), |losses| look(value, losses));
                }
            }
            _ => {}
        });
    }

    /// Removes a member that the other form has no word for.
    fn drop(&mut self, object: &mut Object, key: &str) -> Option<Value> {
        let value = object.shift_remove(key)?;
        self.below(key, |losses| losses.note(format!("OpenAPI 3.0 has no `{key}`; dropped")));
        Some(value)
    }
}

#[cfg(test)]
mod tests;
