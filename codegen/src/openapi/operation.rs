//! Operations: one handler as a document has it, or all actions of one path.

use terrace_model::{Content as Carried, Ending, Part, Security, Version};
use utoipa::openapi::path::Operation;
use utoipa::openapi::request_body::RequestBody;
use utoipa::openapi::schema::{Object, OneOf, Schema, Type as JsonType};
use utoipa::openapi::{Deprecated, RefOr, Required, SecurityRequirement};

use super::FORM;
use super::answer::responses;
use super::choice::Choice;
use super::content::{content, event, plain_text};
use super::link::{judge, links};
use super::message::callbacks;
use super::notice;
use super::parameter::parameters;
use super::policy;
use super::remarks::{add_to_schema, extensions, external_docs};
use super::schema::{AnySchema, Schemas, wrapper};
use super::site::Site;
use crate::source::Source;

/// The operation of some handlers: of one, or of all actions of one path.
pub(super) fn operation(
    source: &Source,
    version: Option<Version>,
    sites: &[Site],
    groups: &[Vec<Site>],
    choice: Option<&Choice>,
    schemas: &mut Schemas<'_>,
) -> Operation {
    let first = &sites[0];
    let node = first.resource.node;
    let mut operation = Operation::new();
    operation.tags = Some(vec![node.tag.to_owned()]);
    operation.operation_id = Some(id(sites));
    let (summary, description) = match first.route.action {
        Some(_) => about_actions(sites),
        None => (first.route.doc.summary.to_owned(), first.route.doc.description.to_owned()),
    };
    let notices = sites.iter().filter_map(|site| notice::of_route(site, version)).collect::<Vec<_>>().join("\n\n");
    let description =
        [description, notices, ending(sites)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let description = description.join("\n\n");
    operation.summary = Some(summary).filter(|text| !text.is_empty());
    operation.description = Some(description).filter(|text| !text.is_empty());
    let is_deprecated = sites.iter().all(|site| site.route.deprecation.holds(version));
    operation.deprecated = is_deprecated.then_some(Deprecated::True);
    let all: Vec<_> = parameters(sites, source, schemas).into_iter().map(RefOr::T).collect();
    operation.parameters = Some(all).filter(|all| !all.is_empty());
    operation.request_body = body(sites, schemas).map(RefOr::T);
    if let Some(choice) = choice {
        choice.ask(&mut operation);
    }
    operation.responses = responses(source, version, sites, choice, schemas);
    judge(sites, schemas);
    for (status, response) in &mut operation.responses.responses {
        if let (Ok(status @ 200..300), RefOr::T(response)) = (status.parse(), response) {
            links(sites, groups, version, status, response);
        }
    }
    operation.callbacks = callbacks(sites, schemas);
    operation.security = requirement(source, sites).map(|requirement| vec![requirement]);
    if first.route.action.is_none() {
        operation.external_docs = external_docs(first.route.remarks);
        operation.extensions = extensions(first.route.remarks);
        policy::name(first, &mut operation.extensions);
    }
    operation
}

/// What is said of the versions in which the handlers are no more: a paragraph for each.
fn ending(sites: &[Site]) -> String {
    let said = sites.iter().filter_map(|site| {
        let until = site.route.range.until?.label();
        let subject = site.route.action.map(|key| format!("`{key}`: ")).unwrap_or_default();
        match site.route.ending {
            Ending::Silent => None,
            Ending::Gap(reason) => Some(format!("{subject}Not in {until}, for a time: {reason}")),
            Ending::Removed(reason) => Some(format!("{subject}Removed in {until}: {reason}")),
        }
    });
    said.collect::<Vec<_>>().join("\n\n")
}

/// What an operation is called: as its handler says, or for actions by what they are below. Below another mount than the first
/// it is called so, and by what tells the mount.
pub(crate) fn id(sites: &[Site]) -> String {
    own_id(sites) + &sites[0].suffix
}

/// What an operation is called below its first mount.
pub(crate) fn own_id(sites: &[Site]) -> String {
    let first = &sites[0];
    match first.route.action {
        Some(_) => format!("{}_{}", snake(first.resource.node.name), last_literal(first)),
        None => first.route.operation_id.to_owned(),
    }
}

/// Every security scheme that some handlers need, or the filters before them.
pub(super) fn securities(source: &Source, sites: &[Site]) -> Vec<Security> {
    let mut found: Vec<Security> = Vec::new();
    let before_api = source.pipeline.iter().flat_map(|pipeline| pipeline.filters);
    let filters = before_api.chain(sites.iter().flat_map(Site::filters));
    for security in filters.filter_map(|filter| filter.security) {
        if !found.contains(&security) {
            found.push(security);
        }
    }
    for site in sites {
        site.each_part(&mut |_, part| {
            if let Part::Security(security) = part
                && !found.contains(security)
            {
                found.push(*security);
            }
        });
    }
    found
}

/// The name of a security scheme in documents.
pub(super) fn scheme_name(security: Security) -> &'static str {
    match security {
        Security::Bearer(name) | Security::Header { name, .. } | Security::MutualTls(name) => name,
    }
}

