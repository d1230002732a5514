//! What makes one document of another, as a JSON Patch (RFC 6902) for people to read.
//!
//! The steps are in the order of the documents, so that the same two documents always give the same text. A list keeps what
//! both have: `json-patch` goes by index, and would rewrite all that follows an item that came.

use std::fmt::Display;

use serde_json::{Value, json};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The steps that lead from one value to the other.
pub(super) fn between(old: &Value, new: &Value) -> Value {
    let mut steps = Vec::new();
    values("", old, new, &mut steps);
    Value::Array(steps)
}

fn values(path: &str, old: &Value, new: &Value, steps: &mut Vec<Value>) {
    match (old, new) {
        (old, new) if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            for (key, old) in before {
                let path = below(path, key);
                match after.get(key) {
                    Some(new) => values(&path, old, new, steps),
                    None => steps.push(json!({ "op": "remove", "path": path })),
                }
            }
            for (key, new) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
                steps.push(json!({ "op": "add", "path": below(path, key), "value": new }));
            }
        }
        (Value::Array(before), Value::Array(after)) => lists(path, before, after, steps),
        (_, new) => steps.push(json!({ "op": "replace", "path": path, "value": new })),
    }
}

fn lists(path: &str, old: &[Value], new: &[Value], steps: &mut Vec<Value>) {
    // What is compared must have an order, which JSON has not but its text.
    let texts = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>();
    // Where the step being made stands in the list as the steps before it left it.
    let mut at = 0;
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (before, after) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { len, .. } = op {
            at += len;
            continue;
        }
        let both = before.len().min(after.len());
        for step in 0..both {
            values(&below(path, at + step), &old[before.start + step], &new[after.start + step], steps);
        }
        at += both;
        for _ in both..before.len() {
            steps.push(json!({ "op": "remove", "path": below(path, at) }));
        }
        for value in &new[after.start + both..after.end] {
            steps.push(json!({ "op": "add", "path": below(path, at), "value": value }));
            at += 1;
        }
    }
}

/// A pointer's next step (RFC 6901).
fn below(path: &str, step: impl Display) -> String {
    format!("{path}/{}", step.to_string().replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &Value, new: &Value, steps: &Value) {
        let found = between(old, new);
        assert_eq!(found, *steps);
        let mut made = old.clone();
        let patch: json_patch::Patch = serde_json::from_value(found).unwrap();
        json_patch::patch(&mut made, &patch).unwrap();
        assert_eq!(made, *new);
    }

    #[test]
    fn equal_values_need_no_step() {
        check(&json!({ "a": [1, { "b": null }] }), &json!({ "a": [1, { "b": null }] }), &json!([]));
    }

    #[test]
    fn members_go_come_and_change() {
        check(
            &json!({ "a/b": 1, "c~d": { "e": true }, "f": 2 }),
            &json!({ "c~d": { "e": false }, "f": 2, "g": [] }),
            &json!([
                { "op": "remove", "path": "/a~1b" },
                { "op": "replace", "path": "/c~0d/e", "value": false },
                { "op": "add", "path": "/g", "value": [] },
            ]),
        );
    }

    #[test]
    fn an_item_that_comes_leaves_those_after_it_alone() {
        check(
            &json!(["a", "c", "d"]),
            &json!(["a", "b", "c", "d"]),
            &json!([{ "op": "add", "path": "/1", "value": "b" }]),
        );
        check(
            &json!(["a", "b", "c", "d", "e"]),
            &json!(["a", "d", "f"]),
            &json!([
                { "op": "remove", "path": "/1" },
                { "op": "remove", "path": "/1" },
                { "op": "replace", "path": "/2", "value": "f" },
            ]),
        );
    }

    #[test]
    fn an_item_that_changes_is_changed_in_its_place() {
        check(
            &json!([{ "name": "a" }, { "name": "b", "limit": 1 }]),
            &json!([{ "name": "a" }, { "name": "b", "limit": 2 }, { "name": "c" }]),
            &json!([
                { "op": "replace", "path": "/1/limit", "value": 2 },
                { "op": "add", "path": "/2", "value": { "name": "c" } },
            ]),
        );
    }
}
