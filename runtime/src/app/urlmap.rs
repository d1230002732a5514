//! Which of several APIs answers a request, by its path.
//!
//! An API has all that is below the literal beginnings of its mounts, the longest of all APIs' first, segment by segment:
//! `/v2.1x` is not below `/v2.1`. Each API reads the path as its dialect does. A handler whose whole path is literal, in a
//! controller with mounts of its own, has that path exactly, wherever it is; so an API can say at `/v2.1` what another one there
//! can do. An API without mounts has nothing but such paths.
//!
//! Where the path belongs to an API without a version document, a media type may name one that has it.

use core::cmp::Reverse;
use std::borrow::Cow;

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};
use terrace_model::Segment;
use terrace_model::path::decode;

use super::negotiate::media;
use crate::controller::Declared;
use crate::dialect::Dialect;
use crate::openstack::{About, Listed};

/// The paths of several APIs; of one alone there is nothing to say.
#[derive(Debug, Default)]
pub(super) struct UrlMap {
    /// Of each API, what it has.
    apis: Box<[Paths]>,
    /// The APIs that media types name.
    named: Box<[Named]>,
}

/// What one API has, the places that go before others first.
#[derive(Debug)]
struct Paths {
    /// How it reads paths.
    dialect: &'static dyn Dialect,
    places: Box<[Place]>,
    /// Whether it has a version document.
    is_told: bool,
}

#[derive(Debug)]
struct Named {
    essence: &'static str,
    version: &'static str,
    /// Where its version document is.
    document: Box<str>,
    /// Which of the APIs.
    api: usize,
}

#[derive(Debug)]
struct Place {
    literals: Box<[&'static str]>,
    /// Whether nothing below it is meant.
    exact: bool,
}

impl UrlMap {
    pub(super) fn new(apis: &[Listed]) -> Self {
        if apis.len() < 2 {
            return UrlMap::default();
        }
        let named = apis.iter().enumerate().filter_map(|(api, listed)| {
            let (essence, version) = listed.media_type().filter(|_| listed.is_told(apis))?;
            Some(Named { essence, version, document: listed.place().into(), api })
        });
        UrlMap { apis: apis.iter().map(|listed| Paths::of(listed, apis)).collect(), named: named.collect() }
    }

    /// The API that answers for a path. What none has is answered by the first.
    pub(super) fn find(&self, path: &str) -> usize {
        let ranks = self.apis.iter().enumerate().filter_map(|(api, paths)| Some((paths.find(path)?.rank(), api)));
        ranks.min().map_or(0, |(_, api)| api)
    }

    /// The API that a media type names where `found`, that of the path, has no version document.
    pub(super) fn named(&self, found: usize, headers: &HeaderMap) -> Option<usize> {
        if self.named.is_empty() || self.apis[found].is_told {
            return None;
        }
        let lines = [CONTENT_TYPE, ACCEPT].into_iter().flat_map(|name| headers.get_all(name));
        let mut ranges = lines.filter_map(|line| line.to_str().ok()).flat_map(media::ranges);
        ranges.find_map(|range| {
            let version = range.parameter("version")?;
            let is_it =
                |named: &&Named| named.version == version && (range.is("application/json") || range.is(named.essence));
            self.named.iter().find(is_it).map(|named| named.api)
        })
    }

    /// Where the version document of a named API is.
    pub(super) fn document(&self, api: usize) -> &str {
        self.named.iter().find(|named| named.api == api).map_or("/", |named| &named.document)
    }
}

/// Which of several APIs answers for a path.
///
/// # Panics
///
/// Where there is none.
pub fn answering<'d>(apis: &'d [Declared], path: &str) -> &'d Declared {
    let listed: Vec<_> =
        apis.iter().map(|api| Listed { table: api.table, dialect: api.dialect, about: &About::NONE }).collect();
    &apis[UrlMap::new(&listed).find(path)]
}

impl Paths {
    fn of(listed: &Listed, all: &[Listed]) -> Self {
        let table = listed.table;
        let place = |path: &[Segment<'static>], exact| Place { literals: literals(path).collect(), exact };
        let below = table.mounts.iter().map(|mount| place(mount.path, false));
        let own = table.entries.iter().filter(|entry| entry.mounts.is_some());
        let exact = own.flat_map(|entry| table.paths_of(entry)).filter(|path| literals(path).count() == path.len());
        let mut places: Vec<_> = below.chain(exact.map(|path| place(&path, true))).collect();
        places.sort_by_key(Place::rank);
        Paths { dialect: listed.dialect, places: places.into(), is_told: listed.is_told(all) }
    }

    fn find(&self, path: &str) -> Option<&Place> {
        let path = self.dialect.path(path);
        self.places.iter().find(|place| place.takes(&path))
    }
}

/// The literal segments with which a path begins.
fn literals(path: &[Segment<'static>]) -> impl Iterator<Item = &'static str> {
    path.iter().map_while(|segment| match segment {
        Segment::Literal(text) => Some(*text),
        Segment::Variable(_) => None,
    })
}

impl Place {
    /// The smallest goes before all others.
    fn rank(&self) -> (bool, Reverse<usize>) {
        (!self.exact, Reverse(self.literals.len()))
    }

    fn takes(&self, path: &str) -> bool {
        let mut tail = path;
        for literal in &self.literals {
            let Some((segment, rest)) =
                tail.strip_prefix('/').map(|tail| tail.split_at(tail.find('/').unwrap_or(tail.len())))
            else {
                return false;
            };
            if !is(segment, literal) {
                return false;
            }
            tail = rest;
        }
        !self.exact || tail.is_empty() || (self.literals.is_empty() && tail == "/")
    }
}

/// Whether a segment, as it was sent, is a literal one.
fn is(sent: &str, literal: &str) -> bool {
    sent == literal || (sent.contains('%') && decode(sent).is_some_and(|decoded: Cow<'_, str>| decoded == literal))
}
