//! Rules about rules that say who may do what: sets of them, and the handlers that name them.

use super::text::{Text, equal, nearer};
use super::{handler, refuse};
use crate::filter::{Provision, needed};
use crate::policy::{Guard, OWN, PolicyRule, PolicySet};
use crate::table::{Api, Level, Load, Node, Part, Resource, Route};

/// A rule asks those of its own set, and of the sets beside it.
#[track_caller]
pub const fn asks(set: &PolicySet, index: usize) {
    let rule = &set.rules[index];
    let mut at = 0;
    while at < rule.asks.len() {
        let other = rule.asks[at];
        let mut beside = 0;
        let mut is_there = find(set, other).is_some();
        while beside < set.beside.len() {
            is_there = is_there || find(set.beside[beside], other).is_some();
            beside += 1;
        }
        if !is_there {
            let text = Text::new().and("`").and(rule.name).and("` asks the rule `").and(other);
            let text = text.and("`, which neither `").and(set.name).and("` nor a set beside it has");
            refuse(&text.and("\nhelp: declare it, or name the set that has it: `").and(set.name).and(": […];`"));
        }
        at += 1;
    }
}

/// An API lists a set once, with those that its rules ask, and no name means two rules.
#[track_caller]
pub const fn set<H>(api: &Api<H>, index: usize) {
    let own = api.policies[index];
    let mut beside = 0;
    while beside < own.beside.len() {
        if !lists(api, own.beside[beside]) {
            let text = Text::new().and("`").and(own.name).and("` asks rules of `").and(own.beside[beside].name);
            let text = text.and("`, which `").and(api.name).and("` does not list\nhelp: add `");
            refuse(&text.and(own.beside[beside].name).and("` to `policies`"));
        }
        beside += 1;
    }
    let mut before = 0;
    while before < index {
        let other = api.policies[before];
        if other.same(own) {
            refuse(&Text::new().and("`").and(own.name).and("` is listed twice\nhelp: list every set once"));
        }
        let mut at = 0;
        while at < own.rules.len() {
            if let Some(known) = find(other, own.rules[at].name) {
                let text = Text::new().and("`").and(own.rules[at].name).and("` is a rule of `").and(own.name);
                let text = text.and("`, and `").and(known.name).and("` of `").and(other.name);
                refuse(&text.and("` is or was called so too\nhelp: give one of them another name"));
            }
            at += 1;
        }
        before += 1;
    }
}

/// A handler that takes who asks, and names no rule itself, has one of its controller, or says that it is public.
#[track_caller]
pub const fn asked<H>(node: &Node, route: &Route<H>, index: usize, asker: &Provision) {
    if !matches!((route.guard, node.guard), (Guard::Inherit, Guard::Inherit)) {
        return;
    }
    if takes(&route.args[index].part, asker) {
        let text = Text::new().and("`").and(route.name).and("` takes who asks, and no policy says who may");
        let text = text.and("\nhelp: put `#[policy(\"…\")]` on it, or on `").and(node.name);
        refuse(&text.and("`, with the name of a rule; or `#[policy(public)]`, where none is to be asked"));
    }
}

/// The rules that an API's controller names are there, and what they speak of is known of what its handlers' loaders find. A handler whose
/// loaders take who asks has a policy, as one that does so itself.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize, asker: &Provision) {
    let resource = api.entries[index].resource;
    let mut at = 0;
    while at < resource.routes.len() {
        let route = &resource.routes[at];
        if let Some(ask) = route.asks(resource.node)
            && !route.is_retired()
        {
            named(api, resource, route, ask.rule);
            if let Some(see) = ask.see {
                named(api, resource, route, see);
            }
        }
        if matches!((route.guard, resource.node.guard), (Guard::Inherit, Guard::Inherit)) && !route.is_retired() {
            loaded(api, resource, route, asker);
        }
        at += 1;
    }
}

/// No loader of a handler that has no policy takes who asks.
#[track_caller]
const fn loaded<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>, asker: &Provision) {
    let mut node = Some(resource.node);
    while let Some(own) = node {
        if let Some(Load { args, .. }) = load(api, resource, route, own) {
            let mut at = 0;
            while at < args.len() {
                if takes(&args[at].part, asker) {
                    let text = handler(Text::new(), route).and(" has no policy, and the loader of `").and(own.name);
                    let text = text.and("` takes who asks\nhelp: put `#[policy(\"…\")]` on it, or on `");
                    let text = text.and(resource.node.name).and("`, with the name of a rule; or `#[policy(public)]`");
                    refuse(&text.and(", where none is to be asked"));
                }
                at += 1;
            }
        }
        node = own.parent;
    }
}

/// Whether what is read of a request is something that filters provide, or more than that.
const fn takes(part: &Part, wanted: &Provision) -> bool {
    let mut at = 0;
    while let Some(found) = needed(part, at) {
        if found.same(wanted) {
            return true;
        }
        at += 1;
    }
    false
}

