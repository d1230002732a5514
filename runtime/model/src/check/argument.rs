//! Rules for one argument of a handler: it reads something that is there.

use super::route::{below_member, has_variable};
use super::text::{Text, equal};
use super::{gate, refuse};
use crate::schema::{Shape, Type};
use crate::table::{Content, Method, Node, PageLimits, Part, Route};

/// An argument reads something that is there: its variable is in the path, its header or body can be had.
#[track_caller]
pub const fn readable<H>(node: &Node, route: &Route<H>, index: usize) {
    let arg = &route.args[index];
    if reads(&arg.part, Wanted::Path) && !has_variable(node, route, arg.name) {
        refuse(
            &Text::new()
                .and("the path of `").and(route.name).and("` has no variable `").and(arg.name).and("`\n")
                .and("help: name the argument like one of the path's variables, or take `Mount<…>` for a variable of the mount"),
        );
    }
    if let Some(field) = flattened(&arg.part) {
        refuse(
            &Text::new()
                .and("`")
                .and(field)
                .and("` is flattened in `")
                .and(arg.name)
                .and("`, and only JSON has what can be flattened\n")
                .and("help: list the fields, or take a model that is not open"),
        );
    }
    if reads(&arg.part, Wanted::Body) {
        if matches!(route.method, Method::Get) {
            refuse(
                &Text::new()
                    .and("a GET request has no body for `")
                    .and(arg.name)
                    .and("` to read\n")
                    .and("help: take `Query<…>`, or make it a `#[post(…)]`"),
            );
        }
        if route.action.is_some()
            && let Some(other) = not_json(&arg.part)
        {
            refuse(
                &Text::new()
                    .and("the body of an action is JSON, `")
                    .and(arg.name)
                    .and("` reads ")
                    .and(other.as_str())
                    .and("\n")
                    .and("help: take `Json<…>`, or make it a `#[post(member, \"/…\")]`"),
            );
        }
        let mut before = 0;
        while before < index {
            if reads(&route.args[before].part, Wanted::Body) {
                refuse(
                    &Text::new()
                        .and("`")
                        .and(arg.name)
                        .and("` reads the body, which `")
                        .and(route.args[before].name)
                        .and("` has read already\n")
                        .and("help: put the fields of both into one model"),
                );
            }
            before += 1;
        }
    }
    if reads(&arg.part, Wanted::WebSocket) && !matches!(route.method, Method::Get) {
        refuse(
            &Text::new()
                .and("a WebSocket begins with a GET request, so `")
                .and(arg.name)
                .and("` is never one\n")
                .and("help: make it a `#[get(…)]`"),
        );
    }
    let mut before = 0;
    while before < index {
        if let Some(name) = shared_parameter(&arg.part, &route.args[before].part) {
            refuse(
                &Text::new()
                    .and("`")
                    .and(arg.name)
                    .and("` reads the parameter `")
                    .and(name)
                    .and("`, as `")
                    .and(route.args[before].name)
                    .and("` does\nhelp: leave it out of one of the two"),
            );
        }
        before += 1;
    }
    if let Part::Page(limits) = &arg.part
        && (limits.default == 0 || limits.default > limits.maximum)
    {
        refuse(
            &Text::new()
                .and("a page of `")
                .and(arg.name)
                .and("` holds ")
                .number(limits.default)
                .and(" where the request does not say, and ")
                .number(limits.maximum)
                .and(" at most\n")
                .and("help: in `Paging<Marker, DEFAULT, MAXIMUM>` the first number is from 1 to the second"),
        );
    }
    if loads(&arg.part, node) {
        below_member(node, route, &Text::new().and("for `").and(arg.name).and("`"));
    }
    gate::argument(node, route, index);
}

/// A parameter of the query that two arguments both read.
const fn shared_parameter(one: &Part, other: &Part) -> Option<&'static str> {
    let mut at = 0;
    while let Some(name) = parameter(one, at) {
        let mut beside = 0;
        while let Some(known) = parameter(other, beside) {
            if equal(name, known) {
                return Some(name);
            }
            beside += 1;
        }
        at += 1;
    }
    None
}

/// A parameter of the query that an argument reads, by its place among them.
pub(super) const fn parameter(part: &Part, at: usize) -> Option<&'static str> {
    match part {
        Part::Query(Type { shape: Shape::Object(fields), .. }) if at < fields.len() => Some(fields[at].name),
        Part::Page(_) if at < PageLimits::NAMES.len() => Some(PageLimits::NAMES[at]),
        _ => None,
    }
}

/// What a body is read as that is not JSON, where that is known.
const fn not_json(part: &Part) -> Option<Text> {
    match part {
        Part::Body(content) | Part::OptionalBody(content) => match content {
            Content::Form(_) => Some(Text::new().and("a form")),
            Content::Lines(_) => Some(Text::new().and("lines of it")),
            Content::Bytes(name) if !equal(name, Content::ANY) => Some(Text::new().and("`").and(name).and("`")),
            _ => None,
        },
        Part::Several(parts) => {
            let mut at = 0;
            while at < parts.len() {
                if let Some(other) = not_json(&parts[at]) {
                    return Some(other);
                }
                at += 1;
            }
            None
        }
        _ => None,
    }
}

#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Path,
    Body,
    WebSocket,
}

pub(super) const fn reads(part: &Part, wanted: Wanted) -> bool {
    match (part, wanted) {
        (Part::Path(_), Wanted::Path)
        | (Part::Body(_) | Part::OptionalBody(_), Wanted::Body)
        | (Part::WebSocket, Wanted::WebSocket) => true,
        (Part::Several(parts), _) => {
            let mut at = 0;
            while at < parts.len() {
                if reads(&parts[at], wanted) {
                    return true;
                }
                at += 1;
            }
            false
        }
        _ => false,
    }
}

pub(super) const fn loads(part: &Part, node: &Node) -> bool {
    match part {
        Part::Loaded(id) => equal(id, node.id),
        Part::Several(parts) => {
            let mut at = 0;
            while at < parts.len() {
                if loads(&parts[at], node) {
                    return true;
                }
                at += 1;
            }
            false
        }
        _ => false,
    }
}

/// A flattened field of what is read from text, a query or a form: what is kept for it has lost that it was text.
const fn flattened(part: &Part) -> Option<&'static str> {
    let ty = match part {
        Part::Query(ty) => ty,
        Part::Body(Content::Form(ty)) | Part::OptionalBody(Content::Form(ty)) => ty,
        Part::Several(parts) => {
            let mut at = 0;
            while at < parts.len() {
                let found = flattened(&parts[at]);
                if found.is_some() {
                    return found;
                }
                at += 1;
            }
            return None;
        }
        _ => return None,
    };
    let Shape::Object(fields) = ty.shape else { return None };
    let mut at = 0;
    while at < fields.len() {
        if fields[at].is_flattened {
            return Some(fields[at].name);
        }
        at += 1;
    }
    None
}
