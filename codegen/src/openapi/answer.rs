//! Answers: every status of an operation, the framework's own included.

use std::borrow::Cow;
use std::collections::BTreeMap;

use terrace::dialect::NextPage;
use terrace_model::{Answer, Content as Carried, Filter, HeaderDoc, Part, Status, Version};
use utoipa::openapi::schema::{Array, Object, SchemaFormat, Type as JsonType};
use utoipa::openapi::{Header, RefOr, Response, Responses};

use super::FORM;
use super::choice::Choice;
use super::condition;
use super::content::{content, event, plain_text};
use super::notice;
use super::policy;
use super::schema::{AnySchema, Schemas, closed, strip, wrapped, wrapper};
use super::site::Site;
use crate::source::Source;

/// What an operation may answer with one status.
#[derive(Default)]
pub(crate) struct Outcome {
    descriptions: Vec<&'static str>,
    /// What the framework means by it.
    general: Option<Cow<'static, str>>,
    carried: Vec<(Carried, Option<&'static str>)>,
    /// How many answers were declared.
    answers: usize,
    /// Headers, and how many of these answers always have each.
    headers: BTreeMap<&'static str, (HeaderDoc, usize)>,
    /// Whether the status is also that of a path whose variable is not of its class, which reaches no operation.
    is_unrouted: bool,
}

/// All that the handlers of one operation may answer, by status.
pub(crate) fn outcomes(source: &Source, sites: &[Site]) -> BTreeMap<u16, Outcome> {
    let mut outcomes: BTreeMap<u16, Outcome> = BTreeMap::new();
    for site in sites {
        site.each_answer(&mut |answer| declared(&mut outcomes, site, answer));
        let headers = condition::headers(site);
        for (_, outcome) in outcomes.range_mut(200..300) {
            outcome.headers.extend(headers.iter().map(|header| (header.name, (*header, 0))));
        }
        condition::each_answer(site, &mut |answer| declared(&mut outcomes, site, answer));
        policy::each_answer(site, &mut |answer| declared(&mut outcomes, site, answer));
    }
    // What a handler's arguments fail with passes its filters; all else is answered before them, or past them.
    let (inside, outside): (Vec<_>, Vec<_>) =
        own(source, sites).into_iter().partition(|(status, _)| matches!(status, 400 | 408 | 413));
    framework(&mut outcomes, inside);
    let passes =
        |status| outside.iter().all(|(own, _)| *own != status) || sites.iter().any(|site| site.answers(status));
    for site in sites {
        filtered(site.filters().rev(), site, passes, &mut outcomes);
    }
    framework(&mut outcomes, outside);
    if sites.iter().any(Site::has_classes) {
        let outcome = outcomes.entry(404).or_default();
        outcome.general.get_or_insert("There is no such path".into());
        outcome.is_unrouted = true;
    }
    let before_api = source.pipeline.iter().flat_map(|pipeline| pipeline.filters);
    filtered(before_api.rev(), &sites[0], |_| true, &mut outcomes);
    outcomes
}

/// What filters before an API answer by themselves, whichever operation was asked for: statuses, and the media types of their bodies.
pub(crate) fn before_operations(source: &Source) -> Vec<(u16, Option<&'static str>)> {
    let mut answers = Vec::new();
    for filter in source.pipeline.iter().flat_map(|pipeline| pipeline.filters) {
        filter.answers.each(&mut |answer| {
            if let Status::Is(status) = answer.status {
                answers.push((status, media_type(source, status, answer.content)));
            }
        });
    }
    answers
}

/// What the framework answers by itself.
fn framework(outcomes: &mut BTreeMap<u16, Outcome>, answers: Vec<(u16, Cow<'static, str>)>) {
    for (status, description) in answers {
        let outcome = outcomes.entry(status).or_default();
        outcome.general.get_or_insert(description);
        outcome.carried.push((Carried::Failure, None));
    }
}

/// What filters add, from the innermost to the outermost: headers to what passes them, by its
/// status, then what they answer by themselves.
fn filtered(
    inside_out: impl Iterator<Item = &'static Filter>,
    site: &Site,
    passes: impl Fn(u16) -> bool,
    outcomes: &mut BTreeMap<u16, Outcome>,
) {
    for filter in inside_out {
        for (_, outcome) in outcomes.iter_mut().filter(|(status, _)| passes(**status)) {
            for header in filter.headers {
                outcome.headers.entry(header.name).or_insert((*header, 0));
            }
        }
        filter.answers.each(&mut |answer| declared(outcomes, site, answer));
    }
}

fn declared(outcomes: &mut BTreeMap<u16, Outcome>, site: &Site, answer: &'static Answer) {
    let status = match answer.status {
        Status::Route => site.route.status,
        Status::Is(status) => status,
    };
    let outcome = outcomes.entry(status).or_default();
    if !answer.description.is_empty() && !outcome.descriptions.contains(&answer.description) {
        outcome.descriptions.push(answer.description);
    }
    let envelope = match answer.content {
        Carried::Json(ty) => site.route.envelope(site.resource.node, ty.is_list()),
        Carried::Page(_) => site.route.envelope(site.resource.node, true),
        _ => None,
    };
    outcome.carried.push((answer.content, envelope));
    outcome.answers += 1;
    for header in answer.headers {
        let is_always_there = !header.ty.is_optional() && !header.ty.is_list();
        let (known, answers) = outcome.headers.entry(header.name).or_insert((*header, 0));
        (*known, *answers) = (*header, *answers + usize::from(is_always_there));
    }
}

/// What the framework answers by itself, the most telling first.
fn own(source: &Source, sites: &[Site]) -> Vec<(u16, Cow<'static, str>)> {
    let (mut reads, mut reads_body, mut reads_json, mut reads_form) = (false, false, false, false);
    let (mut reads_lines, mut reads_type) = (false, false);
    for site in sites {
        site.each_part(&mut |_, part| match part {
            Part::Query(_) | Part::Page(_) | Part::Header(_) | Part::Cookie(_) => reads = true,
            Part::Body(content) | Part::OptionalBody(content) => {
                reads_body = true;
                match content {
                    Carried::Json(_) => reads_json = true,
                    Carried::Form(_) => reads_form = true,
                    Carried::Lines(_) => reads_lines = true,
                    Carried::Bytes(media) => reads_type |= *media != Carried::ANY,
                    _ => {}
                }
            }
            _ => {}
        });
        // The body tells which action.
        reads_json |= site.route.action.is_some();
    }
    reads_body |= reads_json;
    let is_versioned = super::is_versioned(source, sites);
    let all = [
        (reads || reads_json || reads_form || reads_lines, 400, "The request is not what the operation takes"),
        (is_versioned, 400, "The request cannot be understood"),
        (is_versioned, 406, "The version asked for cannot be had"),
        (reads_body, 408, "The body did not arrive in time"),
        (sites.iter().any(|site| site.outlives), 410, "The action was removed"),
        (reads_json, 415, "The body is not JSON"),
        (reads_form, 415, "The body is not a form"),
        (reads_lines, 415, "The body is not JSON lines"),
        (reads_type, 415, "The body is of another media type"),
        (true, 500, "The service failed"),
        (true, 503, "The service took too long"),
    ];
    let all = all.into_iter().filter(|(is_possible, ..)| *is_possible).map(|(_, status, text)| (status, text.into()));
    let too_large = reads_body.then(|| (413, too_large(source, sites)));
    all.chain(too_large).collect()
}

/// That a body is larger than it may be, and how large it may be where that is declared.
fn too_large(source: &Source, sites: &[Site]) -> Cow<'static, str> {
    let limit = |site: &Site| source.table.body_bytes(site.resource.node, site.route);
    match (limit(&sites[0]), sites) {
        (Some(bytes), sites) if sites.iter().all(|site| limit(site) == Some(bytes)) => {
            format!("The body is larger than {}", size(bytes)).into()
        }
        (_, sites) => {
            let declared = sites.iter().filter_map(|site| {
                Some(format!("`{}` takes {}", site.route.action.unwrap_or(site.route.name), size(limit(site)?)))
            });
            let declared: Vec<_> = declared.collect();
            if declared.is_empty() {
                "The body is too large".into()
            } else {
                format!("The body is too large: {}", declared.join(", ")).into()
            }
        }
    }
}

/// `64 MiB`
fn size(bytes: usize) -> String {
    if bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", bytes >> 20)
    } else if bytes.is_multiple_of(1 << 10) {
        format!("{} KiB", bytes >> 10)
    } else {
        format!("{bytes} bytes")
    }
}

