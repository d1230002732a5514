//! Versions: ordered names, and half-open ranges of them.

use core::cmp::Ordering;
use core::fmt;

use crate::day::Day;
use crate::notice::{Lapse, Notice};

/// The versions an API knows, oldest first.
#[derive(Debug)]
pub struct VersionSet {
    /// The set's type, as the user named it: `Nova`.
    pub name: &'static str,
    /// The set's full path; two sets are the same if and only if these are equal.
    pub id: &'static str,
    /// The versions' names, oldest first: `"2.1"`, `"2.2"`, … Never empty.
    pub labels: &'static [&'static str],
    /// Those that should be used no more; none of them is in two of these.
    pub lapses: &'static [Lapse],
}

impl VersionSet {
    /// The version at this place in the set.
    pub const fn at(&'static self, ordinal: u16) -> Version {
        assert!((ordinal as usize) < self.labels.len(), "no such version in the set");
        Version { set: self, ordinal }
    }

    /// The version of this name.
    pub fn find(&'static self, label: &str) -> Option<Version> {
        let ordinal = self.labels.iter().position(|known| *known == label)?;
        Some(Version { set: self, ordinal: ordinal as u16 })
    }

    /// The oldest version.
    pub const fn oldest(&'static self) -> Version {
        self.at(0)
    }

    /// The newest version.
    pub const fn newest(&'static self) -> Version {
        self.at(self.labels.len() as u16 - 1)
    }

    /// Every version, oldest first.
    pub fn iter(&'static self) -> impl DoubleEndedIterator<Item = Version> + ExactSizeIterator {
        (0..self.labels.len() as u16).map(move |ordinal| Version { set: self, ordinal })
    }

    /// Whether all versions are days, as `2025-01-31`.
    pub const fn is_of_days(&self) -> bool {
        let mut at = 0;
        while at < self.labels.len() {
            if Day::parse(self.labels[at]).is_none() {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether two sets are the same one.
    pub const fn same(&self, other: &VersionSet) -> bool {
        crate::check::text::equal(self.id, other.id)
    }
}

/// A type that stands for a set of versions; `versions!` writes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of versions",
    label = "not declared by `versions!`",
    note = "declare one: `versions! {{ pub Releases: \"1.0\", \"1.1\" }}`"
)]
pub trait Versions: 'static {
    /// The set.
    const SET: &'static VersionSet;
}

/// One version of a set. Versions of one set are ordered by age; those of two sets are not comparable.
#[derive(Clone, Copy)]
pub struct Version {
    set: &'static VersionSet,
    ordinal: u16,
}

impl Version {
    /// The name: `2.26`.
    pub const fn label(self) -> &'static str {
        self.set.labels[self.ordinal as usize]
    }

    /// The place in the set, from 0.
    pub const fn ordinal(self) -> u16 {
        self.ordinal
    }

    /// What is said of it, where it should be used no more.
    pub fn lapse(self) -> Option<&'static Notice> {
        self.set.lapse(self)
    }

    /// The set it belongs to.
    pub const fn set(self) -> &'static VersionSet {
        self.set
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.set.same(other.set).then(|| self.ordinal.cmp(&other.ordinal))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.label())
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.set.name, self.label())
    }
}

/// The versions in which something exists: from `since` on, up to but without `until`.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The first version; the oldest of all where absent.
    pub since: Option<Version>,
    /// The first version without it; never where absent.
    pub until: Option<Version>,
}

impl Range {
    /// Every version.
    pub const ALL: Range = Range { since: None, until: None };

    /// The first version's place in the set.
    pub const fn start(&self) -> u16 {
        match self.since {
            Some(version) => version.ordinal,
            None => 0,
        }
    }

    /// The place in the set behind the last version.
    pub const fn end(&self) -> u16 {
        match self.until {
            Some(version) => version.ordinal,
            None => u16::MAX,
        }
    }

    /// Whether a version is in the range. Where there are none (`None`), those ranges hold that have no end: what is left is the
    /// newest shape.
    pub const fn holds(&self, version: Option<Version>) -> bool {
        self.holds_at(match version {
            Some(version) => version.ordinal,
            None => Range::NEWEST,
        })
    }

    /// The place of a version that is newer than all others.
    pub const NEWEST: u16 = u16::MAX - 1;

    /// Whether the version at a place of the set is in the range; [`Range::NEWEST`] is in all that have no end.
    pub const fn holds_at(&self, ordinal: u16) -> bool {
        self.start() <= ordinal && ordinal < self.end()
    }

    /// What is in this and in another range of the same set.
    pub const fn and(self, other: Range) -> Range {
        Range {
            since: if self.start() >= other.start() { self.since } else { other.since },
            until: if self.end() <= other.end() { self.until } else { other.until },
        }
    }

    /// Whether all of it is in another range of the same set.
    pub const fn is_within(&self, other: &Range) -> bool {
        other.start() <= self.start() && self.end() <= other.end()
    }

    /// Whether no version is in it.
    pub const fn is_empty(&self) -> bool {
        self.start() >= self.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SET: VersionSet =
        VersionSet { name: "Releases", id: "test::Releases", labels: &["1", "2", "3"], lapses: &[] };
    static OTHER: VersionSet = VersionSet { name: "Others", id: "test::Others", labels: &["1", "2", "3"], lapses: &[] };

    #[test]
    fn versions_are_ordered_within_their_set_only() {
        assert!(SET.at(0) < SET.at(2));
        assert_eq!(SET.find("3"), Some(SET.newest()));
        assert_eq!(SET.at(1).partial_cmp(&OTHER.at(1)), None);
    }

    #[test]
    fn ranges_are_half_open() {
        let range = Range { since: Some(SET.at(1)), until: Some(SET.at(2)) };
        let held: Vec<_> = SET.iter().filter(|&version| range.holds(Some(version))).map(Version::label).collect();
        assert_eq!(held, ["2"]);
        assert!(!range.holds(None));
        assert!(Range { until: None, ..range }.holds(None));
    }

    #[test]
    fn ranges_are_compared_within_their_set() {
        let (early, late) =
            (Range { until: Some(SET.at(2)), ..Range::ALL }, Range { since: Some(SET.at(1)), ..Range::ALL });
        let both = early.and(late);
        assert_eq!((both.start(), both.end()), (1, 2));
        assert!(both.is_within(&early) && both.is_within(&late) && !early.is_within(&late));
        assert!(!both.is_empty());
        assert!(Range { since: Some(SET.at(1)), until: Some(SET.at(1)) }.is_empty());
    }
}
