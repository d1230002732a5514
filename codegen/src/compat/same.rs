//! Whether two parts of two documents say the same, references followed and words for people apart.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::{NOTES, resolve};

/// Members whose own members have names that people chose.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "headers",
    "content",
    "responses",
    "callbacks",
    "links",
    "encoding",
    "variables",
    "mapping",
];

/// Compares a part of one document with that of another.
pub(super) fn are(old: &Value, new: &Value, before: &Value, after: &Value) -> bool {
    Same { old, new, seen: HashSet::new() }.values(before, after, false)
}

struct Same<'d> {
    old: &'d Value,
    new: &'d Value,
    /// Pairs of references that are compared already, or being so.
    seen: HashSet<(String, String)>,
}

impl Same<'_> {
    fn values(&mut self, before: &Value, after: &Value, is_named: bool) -> bool {
        match (before, after) {
            (Value::Object(old), Value::Object(new)) if !is_named && (refers(old) || refers(new)) => {
                if !self.seen.insert((before.to_string(), after.to_string())) {
                    return true;
                }
                let beside = |members: &Map<String, Value>| {
                    let beside = members.iter().filter(|(key, _)| *key != "$ref" && !is_for_people(key));
                    Map::from_iter(beside.map(|(key, value)| (key.clone(), value.clone())))
                };
                let is_equal_beside = match (refers(old), refers(new)) {
                    (true, true) => beside(old) == beside(new),
                    (true, false) => beside(old).is_empty(),
                    (false, _) => beside(new).is_empty(),
                };
                let (before, _) = resolve(self.old, before, "");
                let (after, _) = resolve(self.new, after, "");
                is_equal_beside && self.values(before, after, false)
            }
            (Value::Object(old), Value::Object(new)) => {
                let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
                keys.into_iter().filter(|key| is_named || !is_for_people(key)).all(|key| {
                    let is_named = !is_named && NAMED.contains(&key.as_str());
                    let (Some(before), Some(after)) = (old.get(key), new.get(key)) else { return false };
                    self.values(before, after, is_named)
                })
            }
            (Value::Array(old), Value::Array(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(before, after)| self.values(before, after, false))
            }
            (before, after) => before == after,
        }
    }
}

fn refers(members: &Map<String, Value>) -> bool {
    members.get("$ref").is_some_and(Value::is_string)
}

fn is_for_people(key: &str) -> bool {
    NOTES.contains(&key) || key == "summary" || key.starts_with("x-")
}
