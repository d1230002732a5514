//! Schemas: whether what one allows, the other does too.
//!
//! Each is cut into alternatives of one type. What goes in must find its alternative in the new schema, what comes out in the
//! old one.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::alternative::{Alternative, alternatives, whole};
use super::{Rule, below, resolve};

/// Which way values go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the client: the new schema must take what the old one took.
    In,
    /// To the client: the new schema must give only what the old one gave.
    Out,
}

/// Judges schemas of two documents.
pub(super) struct Judge<'d> {
    pub(super) old: &'d Value,
    pub(super) new: &'d Value,
    pub(super) way: Way,
    /// Pairs of schemas with references that are judged already, or being so.
    seen: Seen,
    pub(super) found: Vec<Problem>,
}

/// What was found: why, where, and in words.
type Problem = (Rule, String, String);

/// Pairs of schemas, as they are written.
type Seen = HashSet<(String, String)>;

impl<'d> Judge<'d> {
    pub(super) fn new(old: &'d Value, new: &'d Value, way: Way) -> Self {
        Judge { old, new, way, seen: HashSet::new(), found: Vec::new() }
    }

    /// Judges two schemas; one that is absent allows anything.
    pub(super) fn schemas(&mut self, old: &Value, new: &Value, pointer: &str) {
        // What may lead back here; all else ends.
        let refers = |schema: &Value| ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| schema.get(*key).is_some());
        if (refers(old) || refers(new)) && !self.seen.insert((old.to_string(), new.to_string())) {
            return;
        }
        let (before, after) = (alternatives(self.old, old, pointer), alternatives(self.new, new, pointer));
        let (_, pointer) = resolve(self.new, new, pointer);
        self.defaults(old, new, &pointer);
        let (given, taking) = if self.way == Way::In { (&before, &after) } else { (&after, &before) };
        let is_alone = given.len() == 1 && taking.len() == 1;
        let mut missing = Vec::new();
        for alternative in given {
            let candidates: Vec<_> = taking
                .iter()
                .filter(|other| is_alone && alternative.fits(other) || alternative.matches(other))
                .collect();
            match self.best(alternative, &candidates) {
                Some((seen, found)) => {
                    self.seen = seen;
                    self.found.extend(found);
                }
                None => missing.push(alternative),
            }
        }
        for alternative in &missing {
            let is_kind_known = taking.iter().any(|other| other.kind() == alternative.kind());
            let rule = match self.way {
                Way::In if is_kind_known => Rule::ChoiceRemoved,
                Way::Out if is_kind_known => Rule::ChoiceAdded,
                _ if missing.len() == given.len() && !taking.iter().any(|other| other.fits(alternative)) => {
                    Rule::TypeChanged
                }
                Way::In => Rule::TypeNarrowed,
                Way::Out => Rule::TypeWidened,
            };
            let what = match self.way {
                Way::In => format!("{} is no longer taken", alternative.name()),
                Way::Out => format!("{} was not given before", alternative.name()),
            };
            self.found.push((rule, pointer.clone(), what));
        }
    }

    /// What is wrong with the alternative that fits best; `None` where there is none.
    fn best(&self, given: &Alternative, candidates: &[&Alternative]) -> Option<(Seen, Vec<Problem>)> {
        let judged = candidates.iter().map(|other| {
            let mut judge = Judge { seen: self.seen.clone(), found: Vec::new(), ..*self };
            match self.way {
                Way::In => judge.pair(given, other),
                Way::Out => judge.pair(other, given),
            }
            (judge.seen, judge.found)
        });
        judged.min_by_key(|(_, found)| found.len())
    }

    fn pair(&mut self, old: &Alternative, new: &Alternative) {
        self.value(old, new);
        if old.is_of_objects() || new.is_of_objects() {
            self.fields(old, new);
        }
        self.parts(old, new);
    }

    /// The schemas of which one consists, beside those of its fields: a value must be of each.
    fn parts(&mut self, old: &Alternative, new: &Alternative) {
        let pointer = new.pointer.as_str();
        let of = |alternative: &Alternative, key: &str| alternative.schema.get(key).cloned();
        if let (Some(before), Some(after)) = either(of(old, "items"), of(new, "items"), &Value::Null) {
            self.schemas(&before, &after, &below(pointer, "items"));
        }
        let any_name = json!({ "type": "string" });
        let names = |alternative: &Alternative| {
            let mut names = of(alternative, "propertyNames")?;
            if let Some(names) = names.as_object_mut().filter(|names| !names.contains_key("$ref")) {
                names.entry("type").or_insert("string".into());
            }
            Some(names)
        };
        if let (Some(before), Some(after)) = either(names(old), names(new), &any_name) {
            self.schemas(&before, &after, &below(pointer, "propertyNames"));
        }
        for key in ["oneOf", "anyOf"] {
            let only = |alternative: &Alternative| of(alternative, key).map(|choices| json!({ key: choices }));
            if let (Some(before), Some(after)) = either(only(old), only(new), &Value::Null) {
                self.schemas(&before, &after, pointer);
            }
        }
        let list = |alternative: &Alternative| of(alternative, "allOf").and_then(|all| all.as_array().cloned());
        match (list(old), list(new)) {
            (Some(before), Some(after)) if before.len() == after.len() => {
                for (at, (before, after)) in before.iter().zip(&after).enumerate() {
                    self.schemas(before, after, &below(&below(pointer, "allOf"), &at.to_string()));
                }
            }
            (None, None) => {}
            _ => self.tell(Rule::NotJudged, pointer, "allOf", "changed"),
        }
    }

    pub(super) fn tell(&mut self, rule: Rule, pointer: &str, key: &str, what: &str) {
        self.found.push((rule, below(pointer, key), format!("`{key}` {what}")));
    }

    /// What a field is where it is absent.
    fn defaults(&mut self, old: &Value, new: &Value, pointer: &str) {
        // What an answer leaves out is not there; no client fills it in.
        if self.way == Way::Out {
            return;
        }
        let default = |document: &Value, schema: &Value| whole(document, schema, "").0.remove("default");
        let (before, after) = (default(self.old, old), default(self.new, new));
        if before != after {
            let told = |default: Option<Value>| default.map_or("none".to_owned(), |default| default.to_string());
            let what = format!("the default {} became {}", told(before), told(after));
            self.found.push((Rule::DefaultChanged, below(pointer, "default"), what));
        }
    }
}

/// Both, where there is one; what is absent is as the third.
fn either(old: Option<Value>, new: Option<Value>, absent: &Value) -> (Option<Value>, Option<Value>) {
    match (old, new) {
        (None, None) => (None, None),
        (old, new) => (old.or_else(|| Some(absent.clone())), new.or_else(|| Some(absent.clone()))),
    }
}
