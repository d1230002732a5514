//! The rules that say who may do what: listed, as a file that says what they are, and asked for somebody.

mod identity;
mod may;
mod operations;
mod sample;

use std::io::Write;
use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};
use terrace::policy::{PolicyFile, PolicyRule, PolicyScope, PolicySet, Rules};

use crate::error::Error;
use crate::source::Source;
use operations::Operations;

/// The command.
pub(crate) fn command() -> Command {
    let sample = Arg::new("sample").long("sample").action(ArgAction::SetTrue);
    let sample = sample
        .help("As a file that says what the rules are, each in a comment to be taken out where it is to be another");
    let who = Arg::new("as").long("as").value_name("WHO");
    let who = who.help("What somebody may do: `role:member,project:shop`, with `user`, `domain` and `system` as well");
    let file = Arg::new("file").long("file").value_name("FILE").value_hint(ValueHint::FilePath);
    let file = file.value_parser(value_parser!(PathBuf)).help("A file with rules in the place of those declared");
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("As JSON");
    Command::new("policies")
        .about("List the rules that say who may do what, and which operations ask them")
        .arg(sample.conflicts_with_all(["as", "file", "json"]))
        .arg(who)
        .arg(file.requires("as"))
        .arg(json)
}

/// Lists the rules, writes a file of them, or asks them.
pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let sets = sets(apis);
    let operations = Operations::of(apis);
    let is_json = matches.get_flag("json");
    if matches.get_flag("sample") {
        return sample::write(&sets, &operations, out);
    }
    let Some(who) = matches.get_one::<String>("as") else {
        return list(&sets, &operations, is_json, out);
    };
    let who = identity::read(who)?;
    let rules = match matches.get_one::<PathBuf>("file") {
        None => Rules::declared(&sets),
        Some(path) => PolicyFile::read(path)
            .and_then(|file| Rules::over(&sets, &file))
            .map_err(|error| Error::setting(error.to_string()))?,
    };
    may::print(&rules, &who, &operations, is_json, out)
}

/// The sets that some APIs list, each once.
fn sets(apis: &[Source]) -> Vec<&'static PolicySet> {
    let mut sets: Vec<&'static PolicySet> = Vec::new();
    for set in apis.iter().flat_map(|source| source.table.policies) {
        if !sets.iter().any(|known| known.same(set)) {
            sets.push(set);
        }
    }
    sets
}

/// All rules, in the order declared.
fn rules<'s>(sets: &'s [&'static PolicySet]) -> impl Iterator<Item = &'static PolicyRule> + 's {
    sets.iter().flat_map(|set| set.rules)
}

fn list(sets: &[&'static PolicySet], operations: &Operations, is_json: bool, out: &mut dyn Write) -> Result<(), Error> {
    if is_json {
        let all: Vec<Value> = rules(sets).map(|rule| json(rule, operations)).collect();
        let text = serde_json::to_string_pretty(&all).map_err(Error::document)?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
    for rule in rules(sets) {
        writeln!(out, "{}: {}", rule.name, rule.default)?;
        writeln!(out, "  {}", rule.doc.summary)?;
        for operation in operations.asking(rule.name) {
            writeln!(out, "  {operation}")?;
        }
    }
    Ok(())
}

fn json(rule: &PolicyRule, operations: &Operations) -> Value {
    json!({
        "name": rule.name,
        "default": rule.default,
        "summary": rule.doc.summary,
        "description": rule.doc.description,
        "scopes": rule.scopes.iter().map(|scope| PolicyScope::name(*scope)).collect::<Vec<_>>(),
        "renamed": rule.renamed.iter().map(|old| old.name).collect::<Vec<_>>(),
        "operations": operations.asking(rule.name).collect::<Vec<_>>(),
    })
}
