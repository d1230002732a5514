//! A set of rules: each can be read, asks rules that there are, and is told of.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::{Attribute, LitStr, Path, Visibility};
use terrace_model::policy::{self, Check, Checks, Endless, Mention, PolicyScope};

use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::policies::{self, Renamed, Written};
use crate::parse::settings;

pub(crate) struct Policies<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) doc: Doc,
    pub(crate) beside: &'w [Path],
    pub(crate) rules: Vec<Rule<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) struct Rule<'w> {
    pub(crate) name: &'w LitStr,
    /// The constant that means it.
    pub(crate) constant: Ident,
    pub(crate) default: &'w LitStr,
    pub(crate) doc: &'w Doc,
    pub(crate) scopes: Vec<PolicyScope>,
    pub(crate) renamed: &'w [Renamed],
    /// The rules that it asks, each once.
    pub(crate) asks: Vec<String>,
    /// What of the target it speaks of, each once.
    pub(crate) targets: Vec<String>,
    /// Whether a rule that it asks is none of this set.
    pub(crate) asks_others: bool,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Policies<'w> {
    let name = &written.name;
    if written.whole && written.rules.is_empty() {
        let message =
            format!("`{name}` has no rules\nhelp: write `\"servers:create\": \"role:member\";`, with your own");
        errors.on(name, message);
    }
    let names = names(written, errors);
    let (mut checks, mut rules) = (Checks::new(), Vec::new());
    for rule in &written.rules {
        let (mut asks, mut targets) = (Vec::new(), Vec::new());
        if let Some(check) = read(rule, errors) {
            let before = errors.count();
            check.each_mention(&mut |mention| match mention {
                Mention::Rule(other) => asks.push(other.to_owned()),
                Mention::Asker("is_admin") => asks.push(policy::ADMIN.to_owned()),
                Mention::Asker(own) if !policy::ASKER.contains(&own) => unknown_asker(rule, own, errors),
                Mention::Asker(_) => {}
                Mention::Target(name) => targets.push(name.to_owned()),
            });
            let missing = asks.iter().find(|other| !names.contains_key(*other));
            if let (Some(other), true, true) = (missing, written.beside.is_empty(), errors.count() == before) {
                unknown_rule(rule, other, name, &names, errors);
            }
            checks.insert(rule.name.value(), check);
            let old = rule.renamed.iter().map(|renamed| renamed.from.value());
            checks.extend(old.map(|old| (old, Check::Rule(rule.name.value()))));
        }
        for list in [&mut asks, &mut targets] {
            list.sort();
            list.dedup();
        }
        let asks_others = !written.beside.is_empty() && asks.iter().any(|other| !names.contains_key(other));
        let scopes = scopes(rule.scopes.as_ref().or(written.scopes.as_ref()), errors);
        let constant = constant(&rule.name);
        let (name, default, doc, renamed) = (&rule.name, &rule.default, &rule.doc, &*rule.renamed);
        // A second one of a name, or a constant, was reported.
        if rules.iter().any(|known: &Rule<'_>| known.constant == constant) {
            continue;
        }
        rules.push(Rule { name, constant, default, doc, scopes, renamed, asks, targets, asks_others });
    }
    circles(&checks, &written.rules, errors);
    Policies {
        attributes: &written.attributes,
        visibility: &written.visibility,
        name,
        doc: Doc::of(&written.attributes),
        beside: &written.beside,
        rules,
        krate: written.krate.as_ref(),
    }
}

