//! A place where a request may name its version: a header, the query, a media type, the path.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use terrace_model::{Carrier, VersionSet};

use super::media::{Range, ranges};
use crate::filter::Request;
use crate::query;

/// Such a place, made ready once.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) place: Place,
    /// Whether it holds any date.
    pub(super) dated: bool,
    /// The headers that are looked at, as the API wrote them, for `Vary`.
    pub(super) vary: Vec<HeaderValue>,
}

#[derive(Debug)]
pub(super) enum Place {
    Header(Named),
    Query(&'static str),
    MediaType {
        essence: &'static str,
        parameter: &'static str,
        /// The answers' content type, for each version.
        values: Vec<HeaderValue>,
    },
    Path(&'static str),
}

/// A header, and perhaps an older one.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: HeaderName,
    pub(super) legacy: Option<HeaderName>,
    service: Option<&'static str>,
    /// The header's value for each version.
    pub(super) values: Vec<HeaderValue>,
}

/// What a place says.
pub(super) enum Asked<'r> {
    /// Nothing.
    Nothing,
    /// A version.
    One(Cow<'r, str>),
    /// Several that will do, the best one first.
    Any(Vec<Cow<'r, str>>),
    /// Two that cannot be had at once.
    Contradiction(Cow<'r, str>, Cow<'r, str>),
}

impl Source {
    pub(super) fn new(source: &terrace_model::Source, versions: &'static VersionSet) -> Self {
        const REASON: &str = "`api!` takes headers' names and media types only";
        let header = |name: &str| HeaderName::try_from(name).expect(REASON);
        let (place, vary) = match source.carrier {
            Carrier::Header { name, service, legacy } => {
                let values = versions.iter().filter_map(|version| value(service, version.label())).collect();
                let named = Named { name: header(name), legacy: legacy.map(header), service, values };
                let vary = [Some(name), legacy].into_iter().flatten().map(HeaderValue::from_static).collect();
                (Place::Header(named), vary)
            }
            Carrier::Query { name } => (Place::Query(name), Vec::new()),
            Carrier::MediaType { essence, parameter } => {
                let value = |label: &str| HeaderValue::try_from(format!("{essence}; {parameter}={label}"));
                let values = versions.iter().map(|version| value(version.label()).expect(REASON)).collect();
                let vary = vec![HeaderValue::from_static("Accept")];
                (Place::MediaType { essence, parameter, values }, vary)
            }
            Carrier::Path { variable } => (Place::Path(variable), Vec::new()),
        };
        Source { place, dated: source.dated, vary }
    }

    /// What a request says here.
    pub(super) fn asked<'r>(&self, request: &'r Request, variable: impl Fn(&str) -> Option<Cow<'r, str>>) -> Asked<'r> {
        let one = |found: Option<Cow<'r, str>>| found.map_or(Asked::Nothing, Asked::One);
        match &self.place {
            Place::Header(named) => one(named.asked(request.headers())),
            Place::Query(name) => in_query(name, request.uri().query().unwrap_or_default()),
            Place::MediaType { essence, parameter, .. } => in_media_types(essence, parameter, request.headers()),
            Place::Path(name) => one(variable(name)),
        }
    }
}

impl Named {
    /// The version as the header says it: the last of this service, else that of the older header.
    fn asked<'r>(&self, headers: &'r HeaderMap) -> Option<Cow<'r, str>> {
        let lines = headers.get_all(&self.name).iter().rev();
        let mut named = lines.filter_map(|line| match String::from_utf8_lossy(line.as_bytes()) {
            Cow::Borrowed(line) => self.last(line).map(Cow::Borrowed),
            Cow::Owned(line) => self.last(&line).map(|found| Cow::Owned(found.to_owned())),
        });
        named.next().or_else(|| joined(headers, self.legacy.as_ref()?))
    }

    /// The last version of this service in a line.
    fn last<'l>(&self, line: &'l str) -> Option<&'l str> {
        line.split(',').rev().map(str::trim).find_map(|item| self.version_in(item))
    }

    fn version_in<'i>(&self, item: &'i str) -> Option<&'i str> {
        let Some(service) = self.service else { return Some(item).filter(|item| !item.is_empty()) };
        let (named, version) = item.split_once([' ', '\t'])?;
        named.eq_ignore_ascii_case(service).then(|| version.trim())
    }

    /// What the header says of a version that there is not.
    pub(super) fn value(&self, asked: &str) -> Option<HeaderValue> {
        value(self.service, asked)
    }
}

/// All that a header says.
fn joined<'r>(headers: &'r HeaderMap, name: &HeaderName) -> Option<Cow<'r, str>> {
    let mut lines = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes()));
    let first = lines.next()?;
    let rest: Vec<_> = lines.collect();
    Some(match first {
        Cow::Borrowed(first) if rest.is_empty() => Cow::Borrowed(first.trim()),
        first => Cow::Owned(core::iter::once(first).chain(rest).collect::<Vec<_>>().join(",").trim().to_owned()),
    })
}

/// A version as the header says it; `None` for a text that no header can hold.
fn value(service: Option<&str>, label: &str) -> Option<HeaderValue> {
    match service {
        Some(service) => HeaderValue::try_from(format!("{service} {label}")).ok(),
        None => HeaderValue::from_str(label).ok(),
    }
}

/// A parameter that is given once, or always the same.
fn in_query<'r>(name: &str, query: &'r str) -> Asked<'r> {
    let mut given = query::values(name, query);
    let Some(first) = given.next() else { return Asked::Nothing };
    match given.find(|other| *other != first) {
        Some(other) => Asked::Contradiction(first, other),
        None => Asked::One(first),
    }
}

/// The versions of a media type that a request takes, the one it likes best first. A body of the same media type has a version
/// too, which must be that of the answer: a request has one version.
fn in_media_types<'r>(essence: &str, parameter: &str, headers: &'r HeaderMap) -> Asked<'r> {
    let named = |range: Range<'r>| range.is(essence).then(|| range.parameter(parameter)).flatten();
    let mut taken: Vec<(u16, Cow<'r, str>)> = Vec::new();
    for line in headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok()) {
        for range in ranges(line) {
            let quality = range.quality();
            if let Some(version) = named(range).filter(|_| quality > 0) {
                taken.push((quality, version));
            }
        }
    }
    // Those of one quality stay in the order of the request.
    taken.sort_by_key(|(quality, _)| core::cmp::Reverse(*quality));
    let mut taken: Vec<_> = taken.into_iter().map(|(_, version)| version).collect();
    let body = headers.get(CONTENT_TYPE).and_then(|line| line.to_str().ok());
    let body = body.and_then(|line| ranges(line).next()).and_then(named);
    match (body, taken.len()) {
        (None, 0) => Asked::Nothing,
        (Some(body), 0) => Asked::One(body),
        (None, 1) => Asked::One(taken.remove(0)),
        (None, _) => Asked::Any(taken),
        (Some(body), _) if taken.contains(&body) => Asked::One(body),
        (Some(body), _) => Asked::Contradiction(taken.remove(0), body),
    }
}
