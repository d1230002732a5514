//! Rules for several APIs beside each other: each begins somewhere of its own, and all their handlers can be reached.

use super::text::{Text, equal};
use super::{handler, pipeline, refuse};
use crate::path::Segment;
use crate::table::{Api, Entry, Level, Mount, Node, Route};

/// An API fits beside those before it, and its handlers are hidden by none.
#[track_caller]
pub const fn entry<H>(apis: &[&Api<H>], index: usize) {
    let api = apis[index];
    let mut other = 0;
    while other < apis.len() {
        if other < index {
            begins_elsewhere(api, apis[other]);
            pipeline::alike(apis[other], api);
            shares_no_path(api, apis[other]);
            shares_no_path(apis[other], api);
        }
        other += 1;
    }
    let mut entry = 0;
    while entry < api.entries.len() {
        let entry_ = &api.entries[entry];
        let mounts = api.mounts_of(entry_);
        let mut route = 0;
        while route < entry_.resource.routes.len() {
            let mut mount = 0;
            while mount < mounts.len() {
                is_reached(apis, index, entry_, &entry_.resource.routes[route], &mounts[mount]);
                mount += 1;
            }
            route += 1;
        }
        entry += 1;
    }
}

/// What stands beside APIs hides no handler of theirs, whose path it would have, or what is below it.
#[track_caller]
pub const fn beside<H>(apis: &[&Api<H>], place: &Mount, below: bool) {
    let here = Head::of_mount(place);
    let mut api = 0;
    while api < apis.len() {
        let mut entry = 0;
        while entry < apis[api].entries.len() {
            let resource = apis[api].entries[entry].resource;
            let mounts = apis[api].mounts_of(&apis[api].entries[entry]);
            let mut route = 0;
            while route < resource.routes.len() {
                let mut mount = 0;
                while mount < mounts.len() {
                    let head = Head::of_route(&mounts[mount], resource.node, &resource.routes[route]);
                    let is_there = if below { here.begins(&head) } else { head.whole && here.equals(&head) };
                    if is_there {
                        let text = here.written(Text::new().and("`")).and("` would hide ");
                        let text = handler(text, &resource.routes[route]).and(" of `");
                        refuse(&text.and(apis[api].name).and("`\nhelp: choose another path"));
                    }
                    mount += 1;
                }
                route += 1;
            }
            entry += 1;
        }
        api += 1;
    }
}

/// What a composite puts before an API is all that stands there, and gives its handlers what they need. `put` is the API as it is then.
#[track_caller]
pub const fn behind<H>(own: &Api<H>, put: &Api<H>) {
    if let Some(pipeline) = own.pipelines.first() {
        let text = Text::new().and("`").and(own.name).and("` stands behind `").and(pipeline.name);
        let text = text.and("` already\nhelp: write `pipeline: composite;` there, or list `").and(own.name);
        refuse(&text.and("` without `behind` here"));
    }
    let mut entry = 0;
    while entry < put.entries.len() {
        pipeline::entry(put, entry);
        entry += 1;
    }
}

/// An API is where a file says that it is: each of its mounts begins there, and so does each path that it has besides. `below` says that
/// nothing but what is below that place is meant, and `told` where the file says so.
#[track_caller]
pub const fn placed<H>(api: &Api<H>, place: &Mount, below: bool, told: &'static str) {
    let here = Head::of_mount(place);
    let mut mount = 0;
    while mount < api.mounts.len() {
        let head = Head::of_mount(&api.mounts[mount]);
        if !head.equals(&here) {
            elsewhere(api.name, &head, &here, told);
        }
        mount += 1;
    }
    let mut entry = 0;
    while entry < api.entries.len() {
        let resource = api.entries[entry].resource;
        let mounts = api.mounts_of(&api.entries[entry]);
        let mut route = 0;
        while route < resource.routes.len() {
            let mut mount = 0;
            while mount < mounts.len() {
                let head = Head::of_route(&mounts[mount], resource.node, &resource.routes[route]);
                if !here.begins(&head) {
                    elsewhere(api.name, &head, &here, told);
                }
                if below && head.whole && head.equals(&here) {
                    let text = here.written(Text::new().and(told).and(" `")).and("/+` leaves out `");
                    let text = handler(here.written(text).and("`, which is the path of "), &resource.routes[route]);
                    refuse(&text.and("\nhelp: write the place without `/+`, or leave that handler to another API"));
                }
                mount += 1;
            }
            route += 1;
        }
        entry += 1;
    }
}

#[track_caller]
const fn elsewhere(api: &'static str, is: &Head, place: &Head, told: &'static str) -> ! {
    let text = Text::new().and(told).and(" `").and(api).and("` is not at `");
    let text = is.written(place.written(text).and("`: it has `"));
    refuse(&text.and("`\nhelp: mount it there, or say which API is"))
}

/// An API that leaves it to its composite what stands before it is told so there.
#[track_caller]
pub const fn stands(name: &'static str) {
    let text = Text::new().and("nothing says which filters stand before `").and(name);
    refuse(
        &text.and("`, which leaves that to its composite\nhelp: write `").and(name).and(" behind …`, with a pipeline"),
    );
}

/// Two APIs have no mounts with the same literal beginning.
#[track_caller]
const fn begins_elsewhere<H>(api: &Api<H>, before: &Api<H>) {
    let mut one = 0;
    while one < api.mounts.len() {
        let head = Head::of_mount(&api.mounts[one]);
        let mut other = 0;
        while other < before.mounts.len() {
            if head.equals(&Head::of_mount(&before.mounts[other])) {
                if equal(api.name, before.name) {
                    refuse(&Text::new().and("`").and(api.name).and("` is listed twice\nhelp: list every API once"));
                }
                let text = Text::new().and("`").and(api.name).and("` and `").and(before.name);
                let text = head.written(text.and("` both begin at `"));
                refuse(&text.and("`\nhelp: mount one of them elsewhere"));
            }
            other += 1;
        }
        one += 1;
    }
}

