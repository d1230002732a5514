//! Rules that compare handlers: no two answer the same request, no range of versions has a hole, no two share an id.
//!
//! Comparing every pair of handlers would take minutes for a large API. Each handler's shape (path with variables
//! blanked, method, action) is hashed instead, the hashes are merge-sorted, and only neighbours are compared.

use super::text::{Text, equal};
use super::{handler, refuse};
use crate::path::Segment;
use crate::table::{Api, Level, Mount, Node, Route};

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
    /// There are versions between them in which neither exists.
    Hole,
    /// Both have one operation id.
    OperationId,
}

/// What a check of an API found, one collision at most for each handler: the later of the two in the API's order.
#[derive(Clone, Copy)]
pub struct Found<const HANDLERS: usize> {
    collisions: [Option<Collision>; HANDLERS],
}

impl<const HANDLERS: usize> core::fmt::Debug for Found<HANDLERS> {
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
pub const fn find<H, const HANDLERS: usize>(api: &Api<H>) -> Found<HANDLERS> {
    let mut found = Found { collisions: [None; HANDLERS] };
    let (routes, ids) = slots::<H, HANDLERS>(api);
    let routes = sorted(routes);
    let mut at = 1;
    while at < HANDLERS {
        if let Some(rule) = compare(api, &routes[at - 1], &routes[at]) {
            found = found.with(rule, routes[at - 1].at, routes[at].at);
        }
        at += 1;
    }
    let ids = sorted(ids);
    let mut at = 1;
    while at < HANDLERS {
        let (one, other) = (&ids[at - 1], &ids[at]);
        if one.key[0] != 0 && one.key[0] == other.key[0] && other.start < one.end {
            found = found.with(Rule::OperationId, one.at, other.at);
        }
        at += 1;
    }
    found
}

/// Refuses an API's entry whose handlers collide with those of an entry before it.
#[track_caller]
pub const fn entry<H, const HANDLERS: usize>(api: &Api<H>, found: &Found<HANDLERS>, entry: usize) {
    let mut at = 0;
    while at < HANDLERS {
        if let Some(collision) = &found.collisions[at]
            && collision.other.entry as usize == entry
            && (collision.one.entry != collision.other.entry || collision.one.mount != collision.other.mount)
        {
            refuse(&sentence(api, collision));
        }
        at += 1;
    }
}

/// Refuses a controller's handler that collides with another of the same controller.
///
/// `api` holds the controller alone; `place` is the handler's name, which is unique in an `impl`.
#[track_caller]
pub const fn route<H, const HANDLERS: usize>(api: &Api<H>, found: &Found<HANDLERS>, name: &str) {
    let mut at = 0;
    while at < HANDLERS {
        if let Some(collision) = &found.collisions[at]
            && equal(api.entries[0].resource.routes[collision.other.route as usize].name, name)
        {
            refuse(&sentence(api, collision));
        }
        at += 1;
    }
}

/// A handler as it is sorted: the key tells which handlers meet, the range whether they do.
#[derive(Clone, Copy)]
struct Slot {
    /// Path with variables blanked, method, action (0 for none), start of the range.
    key: [u64; 4],
    /// The path with its variables' names and classes.
    exact: u64,
    start: u16,
    end: u16,
    at: At,
}

const fn slots<H, const HANDLERS: usize>(api: &Api<H>) -> ([Slot; HANDLERS], [Slot; HANDLERS]) {
    let none = Slot { key: [0; 4], exact: 0, start: 0, end: 0, at: At { entry: 0, route: 0, mount: 0 } };
    let (mut routes, mut ids) = ([none; HANDLERS], [none; HANDLERS]);
    let mut next = 0;
    let mut entry = 0;
    while entry < api.entries.len() {
        let resource = api.entries[entry].resource;
        let mounts = api.mounts_of(&api.entries[entry]);
        let mut mount = 0;
        while mount < mounts.len() {
            let collection = node(Hash::of_path(mounts[mount].path), resource.node);
            let member = match &resource.node.key {
                Some(key) => collection.segment(&Segment::Variable(key.variable)),
                None => collection,
            };
            let mut at = 0;
            while at < resource.routes.len() {
                let route = &resource.routes[at];
                let above = if matches!(route.level, Level::Member) { member } else { collection };
                let hash = above.path(route.path);
                let action = match route.action {
                    Some(key) => Hash::NEW.text(key).blank | 1,
                    None => 0,
                };
                let (start, end) = (route.range.start(), route.range.end());
                let place = At { entry: entry as u16, route: at as u16, mount: mount as u16 };
                routes[next] = Slot {
                    key: [hash.blank, route.method as u64, action, start as u64],
                    exact: hash.exact,
                    start,
                    end,
                    at: place,
                };
                // An id belongs to a handler, however often it is mounted.
                let id = if mount == 0 { Hash::NEW.text(route.operation_id).blank | 1 } else { 0 };
                ids[next] = Slot { key: [id, start as u64, 0, 0], exact: 0, start, end, at: place };
                next += 1;
                at += 1;
            }
            mount += 1;
        }
        entry += 1;
    }
    (routes, ids)
}

const fn node(above: Hash, node: &Node) -> Hash {
    let hash = match node.parent {
        Some(parent) => {
            let hash = self::node(above, parent);
            match &parent.key {
                Some(key) => hash.segment(&Segment::Variable(key.variable)),
                None => hash,
            }
        }
        None => above,
    };
    hash.path(node.path)
}

const fn compare<H>(api: &Api<H>, one: &Slot, other: &Slot) -> Option<Rule> {
    if one.key[0] != other.key[0] {
        return None;
    }
    if one.exact != other.exact {
        return Some(Rule::Variables);
    }
    if one.key[1] != other.key[1] {
        return None;
    }
    if one.key[2] != other.key[2] {
        return if one.key[2] == 0 { Some(Rule::ActionOrBody) } else { None };
    }
    if other.start < one.end {
        let action = api.entries[one.at.entry as usize].resource.routes[one.at.route as usize].action.is_some();
        return Some(if action { Rule::Action } else { Rule::Route });
    }
    if one.end < other.start { Some(Rule::Hole) } else { None }
}

impl<const HANDLERS: usize> Found<HANDLERS> {
    const fn with(mut self, rule: Rule, one: At, other: At) -> Self {
        let (one, other) = if is_before(&one, &other) { (one, other) } else { (other, one) };
        let mut at = 0;
        while at < HANDLERS {
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

/// FNV-1a of a path, twice: with its variables blanked, and with their names and classes.
#[derive(Clone, Copy)]
struct Hash {
    blank: u64,
    exact: u64,
}

impl Hash {
    const NEW: Hash = Hash { blank: 0xcbf2_9ce4_8422_2325, exact: 0xcbf2_9ce4_8422_2325 };

    const fn of_path(path: &[Segment<'static>]) -> Hash {
        Hash::NEW.path(path)
    }

    const fn path(mut self, path: &[Segment<'static>]) -> Hash {
        let mut at = 0;
        while at < path.len() {
            self = self.segment(&path[at]);
            at += 1;
        }
        self
    }

    const fn segment(self, segment: &Segment<'static>) -> Hash {
        match segment {
            Segment::Literal(text) => self.byte(b'/').text(text),
            Segment::Variable(variable) => {
                let hash = self.byte(b'{');
                Hash { blank: hash.blank, exact: hash.text(variable.name).byte(variable.class as u8).exact }
            }
        }
    }

    const fn text(mut self, text: &str) -> Hash {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            self = self.byte(bytes[at]);
            at += 1;
        }
        self
    }

    const fn byte(self, byte: u8) -> Hash {
        Hash { blank: fnv(self.blank, byte), exact: fnv(self.exact, byte) }
    }
}

const fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// A bottom-up merge sort.
const fn sorted<const N: usize>(mut from: [Slot; N]) -> [Slot; N] {
    let mut to = from;
    let mut width = 1;
    while width < N {
        let mut start = 0;
        while start < N {
            let middle = if start + width < N { start + width } else { N };
            let end = if middle + width < N { middle + width } else { N };
            let (mut left, mut right, mut at) = (start, middle, start);
            while at < end {
                if left < middle && (right == end || !is_less(&from[right].key, &from[left].key)) {
                    to[at] = from[left];
                    left += 1;
                } else {
                    to[at] = from[right];
                    right += 1;
                }
                at += 1;
            }
            start = end;
        }
        (from, to) = (to, from);
        width *= 2;
    }
    from
}

const fn is_less(left: &[u64; 4], right: &[u64; 4]) -> bool {
    let mut at = 0;
    while at < 4 {
        if left[at] != right[at] {
            return left[at] < right[at];
        }
        at += 1;
    }
    false
}

const fn sentence<H>(api: &Api<H>, collision: &Collision) -> Text {
    let (one, other) = (&api.entries[collision.one.entry as usize], &api.entries[collision.other.entry as usize]);
    let (one_node, other_node) = (one.resource.node, other.resource.node);
    let one_route = &one.resource.routes[collision.one.route as usize];
    let other_route = &other.resource.routes[collision.other.route as usize];
    let mount = &api.mounts_of(other)[collision.other.mount as usize];
    let text = Text::new();
    let text = match collision.rule {
        Rule::Route => request(text.and("route conflict: `"), mount, other_node, other_route).and("` is declared by both "),
        Rule::Action => {
            let text = text.and("two actions `").and(match other_route.action {
                Some(action) => action,
                None => "",
            });
            request(text.and("` of `"), mount, other_node, other_route).and("`, in ")
        }
        Rule::ActionOrBody => {
            request(text.and("route conflict: `"), mount, other_node, other_route).and("` takes either actions or one body; declared by ")
        }
        Rule::Variables => {
            request(text.and("the path of `"), mount, other_node, other_route).and("` has other variables elsewhere; declared by ")
        }
        Rule::Hole => request(text.and("a hole in the versions of `"), mount, other_node, other_route).and("`, between "),
        Rule::OperationId => text.and("the operation id `").and(other_route.operation_id).and("` is that of both "),
    };
    let text = handler(handler(text, one_node, one_route).and(" and "), other_node, other_route);
    match collision.rule {
        Rule::Route if one_route.range.since.is_some() || other_route.range.since.is_some() => {
            text.and("\nhelp: let the older one end (`until = …`) in the version in which the newer one begins (`since = …`)")
        }
        Rule::Route => text.and("\nhelp: give one of them another path"),
        Rule::Action => text.and("\nhelp: give one of them another name, or let the older one end where the newer one begins"),
        Rule::ActionOrBody => text.and("\nhelp: make both `#[action(\"…\")]`, or move one to another path"),
        Rule::Variables => text.and("\nhelp: name a path's variables, and their classes, the same in every method"),
        Rule::Hole => {
            let (older, newer) =
                if one_route.range.start() < other_route.range.start() { (one_route, other_route) } else { (other_route, one_route) };
            match (older.range.until, newer.range.since) {
                (Some(until), Some(since)) => text
                    .and("\nhelp: no handler answers from ").and(until.label()).and(" up to ").and(since.label())
                    .and("; let the ranges meet"),
                _ => text,
            }
        }
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
