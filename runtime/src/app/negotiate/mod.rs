//! Which version a request asks for, and how the answer says which one it got.

mod label;
pub(super) mod media;
mod source;

use std::borrow::Cow;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use terrace_model::{Absent, Negotiation, Version, VersionSet};

use crate::answer::Response;
use crate::failure::{Failure, Origin, VersionProblem};
use crate::filter::Request;

use label::Label;
use source::{Asked, Place, Source};

/// How requests choose among an API's versions, made ready once.
#[derive(Debug)]
pub(crate) struct Scheme {
    versions: Option<&'static VersionSet>,
    negotiation: Negotiation,
    sources: Vec<Source>,
}

/// What a request chose.
pub(crate) struct Chosen {
    pub(crate) version: Result<Option<Version>, Failure>,
    pub(crate) told: Told,
}

/// What the answer's headers say about the version.
#[derive(Debug, Default)]
pub(crate) struct Told {
    echo: Echo,
    /// How many of the sources were looked at.
    looked: usize,
    /// Whether the request named the media type whose parameter is the version.
    named: bool,
}

#[derive(Debug, Default)]
enum Echo {
    /// Nothing.
    #[default]
    None,
    /// The version that the request got.
    Got(Version),
    /// The one that it asked for and that there is not.
    Asked(String),
}

impl Told {
    pub(crate) fn is_empty(&self) -> bool {
        self.looked == 0 && matches!(self.echo, Echo::None)
    }
}

impl Scheme {
    pub(crate) fn new(negotiation: Negotiation, versions: Option<&'static VersionSet>) -> Self {
        let sources = versions.map(|set| negotiation.sources.iter().map(|source| Source::new(source, set)).collect());
        Scheme { versions, negotiation, sources: sources.unwrap_or_default() }
    }

