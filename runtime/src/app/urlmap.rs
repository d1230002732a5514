//! Which of several APIs answers a request, by its path.
//!
//! An API has all that is below the literal beginnings of its mounts, the longest of all APIs' first, segment by segment:
//! `/v2.1x` is not below `/v2.1`. A handler whose whole path is literal, in a controller with mounts of its own, has that path
//! exactly, wherever it is; so an API can say at `/v2.1` what another one there can do.

use std::borrow::Cow;

use terrace_model::Segment;
use terrace_model::path::decode;

use crate::controller::Declared;
use crate::private::ApiTable;

/// The paths of several APIs; of one alone there is nothing to say.
#[derive(Debug)]
pub(super) struct UrlMap(Box<[Place]>);

#[derive(Debug)]
struct Place {
    literals: Box<[&'static str]>,
    /// Whether nothing below it is meant.
    exact: bool,
    /// Which of the APIs.
    api: usize,
}

impl UrlMap {
    pub(super) fn new(apis: &[&'static ApiTable]) -> Self {
        if apis.len() < 2 {
            return UrlMap(Box::default());
        }
        let mut places: Vec<_> = apis.iter().enumerate().flat_map(|(api, table)| self::places(api, table)).collect();
        places.sort_by_key(|place| (!place.exact, core::cmp::Reverse(place.literals.len())));
        UrlMap(places.into())
    }

    /// The API that answers for a path. What none has is answered by the first.
    pub(super) fn find(&self, path: &str) -> usize {
        self.0.iter().find(|place| place.takes(path)).map_or(0, |place| place.api)
    }
}

/// Which of several APIs answers for a path.
///
/// # Panics
///
/// Where there is none.
pub fn answering<'d>(apis: &'d [Declared], path: &str) -> &'d Declared {
    let tables: Vec<_> = apis.iter().map(|api| api.table).collect();
    &apis[UrlMap::new(&tables).find(path)]
}

/// What one API has.
fn places(api: usize, table: &'static ApiTable) -> Vec<Place> {
    let below = table.mounts.iter().map(|mount| Place { literals: literals(mount.path).collect(), exact: false, api });
    let own = table.entries.iter().filter(|entry| entry.mounts.is_some());
    let exact = own.flat_map(|entry| table.paths_of(entry)).filter(|path| literals(path).count() == path.len());
    below.chain(exact.map(|path| Place { literals: literals(&path).collect(), exact: true, api })).collect()
}

/// The literal segments with which a path begins.
fn literals(path: &[Segment<'static>]) -> impl Iterator<Item = &'static str> {
    path.iter().map_while(|segment| match segment {
        Segment::Literal(text) => Some(*text),
        Segment::Variable(_) => None,
    })
}

impl Place {
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
