//! Which version a request asks for, and how the answer says which one it got.

use http::header::{HeaderMap, HeaderName, HeaderValue, VARY};
use terrace_model::{Negotiation, Version, VersionSet};

use crate::failure::{Failure, Origin, VersionProblem};

/// How requests choose among an API's versions, made ready once.
#[derive(Debug)]
pub(crate) enum Scheme {
    /// There is no version.
    Unversioned,
    /// There are versions, but no request can choose.
    Newest(Version),
    Header(HeaderScheme),
    Path {
        versions: &'static VersionSet,
        variable: &'static str,
    },
}

/// OpenStack's header, and perhaps an older one.
#[derive(Debug)]
pub(crate) struct HeaderScheme {
    versions: &'static VersionSet,
    service: Option<&'static str>,
    name: HeaderName,
    legacy: Option<HeaderName>,
    /// The headers' names as the API wrote them, for `Vary`.
    vary: Vec<HeaderValue>,
    /// The header's value for each version.
    values: Vec<HeaderValue>,
}

/// What a request chose.
pub(crate) struct Chosen {
    pub(crate) version: Result<Option<Version>, Failure>,
    pub(crate) echo: Echo,
}

/// What the answer's headers say about the version.
#[derive(Debug, Default)]
pub(crate) enum Echo {
    /// Nothing.
    #[default]
    None,
    /// The version that the request got.
    Got(Version),
    /// The one that it asked for and that there is not.
    Asked(String),
}

impl Scheme {
    pub(crate) fn new(negotiation: Negotiation, versions: Option<&'static VersionSet>) -> Self {
        let Some(versions) = versions else { return Scheme::Unversioned };
        match negotiation {
            Negotiation::None => Scheme::Newest(versions.newest()),
            Negotiation::Header { name, service, legacy } => {
                Scheme::Header(HeaderScheme::new(versions, name, service, legacy))
            }
            Negotiation::Path { variable } => Scheme::Path { versions, variable },
        }
    }

    /// Chooses the version of a request with these headers and variables.
    pub(crate) fn choose(&self, headers: &HeaderMap, variables: &[(&'static str, String)]) -> Chosen {
        let silent = |version| Chosen { version, echo: Echo::None };
        match self {
            Scheme::Unversioned => silent(Ok(None)),
            Scheme::Newest(newest) => silent(Ok(Some(*newest))),
            Scheme::Header(scheme) => scheme.choose(headers),
            Scheme::Path { versions, variable } => {
                silent(match variables.iter().find(|(known, _)| known == variable) {
                    // A mount of a controller's own need not have the variable.
                    None => Ok(Some(versions.newest())),
                    Some((_, text)) => versions.find(text).map(Some).ok_or_else(|| Failure::of(Origin::Unrouted, 404)),
                })
            }
        }
    }

    /// Writes what the answer says about the version.
    pub(crate) fn write(&self, echo: &Echo, headers: &mut HeaderMap) {
        if let Scheme::Header(scheme) = self {
            scheme.write(echo, headers);
        }
    }
}

impl HeaderScheme {
    fn new(
        versions: &'static VersionSet,
        name: &'static str,
        service: Option<&'static str>,
        legacy: Option<&'static str>,
    ) -> Self {
        const REASON: &str = "`api!` takes headers' names only";
        let header = |name: &str| HeaderName::try_from(name).expect(REASON);
        HeaderScheme {
            versions,
            service,
            name: header(name),
            legacy: legacy.map(header),
            vary: [Some(name), legacy].into_iter().flatten().map(HeaderValue::from_static).collect(),
            values: versions.iter().filter_map(|version| value(service, version.label())).collect(),
        }
    }

    fn choose(&self, headers: &HeaderMap) -> Chosen {
        let Some(asked) = self.asked(headers) else { return self.got(self.versions.oldest()) };
        if asked == "latest" {
            return self.got(self.versions.newest());
        }
        if let Some(version) = self.versions.find(&asked) {
            return self.got(version);
        }
        if !is_like(self.versions, &asked) {
            let detail =
                format!("`{asked}` is not a version; write one like `{}`, or `latest`", self.versions.newest());
            let origin = Origin::Version(VersionProblem::Malformed { asked });
            return Chosen { version: Err(Failure::of(origin, 400).detail(detail)), echo: Echo::None };
        }
        let (oldest, newest) = (self.versions.oldest(), self.versions.newest());
        let detail = format!("there is no version `{asked}`; the oldest is `{oldest}`, the newest is `{newest}`");
        let origin = Origin::Version(VersionProblem::Unsupported { asked: asked.clone(), versions: self.versions });
        Chosen { version: Err(Failure::of(origin, 406).detail(detail)), echo: Echo::Asked(asked) }
    }

    fn got(&self, version: Version) -> Chosen {
        Chosen { version: Ok(Some(version)), echo: Echo::Got(version) }
    }

    /// The version as the request names it: the last of this service, else that of the older header.
    fn asked(&self, headers: &HeaderMap) -> Option<String> {
        let all = |name: &HeaderName| {
            let lines: Vec<_> =
                headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
            (!lines.is_empty()).then(|| lines.join(","))
        };
        let named = all(&self.name).and_then(|lines| {
            let items = lines.split(',').rev();
            items.map(str::trim).find_map(|item| self.version_in(item)).map(str::to_owned)
        });
        named.or_else(|| all(self.legacy.as_ref()?).map(|text| text.trim().to_owned()))
    }

    fn version_in<'i>(&self, item: &'i str) -> Option<&'i str> {
        let Some(service) = self.service else { return Some(item).filter(|item| !item.is_empty()) };
        let (named, version) = item.split_once([' ', '\t'])?;
        named.eq_ignore_ascii_case(service).then(|| version.trim())
    }