    /// Chooses the version of a request whose path has these variables.
    pub(crate) fn choose<'r>(&self, request: &'r Request, variable: impl Fn(&str) -> Option<Cow<'r, str>>) -> Chosen {
        let Some(versions) = self.versions else { return Chosen { version: Ok(None), told: Told::default() } };
        let mut told = Told { named: self.names_media_type(request.headers()), ..Told::default() };
        match self.find(versions, request, variable, &mut told) {
            Ok(version) => {
                told.echo = Echo::Got(version);
                Chosen { version: Ok(Some(version)), told }
            }
            Err(failure) => match failure.origin() {
                Origin::Version(VersionProblem::Unsupported { asked, .. }) => {
                    told.echo = Echo::Asked(asked.clone());
                    Chosen { version: Err(failure), told }
                }
                _ => Chosen { version: Err(failure), told: Told::default() },
            },
        }
    }

    /// What each source says, whether or not it is looked at.
    pub(crate) fn asked<'r>(
        &self,
        request: &'r Request,
        variable: impl Fn(&str) -> Option<Cow<'r, str>>,
    ) -> Vec<Vec<String>> {
        let said = |source: &Source| match source.asked(request, &variable) {
            Asked::Nothing => Vec::new(),
            Asked::One(one) => vec![one.into_owned()],
            Asked::Any(all) => all.into_iter().map(Cow::into_owned).collect(),
            Asked::Contradiction(one, other) => vec![one.into_owned(), other.into_owned()],
        };
        self.sources.iter().map(said).collect()
    }

    fn find<'r>(
        &self,
        versions: &'static VersionSet,
        request: &'r Request,
        variable: impl Fn(&str) -> Option<Cow<'r, str>>,
        told: &mut Told,
    ) -> Result<Version, Failure> {
        let mut chosen: Option<(Version, Cow<'_, str>)> = None;
        for source in &self.sources {
            told.looked += 1;
            let (version, asked) = match source.asked(request, &variable) {
                Asked::Nothing => continue,
                Asked::One(asked) => (self.read(versions, source, &asked)?, asked),
                Asked::Any(all) => self.best(versions, source, all)?,
                Asked::Contradiction(one, other) => return Err(contradiction(&one, &other)),
            };
            match &chosen {
                Some((known, said)) if *known != version => return Err(contradiction(said, &asked)),
                _ => chosen = Some((version, asked)),
            }
            if !self.negotiation.refuses_conflicts {
                break;
            }
        }
        match (chosen, self.negotiation.absent) {
            (Some((version, _)), _) => Ok(version),
            (None, Absent::Oldest) => Ok(versions.oldest()),
            (None, Absent::Newest) => Ok(versions.newest()),
            (None, Absent::Is(version)) => Ok(version),
            (None, Absent::Refused) => {
                let detail = format!("the request names no version; write one like `{}`", versions.newest());
                Err(Failure::of(Origin::Version(VersionProblem::Missing { versions }), 400).detail(detail))
            }
        }
    }

    /// The best of several versions that there is.
    fn best<'r>(
        &self,
        versions: &'static VersionSet,
        source: &Source,
        all: Vec<Cow<'r, str>>,
    ) -> Result<(Version, Cow<'r, str>), Failure> {
        let mut first = None;
        for asked in all {
            match self.read(versions, source, &asked) {
                Ok(version) => return Ok((version, asked)),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        Err(first.unwrap_or_else(|| Failure::of(Origin::Unrouted, 404)))
    }

    /// The version of a text.
    fn read(&self, versions: &'static VersionSet, source: &Source, asked: &str) -> Result<Version, Failure> {
        let is_path = matches!(source.place, Place::Path(_));
        let has_latest = self.negotiation.latest && !is_path;
        if has_latest && asked == "latest" {
            return Ok(versions.newest());
        }
        let label = if source.dated { Label::dated(versions, asked) } else { Label::exact(versions, asked) };
        match label {
            Label::Known(version) => Ok(version),
            _ if is_path => Err(Failure::of(Origin::Unrouted, 404)),
            Label::Unknown => {
                let (oldest, newest) = (versions.oldest(), versions.newest());
                let detail = match source.dated {
                    true => format!(
                        "there was no version yet on `{asked}`; the oldest is `{oldest}`, the newest is `{newest}`"
                    ),
                    false => {
                        format!("there is no version `{asked}`; the oldest is `{oldest}`, the newest is `{newest}`")
                    }
                };
                Err(Failure::of(
                    Origin::Version(VersionProblem::Unsupported { asked: asked.to_owned(), versions }),
                    406,
                )
                .detail(detail))
            }
            Label::Nonsense => {
                let what = if source.dated { "date" } else { "version" };
                let or_latest = if has_latest { ", or `latest`" } else { "" };
                let detail = format!("`{asked}` is not a {what}; write one like `{}`{or_latest}", versions.newest());
                Err(Failure::of(Origin::Version(VersionProblem::Malformed { asked: asked.to_owned() }), 400)
                    .detail(detail))
            }
        }
    }

    /// Whether a body's content type is the media type whose parameter is the version, which is JSON.
    pub(crate) fn is_json(&self, content_type: Option<&str>) -> bool {
        let Some((essence, _)) = self.negotiation.media_type() else { return false };
        content_type.and_then(|text| media::ranges(text).next()).is_some_and(|range| range.is(essence))
    }

    /// Whether a request takes that media type.
    fn names_media_type(&self, headers: &HeaderMap) -> bool {
        let Some((essence, _)) = self.negotiation.media_type() else { return false };
        let lines = headers.get_all(http::header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(media::ranges).any(|range| range.is(essence) && range.quality() > 0)
    }

    /// Writes what the answer says about the version.
    pub(crate) fn write(&self, told: &Told, response: &mut Response) {
        let is_success = response.status().is_success();
        let headers = response.headers_mut();
        for source in &self.sources {
            match (&source.place, &told.echo) {
                (Place::Header(named), echo) if self.negotiation.echo => {
                    let (value, bare) = match echo {
                        Echo::None => continue,
                        Echo::Got(version) => (
                            named.values.get(usize::from(version.ordinal())).cloned(),
                            Some(HeaderValue::from_static(version.label())),
                        ),
                        Echo::Asked(asked) => (named.value(asked), HeaderValue::from_str(asked).ok()),
                    };
                    headers.extend(value.map(|value| (named.name.clone(), value)));
                    headers.extend(named.legacy.clone().zip(bare));
                }
                (Place::MediaType { values, .. }, Echo::Got(version)) if told.named && is_success => {
                    let value = values.get(usize::from(version.ordinal()));
                    if let (Some(value), Some(json)) = (value, headers.get_mut(CONTENT_TYPE))
                        && json == "application/json"
                    {
                        *json = value.clone();
                    }
                }
                _ => {}
            }
        }
        for name in self.sources.iter().take(told.looked).flat_map(|source| &source.vary) {
            headers.append(VARY, name.clone());
        }
    }
}

fn contradiction(one: &str, other: &str) -> Failure {
    let asked = [one.to_owned(), other.to_owned()];
    let detail = format!("the request asks for version `{one}` and for version `{other}`; ask for one");
    Failure::of(Origin::Version(VersionProblem::Contradictory { asked }), 400).detail(detail)
}

#[cfg(test)]
mod tests {
    use http::header::HeaderName;
    use terrace_model::Carrier;

    use super::*;

    static NOVA: VersionSet =
        VersionSet { name: "Nova", id: "Nova", labels: &["2.1", "2.2", "2.3", "2.60"], lapses: &[] };

    fn scheme() -> Scheme {
        const NEGOTIATION: Negotiation = Negotiation {
            sources: &[terrace_model::Source {
                carrier: Carrier::Header {
                    name: "OpenStack-API-Version",
                    service: Some("compute"),
                    legacy: Some("X-OpenStack-Nova-API-Version"),
                },
                dated: false,
            }],
            absent: Absent::Oldest,
            latest: true,
            echo: true,
            refuses_conflicts: false,
        };
        Scheme::new(NEGOTIATION, Some(&NOVA))
    }

    /// What a request with these headers gets: a version, or a status.
    fn ask(headers: &[(&'static str, &'static str)]) -> Result<&'static str, u16> {
        let mut request = Request::default();
        for (name, value) in headers {
            request.headers_mut().append(HeaderName::try_from(*name).unwrap(), HeaderValue::from_static(value));
        }
        match scheme().choose(&request, |_| None).version {
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
    fn any_request_gets_a_version_or_is_told_what_is_wrong_with_it() {
        static DAYS: VersionSet =
            VersionSet { name: "Days", id: "Days", labels: &["2025-01-10", "2025-06-01"], lapses: &[] };
        const fn source(carrier: Carrier, dated: bool) -> terrace_model::Source {
            terrace_model::Source { carrier, dated }
        }
        const NEGOTIATION: Negotiation = Negotiation {
            sources: &[
                source(Carrier::Header { name: "Version", service: None, legacy: Some("Old-Version") }, true),
                source(Carrier::Query { name: "v" }, false),
                source(Carrier::MediaType { essence: "application/x+json", parameter: "v" }, false),
            ],
            absent: Absent::Refused,
            latest: true,
            echo: true,
            refuses_conflicts: true,
        };
        const PIECES: [&[u8]; 17] = [
            b"2025-01-10",
            b"2025-06-01",
            b"2025-05-05",
            b"2024-01-01",
            b"latest",
            b"application/x+json",
            b";v=",
            b";q=0.5",
            b", ",
            b"\"",
            b"\\",
            b" ",
            b"v=",
            b"&",
            b"%2D",
            "\u{e9}".as_bytes(),
            b"\xff",
        ];
        let scheme = Scheme::new(NEGOTIATION, Some(&DAYS));
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |below: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random % below as u64) as usize
        };
        let mut statuses = [0, 0, 0];
        for _ in 0..50_000 {
            let mut text =
                |most: usize| (0..next(most)).flat_map(|_| PIECES[next(PIECES.len())].to_vec()).collect::<Vec<u8>>();
            let mut request = Request::default();
            let names = ["version", "old-version", "accept", "content-type"];
            for (name, most) in names.into_iter().zip([3, 3, 8, 5]) {
                let value = HeaderValue::from_bytes(&text(most)).ok().filter(|value| !value.is_empty());
                request.headers_mut().extend(value.map(|value| (HeaderName::from_static(name), value)));
            }
            if let Ok(uri) = format!("/?{}", String::from_utf8_lossy(&text(4)).replace('"', "")).parse() {
                *request.uri_mut() = uri;
            }
            let chosen = scheme.choose(&request, |_| None);
            let at = match &chosen.version {
                Ok(version) => {
                    assert!(version.is_some(), "{request:?}");
                    0
                }
                Err(failure) if failure.status() == 406 => 1,
                Err(failure) => {
                    assert_eq!(failure.status(), 400, "{request:?}");
                    2
                }
            };
            statuses[at] += 1;
            let mut response = Response::new(crate::body::Body::empty());
            scheme.write(&chosen.told, &mut response);
            assert_eq!(response.headers().contains_key("version"), at < 2, "{request:?}");
        }
        assert!(statuses.iter().all(|count| *count > 100), "{statuses:?}");
    }
}
