//! The variables of a request's path.

use std::borrow::Cow;

use terrace_model::path::decode;
use terrace_model::router::Found;

use crate::app::table::Leaf;

/// Where in a request's path the texts of its variables are. They are decoded when somebody asks for them.
#[derive(Clone, Debug)]
pub(crate) struct Variables {
    found: Found,
    /// The path that was looked for, where that is not the request's.
    path: Option<Box<str>>,
}

impl Variables {
    /// Those of a path that was found.
    pub(crate) fn new(found: Found) -> Self {
        Variables { found, path: None }
    }

    /// The same where another path was looked for than the request's.
    pub(crate) fn in_path(self, path: Option<Box<str>>) -> Self {
        Variables { path, ..self }
    }

    /// The same, whatever becomes of the request's path.
    pub(crate) fn kept(self, path: &str) -> Self {
        Variables { path: self.path.or_else(|| Some(path.into())), ..self }
    }

    /// The place of the path's handlers in the router.
    pub(crate) fn leaf(&self) -> usize {
        self.found.at
    }

    /// The text of one among those of the path's handlers, decoded; the path is the request's.
    pub(crate) fn get<'v>(&'v self, name: &str, leaf: &Leaf, path: &'v str) -> Option<Cow<'v, str>> {
        let at = leaf.names.iter().position(|known| *known == name)?;
        decode(self.path.as_deref().unwrap_or(path).get(self.found.spans.get(at)?)?)
    }
}
