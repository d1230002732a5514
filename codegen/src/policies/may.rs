//! What somebody may do.

use std::io::Write;

use serde_json::{Value, json};
use terrace::Identity;
use terrace::policy::Rules;
use terrace_model::Ask;

use super::operations::{Operation, Operations};
use crate::error::Error;

/// To whose things somebody may do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// No rule is asked.
    Public,
    /// To everybody's.
    All,
    /// To their own, and those of their project.
    Own,
    /// To nobody's.
    No,
}

impl May {
    fn of(rules: &Rules, who: &Identity, ask: Option<Ask>) -> May {
        let Some(ask) = ask else { return May::Public };
        let may = |target: &dyn Fn(&str) -> Option<String>| {
            rules.allow(ask.rule, who, target) && ask.see.is_none_or(|see| rules.allow(see, who, target))
        };
        let own = |name: &str| match name {
            "project_id" => who.project().map(str::to_owned),
            "user_id" => Some(who.user().to_owned()),
            _ => None,
        };
        // No name has a line break in it.
        if may(&|_| Some("somebody\nelse".to_owned())) {
            May::All
        } else if may(&own) {
            May::Own
        } else {
            May::No
        }
    }

    const fn word(self) -> &'static str {
        match self {
            May::Public => "public",
            May::All => "all",
            May::Own => "own",
            May::No => "no",
        }
    }
}

/// Prints it, an operation a line: `public`, `all`, `own`, `no`, and the rule that says so.
pub(super) fn print(
    rules: &Rules,
    who: &Identity,
    operations: &Operations,
    is_json: bool,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let all: Vec<_> = operations.all().map(|operation| (operation, May::of(rules, who, operation.ask))).collect();
    if is_json {
        let all: Vec<Value> = all.into_iter().map(|(operation, may)| json(operation, may)).collect();
        let text = serde_json::to_string_pretty(&all).map_err(Error::document)?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
    let width = all.iter().map(|(operation, _)| operation.request.chars().count()).max().unwrap_or_default();
    for (Operation { request, ask }, may) in all {
        let rule = ask.map_or("", |ask| ask.rule);
        let line = format!("{:6}  {request:width$}  {rule}", may.word());
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn json(operation: &Operation, may: May) -> Value {
    let rule = operation.ask.map(|ask| ask.rule);
    json!({ "request": operation.request, "may": may.word(), "rule": rule })
}