/// The rules by their names, and by those that they had, which belong to one each.
fn names<'w>(written: &'w Written, errors: &Errors) -> BTreeMap<String, &'w policies::Rule> {
    let mut names: BTreeMap<String, &policies::Rule> = BTreeMap::new();
    for rule in &written.rules {
        let text = rule.name.value();
        if text.trim().is_empty() || text.contains(char::is_whitespace) {
            errors.on(&rule.name, "the name of a rule is a word\nhelp: write `\"service:resource:operation\"`");
        } else if rule.doc.summary.is_empty() {
            let help = "help: write a doc comment above it, which the documents and the sample file show";
            errors.on(&rule.name, format!("`{text}` does not say what it is for\n{help}"));
        }
        let alike = names.values().find(|other| constant(&other.name) == constant(&rule.name));
        if names.contains_key(&text) {
            errors.on(&rule.name, format!("`{text}` has a rule already\nhelp: keep one of them"));
        } else if let Some(other) = alike {
            let (other, constant) = (other.name.value(), constant(&rule.name));
            let message = format!("`{other}` and `{text}` would both have the constant `{constant}`");
            errors.on(&rule.name, format!("{message}\nhelp: give one of them another name"));
        }
        names.insert(text, rule);
    }
    for rule in &written.rules {
        for Renamed { from, .. } in &rule.renamed {
            if names.get(&from.value()).is_some_and(|other| other.name.value() == from.value()) {
                let help = "help: leave `renamed` out, or give the other rule a name of its own";
                errors.on(from, format!("`{}` is the name of a rule\n{help}", from.value()));
            }
            names.entry(from.value()).or_insert(rule);
        }
    }
    names
}

/// `SERVERS_CREATE` of `servers:create`
fn constant(name: &LitStr) -> Ident {
    let text: String = name.value().chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '_' }).collect();
    let text = text.to_ascii_uppercase();
    let before = if text.starts_with(|first: char| first.is_ascii_alphabetic()) { "" } else { "_" };
    Ident::new(&format!("{before}{text}"), name.span())
}

fn read(rule: &policies::Rule, errors: &Errors) -> Option<Check> {
    let read = Check::parse(&rule.default.value());
    if let Err(error) = &read {
        let help = "help: a rule is made of `role:member`, `rule:admin`, `project_id:%(project_id)s` and their like, with `and`, `or`, `not` and brackets";
        errors.on(&rule.default, format!("the rule of `{}` cannot be read: {error}\n{help}", rule.name.value()));
    }
    read.ok()
}

fn unknown_asker(rule: &policies::Rule, own: &str, errors: &Errors) {
    let help = match settings::nearest(own, policy::ASKER) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", settings::listed(policy::ASKER)),
    };
    let name = rule.name.value();
    errors.on(&rule.default, format!("`{name}` speaks of `{own}`, which is not known of who asks\nhelp: {help}"));
}

fn unknown_rule(
    rule: &policies::Rule,
    other: &str,
    set: &Ident,
    names: &BTreeMap<String, &policies::Rule>,
    errors: &Errors,
) {
    let known: Vec<_> = names.keys().map(String::as_str).collect();
    let help = match settings::nearest(other, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("declare it, or name the set that has it: `{set}: [BaseRules];`"),
    };
    let name = rule.name.value();
    errors.on(&rule.default, format!("`{name}` asks the rule `{other}`, which `{set}` does not have\nhelp: {help}"));
}

fn scopes(written: Option<&Vec<Ident>>, errors: &Errors) -> Vec<PolicyScope> {
    let known = PolicyScope::ALL.map(PolicyScope::name);
    let mut scopes = Vec::new();
    for word in written.into_iter().flatten() {
        match PolicyScope::ALL.into_iter().find(|scope| word == scope.name()) {
            Some(scope) if scopes.contains(&scope) => {
                errors.on(word, format!("`{word}` stands twice\nhelp: keep one of them"));
            }
            Some(scope) => scopes.push(scope),
            None => errors.push(settings::unknown(word, "scope", &known)),
        }
    }
    scopes
}

/// Rules that ask themselves, each told of the first one of its circle.
fn circles(checks: &Checks, rules: &[policies::Rule], errors: &Errors) {
    for endless in Endless::among(checks) {
        let is_member = |rule: &&policies::Rule| endless.members().contains(&rule.name.value().as_str());
        let Some(rule) = rules.iter().find(is_member) else { continue };
        let help = "help: let one of them say who may, and ask nobody";
        errors.at(rule.default.span(), format!("{}\n{help}", endless.told_of(&rule.name.value())));
    }
}
