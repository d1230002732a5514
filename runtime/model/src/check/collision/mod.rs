//! Rules that compare handlers: no two answer the same request, no range of versions has a hole, no two share an id.
//!
//! Comparing every pair of handlers would take minutes for a large API. Each handler's shape (path with variables
//! blanked, method, action) is hashed instead, the hashes are merge-sorted, and only neighbours are compared.

mod hash;
mod sentence;

use super::refuse;
use super::text::equal;
use crate::table::{Api, Ending, Entry, Level, Method};

use hash::{Hash, sorted};
use sentence::sentence;

/// A handler's place in an API's tables.
#[derive(Clone, Copy)]
struct At {
    entry: u16,
    route: u16,
    mount: u16,
}

/// Two handlers that break a rule together.
#[derive(Clone, Copy)]
struct Collision {
    rule: Rule,
    one: At,
    other: At,
}

#[derive(Clone, Copy)]
enum Rule {
    /// Both answer the same request.
    Route,
    /// Both are the same action.
    Action,
    /// One takes the body whose key would select the other.
    ActionOrBody,
    /// The same path has variables of other names or classes.
    Variables,
    /// There are versions between them in which neither exists, and nobody says why.
    Hole,
    /// Nothing begins behind the gap that one says it has.
    NoGap,
    /// Both have one operation id.
    OperationId,
}

/// What a check of an API found, one collision at most for each handler: the later of the two in the API's order.
///
/// The first 64 are kept: whoever has more sees those first.
#[derive(Clone, Copy)]
pub struct Found {
    collisions: [Option<Collision>; 64],
}

impl core::fmt::Debug for Found {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "{} collisions", self.collisions.iter().flatten().count())
    }
}

/// The number of handlers in an API, each counted once for each of its mounts: the `HANDLERS` of [`find`].
pub const fn handlers<H>(api: &Api<H>) -> usize {
    let mut count = 0;
    let mut entry = 0;
    while entry < api.entries.len() {
        count += api.entries[entry].resource.routes.len() * api.mounts_of(&api.entries[entry]).len();
        entry += 1;
    }
    count
}

/// Compares all handlers of an API.
pub const fn find<H, const HANDLERS: usize>(api: &Api<H>) -> Found {
    assert!(HANDLERS < 1 << 16, "an API has at most 65,535 handlers");
    let slots = slots::<H, HANDLERS>(api);
    let (mut paths, mut ids) = ([0; HANDLERS], [0; HANDLERS]);
    let (mut at, mut operations) = (0, 0);
    while at < HANDLERS {
        paths[at] = slots[at].path & !0xffff | at as u64;
        // Another mount is no other operation.
        if slots[at].at.mount == 0 {
            ids[operations] = slots[at].id & !0xffff | at as u64;
            operations += 1;
        }
        at += 1;
    }
    let found = Found { collisions: [None; 64] };
    let found = sharing_a_path(&slots, &in_runs(sorted(paths, HANDLERS), &slots), found);
    sharing_an_id(&slots, &sorted(ids, operations), operations, found)
}

/// Refuses an API's entry whose handlers collide with those of an entry before it.
///
/// A controller that is listed twice collides with itself; `check::api::entry` says that better.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, found: &Found, entry: usize) {
    let mut at = 0;
    while let Some(collision) = found.at(at) {
        let (one, other) = (collision.one.entry as usize, collision.other.entry as usize);
        let two = one != other && !is_twice(&api.entries[one], &api.entries[other]);
        let remounted = one == other && collision.one.mount != collision.other.mount;
        let alone = matches!(collision.rule, Rule::NoGap);
        if other == entry && (two || remounted || alone) {
            refuse(&sentence(api, collision));
        }
        at += 1;
    }
}

/// Whether a controller is listed twice.
pub(super) const fn is_twice<H>(one: &Entry<H>, other: &Entry<H>) -> bool {
    !one.is_added && !other.is_added && one.resource.node.same(other.resource.node)
}

/// Refuses a controller's handler that collides with another of the same controller.
///
/// `api` holds the controller alone; `place` is the handler's name, which is unique in an `impl`.
#[track_caller]
pub const fn route<H>(api: &Api<H>, found: &Found, name: &str) {
    let mut at = 0;
    while let Some(collision) = found.at(at) {
        // A gap may end in another controller.
        let judged = !matches!(collision.rule, Rule::NoGap);
        if judged && equal(api.entries[0].resource.routes[collision.other.route as usize].name, name) {
            refuse(&sentence(api, collision));
        }
        at += 1;
    }
}

/// A handler as it is compared.
#[derive(Clone, Copy)]
struct Slot {
    /// The path with variables blanked.
    path: u64,
    /// The path with its variables' names and classes.
    exact: u64,
    /// The method and the action.
    request: u64,
    /// The operation id.
    id: u64,
    action: bool,
    start: u16,
    end: u16,
    ending: Ending,
    at: At,
}

