//! A file that says what the rules are, as `oslopolicy-sample-generator` writes it.

use std::io::Write;

use terrace::policy::{PolicyRule, PolicyScope, PolicySet};

use super::operations::Operations;
use super::rules;
use crate::error::Error;

/// Writes it. All rules are in comments: what is taken out of them counts in place of what is declared.
pub(super) fn write(sets: &[&'static PolicySet], operations: &Operations, out: &mut dyn Write) -> Result<(), Error> {
    for (at, rule) in rules(sets).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        comment(rule.doc.summary, out)?;
        if !rule.doc.description.is_empty() {
            comment("", out)?;
            comment(rule.doc.description, out)?;
        }
        for operation in operations.asking(rule.name) {
            comment(operation, out)?;
        }
        if !rule.scopes.is_empty() {
            let scopes: Vec<_> = rule.scopes.iter().map(|scope| PolicyScope::name(*scope)).collect();
            comment(&format!("Scopes: {}", scopes.join(", ")), out)?;
        }
        renamed(rule, out)?;
        writeln!(out, "#{}: {}", quoted(rule.name), quoted(rule.default))?;
    }
    Ok(())
}

fn renamed(rule: &PolicyRule, out: &mut dyn Write) -> Result<(), Error> {
    for old in rule.renamed {
        let since = if old.since.is_empty() { String::new() } else { format!(" since {}", old.since) };
        let reason = if old.reason.is_empty() { String::new() } else { format!(": {}", old.reason) };
        comment(&format!("DEPRECATED: {} is called so{since}{reason}", quoted(old.name)), out)?;
    }
    Ok(())
}

fn comment(text: &str, out: &mut dyn Write) -> Result<(), Error> {
    if text.is_empty() {
        writeln!(out, "#")?;
    }
    for line in text.lines() {
        writeln!(out, "{}", format!("# {line}").trim_end())?;
    }
    Ok(())
}

/// A text as YAML and JSON write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
