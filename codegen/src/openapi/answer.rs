//! Answers: every status of an operation, the framework's own included.

use std::collections::BTreeMap;

use terrace_model::{Answer, Content as Carried, HeaderDoc, Status};
use utoipa::openapi::schema::{Object, Ref, Type as JsonType};
use utoipa::openapi::{Content, Header, RefOr, Response, Responses};

use super::schema::{AnySchema, Schemas, any_of, wrapped};
use super::site::Site;
use crate::Source;

/// What an operation may answer with one status.
#[derive(Default)]
pub(crate) struct Outcome {
    descriptions: Vec<&'static str>,
    carried: Vec<(Carried, Option<&'static str>)>,
    headers: BTreeMap<&'static str, HeaderDoc>,
}

/// All that the handlers of one operation may answer, by status.
pub(crate) fn outcomes(source: &Source, sites: &[Site]) -> BTreeMap<u16, Outcome> {
    let mut outcomes = BTreeMap::new();
    for site in sites {
        site.each_answer(&mut |answer| declared(&mut outcomes, site, answer));
    }
    let from_framework = |(status, description)| {
        let outcome: &mut Outcome = outcomes.entry(status).or_default();
        if outcome.descriptions.is_empty() {
            outcome.descriptions.push(description);
        }
        outcome.carried.push((Carried::Failure, None));
    };
    own(source, sites).into_iter().for_each(from_framework);
    outcomes
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
        _ => None,
    };
    outcome.carried.push((answer.content, envelope));
    outcome.headers.extend(answer.headers.iter().map(|header| (header.name, *header)));
}

/// What the framework answers by itself; extractors and loaders have declared theirs.
fn own(source: &Source, sites: &[Site]) -> Vec<(u16, &'static str)> {
    let mut own = vec![(500, "The service failed")];
    if sites.iter().any(|site| site.route.action.is_some()) {
        own.push((400, "The body names no action, or is not what the action takes"));
        own.push((413, "The body is too large"));
        own.push((415, "The body is not JSON"));
    }
    if super::is_versioned(source, sites) {
        own.push((400, "The request is not what the operation takes"));
        own.push((406, "The version asked for cannot be had"));
    }
    own
}

impl Outcome {
    /// The outcome as documents have it.
    fn response(self, source: &Source, status: u16, schemas: &mut Schemas<'_>) -> Response {
        let mut response = Response::new(match self.descriptions.is_empty() {
            true => reason(status).to_owned(),
            false => self.descriptions.join("; "),
        });
        let mut bodies: BTreeMap<&'static str, Vec<AnySchema>> = BTreeMap::new();
        for (content, envelope) in self.carried {
            let (media, schema) = match content {
                Carried::Empty => continue,
                Carried::Bytes(media) => (media, None),
                Carried::Failure => (source.dialect.media_type(), Some(schemas.written(source.dialect.schema(status)))),
                Carried::Json(ty) => {
                    let schema = schemas.written(ty);
                    ("application/json", Some(envelope.map_or(schema.clone(), |key| wrapped(key, schema))))
                }
            };
            let known = bodies.entry(media).or_default();
            if let Some(schema) = schema
                && !known.contains(&schema)
            {
                known.push(schema);
            }
        }
        for (media, known) in bodies {
            let content = Content::new((!known.is_empty()).then(|| any_of(known)));
            response.content.insert(media.to_owned(), RefOr::T(content));
        }
        for (name, header) in self.headers {
            let mut documented = Header::new(Object::with_type(JsonType::String));
            documented.description = Some(header.description.to_owned()).filter(|description| !description.is_empty());
            response.headers.insert(name.to_owned(), RefOr::T(documented));
        }
        response
    }
}

/// All outcomes as documents have them. Where a header chooses the version, a success says which it is.
pub(super) fn responses(
    source: &Source,
    sites: &[Site],
    chooser: Option<&str>,
    schemas: &mut Schemas<'_>,
) -> Responses {
    let mut responses = Responses::new();
    for (status, outcome) in outcomes(source, sites) {
        let mut response = outcome.response(source, status, schemas);
        if let Some(name) = chooser.filter(|_| status < 400) {
            let reference = Ref::new(format!("#/components/headers/{name}"));
            response.headers.insert(name.to_owned(), RefOr::Ref(reference));
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
