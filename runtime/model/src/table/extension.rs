//! A part of an API that any crate can bring.

use super::{Addition, Doc, Entry, Place};
use crate::day::Day;
use crate::policy::PolicySet;
use crate::version::{Range, VersionSet};

/// A part of an API that any crate can bring: what `#[extension]` declares.
#[derive(Debug)]
pub struct ExtensionTable<H: 'static> {
    /// The extension's type: `Shelve`.
    pub name: &'static str,
    /// The type's full path: two extensions are the same if and only if these are equal.
    pub id: &'static str,
    /// Where it was declared.
    pub place: Place,
    /// What tells it from all others of an API, for clients and in settings: `os-shelve`.
    pub alias: &'static str,
    /// What people call it: `Shelve`.
    pub title: &'static str,
    /// The day of its last change.
    pub updated: Day,
    /// Its doc comment.
    pub doc: Doc,
    /// The version set that it names; `None` fits every API.
    pub versions: Option<&'static VersionSet>,
    /// The versions in which it exists.
    pub range: Range,
    /// What it adds to controllers that are listed elsewhere, and then its own controllers.
    pub entries: &'static [Entry<H>],
    /// What it adds to models.
    pub additions: &'static [Addition],
    /// The rules that say who may do what it brings.
    pub policies: &'static [&'static PolicySet],
}

impl<H> ExtensionTable<H> {
    /// Whether two extensions are the same one.
    pub const fn same(&self, other: &ExtensionTable<H>) -> bool {
        crate::check::text::equal(self.id, other.id)
    }
}

/// How long some lists are together.
pub const fn length<T>(lists: &[&[T]]) -> usize {
    let (mut length, mut at) = (0, 0);
    while at < lists.len() {
        length += lists[at].len();
        at += 1;
    }
    length
}

/// Some lists one behind the other, which are this long together, and not empty.
pub const fn joined<T: Copy, const LENGTH: usize>(lists: &[&[T]]) -> [T; LENGTH] {
    let mut list = 0;
    while lists[list].is_empty() {
        list += 1;
    }
    let mut joined = [lists[list][0]; LENGTH];
    let mut next = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            joined[next] = lists[list][at];
            (next, at) = (next + 1, at + 1);
        }
        list += 1;
    }
    joined
}
