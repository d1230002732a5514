//! Which of several APIs answers a request, by its path.
//!
//! An API has all that is below the literal beginnings of its mounts, the longest of all APIs' first, segment by segment:
//! `/v2.1x` is not below `/v2.1`. Each API reads the path as its dialect does. A handler whose whole path is literal, in a
//! controller with mounts of its own, has that path exactly, wherever it is; so an API can say at `/v2.1` what another one there
//! can do. An API without mounts has nothing but such paths.
//!
//! Where the path belongs to an API without a version document, a media type may name one that has it.

use core::any::Any;
use core::cmp::Reverse;
use core::ptr;
use std::borrow::Cow;

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};
use terrace_model::Segment;
use terrace_model::path::decode;
use terrace_model::swar::has;

use super::negotiate::media;
use crate::controller::Declared;
use crate::dialect::Dialect;
use crate::openstack::{About, Listed};

/// The paths of several APIs; of one alone there is nothing to say.
#[derive(Debug, Default)]
pub(super) struct UrlMap {
    /// The places of all APIs, those that go before others first.
    places: Box<[Place]>,
    /// How paths are read, in as many ways as the APIs have.
    readings: Box<[&'static dyn Dialect]>,
    /// Of each API, whether it has a version document.
    told: Box<[bool]>,
    /// The APIs that media types name.
    named: Box<[Named]>,
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

/// Paths that an API has: one, or all below one.
#[derive(Debug)]
struct Place {
    literals: Box<[&'static str]>,
    /// The same as a path; nothing where it is the root.
    path: Box<str>,
    /// Whether nothing below it is meant.
    exact: bool,
    /// Which of the APIs.
    api: usize,
    /// How that reads paths.
    reading: usize,
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
        let mut readings: Vec<&'static dyn Dialect> = Vec::new();
        let mut places = Vec::new();
        for (api, listed) in apis.iter().enumerate() {
            let known = readings.iter().position(|known| is_same(*known, listed.dialect));
            let reading = known.unwrap_or_else(|| {
                readings.push(listed.dialect);
                readings.len() - 1
            });
            places.extend(Place::all_of(listed, api, reading));
        }
        places.sort_by_key(Place::rank);
        UrlMap {
            places: places.into(),
            readings: readings.into(),
            told: apis.iter().map(|listed| listed.is_told(apis)).collect(),
            named: named.collect(),
        }
    }

    /// The API that answers for a path. What none has is answered by the first.
    pub(super) fn find(&self, sent: &str) -> usize {
        self.find_read(sent).0
    }

    /// The same, and whether it is known that the API reads the path as it was sent.
    pub(super) fn find_read(&self, sent: &str) -> (usize, bool) {
        let Some(first) = self.readings.first() else { return (0, false) };
        // Most applications read all paths alike: each reading is kept for as long as places want it.
        let (mut reading, mut read) = (0, Read::new(first.path(sent)));
        for place in &self.places {
            if place.reading != reading {
                (reading, read) = (place.reading, Read::new(self.readings[place.reading].path(sent)));
            }
            if place.takes(&read) {
                return (place.api, ptr::eq(&*read.path, sent));
            }
        }
        (0, false)
    }

    /// The API that a media type names where `found`, that of the path, has no version document.
    pub(super) fn named(&self, found: usize, headers: &HeaderMap) -> Option<usize> {
        if self.named.is_empty() || self.told[found] {
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

/// Whether two APIs read paths alike: a dialect without a value of its own is always the same one.
fn is_same(one: &dyn Dialect, other: &dyn Dialect) -> bool {
    let [one_type, other_type] = [one, other].map(|dialect| (dialect as &dyn Any).type_id());
    one_type == other_type && size_of_val(one) == 0
}

/// A request's path, as an API reads it.
struct Read<'p> {
    path: Cow<'p, str>,
    escaped: bool,
}

impl<'p> Read<'p> {
    fn new(path: Cow<'p, str>) -> Self {
        Read { escaped: has(path.as_bytes(), b'%'), path }
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
    /// Those of an API.
    fn all_of(listed: &Listed, api: usize, reading: usize) -> Vec<Place> {
        let table = listed.table;
        let place = |path: &[Segment<'static>], exact| {
            let literals: Box<[_]> = literals(path).collect();
            let path = literals.iter().map(|literal| format!("/{literal}")).collect::<String>().into();
            Place { literals, path, exact, api, reading }
        };
        let below = table.mounts.iter().map(|mount| place(mount.path, false));
        let own = table.entries.iter().filter(|entry| entry.mounts.is_some());
        let exact = own.flat_map(|entry| table.paths_of(entry)).filter(|path| literals(path).count() == path.len());
        below.chain(exact.map(|path| place(&path, true))).collect()
    }

    /// The smallest goes before all others.
    fn rank(&self) -> (bool, Reverse<usize>, usize) {
        (!self.exact, Reverse(self.literals.len()), self.api)
    }

    fn takes(&self, read: &Read<'_>) -> bool {
        let tail = if read.escaped { self.tail(&read.path) } else { read.path.strip_prefix(&*self.path) };
        match tail {
            Some(tail) if self.exact => tail.is_empty() || (self.literals.is_empty() && tail == "/"),
            Some(tail) => tail.is_empty() || tail.starts_with('/'),
            None => false,
        }
    }

    /// What a path with escapes has behind this place.
    fn tail<'p>(&self, path: &'p str) -> Option<&'p str> {
        self.literals.iter().try_fold(path, |tail, literal| {
            let tail = tail.strip_prefix('/')?;
            let (segment, rest) = tail.split_at(tail.find('/').unwrap_or(tail.len()));
            (decode(segment)? == *literal).then_some(rest)
        })
    }
}
