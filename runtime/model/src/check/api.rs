//! Rules for an API as a whole.

use super::argument::parameter;
use super::route::{is_among, is_in_lineage};
use super::text::{Text, equal};
use super::{handler, refuse};
use crate::negotiation::Carrier;
use crate::path::{Class, Segment};
use crate::table::{Api, Level, Mount, Node, Part, Resource};
use crate::version::VersionSet;

/// An entry belongs into its API: it is listed once, with its parents, in the API's versions.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize) {
    let node = api.entries[index].resource.node;
    let mut before = 0;
    while before < index {
        if api.entries[before].resource.node.same(node) {
            refuse(&Text::new().and("`").and(node.name).and("` is listed twice\nhelp: list every controller once"));
        }
        before += 1;
    }
    if let Some(parent) = node.parent
        && !lists(api, parent)
    {
        refuse(
            &Text::new()
                .and("`")
                .and(node.name)
                .and("` is below `")
                .and(parent.name)
                .and("`, which `")
                .and(api.name)
                .and("` does not list\nhelp: add `")
                .and(parent.name)
                .and("` to `controllers`"),
        );
    }
    versions_of(api, node.name, node.versions);
    let mounts = api.mounts_of(&api.entries[index]);
    let mut at = 0;
    while at < mounts.len() {
        mount_of(api, index, &mounts[at]);
        ends(api, index, &mounts[at]);
        at += 1;
    }
    mount_arguments(api, index, mounts);
}

/// A place where versions stand is there: each mount has the variable, no handler reads the parameter otherwise, and dates are
/// those of a set of dates.
#[track_caller]
pub const fn negotiation<H>(api: &Api<H>, index: usize) {
    let source = &api.negotiation.sources[index];
    if source.dated
        && let Some(set) = api.versions
        && !set.is_of_days()
    {
        refuse(
            &Text::new()
                .and("the versions of `")
                .and(set.name)
                .and("` are no dates\nhelp: leave `date` out, or name the versions like `2025-01-31`"),
        );
    }
    match source.carrier {
        Carrier::Path { variable } => mounts_have(api, variable),
        Carrier::Query { name } => nobody_reads(api, name),
        Carrier::Header { .. } | Carrier::MediaType { .. } => {}
    }
}

/// A tag that is told of is that of a controller.
#[track_caller]
pub const fn tag<H>(api: &Api<H>, index: usize) {
    let name = api.about.tags[index].name;
    let mut at = 0;
    while at < api.entries.len() {
        if equal(api.entries[at].resource.node.tag, name) {
            return;
        }
        at += 1;
    }
    refuse(
        &Text::new()
            .and("no controller of `")
            .and(api.name)
            .and("` has the tag `")
            .and(name)
            .and("`\nhelp: write the name of a controller, or the `tag = \"…\"` that it has"),
    );
}

#[track_caller]
const fn mounts_have<H>(api: &Api<H>, variable: &str) {
    let mut at = 0;
    while at < api.mounts.len() {
        if !is_among(api.mounts[at].path, variable) {
            refuse(
                &Text::new()
                    .and("a mount of `")
                    .and(api.name)
                    .and("` has no variable `")
                    .and(variable)
                    .and("`\n")
                    .and("help: write `/{")
                    .and(variable)
                    .and("}` into each mount"),
            );
        }
        at += 1;
    }
}

/// No handler has a parameter of the query that is the version.
#[track_caller]
const fn nobody_reads<H>(api: &Api<H>, name: &str) {
    let mut entry = 0;
    while entry < api.entries.len() {
        let resource = api.entries[entry].resource;
        let mut route = 0;
        while route < resource.routes.len() {
            let own = &resource.routes[route];
            let mut arg = 0;
            while arg < own.args.len() {
                let mut at = 0;
                while let Some(known) = parameter(&own.args[arg].part, at) {
                    if equal(known, name) {
                        refuse(
                            &handler(
                                Text::new().and("the parameter `").and(name).and("` is one of "),
                                resource.node,
                                own,
                            )
                            .and("\nhelp: choose another name for that of the version"),
                        );
                    }
                    at += 1;
                }
                arg += 1;
            }
            route += 1;
        }
        entry += 1;
    }
}

#[track_caller]
const fn mount_of<H>(api: &Api<H>, index: usize, mount: &Mount) {
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
                            resource.node,
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
const fn ends<H>(api: &Api<H>, index: usize, mount: &Mount) {
    let Resource { node, routes, .. } = api.entries[index].resource;
    if !goes_on(mount, node, true) {
        return;
    }
    let mut at = 0;
    while at < routes.len() {
        let keyed = node.key.is_some() && matches!(routes[at].level, Level::Member);
        if goes_on(mount, node, keyed || !routes[at].path.is_empty()) {
            refuse(
                &handler(Text::new(), node, &routes[at])
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
const fn mount_arguments<H>(api: &Api<H>, index: usize, mounts: &[Mount]) {
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
                            &handler(Text::new(), resource.node, own)
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

const fn lists<H>(api: &Api<H>, node: &Node) -> bool {
    let mut at = 0;
    while at < api.entries.len() {
        if api.entries[at].resource.node.same(node) {
            return true;
        }
        at += 1;
    }
    false
}

/// What an API lists has the API's versions, or none. The types of a controller have rules of their own: [`gate`](super::gate).
#[track_caller]
pub(super) const fn versions_of<H>(api: &Api<H>, name: &str, versions: Option<&'static VersionSet>) {
    if let Some(foreign) = versions
        && is_foreign(api.versions, Some(foreign))
    {
        refuse(&mixed(Text::new().and("`").and(name).and("`"), foreign, api));
    }
}

const fn mixed<H>(subject: Text, foreign: &VersionSet, api: &Api<H>) -> Text {
    let text = subject.and(" has the versions of `").and(foreign.name).and("`, `").and(api.name);
    match api.versions {
        Some(own) => text.and("` has those of `").and(own.name).and("`\nhelp: one API has one version set"),
        None => text
            .and("` has none\nhelp: name the set after the API's name: `struct ")
            .and(api.name)
            .and("(")
            .and(foreign.name)
            .and(") at …`"),
    }
}

const fn is_foreign(own: Option<&'static VersionSet>, other: Option<&'static VersionSet>) -> bool {
    match (own, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(own), Some(other)) => !equal(own.id, other.id),
    }
}