fn requirement(source: &Source, sites: &[Site]) -> Option<SecurityRequirement> {
    let needed = securities(source, sites);
    let add = |all: SecurityRequirement, one| all.add(scheme_name(one), [] as [&str; 0]);
    (!needed.is_empty()).then(|| needed.into_iter().fold(SecurityRequirement::default(), add))
}

/// A line for each action.
fn about_actions(sites: &[Site]) -> (String, String) {
    let lines = sites.iter().filter_map(|site| {
        let key = site.route.action?;
        let doc = site.route.doc.summary;
        Some(if doc.is_empty() { format!("- `{key}`") } else { format!("- `{key}`: {doc}") })
    });
    ("Run an action".to_owned(), format!("The body's one key says which.\n\n{}", lines.collect::<Vec<_>>().join("\n")))
}

fn body(sites: &[Site], schemas: &mut Schemas<'_>) -> Option<RequestBody> {
    if sites[0].route.action.is_some() {
        let mut choice = OneOf::new();
        choice.items = sites.iter().map(|site| action(site, schemas)).collect();
        let schema = if choice.items.len() == 1 { choice.items.remove(0) } else { Schema::OneOf(choice).into() };
        return Some(json_body(schema, true));
    }
    let (carried, required) = carried(&sites[0])?;
    let (media, schema) = match carried {
        Carried::Json(ty) => {
            let site = &sites[0];
            let schema = schemas.read(ty);
            let envelope = site.route.envelope(site.resource.node, ty.is_list());
            let body = envelope.map_or(schema.clone(), |key| schemas.envelope(key, schema));
            return Some(json_body(body, required));
        }
        Carried::Form(ty) => (FORM, Some(schemas.form(ty))),
        Carried::Bytes(media) => (media, plain_text(media)),
        Carried::Lines(ty) => (Carried::LINES, Some(schemas.read(ty))),
        Carried::Events(ty) => (Carried::EVENTS, Some(event(ty.map(|ty| schemas.read(ty))))),
        Carried::Empty | Carried::Failure | Carried::Page(_) | Carried::Ranged => return None,
    };
    Some(request_body(media, schema, required))
}

/// `{"reboot": …}`.
fn action(site: &Site, schemas: &mut Schemas<'_>) -> AnySchema {
    let key = site.route.action.unwrap_or_default();
    let value = match carried(site) {
        Some((Carried::Json(ty), _)) => schemas.read(ty),
        _ => Object::with_type(JsonType::Null).into(),
    };
    let mut object = wrapper(key, value);
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    object.title = said(site.route.doc.summary);
    object.description = said(site.route.doc.description);
    add_to_schema(&mut object.extensions, site.route.remarks);
    policy::name(site, &mut object.extensions);
    object.into()
}

/// The body that a handler reads, and whether it must be there.
fn carried(site: &Site) -> Option<(Carried, bool)> {
    let mut found = None;
    site.each_part(&mut |_, part| match part {
        Part::Body(content) => found = Some((*content, true)),
        Part::OptionalBody(content) => found = Some((*content, false)),
        _ => {}
    });
    found
}

pub(super) fn json_body(schema: AnySchema, required: bool) -> RequestBody {
    request_body("application/json", Some(schema), required)
}

fn request_body(media: &str, schema: Option<AnySchema>, required: bool) -> RequestBody {
    let mut body = RequestBody::new();
    body.content.insert(media.to_owned(), content(media, schema.into_iter().collect()));
    body.required = required.then_some(Required::True);
    body
}

fn last_literal(site: &Site) -> String {
    let literals = site.segments.iter().rev().filter_map(|segment| match segment {
        terrace_model::Segment::Literal(text) if !text.is_empty() => Some(*text),
        _ => None,
    });
    let text = literals.take(1).collect::<String>();
    text.chars().map(|found| if found.is_ascii_alphanumeric() { found.to_ascii_lowercase() } else { '_' }).collect()
}

/// `ServerGroups` as `server_groups`.
fn snake(name: &str) -> String {
    crate::source::words(name).join("_")
}
