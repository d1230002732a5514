//! What was set, by whom.

use core::fmt;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::value::Value;
use super::{Field, Shape};

/// Where a setting was set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// In a file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// By a variable of the environment.
    Environment(String),
    /// By a flag, dashes and all.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File { path, line } => write!(out, "{}:{line}", path.display()),
            Origin::Environment(name) | Origin::Flag(name) => out.write_str(name),
        }
    }
}

/// What a setting was set to, which may be a secret.
#[derive(Clone, PartialEq)]
pub(super) enum Content {
    Value(Value),
    /// A text that may stand for any value.
    Text(String),
}

impl fmt::Debug for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("…")
    }
}

/// A setting that was set.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) content: Content,
    pub(super) origin: Origin,
}

/// All that was set, by path: `server.listen`.
#[derive(Clone, Debug, Default)]
pub(super) struct Given(pub(super) BTreeMap<String, Set>);

impl Given {
    pub(super) fn set(&mut self, path: String, content: Content, origin: Origin) {
        self.0.insert(path, Set { content, origin });
    }

    /// Whether a setting was set, or one below it.
    pub(super) fn has(&self, path: &str) -> bool {
        self.first_of(path).is_some()
    }

    /// The setting, or the first one below it.
    pub(super) fn first_of(&self, path: &str) -> Option<(&String, &Set)> {
        let is_below = |other: &str| {
            other.strip_prefix(path).is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with('.'))
        };
        self.0.iter().find(|(other, _)| is_below(other))
    }
}

/// The settings that are values, below some fields: each with its path.
pub(super) fn leaves(fields: &[Field]) -> Vec<(String, Field)> {
    let mut found = Vec::new();
    walk(fields, "", &mut found);
    found
}

fn walk(fields: &[Field], prefix: &str, found: &mut Vec<(String, Field)>) {
    for field in fields {
        let path = joined(prefix, field.name);
        match field.shape {
            Shape::Value { .. } => found.push((path, *field)),
            Shape::Part(fields) => walk(fields, &path, found),
        }
    }
}

/// `server` and `listen` as `server.listen`.
pub(super) fn joined(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}
