//! Rules for one controller and its loader.

use super::argument::{Wanted, loads, reads};
use super::route::{is_above, is_among, is_in_lineage, twice};
use super::text::{Text, equal};
use super::{gate, refuse};
use crate::path::Segment;
use crate::table::{Node, Resource};

/// No variable of a controller's path has a name that a parent's path has.
#[track_caller]
pub const fn path(node: &Node) {
    let mut at = 0;
    while at < node.path.len() {
        if let Segment::Variable(variable) = &node.path[at]
            && is_above(node, variable.name)
        {
            refuse(&twice(variable.name, node));
        }
        at += 1;
    }
}

/// A controller's key has a name that stands neither in its path nor in a parent's.
#[track_caller]
pub const fn key(node: &Node) {
    if let Some(key) = &node.key
        && (is_among(node.path, key.variable.name) || is_above(node, key.variable.name))
    {
        refuse(&twice(key.variable.name, node));
    }
}

/// The first argument of a loader is the key, where there is one.
#[track_caller]
pub const fn load_key(node: &Node, name: &str) {
    if let Some(key) = &node.key
        && !equal(key.variable.name, name)
    {
        refuse(
            &Text::new()
                .and("the first argument of a loader is the key, and that of `")
                .and(node.name)
                .and("` is `")
                .and(key.variable.name)
                .and("`\nhelp: name the argument `")
                .and(key.variable.name)
                .and("`"),
        );
    }
}

/// A loader reads what every request to its member and below has.
#[track_caller]
pub const fn load_argument<H>(resource: &Resource<H>, index: usize) {
    let Some(load) = &resource.load else { return };
    let (node, arg) = (resource.node, &load.args[index]);
    if reads(&arg.part, Wanted::Body) {
        refuse(
            &Text::new()
                .and("a loader runs before every handler below `")
                .and(node.name)
                .and("`, so the body is not its own\nhelp: read `")
                .and(arg.name)
                .and("` in the handler"),
        );
    }
    if loads(&arg.part, node) {
        refuse(
            &Text::new()
                .and("the loader of `")
                .and(node.name)
                .and("` reads what it loads\nhelp: take the key, or what a parent has loaded"),
        );
    }
    if reads(&arg.part, Wanted::Path) && !is_in_lineage(node, arg.name, true) {
        refuse(
            &Text::new()
                .and("the path of `")
                .and(node.name)
                .and("` has no variable `")
                .and(arg.name)
                .and("`\nhelp: name the argument like a key of the resource or of one above it"),
        );
    }
    gate::load_argument(node, arg);
}
