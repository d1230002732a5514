//! The one seam through which JSON is read and written.
//!
//! Nothing else in the workspace that serves requests calls `serde_json`. What is wrong with a body is told in plain
//! words, each with the place it is at (RFC 6901): the first error of shape alone, else all broken constraints.

mod read;
mod write;

use core::fmt;

use serde_json::error::Category;

use crate::model::{place, words};

pub use read::read;
pub use write::write;

pub(crate) use read::{only_key, syntax, text};
pub(crate) use write::{JsonObject, write_page};

/// How many lists and objects may be within each other: what `serde_json` allows.
const DEPTH: usize = 127;

/// Why a value could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// At which step it failed.
    pub kind: Kind,
    /// What is wrong: one problem, or for [`Kind::Constraints`] at least one.
    pub problems: Vec<Problem>,
}

/// At which step reading failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not JSON.
    Syntax,
    /// It is, but of another shape than the type's.
    Shape,
    /// It has the shape, but breaks constraints.
    Constraints,
}

/// One thing that is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole.
    pub pointer: String,
    /// What, for the client.
    pub detail: String,
}

impl Error {
    pub(crate) fn one(kind: Kind, pointer: String, detail: impl Into<String>) -> Error {
        Error { kind, problems: vec![Problem { pointer, detail: detail.into() }] }
    }

    fn from_json(pointer: String, error: &serde_json::Error) -> Error {
        // JSON allows both; where they are is known, and the reader has no kind of its own for them.
        let message = error.to_string();
        if message.starts_with("recursion limit exceeded") {
            return Error::one(Kind::Shape, pointer, format!("nested deeper than {DEPTH} values"));
        }
        if message.starts_with("number out of range") {
            return Error::one(Kind::Shape, pointer, "the number is too large");
        }
        if error.classify() == Category::Data {
            let place = format!(" at line {} column {}", error.line(), error.column());
            Error::one(Kind::Shape, pointer, words::plain(message.strip_suffix(&place).unwrap_or(&message)))
        } else {
            Error::one(Kind::Syntax, String::new(), format!("the body is not JSON: {error}"))
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let gap = if at == 0 { "" } else { "; " };
            let colon = if problem.pointer.is_empty() { "" } else { ": " };
            write!(out, "{gap}{}{colon}{}", problem.pointer, problem.detail)?;
        }
        Ok(())
    }
}

impl core::error::Error for Error {}

/// Why a value could not be written.
#[derive(Debug)]
pub struct WriteError(pub(crate) serde_json::Error);

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value has no form in JSON")
    }
}

impl core::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Constraints that a value breaks, each with its JSON pointer.
///
/// It keeps the first hundred, so that a short body cannot ask for a long answer.
#[derive(Clone, Debug, Default)]
pub struct Violations {
    found: Vec<Problem>,
}

impl Violations {
    const MOST: usize = 100;

    /// None yet.
    pub fn new() -> Violations {
        Violations::default()
    }

    /// Reports one, at the place that is being looked at.
    pub fn report(&mut self, detail: impl Into<String>) {
        if self.found.len() < Violations::MOST {
            self.found.push(Problem { pointer: String::new(), detail: detail.into() });
        }
    }

    /// Looks at a part of the value: a field's name, a map's key, an item's index.
    ///
    /// Nothing is formatted unless something is reported.
    pub fn within(&mut self, step: impl fmt::Display, look: impl FnOnce(&mut Violations)) {
        let before = self.found.len();
        look(self);
        if self.found.len() > before {
            self.place_below(before, &step);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All that was reported.
    pub fn into_problems(self) -> Vec<Problem> {
        self.found
    }

    pub(crate) fn none_or<T>(self, value: T) -> Result<T, Error> {
        self.none_below(None).map(|()| value)
    }

    /// That there are none of what stands in an envelope, or in none.
    fn none_below(self, envelope: Option<&str>) -> Result<(), Error> {
        if self.found.is_empty() { Ok(()) } else { Err(self.told_below(envelope)) }
    }

    #[cold]
    fn told_below(mut self, envelope: Option<&str>) -> Error {
        if let Some(name) = envelope {
            self.place_below(0, &name);
        }
        Error { kind: Kind::Constraints, problems: self.found }
    }

    /// Places what was found from the one of a number on below a step.
    fn place_below(&mut self, from: usize, step: &dyn fmt::Display) {
        let step = place::token(&step);
        for problem in &mut self.found[from..] {
            problem.pointer.insert_str(0, &step);
        }
    }
}
