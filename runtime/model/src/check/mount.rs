//! Rules for what is below a mount.

use super::route::{is_among, is_in_lineage};
use super::text::Text;
use super::{handler, refuse};
use crate::path::{Class, Segment};
use crate::table::{Api, Level, Mount, Node, Part, Resource};

/// No variable of a mount stands again in the paths below it.
#[track_caller]
pub(super) const fn names<H>(api: &Api<H>, index: usize, mount: &Mount) {
    let resource = api.entries[index].resource;
    let mut at = 0;
    while at < mount.path.len() {
        if let Segment::Variable(variable) = &mount.path[at] {
            if is_in_lineage(resource.node, variable.name, true) {
                refuse(
                    &Text::new()
                        .and("the variable `")
                        .and(variable.name)
                        .and("` of the mount stands again in the path of `")
                        .and(resource.node.name)
                        .and("`\nhelp: choose another name for one of them"),
                );
            }
            let mut route = 0;
            while route < resource.routes.len() {
                let own = &resource.routes[route];
                if is_among(own.path, variable.name) {
                    refuse(
                        &handler(
                            Text::new()
                                .and("the variable `")
                                .and(variable.name)
                                .and("` of the mount stands again in the path of "),
                            own,
                        )
                        .and("\nhelp: choose another name for one of them"),
                    );
                }
                route += 1;
            }
        }
        at += 1;
    }
}

/// What ends a path comes last in it.
#[track_caller]
pub(super) const fn ends<H>(api: &Api<H>, index: usize, mount: &Mount) {
    let Resource { node, routes, .. } = api.entries[index].resource;
    if !goes_on(mount, node, true) {
        return;
    }
    let mut at = 0;
    while at < routes.len() {
        let keyed = node.key.is_some() && matches!(routes[at].level, Level::Member);
        if goes_on(mount, node, keyed || !routes[at].path.is_empty()) {
            refuse(
                &handler(Text::new(), &routes[at])
                    .and(" is below a path that has ended\nhelp: a trailing `/`, or a `rest` variable, comes last in the whole path"),
            );
        }
        at += 1;
    }
}

/// Whether something comes behind a segment that ends a path; `more` tells whether something comes behind the node's path.
const fn goes_on(mount: &Mount, node: &Node, more: bool) -> bool {
    if more && has_ended(node.path) {
        return true;
    }
    let more = more || !node.path.is_empty();
    match node.parent {
        Some(parent) => goes_on(mount, parent, more || parent.key.is_some()),
        None => more && has_ended(mount.path),
    }
}

const fn has_ended(path: &[Segment<'static>]) -> bool {
    match path.last() {
        Some(Segment::Literal(text)) => text.is_empty(),
        Some(Segment::Variable(variable)) => matches!(variable.class, Class::Rest),
        None => false,
    }
}

/// What handlers read from the mount stands in each mount.
#[track_caller]
pub(super) const fn arguments<H>(api: &Api<H>, index: usize, mounts: &[Mount]) {
    let resource = api.entries[index].resource;
    let mut route = 0;
    while route < resource.routes.len() {
        let own = &resource.routes[route];
        let mut arg = 0;
        while arg < own.args.len() {
            if matches!(own.args[arg].part, Part::Mount(_)) {
                let mut at = 0;
                while at < mounts.len() {
                    if !is_among(mounts[at].path, own.args[arg].name) {
                        refuse(
                            &handler(Text::new(), own)
                                .and(" reads `").and(own.args[arg].name).and("` from the mount, which a mount of `").and(api.name)
                                .and("` does not have\nhelp: name the argument like a variable that stands in every mount"),
                        );
                    }
                    at += 1;
                }
            }
            arg += 1;
        }
        route += 1;
    }
}