    fn write(&self, echo: &Echo, headers: &mut HeaderMap) {
        let (named, bare) = match echo {
            Echo::None => return,
            Echo::Got(version) => (
                self.values.get(usize::from(version.ordinal())).cloned(),
                Some(HeaderValue::from_static(version.label())),
            ),
            Echo::Asked(asked) => (value(self.service, asked), value(None, asked)),
        };
        headers.extend(named.map(|value| (self.name.clone(), value)));
        headers.extend(self.legacy.clone().zip(bare));
        for name in &self.vary {
            headers.append(VARY, name.clone());
        }
    }
}

/// A version as the header says it; `None` for a text that no header can hold.
fn value(service: Option<&str>, label: &str) -> Option<HeaderValue> {
    match service {
        Some(service) => HeaderValue::try_from(format!("{service} {label}")).ok(),
        None => HeaderValue::from_str(label).ok(),
    }
}

/// Whether a text could name a version of a set like this one: it has numbers and other characters in the same places.
///
/// Numbers have no leading zeros, except where the set's own are padded, as in dates; then they are as long as those.
fn is_like(versions: &'static VersionSet, text: &str) -> bool {
    let padded = versions.iter().any(|version| pieces(version.label()).any(is_padded));
    let oldest = versions.oldest().label();
    let leads_with_zero = |label: &str| pieces(label).find(|piece| is_number(piece)) == Some("0");
    if leads_with_zero(text) && !versions.iter().any(|version| leads_with_zero(version.label())) {
        return false;
    }
    pieces(oldest).count() == pieces(text).count()
        && pieces(oldest).zip(pieces(text)).all(|(known, asked)| match (is_number(known), is_number(asked)) {
            (true, true) if padded => known.len() == asked.len(),
            (true, true) => !is_padded(asked),
            (false, false) => known == asked,
            _ => false,
        })
}

/// Runs of digits, and the runs of other characters between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let digit = |byte: &u8| byte.is_ascii_digit();
    text.as_bytes().chunk_by(move |one, other| digit(one) == digit(other)).map(|run| {
        core::str::from_utf8(run).expect("digits are ASCII, so a run of them or of all else ends between characters")
    })
}

fn is_number(piece: &str) -> bool {
    piece.starts_with(|first: char| first.is_ascii_digit())
}

