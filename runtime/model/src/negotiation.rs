//! How requests choose among an API's versions.

use crate::version::Version;

/// How a request chooses its version: the places where it may say which, in the order in which they are looked at. The first
/// that says something counts.
#[derive(Clone, Copy, Debug)]
pub struct Negotiation {
    /// Where a version may stand. Where there is none, no request can choose.
    pub sources: &'static [Source],
    /// What a request gets that says nothing.
    pub absent: Absent,
    /// Whether `latest` means the newest version; not in paths.
    pub latest: bool,
    /// Whether answers say in the sources' headers which version they are of.
    pub echo: bool,
    /// Whether all sources are looked at, and a request whose sources name two versions is refused.
    pub refuses_conflicts: bool,
}

impl Negotiation {
    /// No request can choose: each gets the newest version.
    pub const NONE: Negotiation = Negotiation::always(Absent::Newest);

    /// No request can choose: each gets the same version.
    pub const fn always(version: Absent) -> Negotiation {
        Negotiation { sources: &[], absent: version, latest: false, echo: false, refuses_conflicts: false }
    }

    /// The version that every request gets, where one is pinned.
    pub const fn pinned(&self) -> Option<Version> {
        match self.absent {
            Absent::Is(version) if self.sources.is_empty() => Some(version),
            _ => None,
        }
    }

    /// The variable of the mounts that is the version.
    pub const fn variable(&self) -> Option<&'static str> {
        let mut at = 0;
        while at < self.sources.len() {
            if let Carrier::Path { variable } = self.sources[at].carrier {
                return Some(variable);
            }
            at += 1;
        }
        None
    }

    /// The parameter of the query that is the version.
    pub const fn parameter(&self) -> Option<&'static str> {
        let mut at = 0;
        while at < self.sources.len() {
            if let Carrier::Query { name } = self.sources[at].carrier {
                return Some(name);
            }
            at += 1;
        }
        None
    }

    /// The media type with the parameter that is the version, and that parameter.
    pub const fn media_type(&self) -> Option<(&'static str, &'static str)> {
        let mut at = 0;
        while at < self.sources.len() {
            if let Carrier::MediaType { essence, parameter } = self.sources[at].carrier {
                return Some((essence, parameter));
            }
            at += 1;
        }
        None
    }
}

/// A place where a request may name its version.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The place.
    pub carrier: Carrier,
    /// Whether it holds any date, which means the newest version that is not after it.
    pub dated: bool,
}

/// What a version stands in.
#[derive(Clone, Copy, Debug)]
pub enum Carrier {
    /// A header: `OpenStack-API-Version: compute 2.26`.
    Header {
        /// The header's name, as written; requests may write it in any case.
        name: &'static str,
        /// The service before the version; a header without a service holds the version alone.
        service: Option<&'static str>,
        /// An older header that holds the version alone, as written; the other one wins.
        legacy: Option<&'static str>,
    },
    /// A parameter of the query: `?version=2.26`.
    Query {
        /// Its name.
        name: &'static str,
    },
    /// A parameter of a media type, in `Accept` and in the `Content-Type` of a body: `application/vnd.books+json; version=2`.
    MediaType {
        /// The media type, in lower case.
        essence: &'static str,
        /// The parameter's name, in lower case.
        parameter: &'static str,
    },
    /// A variable of the mounts: `/api/{version}`.
    Path {
        /// The variable's name.
        variable: &'static str,
    },
}

/// What a request gets that names no version.
#[derive(Clone, Copy, Debug)]
pub enum Absent {
    /// The oldest version.
    Oldest,
    /// The newest version.
    Newest,
    /// This one.
    Is(Version),
    /// None: 400.
    Refused,
}
