//! Rules for one handler.

use super::argument::{Wanted, reads};
use super::refuse;
use super::text::{Text, equal};
use crate::path::Segment;
use crate::table::{Answers, Arg, Content, Level, Method, Node, Route, Status};

/// Every variable of a handler's own path is an argument of it.
#[track_caller]
pub const fn variables<H>(node: &Node, route: &Route<H>) {
    let mut at = 0;
    while at < route.path.len() {
        if let Segment::Variable(variable) = &route.path[at] {
            if !is_argument(route.args, variable.name) {
                refuse(
                    &Text::new()
                        .and("the variable `")
                        .and(variable.name)
                        .and("` is not an argument of `")
                        .and(route.name)
                        .and("`\n")
                        .and("help: add `")
                        .and(variable.name)
                        .and(": Path<…>` to the handler"),
                );
            }
            if is_in_lineage(node, variable.name, true) {
                refuse(&twice(variable.name, node));
            }
        }
        at += 1;
    }
}

/// A handler that keeps conditions is below a member: of what else would the tag be.
#[track_caller]
pub const fn preconditions<H>(node: &Node, route: &Route<H>) {
    below_member(node, route, &Text::new().and("that has a tag"));
}

/// What needs a loaded member, as `needing` says, is below one.
#[track_caller]
pub(super) const fn below_member<H>(node: &Node, route: &Route<H>, needing: &Text) {
    if matches!(route.level, Level::Collection) && node.key.is_some() {
        refuse(
            &Text::new()
                .and("`")
                .and(route.name)
                .and("` is not below a member of `")
                .and(node.name)
                .and("`, so nothing is loaded ")
                .and(needing.as_str())
                .and("\n")
                .and("help: put the handler below the member: `#[")
                .and(attribute(route.method))
                .and("(member, …)]`"),
        );
    }
}

/// A range of versions holds at least one.
#[track_caller]
pub const fn range<H>(route: &Route<H>) {
    if let (Some(since), Some(until)) = (route.range.since, route.range.until)
        && since.ordinal() >= until.ordinal()
    {
        refuse(
            &Text::new()
                .and("`")
                .and(route.name)
                .and("` ends in ")
                .and(until.label())
                .and(" but begins in ")
                .and(since.label())
                .and("\n")
                .and("help: `until` is the first version without it, so it comes after `since`"),
        );
    }
}

/// A declared status is that of the answer's type, where the type has one of its own.
#[track_caller]
pub const fn status<H>(route: &Route<H>) {
    if let Some(own) = route.answers.success()
        && route.status != own
    {
        refuse(
            &Text::new()
                .and("`")
                .and(route.name)
                .and("` is declared with status ")
                .number(route.status as u32)
                .and(", but its answer's type is always ")
                .number(own as u32)
                .and("\n")
                .and("help: leave `status` out, or answer with a type that has no status of its own, as `Json<…>`"),
        );
    }
    if (route.status == 204 || route.status == 205) && answers_body(route.answers) {
        refuse(
            &Text::new()
                .and("an answer of status ")
                .number(route.status as u32)
                .and(" has no body, but `")
                .and(route.name)
                .and("` answers with one\n")
                .and("help: answer with `NoContent`, or choose another status"),
        );
    }
}

/// A handler that reads a body says how large it may be, and no other does.
#[track_caller]
pub const fn body_bytes<H>(route: &Route<H>) {
    if !reads_body(route) {
        refuse(
            &Text::new()
                .and("`")
                .and(route.name)
                .and("` reads no body, so `body_bytes` limits nothing\n")
                .and("help: leave it out, or take the body, as `Json<…>`"),
        );
    }
    some_bytes(route.body_bytes);
}

/// A body may have a byte at least.
#[track_caller]
pub const fn some_bytes(limit: Option<usize>) {
    if let Some(0) = limit {
        refuse(
            &Text::new()
                .and("a body of at most 0 bytes is none\n")
                .and("help: leave `body_bytes` out; a handler that takes no body reads none"),
        );
    }
}

pub(super) const fn twice(name: &str, node: &Node) -> Text {
    Text::new()
        .and("the variable `")
        .and(name)
        .and("` stands twice in the path of `")
        .and(node.name)
        .and("`\n")
        .and("help: the keys of a resource and of those above it are in its path already; choose another name")
}

const fn attribute(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

/// Whether a handler looks into the body: with an argument, or for an action's key.
const fn reads_body<H>(route: &Route<H>) -> bool {
    let mut at = 0;
    while at < route.args.len() {
        if reads(&route.args[at].part, Wanted::Body) {
            return true;
        }
        at += 1;
    }
    route.action.is_some()
}

const fn is_argument(args: &[Arg], name: &str) -> bool {
    let mut at = 0;
    while at < args.len() {
        if reads(&args[at].part, Wanted::Path) && equal(args[at].name, name) {
            return true;
        }
        at += 1;
    }
    false
}

pub(super) const fn has_variable<H>(node: &Node, route: &Route<H>, name: &str) -> bool {
    is_among(route.path, name) || is_in_lineage(node, name, matches!(route.level, Level::Member))
}

/// Whether a variable is in the path of a node or its parents; the node's own key only where wanted.
pub(crate) const fn is_in_lineage(node: &Node, name: &str, key: bool) -> bool {
    let own = match &node.key {
        Some(own) => key && equal(own.variable.name, name),
        None => false,
    };
    own || is_among(node.path, name) || is_above(node, name)
}

pub(super) const fn is_above(node: &Node, name: &str) -> bool {
    match node.parent {
        Some(parent) => is_in_lineage(parent, name, true),
        None => false,
    }
}

/// Whether a variable is among some segments.
pub(crate) const fn is_among(path: &[Segment<'static>], name: &str) -> bool {
    let mut at = 0;
    while at < path.len() {
        if let Segment::Variable(variable) = &path[at]
            && equal(variable.name, name)
        {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether an answer with the route's status has a body.
const fn answers_body(answers: &Answers) -> bool {
    let mut at = 0;
    while at < answers.own.len() {
        let answer = &answers.own[at];
        if matches!(answer.status, Status::Route) && !matches!(answer.content, Content::Empty) {
            return true;
        }
        at += 1;
    }
    let mut at = 0;
    while at < answers.parts.len() {
        if answers_body(answers.parts[at]) {
            return true;
        }
        at += 1;
    }
    false
}
