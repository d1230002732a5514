//! What is said of two handlers that collide.

use super::{Collision, Rule};
use crate::check::handler;
use crate::check::text::Text;
use crate::path::Segment;
use crate::table::{Api, Level, Mount, Node, Route};

pub(super) const fn sentence<H>(api: &Api<H>, collision: &Collision) -> Text {
    let (one, other) = (&api.entries[collision.one.entry as usize], &api.entries[collision.other.entry as usize]);
    let other_node = other.resource.node;
    let one_route = &one.resource.routes[collision.one.route as usize];
    let other_route = &other.resource.routes[collision.other.route as usize];
    let mount = &api.mounts_of(other)[collision.other.mount as usize];
    let text = Text::new();
    let text = match collision.rule {
        Rule::Route => {
            request(text.and("route conflict: `"), mount, other_node, other_route).and("` is declared by both ")
        }
        Rule::Action => {
            let text = text.and("two actions `").and(match other_route.action {
                Some(action) => action,
                None => "",
            });
            request(text.and("` of `"), mount, other_node, other_route).and("`, in ")
        }
        Rule::ActionOrBody => request(text.and("route conflict: `"), mount, other_node, other_route)
            .and("` takes either actions or one body; declared by "),
        Rule::Variables => request(text.and("the path of `"), mount, other_node, other_route)
            .and("` has other variables elsewhere; declared by "),
        Rule::Hole => {
            request(text.and("a hole in the versions of `"), mount, other_node, other_route).and("`, between ")
        }
        Rule::NoGap => {
            let text = handler(text, other_route).and(" says that a gap follows, but no later handler of `");
            return request(text, mount, other_node, other_route)
                .and("` begins behind one\nhelp: leave `gap` out, or write `removed = \"…\"` if it never comes back");
        }
        Rule::OperationId => text.and("the operation id `").and(other_route.operation_id).and("` is that of both "),
    };
    let text = handler(handler(text, one_route).and(" and "), other_route);
    match collision.rule {
        Rule::Route | Rule::Action if one_route.is_retired() || other_route.is_retired() => {
            text.and("\nhelp: what was removed is there in no version; keep one of the two")
        }
        Rule::Route if one_route.range.since.is_some() || other_route.range.since.is_some() => text.and(
            "\nhelp: let the older one end (`until = …`) in the version in which the newer one begins (`since = …`)",
        ),
        Rule::Route => text.and("\nhelp: give one of them another path"),
        Rule::Action => {
            text.and("\nhelp: give one of them another name, or let the older one end where the newer one begins")
        }
        Rule::ActionOrBody => text.and("\nhelp: make both `#[action(\"…\")]`, or move one to another path"),
        Rule::Variables => text.and("\nhelp: name a path's variables, and their classes, the same in every method"),
        Rule::Hole => {
            let (older, newer) = if one_route.range.start() < other_route.range.start() {
                (one_route, other_route)
            } else {
                (other_route, one_route)
            };
            match (older.range.until, newer.range.since) {
                (Some(until), Some(since)) => text
                    .and("\nhelp: no handler answers from ")
                    .and(until.label())
                    .and(" up to ")
                    .and(since.label())
                    .and("; let the ranges meet, or write `gap = \"…\"` on the older one, with the reason"),
                _ => text,
            }
        }
        Rule::NoGap => text,
        Rule::OperationId => text.and("\nhelp: write `operation_id = \"…\"` on one of them"),
    }
}

/// `GET /v2.1/servers/{server_id}`
const fn request<H>(text: Text, mount: &Mount, node: &Node, route: &Route<H>) -> Text {
    let text = text.and(route.method.name()).and(" ");
    let text = lineage(path(text, mount.path), node);
    let text = match &node.key {
        Some(key) if matches!(route.level, Level::Member) => segment(text, &Segment::Variable(key.variable)),
        _ => text,
    };
    path(text, route.path)
}

const fn lineage(text: Text, node: &Node) -> Text {
    let text = match node.parent {
        Some(parent) => {
            let text = lineage(text, parent);
            match &parent.key {
                Some(key) => segment(text, &Segment::Variable(key.variable)),
                None => text,
            }
        }
        None => text,
    };
    path(text, node.path)
}

const fn path(mut text: Text, path: &[Segment<'static>]) -> Text {
    let mut at = 0;
    while at < path.len() {
        text = segment(text, &path[at]);
        at += 1;
    }
    text
}

const fn segment(text: Text, segment: &Segment<'static>) -> Text {
    match segment {
        Segment::Literal(literal) => text.and("/").and(literal),
        Segment::Variable(variable) => text.and("/{").and(variable.name).and("}"),
    }
}