/// Handlers of one path: `order` has them side by side, each method and action by age.
const fn sharing_a_path<const N: usize>(slots: &[Slot; N], order: &[u64; N], mut found: Found) -> Found {
    let (mut action, mut body): (Option<At>, Option<At>) = (None, None);
    let mut at = 0;
    let mut before: Option<&Slot> = None;
    while at < N {
        let other = &slots[(order[at] & 0xffff) as usize];
        match before {
            Some(one) if one.path == other.path => {
                if one.exact != other.exact {
                    found = found.with(Rule::Variables, one.at, other.at);
                } else if one.request == other.request && other.start < one.end {
                    found = found.with(if one.action { Rule::Action } else { Rule::Route }, one.at, other.at);
                } else if one.request == other.request && one.end < other.start && matches!(one.ending, Ending::Silent)
                {
                    found = found.with(Rule::Hole, one.at, other.at);
                }
            }
            _ => (action, body) = (None, None),
        }
        if let Some(one) = before
            && matches!(one.ending, Ending::Gap(_))
            && !(one.path == other.path && one.request == other.request && one.end < other.start)
        {
            found = found.with(Rule::NoGap, one.at, one.at);
        }
        before = Some(other);
        if other.action {
            action = Some(other.at);
        } else if other.request == Method::Post as u64 {
            body = Some(other.at);
        }
        if let (Some(action), Some(body)) = (action, body) {
            found = found.with(Rule::ActionOrBody, action, body);
        }
        at += 1;
    }
    if let Some(last) = before
        && matches!(last.ending, Ending::Gap(_))
    {
        found = found.with(Rule::NoGap, last.at, last.at);
    }
    found
}

/// Operations of one id that exist in one version.
const fn sharing_an_id<const N: usize>(slots: &[Slot; N], order: &[u64; N], length: usize, mut found: Found) -> Found {
    let (mut first, mut id) = (0, 0);
    let mut at = 0;
    while at < length {
        let other = &slots[(order[at] & 0xffff) as usize];
        if id != other.id {
            (first, id) = (at, other.id);
        }
        let mut before = first;
        while before < at {
            let one = &slots[(order[before] & 0xffff) as usize];
            if one.start < other.end && other.start < one.end {
                found = found.with(Rule::OperationId, one.at, other.at);
            }
            before += 1;
        }
        at += 1;
    }
    found
}

const fn slots<H, const N: usize>(api: &Api<H>) -> [Slot; N] {
    let none = Slot {
        path: 0,
        exact: 0,
        request: 0,
        id: 0,
        action: false,
        start: 0,
        end: 0,
        ending: Ending::Silent,
        at: At { entry: 0, route: 0, mount: 0 },
    };
    let mut slots = [none; N];
    let mut next = 0;
    let mut entry = 0;
    while entry < api.entries.len() {
        let resource = api.entries[entry].resource;
        let mounts = api.mounts_of(&api.entries[entry]);
        assert!(mounts.len() <= 16, "an API has at most 16 mounts");
        let mut above_mount = [Hash::NONE; 16];
        let mut mount = 0;
        while mount < mounts.len() {
            above_mount[mount] = Hash::of_path(mounts[mount].path);
            mount += 1;
        }
        let collection = Hash::of_node(resource.node);
        let member = collection.key(resource.node);
        let mut at = 0;
        while at < resource.routes.len() {
            let route = &resource.routes[at];
            let above = if matches!(route.level, Level::Member) { member } else { collection };
            let below = above.and(Hash::of_path(route.path));
            let request = Hash::of_request(route.method as u64, route.action);
            let id = Hash::of_text(route.operation_id);
            mount = 0;
            while mount < mounts.len() {
                let path = above_mount[mount].and(below);
                slots[next] = Slot {
                    path: path.blank,
                    exact: path.exact,
                    request,
                    id,
                    action: route.action.is_some(),
                    start: route.range.start(),
                    end: route.range.end(),
                    ending: route.ending,
                    at: At { entry: entry as u16, route: at as u16, mount: mount as u16 },
                };
                next += 1;
                mount += 1;
            }
            at += 1;
        }
        entry += 1;
    }
    slots
}

impl Found {
    /// The entry before this one that lists the same controller: all that both have collides.
    pub(super) const fn listed_before<'a, H>(&self, api: &'a Api<H>, entry: usize) -> Option<&'a Entry<H>> {
        let mut at = 0;
        while let Some(Collision { one, other, .. }) = self.at(at) {
            if other.entry as usize == entry && one.entry != other.entry {
                let one = &api.entries[one.entry as usize];
                if is_twice(one, &api.entries[entry]) {
                    return Some(one);
                }
            }
            at += 1;
        }
        None
    }

    const fn at(&self, at: usize) -> Option<&Collision> {
        if at < self.collisions.len() { self.collisions[at].as_ref() } else { None }
    }

    const fn with(mut self, rule: Rule, one: At, other: At) -> Self {
        let (one, other) = if is_before(&one, &other) { (one, other) } else { (other, one) };
        let mut at = 0;
        while at < self.collisions.len() {
            match &self.collisions[at] {
                Some(known) if known.other.entry == other.entry && known.other.route == other.route => return self,
                Some(_) => at += 1,
                None => {
                    self.collisions[at] = Some(Collision { rule, one, other });
                    return self;
                }
            }
        }
        self
    }
}

const fn is_before(one: &At, other: &At) -> bool {
    if one.entry != other.entry { one.entry < other.entry } else { one.route < other.route }
}

/// Sorts those of one hash by method and action, then by the version in which they begin.
const fn in_runs<const N: usize>(mut order: [u64; N], slots: &[Slot; N]) -> [u64; N] {
    let mut at = 1;
    while at < N {
        let mut back = at;
        while back > 0 && order[back - 1] >> 16 == order[back] >> 16 {
            let (one, other) = (&slots[(order[back - 1] & 0xffff) as usize], &slots[(order[back] & 0xffff) as usize]);
            if one.request < other.request || (one.request == other.request && one.start <= other.start) {
                break;
            }
            (order[back - 1], order[back]) = (order[back], order[back - 1]);
            back -= 1;
        }
        at += 1;
    }
    order
}