impl Outcome {
    /// The media types of the bodies that the operation itself answers; `None` where it may have no body.
    pub(crate) fn media_types(&self, source: &Source, status: u16) -> Vec<Option<&'static str>> {
        self.carried.iter().map(|(content, _)| media_type(source, status, *content)).collect()
    }

    /// The outcome as documents have it.
    fn response(self, source: &Source, status: u16, schemas: &mut Schemas<'_>) -> Response {
        let said: Vec<Cow<'static, str>> = self.descriptions.into_iter().map(Cow::from).chain(self.general).collect();
        let mut response = Response::new(if said.is_empty() { reason(status).to_owned() } else { said.join("; ") });
        let mut bodies: BTreeMap<&'static str, Vec<AnySchema>> = BTreeMap::new();
        for (content, envelope) in self.carried {
            let Some(media) = media_type(source, status, content) else { continue };
            let schema = match content {
                Carried::Empty | Carried::Ranged => None,
                Carried::Bytes(media) => plain_text(media),
                Carried::Failure => Some(schemas.written(source.dialect.schema(status))),
                Carried::Page(ty) => {
                    Some(page(schemas.written(ty), envelope.unwrap_or("items"), source.dialect.next_page()))
                }
                Carried::Form(ty) => Some(schemas.form(ty)),
                Carried::Lines(ty) => Some(schemas.written(ty)),
                Carried::Events(ty) => Some(event(ty.map(|ty| schemas.written(ty)))),
                Carried::Json(ty) => {
                    let schema = schemas.written(ty);
                    Some(envelope.map_or(schema.clone(), |key| wrapped(key, schema)))
                }
            };
            let known = bodies.entry(media).or_default();
            if let Some(schema) = schema
                && !known.contains(&schema)
            {
                known.push(schema);
            }
        }
        if self.is_unrouted {
            let (media, ty) = source.dialect.unrouted_body();
            let (known, schema) = (bodies.entry(media).or_default(), schemas.written(ty));
            if !known.contains(&schema) {
                known.push(schema);
            }
        }
        for (media, known) in bodies {
            response.content.insert(media.to_owned(), content(media, known));
        }
        for (name, (header, answers)) in self.headers {
            let mut documented = Header::new(schemas.written(strip(header.ty)));
            // Other answers are put together by several hands, of which each knows its own.
            if (200..300).contains(&status) && answers == self.answers {
                // utoipa has no field for it.
                documented.extensions.get_or_insert_default().insert("required".to_owned(), true.into());
            }
            documented.description = Some(header.description.to_owned()).filter(|description| !description.is_empty());
            response.headers.insert(name.to_owned(), RefOr::T(documented));
        }
        response
    }
}

