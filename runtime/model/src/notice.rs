//! When something should be used no more, and when it ends.

use crate::day::Day;
use crate::version::{Version, VersionSet};

/// Whether something should still be used.
#[derive(Clone, Copy, Debug)]
pub enum Deprecation {
    /// It should.
    No,
    /// It should not, in any version.
    Always,
    /// It should not, from this version on.
    Since(Version),
}

impl Deprecation {
    /// Whether it is deprecated in a version.
    pub const fn holds(&self, version: Option<Version>) -> bool {
        match (self, version) {
            (Deprecation::No, _) => false,
            (Deprecation::Always, _) | (Deprecation::Since(_), None) => true,
            (Deprecation::Since(since), Some(version)) => since.ordinal() <= version.ordinal(),
        }
    }
}

/// What clients are told of an operation or a version that should be used no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// From when on it should not be used (RFC 9745); it may be to come.
    pub deprecated: Option<Day>,
    /// When it is expected to end (RFC 8594).
    pub sunset: Option<Day>,
    /// The URL of a page about it.
    pub link: Option<&'static str>,
}

impl Notice {
    /// Nothing is said.
    pub const NONE: &'static Notice = {
        // One, wherever it is named.
        static NONE: Notice = Notice { deprecated: None, sunset: None, link: None };
        &NONE
    };

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.deprecated.is_none() && self.sunset.is_none() && self.link.is_none()
    }
}

/// Versions that should be used no more: from one up to another, both included.
#[derive(Clone, Copy, Debug)]
pub struct Lapse {
    /// The first one's place in the set.
    pub first: u16,
    /// The last one's place in the set.
    pub last: u16,
    /// What is said of them.
    pub notice: &'static Notice,
}

impl VersionSet {
    /// What is said of a version that should be used no more.
    pub fn lapse(&self, version: Version) -> Option<&'static Notice> {
        let holds = |lapse: &&Lapse| lapse.first <= version.ordinal() && version.ordinal() <= lapse.last;
        self.lapses.iter().find(holds).map(|lapse| lapse.notice)
    }
}