/// A rule that a handler names.
#[track_caller]
const fn named<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>, name: &'static str) {
    let Some(rule) = rule(api, name) else {
        let text = handler(Text::new(), route).and(" asks the rule `").and(name);
        let text = text.and("`, which no set of `").and(api.name).and("` has\nhelp: ");
        match near(api, name) {
            Some(near) => refuse(&text.and("did you mean `").and(near).and("`?")),
            None => refuse(&text.and("list the set that has it: `policies: […];`")),
        }
    };
    if !equal(rule.name, name) {
        let text = handler(Text::new(), route).and(" asks the rule `").and(name);
        refuse(&text.and("`, which is called `").and(rule.name).and("`\nhelp: write that"));
    }
    if let Some(load) = speechless(api, resource, route) {
        let text = handler(Text::new(), route).and(" asks the rule `").and(name);
        let text = text
            .and("` of what the loader of `")
            .and(load.name)
            .and("` finds, which does not say what belongs to whom");
        refuse(&text.and(
            "\nhelp: put `#[derive(PolicyTarget)]` on that, and `#[target]` on the fields that rules may speak of",
        ));
    }
    speaks(api, resource, route, rule, rule);
}

/// All that a rule speaks of, itself or by others, is known before a handler.
#[track_caller]
const fn speaks<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>, named: &PolicyRule, rule: &PolicyRule) {
    let mut at = 0;
    while at < rule.targets.len() {
        if !is_known(api, resource, route, rule.targets[at]) {
            let text = handler(Text::new(), route).and(" asks the rule `").and(named.name);
            let text = text
                .and("`, which speaks of `%(")
                .and(rule.targets[at])
                .and(")s`, and nothing that is loaded has that");
            refuse(
                &text
                    .and("\nhelp: put `#[target]` on the field that is meant, with `name = \"")
                    .and(rule.targets[at])
                    .and("\"` if it is called otherwise"),
            );
        }
        at += 1;
    }
    let mut at = 0;
    while at < rule.asks.len() {
        if let Some(other) = self::rule(api, rule.asks[at]) {
            speaks(api, resource, route, named, other);
        }
        at += 1;
    }
}

/// Whether something is known of a handler's target: of what its loaders find where that belongs to somebody, else of who asks.
pub const fn is_known<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>, name: &str) -> bool {
    let (mut is_owned, mut found) = (false, false);
    let mut node = Some(resource.node);
    while let Some(own) = node {
        if let Some(Load { target: Some(names), .. }) = load(api, resource, route, own) {
            is_owned = is_owned || !names.is_empty();
            found = found || has(names, name);
        }
        node = own.parent;
    }
    if is_owned { found } else { has(OWN, name) }
}

/// A resource whose loader runs before a handler and finds what says nothing to rules.
const fn speechless<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>) -> Option<&'static Node> {
    let mut node = Some(resource.node);
    while let Some(own) = node {
        if let Some(Load { target: None, .. }) = load(api, resource, route, own) {
            return Some(own);
        }
        node = own.parent;
    }
    None
}

/// The loader of a handler's resource, or of one above it, where it runs before the handler.
const fn load<H>(api: &Api<H>, resource: &Resource<H>, route: &Route<H>, node: &Node) -> Option<Load> {
    let is_collection = matches!(route.level, Level::Collection) && node.key.is_some();
    if is_collection && resource.node.same(node) {
        return None;
    }
    match api.entry_of(node) {
        Some(entry) => entry.resource.load,
        None => None,
    }
}

const fn has(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if equal(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

/// An API's rule of a name, also where it is one that it had before.
const fn rule<H>(api: &Api<H>, name: &str) -> Option<&'static PolicyRule> {
    let mut at = 0;
    while at < api.policies.len() {
        if let Some(rule) = find(api.policies[at], name) {
            return Some(rule);
        }
        at += 1;
    }
    None
}

/// The name of the rule that one which there is not most likely means.
const fn near<H>(api: &Api<H>, name: &str) -> Option<&'static str> {
    let mut found: Option<&'static str> = None;
    let mut set = 0;
    while set < api.policies.len() {
        let rules = api.policies[set].rules;
        let mut at = 0;
        while at < rules.len() {
            found = nearer(name, found, rules[at].name);
            at += 1;
        }
        set += 1;
    }
    found
}

/// A set's rule of a name, also where it is one that it had before.
pub(super) const fn find(set: &PolicySet, name: &str) -> Option<&'static PolicyRule> {
    if let Some(rule) = set.rule(name) {
        return Some(rule);
    }
    let mut at = 0;
    while at < set.rules.len() {
        let renamed = set.rules[at].renamed;
        let mut old = 0;
        while old < renamed.len() {
            if equal(renamed[old].name, name) {
                return Some(&set.rules[at]);
            }
            old += 1;
        }
        at += 1;
    }
    None
}

const fn lists<H>(api: &Api<H>, set: &PolicySet) -> bool {
    let mut at = 0;
    while at < api.policies.len() {
        if api.policies[at].same(set) {
            return true;
        }
        at += 1;
    }
    false
}