/// The media type of a body of an answer; `None` where there is no body.
fn media_type(source: &Source, status: u16, content: Carried) -> Option<&'static str> {
    match content {
        Carried::Empty => None,
        Carried::Bytes(media) => Some(media),
        Carried::Ranged => Some(Carried::ANY),
        Carried::Failure => Some(source.dialect.media_type(status)),
        Carried::Form(_) => Some(FORM),
        Carried::Lines(_) => Some(Carried::LINES),
        Carried::Events(_) => Some(Carried::EVENTS),
        Carried::Json(_) | Carried::Page(_) => Some("application/json"),
    }
}

/// A page of a list, below its key, and what leads to the next one.
fn page(item: AnySchema, key: &str, next: NextPage) -> AnySchema {
    let mut url = Object::with_type(JsonType::String);
    url.format = Some(SchemaFormat::Custom("uri".to_owned()));
    let (name, link): (_, AnySchema) = match next {
        NextPage::Links => {
            let mut rel = Object::with_type(JsonType::String);
            rel.enum_values = Some(vec!["next".into()]);
            let mut link = closed();
            link.required = vec!["rel".to_owned(), "href".to_owned()];
            link.properties.insert("rel".to_owned(), rel.into());
            link.properties.insert("href".to_owned(), url.into());
            (format!("{key}_links"), Array::new(link).into())
        }
        _ => ("next".to_owned(), url.into()),
    };
    let mut page = wrapper(key, Array::new(item).into());
    page.properties.insert(name, link);
    page.into()
}

/// All outcomes as documents have them. Where a request may choose the version, a success says which it is.
pub(super) fn responses(
    source: &Source,
    version: Option<Version>,
    sites: &[Site],
    choice: Option<&Choice>,
    schemas: &mut Schemas<'_>,
) -> Responses {
    let mut responses = Responses::new();
    for (status, outcome) in outcomes(source, sites) {
        let mut response = outcome.response(source, status, schemas);
        if let Some(choice) = choice.filter(|_| status < 400) {
            choice.answer(&mut response);
        }
        if status < 400 {
            notice::answer(sites, version, &mut response);
        }
        responses.responses.insert(status.to_string(), RefOr::T(response));
    }
    responses
}

/// The reason phrase of a status (RFC 9110, section 15).
fn reason(status: u16) -> &'static str {
    let known = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    known.unwrap_or("An answer")
}
