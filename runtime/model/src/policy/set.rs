//! Rules as code declares them.

use crate::table::Doc;

/// A set of rules: what `policies!` declares.
#[derive(Clone, Copy, Debug)]
pub struct PolicySet {
    /// The set's type: `ServerRules`.
    pub name: &'static str,
    /// The type's full path: two sets are the same if and only if these are equal.
    pub id: &'static str,
    /// What is said of it.
    pub doc: Doc,
    /// The sets whose rules its own may ask.
    pub beside: &'static [&'static PolicySet],
    /// Its rules, in the order declared.
    pub rules: &'static [PolicyRule],
}

/// A rule, and what holds where no file says otherwise.
#[derive(Clone, Copy, Debug)]
pub struct PolicyRule {
    /// Its name: `os_compute_api:servers:create`.
    pub name: &'static str,
    /// The rule, in the language of oslo.policy.
    pub default: &'static str,
    /// What it is for.
    pub doc: Doc,
    /// For what who asks may be authenticated; for anything where there are none.
    pub scopes: &'static [PolicyScope],
    /// What it was called before.
    pub renamed: &'static [OldName],
    /// The rules that the default asks.
    pub asks: &'static [&'static str],
    /// What of the target the default speaks of.
    pub targets: &'static [&'static str],
}

/// For what somebody is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyScope {
    /// The service as a whole.
    System,
    /// A domain of projects.
    Domain,
    /// One project.
    Project,
}

impl PolicyScope {
    /// All of them.
    pub const ALL: [PolicyScope; 3] = [PolicyScope::System, PolicyScope::Domain, PolicyScope::Project];

    /// Its name: `project`.
    pub const fn name(self) -> &'static str {
        match self {
            PolicyScope::System => "system",
            PolicyScope::Domain => "domain",
            PolicyScope::Project => "project",
        }
    }
}

/// A name that a rule had.
#[derive(Clone, Copy, Debug)]
pub struct OldName {
    /// The name.
    pub name: &'static str,
    /// Since when it has another one, as people write it: `21.0.0`.
    pub since: &'static str,
    /// Why.
    pub reason: &'static str,
}

impl PolicySet {
    /// Its rule of a name.
    pub const fn rule(&self, name: &str) -> Option<&'static PolicyRule> {
        let mut at = 0;
        while at < self.rules.len() {
            if crate::check::text::equal(self.rules[at].name, name) {
                return Some(&self.rules[at]);
            }
            at += 1;
        }
        None
    }

    /// Whether two sets are the same one.
    pub const fn same(&self, other: &PolicySet) -> bool {
        crate::check::text::equal(self.id, other.id)
    }
}
