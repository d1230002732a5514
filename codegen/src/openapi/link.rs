//! Links: from the answers of one operation to another operation of the same version.

use serde_json::Value;
use terrace_model::{Content, Link as Declared, Shape, Status, Type, Version};
use utoipa::openapi::link::Link;
use utoipa::openapi::{RefOr, Response};

use super::operation::id;
use super::schema::Schemas;
use super::site::Site;

/// What the expressions begin with that look into an answer's body.
const BODY: &str = "$response.body#";

/// Adds the links of an operation to a success, where the version has the other operation, and the answer what leads there.
pub(super) fn links(
    sites: &[Site],
    groups: &[Vec<Site>],
    version: Option<Version>,
    status: u16,
    response: &mut Response,
) {
    for site in sites {
        for declared in site.route.links {
            let is_told =
                declared.parameters.iter().all(|(_, value)| is_there(site, value, version, &|own| own == status));
            if let Some(target) = target(declared, site, groups).filter(|_| is_told) {
                let own = id(target);
                let mut link = Link::default();
                link.description = target[0].route.doc.summary.to_owned();
                let given = declared.parameters.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value)));
                let mount =
                    mount(target).into_iter().map(|name| (name.to_owned(), format!("$request.path.{name}").into()));
                link.parameters = mount.chain(given).collect();
                let name = declared.name.map_or_else(|| own.clone(), str::to_owned);
                link.operation_id = own;
                response.links.insert(name, RefOr::T(link));
            }
        }
    }
}

/// Notes the expressions that look for what no success of the handler has in any version: such a link would be in no document.
pub(super) fn judge(sites: &[Site], schemas: &mut Schemas<'_>) {
    for site in sites {
        for (_, value) in site.route.links.iter().flat_map(|declared| declared.parameters) {
            let is_anywhere = schemas
                .versions()
                .iter()
                .any(|version| is_there(site, value, *version, &|status| (200..300).contains(&status)));
            if !is_anywhere {
                schemas.miss(format!("`{}::{}`", site.route.owner, site.route.name), value);
            }
        }
    }
}

/// The operation that a link leads to: below the same mount, where that has it.
fn target<'g>(declared: &Declared, from: &Site, groups: &'g [Vec<Site>]) -> Option<&'g [Site]> {
    let is_meant = |site: &Site| site.resource.node.same(declared.node) && site.route.name == declared.handler;
    let meant: Vec<&Vec<Site>> = groups.iter().filter(|sites| sites.iter().any(is_meant)).collect();
    let same = meant.iter().find(|sites| sites[0].suffix == from.suffix);
    same.or_else(|| meant.first()).map(|sites| sites.as_slice())
}

/// The variables of the mount that an operation is below.
fn mount(sites: &[Site]) -> Vec<&'static str> {
    let site = &sites[0];
    let own = site.route.segments(site.resource.node).len();
    let above = &site.segments[..site.segments.len().saturating_sub(own)];
    let names = above.iter().filter_map(|segment| match segment {
        terrace_model::Segment::Variable(variable) => Some(variable.name),
        terrace_model::Segment::Literal(_) => None,
    });
    names.collect()
}

/// Whether an answer of some statuses has what an expression looks for in its body. Of anything else nothing is known.
fn is_there(site: &Site, value: &str, version: Option<Version>, is_meant: &dyn Fn(u16) -> bool) -> bool {
    let Some(pointer) = value.strip_prefix(BODY) else { return true };
    let mut found = false;
    site.route.answers.each(&mut |answer| {
        let own = match answer.status {
            Status::Route => site.route.status,
            Status::Is(status) => status,
        };
        if let (true, Content::Json(ty)) = (is_meant(own), answer.content) {
            let envelope = site.route.envelope(site.resource.node, ty.is_list());
            let inner = match envelope {
                None => Some(pointer),
                Some(key) => pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(key)),
            };
            found |= inner.is_some_and(|inner| has(ty, inner, version));
        }
    });
    found
}

/// Whether values of a type may have what a JSON pointer names (RFC 6901).
fn has(ty: &Type, pointer: &str, version: Option<Version>) -> bool {
    let Some(rest) = pointer.strip_prefix('/') else { return pointer.is_empty() };
    let (step, below) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    match ty.shape {
        Shape::Same(inner) | Shape::Optional(inner) | Shape::Patch(inner) => has(inner(), pointer, version),
        Shape::List(inner) => step.bytes().all(|digit| digit.is_ascii_digit()) && has(inner(), below, version),
        Shape::Map { value: inner, .. } => has(inner(), below, version),
        Shape::Object(fields) => {
            let name = step.replace("~1", "/").replace("~0", "~");
            fields.iter().filter(|field| field.range.holds(version)).any(|field| match field.is_flattened {
                true => has((field.ty)(), pointer, version),
                false => field.name == name && has((field.ty)(), below, version),
            })
        }
        // An API may add anything.
        Shape::Added(_) => true,
        Shape::Any | Shape::Enum { .. } | Shape::Foreign(_) => true,
        _ => false,
    }
}