/// What one API has exactly, the other does not have at all.
#[track_caller]
const fn shares_no_path<H>(exact: &Api<H>, other: &Api<H>) {
    let mut entry = 0;
    while entry < exact.entries.len() {
        if let Some(mounts) = exact.entries[entry].mounts {
            let resource = exact.entries[entry].resource;
            let mut route = 0;
            while route < resource.routes.len() {
                let mut mount = 0;
                while mount < mounts.len() {
                    let head = Head::of_route(&mounts[mount], resource.node, &resource.routes[route]);
                    if head.whole {
                        let text = handler(Text::new(), &resource.routes[route]);
                        has_not(other, &head, text);
                    }
                    mount += 1;
                }
                route += 1;
            }
        }
        entry += 1;
    }
}

#[track_caller]
const fn has_not<H>(api: &Api<H>, path: &Head, by: Text) {
    let mut entry = 0;
    while entry < api.entries.len() {
        let resource = api.entries[entry].resource;
        let mounts = api.mounts_of(&api.entries[entry]);
        let mut route = 0;
        while route < resource.routes.len() {
            let mut mount = 0;
            while mount < mounts.len() {
                let head = Head::of_route(&mounts[mount], resource.node, &resource.routes[route]);
                if head.whole && head.equals(path) {
                    let text = path.written(Text::new().and("`")).and("` is the path of both ").and(by.as_str());
                    let text = handler(text.and(" and "), &resource.routes[route]);
                    refuse(&text.and(", of two APIs\nhelp: keep one of them"));
                }
                mount += 1;
            }
            route += 1;
        }
        entry += 1;
    }
}

/// The handler's path is the API's: exactly, or as no other API begins further down.
#[track_caller]
const fn is_reached<H>(apis: &[&Api<H>], index: usize, entry: &Entry<H>, route: &Route<H>, mount: &Mount) {
    let head = Head::of_route(mount, entry.resource.node, route);
    if head.whole && entry.mounts.is_some() {
        return;
    }
    let own = longest(apis[index], &head);
    if own.is_none() && apis[index].mounts.is_empty() {
        let text = handler(Text::new(), route).and(" cannot be reached: its path has a variable, and `");
        refuse(
            &text
                .and(apis[index].name)
                .and("` has no mounts, so only paths without any\nhelp: mount the API, `at \"/…\"`"),
        );
    }
    let mut other = 0;
    while other < apis.len() {
        if other != index
            && let Some(begins) = longest(apis[other], &head)
        {
            let is_further = match &own {
                Some(own) => begins.length > own.length,
                None => true,
            };
            if is_further {
                let text = handler(Text::new(), route).and(" cannot be reached: `");
                let text = begins.written(text).and("` is where `").and(apis[other].name);
                refuse(&text.and("` begins\nhelp: give it another path, or list its controller there"));
            }
        }
        other += 1;
    }
}

/// The longest beginning of an API's mounts that a path has.
const fn longest<H>(api: &Api<H>, path: &Head) -> Option<Head> {
    let mut found: Option<Head> = None;
    let mut at = 0;
    while at < api.mounts.len() {
        let head = Head::of_mount(&api.mounts[at]);
        let is_longer = match &found {
            Some(found) => head.length > found.length,
            None => true,
        };
        if is_longer && head.begins(path) {
            found = Some(head);
        }
        at += 1;
    }
    found
}

/// The literal segments with which a path begins.
#[derive(Clone, Copy)]
struct Head {
    literals: [&'static str; 32],
    length: usize,
    /// Whether that is the whole path.
    whole: bool,
}

impl Head {
    const NONE: Head = Head { literals: [""; 32], length: 0, whole: true };

    const fn of_mount(mount: &Mount) -> Head {
        Head::NONE.and(mount.path)
    }

    const fn of_route<H>(mount: &Mount, node: &Node, route: &Route<H>) -> Head {
        let head = Head::of_mount(mount).and_node(node, matches!(route.level, Level::Member));
        head.and(route.path)
    }

    const fn and_node(self, node: &Node, member: bool) -> Head {
        let above = match node.parent {
            Some(parent) => self.and_node(parent, true),
            None => self,
        };
        let mut head = above.and(node.path);
        if member && node.key.is_some() {
            head.whole = false;
        }
        head
    }

    const fn and(mut self, path: &[Segment<'static>]) -> Head {
        let mut at = 0;
        while at < path.len() && self.whole {
            match path[at] {
                Segment::Literal(text) if self.length < self.literals.len() => {
                    self.literals[self.length] = text;
                    self.length += 1;
                }
                _ => self.whole = false,
            }
            at += 1;
        }
        self
    }

    const fn begins(&self, path: &Head) -> bool {
        if self.length > path.length {
            return false;
        }
        let mut at = 0;
        while at < self.length {
            if !equal(self.literals[at], path.literals[at]) {
                return false;
            }
            at += 1;
        }
        true
    }

    const fn equals(&self, other: &Head) -> bool {
        self.length == other.length && self.begins(other)
    }

    const fn written(&self, mut text: Text) -> Text {
        let mut at = 0;
        while at < self.length {
            text = text.and("/").and(self.literals[at]);
            at += 1;
        }
        if self.length == 0 { text.and("/") } else { text }
    }
}
