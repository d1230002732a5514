//! Rules for extensions: what one says of itself, and how it fits into an API.

use super::api::versions_of;
use super::collision::{self, Found};
use super::text::{Text, equal};
use super::{addition, api, handler, pipeline, policy, refuse};
use crate::filter::Provision;
use crate::table::{Api, ExtensionTable, Node, Route};
use crate::version::Range;

/// What adds handlers to a controller is said to.
#[track_caller]
pub const fn adds<H>(extension: &ExtensionTable<H>, of: &Node) {
    let mut at = 0;
    while at < extension.entries.len() {
        let entry = &extension.entries[at];
        if entry.is_added && entry.resource.node.same(of) {
            return;
        }
        at += 1;
    }
    refuse(
        &Text::new()
            .and("`")
            .and(extension.name)
            .and("` does not say that it adds to `")
            .and(of.name)
            .and("`\nhelp: add `of = [")
            .and(of.name)
            .and("]` to its `#[extension(…)]`"),
    );
}

/// Nothing of an extension exists before itself does: no handler of its controllers, nothing that it adds to models.
#[track_caller]
pub const fn within<H>(extension: &ExtensionTable<H>) {
    let mut at = 0;
    while at < extension.entries.len() {
        let resource = extension.entries[at].resource;
        let mut route = 0;
        while route < resource.routes.len() {
            starts_with(extension, &resource.routes[route]);
            route += 1;
        }
        at += 1;
    }
    let mut at = 0;
    while at < extension.additions.len() {
        let ty = extension.additions[at].ty;
        if begins_before(ty.life.range, extension.range) {
            let text = Text::new().and("`").and(addition::name(ty));
            refuse(&early(text.and("`"), extension));
        }
        at += 1;
    }
}

#[track_caller]
const fn starts_with<H>(extension: &ExtensionTable<H>, route: &Route<H>) {
    if !route.is_retired() && begins_before(route.range, extension.range) {
        refuse(&early(handler(Text::new(), route), extension));
    }
}

const fn begins_before(own: Range, whole: Range) -> bool {
    own.start() < whole.start()
}

const fn early<H>(subject: Text, extension: &ExtensionTable<H>) -> Text {
    let since = match extension.range.since {
        Some(since) => since.label(),
        None => "",
    };
    let text = subject.and(" is there before its extension, `").and(extension.name).and("`, which is since ");
    text.and(since).and("\nhelp: let it begin there too, or the extension earlier")
}

/// An extension belongs into its API: it is listed once, under an alias of its own, in the API's versions, and nothing that it brings
/// collides with what is there before it.
#[track_caller]
pub const fn entry<H>(whole: &Api<H>, found: &Found, index: usize, asker: &Provision) {
    let own = whole.extensions[index];
    let mut before = 0;
    while before < index {
        apart(own, whole.extensions[before]);
        before += 1;
    }
    versions_of(whole, own.name, own.versions);
    if whole.entries.is_empty() {
        let text =
            Text::new().and("`").and(whole.name).and("` has no handlers\nhelp: list a controller, or an extension");
        refuse(&text.and(" that has some"));
    }
    let First { entry, addition, policy: set } = first(whole, index);
    let mut at = set;
    while at < set + own.policies.len() {
        policy::set(whole, at);
        at += 1;
    }
    let mut at = entry;
    while at < entry + own.entries.len() {
        collision::entry(whole, found, at);
        api::entry(whole, found, at);
        policy::entry(whole, at, asker);
        at += 1;
    }
    let mut at = addition;
    while at < addition + own.additions.len() {
        addition::entry(whole, at);
        at += 1;
    }
}

/// Each pipeline that an API may have provides all that an extension's handlers need.
#[track_caller]
pub const fn provided<H>(api: &Api<H>, index: usize) {
    let First { entry, .. } = first(api, index);
    let mut at = entry;
    while at < entry + api.extensions[index].entries.len() {
        pipeline::entry(api, at);
        at += 1;
    }
}

#[track_caller]
const fn apart<H>(own: &ExtensionTable<H>, other: &ExtensionTable<H>) {
    if own.same(other) {
        refuse(&Text::new().and("`").and(own.name).and("` is listed twice\nhelp: list every extension once"));
    }
    if equal(own.alias, other.alias) {
        let text = Text::new().and("`").and(other.name).and("` and `").and(own.name);
        let text = text.and("` have one alias, `").and(own.alias);
        refuse(&text.and("`\nhelp: settings and clients tell them apart by it; choose another one"));
    }
}

/// Where what an extension brings begins in the lists of its API.
struct First {
    entry: usize,
    addition: usize,
    policy: usize,
}

const fn first<H>(api: &Api<H>, index: usize) -> First {
    let mut first = First { entry: api.entries.len(), addition: api.additions.len(), policy: api.policies.len() };
    let mut at = api.extensions.len();
    while at > index {
        at -= 1;
        first.entry -= api.extensions[at].entries.len();
        first.addition -= api.extensions[at].additions.len();
        first.policy -= api.extensions[at].policies.len();
    }
    first
}
