//! Rules for an API as a whole.

use super::argument::parameter;
use super::collision::{Found, is_twice};
use super::route::is_among;
use super::text::{Text, equal};
use super::{handler, mount, refuse};
use crate::negotiation::Carrier;
use crate::table::{Api, Entry};
use crate::version::VersionSet;

/// An entry belongs into its API: it is listed once, with its parents, in the API's versions.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, found: &Found, index: usize) {
    let node = api.entries[index].resource.node;
    if api.entries[index].is_added {
        is_added(api, index);
    } else {
        is_once(api, found, index);
    }
    if let Some(parent) = node.parent
        && api.entry_of(parent).is_none()
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
        mount::names(api, index, &mounts[at]);
        mount::ends(api, index, &mounts[at]);
        at += 1;
    }
    mount::arguments(api, index, mounts);
}

/// A controller is brought once, by the API or by one of its extensions.
///
/// One that has handlers collides with itself. Only one that has none is looked for among all that are listed before it.
#[track_caller]
const fn is_once<H>(api: &Api<H>, found: &Found, index: usize) {
    let own = &api.entries[index];
    let other =
        if own.resource.routes.is_empty() { listed_before(api, index) } else { found.listed_before(api, index) };
    if let Some(other) = other {
        let text = Text::new().and("`").and(own.resource.node.name).and("` is listed twice");
        let text = match (other.extension, own.extension) {
            (Some(other), Some(own)) => text.and(", by the extensions `").and(other).and("` and `").and(own).and("`"),
            (None, Some(own)) => text.and(", by `").and(api.name).and("` and its extension `").and(own).and("`"),
            _ => text,
        };
        refuse(&text.and("\nhelp: list every controller once"));
    }
}

/// The entry before this one that lists the same controller.
const fn listed_before<H>(api: &Api<H>, index: usize) -> Option<&Entry<H>> {
    let mut before = 0;
    while before < index {
        if is_twice(&api.entries[before], &api.entries[index]) {
            return Some(&api.entries[before]);
        }
        before += 1;
    }
    None
}

/// What is added is added to a controller that the API has.
#[track_caller]
const fn is_added<H>(api: &Api<H>, index: usize) {
    let entry = &api.entries[index];
    let name = entry.resource.node.name;
    if let Some(alias) = entry.extension
        && api.owner_of(entry).is_none()
    {
        let text = Text::new().and("the extension `").and(alias).and("` adds to `").and(name).and("`, which `");
        let text = text.and(api.name).and("` does not list\nhelp: add `").and(name);
        refuse(&text.and("` to `controllers`"));
    }
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
                            &handler(Text::new().and("the parameter `").and(name).and("` is one of "), own)
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
