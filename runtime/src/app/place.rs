//! Where a request goes: the path among those of its version, and the path's methods.

use std::borrow::Cow;

use http::Method;
use http::header::ALLOW;
use terrace_model::Version;

use super::Inner;
use super::admission::{Admitted, not_in_version};
use super::table::Leaf;
use crate::dialect::Options;
use crate::failure::{Failure, Origin};
use crate::variables::Variables;

/// The path that takes a request's, and the texts of its variables.
pub(super) struct Place<'a> {
    pub(super) leaf: &'a Leaf,
    pub(super) variables: Variables,
}

impl Place<'_> {
    /// The text of a variable of the path that was looked for.
    pub(super) fn variable<'p>(&'p self, name: &str, path: &'p str) -> Option<Cow<'p, str>> {
        self.variables.get(name, self.leaf, path)
    }
}

impl Inner {
    /// The first among all paths that take a request's.
    pub(super) fn place(&self, path: &str) -> Option<Place<'_>> {
        self.place_where(path, |_| true)
    }

    /// The first among those that a version has, where it is not the first of all.
    pub(super) fn other_place(&self, path: &str, first: &Leaf, version: Option<Version>) -> Option<Place<'_>> {
        if first.is_in(version) || !self.dialect.routes_by_version() {
            return None;
        }
        self.place_where(path, |leaf| leaf.is_in(version))
    }

    fn place_where(&self, path: &str, is_there: impl Fn(&Leaf) -> bool) -> Option<Place<'_>> {
        let found = self.router.find_where(path, is_there)?;
        Some(Place { leaf: self.router.value(found.at), variables: Variables::new(found) })
    }

    /// What a request is told whose method the path does not have: those that it has.
    pub(super) fn methods(&self, asked: &Method, leaf: &Leaf, version: Option<Version>) -> Result<Admitted, Failure> {
        let allow = match self.dialect.routes_by_version() {
            true if !leaf.is_in(version) => None,
            true => Some(leaf.allow(version)),
            false => Some(leaf.allow(None)),
        };
        match (allow, *asked == Method::OPTIONS) {
            (None, true) if self.dialect.options() == Options::Everywhere => Ok(Admitted::Methods(None)),
            (None, _) => Err(not_in_version()),
            (allow, true) => Ok(Admitted::Methods(allow)),
            (Some(allow), false) => Err(Failure::of(Origin::WrongMethod, 405).header(ALLOW, allow)),
        }
    }
}
