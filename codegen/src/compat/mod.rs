//! Whether a document breaks the clients of an older one.
//!
//! What a client sends must still be taken, and what it gets must still be what it was told. A client bears fields that it
//! does not know, and failures that it does not know. What no rule can judge is a finding, too.
//!
//! Two judges read both documents: our rules in OpenAPI 3.1, and [`second`] in 3.0.

mod alternative;
mod object;
mod operation;
mod rule;
mod same;
mod schema;
mod second;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(crate) use self::rule::Rule;

/// Something that breaks clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Why.
    pub(crate) rule: Rule,
    /// Where in the document, as a JSON pointer: in the new one if it is there, else in the old one.
    pub(crate) pointer: String,
    /// What happened, in words.
    pub(crate) what: String,
    /// The operations that it reaches, `POST /servers`.
    pub(crate) operations: BTreeSet<String>,
}

/// All that breaks the clients of the old document, in the order of rules and places.
pub(crate) fn findings(old: &Value, new: &Value) -> Vec<Finding> {
    let mut findings = by_rules(old, new);
    findings.extend(second::findings(old, new, &findings));
    findings
}

/// What our rules find.
fn by_rules(old: &Value, new: &Value) -> Vec<Finding> {
    let mut found = Found::default();
    operation::documents(old, new, &mut found);
    let finding = |((rule, pointer, what), operations)| Finding { rule, pointer, what, operations };
    found.all.into_iter().map(finding).collect()
}

/// What has been found, each once, with every operation that it reaches.
#[derive(Default)]
struct Found {
    operation: String,
    all: BTreeMap<(Rule, String, String), BTreeSet<String>>,
}

impl Found {
    fn add(&mut self, rule: Rule, pointer: impl Into<String>, what: impl Into<String>) {
        let operations = self.all.entry((rule, pointer.into(), what.into())).or_default();
        operations.insert(self.operation.clone());
    }
}

/// What no value depends on.
const NOTES: &[&str] =
    &["title", "description", "example", "examples", "deprecated", "$comment", "externalDocs", "xml"];

/// A pointer's next step (RFC 6901).
fn below(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// What a reference refers to, and where that is; a value that is none stands where it is.
fn resolve<'v>(document: &'v Value, value: &'v Value, pointer: &str) -> (&'v Value, String) {
    let (mut value, mut pointer) = (value, pointer.to_owned());
    // A document of our own has no reference to itself alone, one made by hand may.
    for _ in 0..8 {
        let Some(place) = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) else { break };
        let Some(found) = document.pointer(place) else { break };
        (value, pointer) = (found, place.to_owned());
    }
    (value, pointer)
}

#[cfg(test)]
mod tests;