fn is_padded(piece: &str) -> bool {
    piece.len() > 1 && piece.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    static NOVA: VersionSet = VersionSet { name: "Nova", id: "Nova", labels: &["2.1", "2.2", "2.3", "2.60"] };

    fn scheme() -> Scheme {
        let (name, legacy) = ("OpenStack-API-Version", Some("X-OpenStack-Nova-API-Version"));
        Scheme::new(Negotiation::Header { name, service: Some("compute"), legacy }, Some(&NOVA))
    }

    /// What a request with these headers gets: a version, or a status.
    fn ask(headers: &[(&'static str, &'static str)]) -> Result<&'static str, u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::try_from(*name).unwrap(), HeaderValue::from_static(value));
        }
        match scheme().choose(&map, &[]).version {
            Ok(version) => Ok(version.unwrap().label()),
            Err(failure) => Err(failure.status().as_u16()),
        }
    }

    #[test]
    fn the_header_is_read_as_nova_reads_it() {
        let check = |value, expected| assert_eq!(ask(&[("openstack-api-version", value)]), expected, "{value}");
        for absent in ["", "compute", "compute2.3", "compute:2.3", "compute=2.3", "nova 2.3", "identity 3.0", "2.3"] {
            check(absent, Ok("2.1"));
        }
        for chosen in ["compute 2.3", "COMPUTE 2.3", "compute  2.3 ", "compute\t2.3", "identity 3.0,compute 2.3"] {
            check(chosen, Ok("2.3"));
        }
        check("compute 2.3, identity 3.0", Ok("2.3"));
        check("compute 2.2, compute 2.3", Ok("2.3"));
        check("placement 1.39,compute latest", Ok("2.60"));
        for unsupported in ["2.0", "1.1", "3.0", "2.9999", "10.1"] {
            check(Box::leak(format!("compute {unsupported}").into_boxed_str()), Err(406));
        }
        let nonsense = [
            "2", "2.", ".1", "two.one", "2.01", "02.1", "2.1.0", "-2.1", "2,1", "LATEST", "null", "2.2 2.3", "0.0",
            "2.3;q=1",
        ];
        for nonsense in nonsense {
            check(Box::leak(format!("compute {nonsense}").into_boxed_str()), Err(400));
        }
    }

    #[test]
    fn the_older_header_counts_where_the_newer_says_nothing() {
        const NEW: &str = "openstack-api-version";
        const OLD: &str = "x-openstack-nova-api-version";
        assert_eq!(ask(&[(OLD, "2.3")]), Ok("2.3"));
        assert_eq!(ask(&[(OLD, "latest")]), Ok("2.60"));
        assert_eq!(ask(&[(OLD, "")]), Err(400));
        assert_eq!(ask(&[(OLD, "compute 2.3")]), Err(400));
        assert_eq!(ask(&[(NEW, "compute 2.2"), (OLD, "2.3")]), Ok("2.2"));
        assert_eq!(ask(&[(NEW, "compute x"), (OLD, "2.3")]), Err(400));
        assert_eq!(ask(&[(NEW, "identity 3.0"), (OLD, "2.3")]), Ok("2.3"));
        assert_eq!(ask(&[(NEW, "compute 2.2"), (NEW, "compute 2.3")]), Ok("2.3"));
    }

    #[test]
    fn versions_are_told_from_nonsense_by_the_sets_own_form() {
        static DATES: VersionSet = VersionSet { name: "Dates", id: "Dates", labels: &["2025-10-10", "2026-01-01"] };
        static NAMES: VersionSet = VersionSet { name: "Names", id: "Names", labels: &["v1", "v2"] };
        let check = |set, text, expected| assert_eq!(is_like(set, text), expected, "{text}");
        check(&DATES, "2025-01-31", true);
        check(&DATES, "2025-1-31", false);
        check(&DATES, "yesterday", false);
        check(&NAMES, "v10", true);
        check(&NAMES, "v01", false);
        check(&NAMES, "1", false);
        check(&NAMES, "vä1", false);
    }
}
