//! Rules for a handler's links: the other handler is there, and its path is known.

use super::argument::parameter;
use super::refuse;
use super::route::has_variable;
use super::text::{Text, equal};
use crate::path::Segment;
use crate::table::{Level, Link, Node, Resource, Route};

/// A link leads to a handler of the resource, whose path it fills, with parameters that it has.
#[track_caller]
pub const fn link<H>(target: &Resource<H>, from: &Route<H>, index: usize) {
    let link = &from.links[index];
    let Some(route) = found(target, link.handler) else {
        refuse(
            &named(Text::new().and("there is no handler "), target.node, link)
                .and("\nhelp: name a method with a mark, as `#[show]`"),
        );
    };
    let mut at = 0;
    while at < link.parameters.len() {
        let name = link.parameters[at].0;
        if !has_variable(target.node, route, name) && !takes(route, name) {
            refuse(
                &named(Text::new(), target.node, link)
                    .and(" has no parameter `")
                    .and(name)
                    .and("`\nhelp: name a variable of its path, or a parameter of its query"),
            );
        }
        at += 1;
    }
    fills(link, route.path, target.node);
    lineage(link, target.node, matches!(route.level, Level::Member), target.node);
}

const fn found<'r, H>(target: &'r Resource<H>, name: &str) -> Option<&'r Route<H>> {
    let mut at = 0;
    while at < target.routes.len() {
        if equal(target.routes[at].name, name) {
            return Some(&target.routes[at]);
        }
        at += 1;
    }
    None
}

/// Every variable of the nodes above is given, and the node's own key where the handler is below a member.
#[track_caller]
const fn lineage(link: &Link, node: &Node, key: bool, target: &Node) {
    fills(link, node.path, target);
    if let Some(own) = &node.key
        && key
    {
        given(link, own.variable.name, target);
    }
    if let Some(parent) = node.parent {
        lineage(link, parent, true, target);
    }
}

#[track_caller]
const fn fills(link: &Link, path: &[Segment<'static>], target: &Node) {
    let mut at = 0;
    while at < path.len() {
        if let Segment::Variable(variable) = &path[at] {
            given(link, variable.name, target);
        }
        at += 1;
    }
}

#[track_caller]
const fn given(link: &Link, name: &str, target: &Node) {
    let mut at = 0;
    while at < link.parameters.len() {
        if equal(link.parameters[at].0, name) {
            return;
        }
        at += 1;
    }
    refuse(
        &named(Text::new().and("nothing is said of `").and(name).and("` in the path of "), target, link)
            .and("\nhelp: say where it is found: `")
            .and(name)
            .and(" = \"$response.body#/id\"`, or `\"$request.path.…\"`"),
    );
}

/// Whether a handler reads a parameter of the query by a name.
const fn takes<H>(route: &Route<H>, name: &str) -> bool {
    let mut arg = 0;
    while arg < route.args.len() {
        let mut at = 0;
        while let Some(known) = parameter(&route.args[arg].part, at) {
            if equal(known, name) {
                return true;
            }
            at += 1;
        }
        arg += 1;
    }
    false
}

/// ``` `Reviews::index` ```
const fn named(text: Text, node: &Node, link: &Link) -> Text {
    text.and("`").and(node.name).and("::").and(link.handler).and("`")
}
