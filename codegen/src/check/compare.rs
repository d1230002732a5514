//! What differs between two documents, in words: by operation, then by component.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde_json::{Map, Value};

/// The most characters of a value that is told.
const WIDTH: usize = 60;

/// The differences between two documents.
pub(crate) fn documents(old: &Value, new: &Value) -> Vec<String> {
    let mut changes = Vec::new();
    let (before, after) = (operations(old), operations(new));
    for (place, operation) in &before {
        match after.get(place) {
            None => changes.push(format!("{}: removed", title(place, operation))),
            Some(other) => {
                let title = title(place, operation);
                changes.extend(compare_operations(operation, other).iter().map(|change| format!("{title}: {change}")));
            }
        }
    }
    let added = after.iter().filter(|(place, _)| !before.contains_key(*place));
    changes.extend(added.map(|(place, operation)| format!("{}: added", title(place, operation))));
    let (none, all) = (Map::new(), |document: &Value| document.as_object().cloned().unwrap_or_default());
    let (mut old, mut new) = (all(old), all(new));
    old.remove("paths");
    new.remove("paths");
    let (before, after) = (old.remove("components").unwrap_or_default(), new.remove("components").unwrap_or_default());
    for kind in keys(before.as_object().unwrap_or(&none), after.as_object().unwrap_or(&none)) {
        let word = kind.strip_suffix('s').unwrap_or(&kind);
        let (before, after) = (&before[&kind], &after[&kind]);
        for name in keys(before.as_object().unwrap_or(&none), after.as_object().unwrap_or(&none)) {
            leaves(&format!("{word} `{name}`"), before.get(&name), after.get(&name), &mut changes);
        }
    }
    for key in keys(&old, &new) {
        leaves(&key, old.get(&key), new.get(&key), &mut changes);
    }
    changes
}

/// The differences between two indexes.
pub(super) fn indexes(old: &Value, new: &Value) -> Vec<String> {
    let files = |index: &Value| -> BTreeMap<String, Value> {
        let versions = index["versions"].as_array().into_iter().flatten();
        versions
            .map(|entry| (entry["version"].as_str().unwrap_or("unversioned").to_owned(), entry["file"].clone()))
            .collect()
    };
    let (before, after) = (files(old), files(new));
    let mut changes = Vec::new();
    for (version, file) in &after {
        leaves(&format!("version {version}"), before.get(version), Some(file), &mut changes);
    }
    for version in before.keys().filter(|version| !after.contains_key(*version)) {
        changes.push(format!("version {version}: removed"));
    }
    leaves("api", old.get("api"), new.get("api"), &mut changes);
    leaves("format", old.get("format"), new.get("format"), &mut changes);
    changes
}

/// A path, and a method in capitals.
type Place = (String, String);

fn operations(document: &Value) -> BTreeMap<Place, &Value> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            operations.insert((path.clone(), method.to_uppercase()), operation);
        }
    }
    operations
}

/// `POST /v2.1/servers (servers_create)`.
fn title((path, method): &Place, operation: &Value) -> String {
    match operation["operationId"].as_str() {
        Some(id) => format!("{method} {path} ({id})"),
        None => format!("{method} {path}"),
    }
}

fn compare_operations(old: &Value, new: &Value) -> Vec<String> {
    let mut changes = Vec::new();
    let all = |operation: &Value| operation.as_object().cloned().unwrap_or_default();
    let (mut old, mut new) = (all(old), all(new));
    let mut both = |key| (old.remove(key).unwrap_or_default(), new.remove(key).unwrap_or_default());
    let (before, after) = both("responses");
    compare_answers(&all(&before), &all(&after), &mut changes);
    let (before, after) = both("parameters");
    let (before, after) = (parameters(&before), parameters(&after));
    for name in before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))) {
        leaves(&format!("parameter {name}"), before.get(name).copied(), after.get(name).copied(), &mut changes);
    }
    for key in keys(&old, &new) {
        leaves(&key, old.get(&key), new.get(&key), &mut changes);
    }
    changes
}

fn compare_answers(old: &Map<String, Value>, new: &Map<String, Value>, changes: &mut Vec<String>) {
    let only = |here: &Map<String, Value>, there: &Map<String, Value>| -> Vec<String> {
        here.keys().filter(|status| !there.contains_key(*status)).cloned().collect()
    };
    let (mut removed, mut added) = (only(old, new), only(new, old));
    let success = |statuses: &[String]| statuses.iter().position(|status| status.starts_with('2'));
    // One success in the place of another is one change, not two.
    if let (Some(from), Some(to)) = (success(&removed), success(&added)) {
        let (from, to) = (removed.remove(from), added.remove(to));
        changes.push(format!("status {from} → {to}"));
        let described = |answer: &Value| {
            let mut answer = answer.clone();
            answer.as_object_mut().map(|answer| answer.remove("description"));
            answer
        };
        leaves(&format!("answer {to}"), Some(&described(&old[&from])), Some(&described(&new[&to])), changes);
    }
    changes.extend(removed.iter().map(|status| format!("status {status} removed")));
    changes.extend(added.iter().map(|status| format!("status {status} added")));
    for (status, answer) in old {
        if let Some(other) = new.get(status) {
            leaves(&format!("answer {status}"), Some(answer), Some(other), changes);
        }
    }
}

/// Parameters by what tells them apart.
fn parameters(list: &Value) -> BTreeMap<String, &Value> {
    let named = |parameter: &Value| match (parameter["name"].as_str(), parameter["in"].as_str()) {
        (Some(name), Some(place)) => format!("`{name}` ({place})"),
        _ => brief(parameter.get("$ref").unwrap_or(parameter)),
    };
    list.as_array().into_iter().flatten().map(|parameter| (named(parameter), parameter)).collect()
}

/// Every place where two values differ, each told with its path.
fn leaves(path: &str, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<String>) {
    match (old, new) {
        (None, None) => {}
        (Some(_), None) => changes.push(format!("{path}: removed")),
        (None, Some(new)) if new.is_object() || new.is_array() => changes.push(format!("{path}: added")),
        (None, Some(new)) => changes.push(format!("{path}: added, {}", brief(new))),
        (Some(old), Some(new)) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for key in keys(old, new) {
                leaves(&join(path, &key), old.get(&key), new.get(&key), changes);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => lists(path, old, new, changes),
        (Some(old), Some(new)) => {
            let (old, new) = (old.to_string(), new.to_string());
            let from = where_they_part(&old, &new);
            changes.push(format!("{path}: {} → {}", cut(&old, from), cut(&new, from)));
        }
    }
}

fn lists(path: &str, old: &[Value], new: &[Value], changes: &mut Vec<String>) {
    let is_plain = |list: &[Value]| list.iter().all(|item| !item.is_object() && !item.is_array());
    if !is_plain(old) || !is_plain(new) {
        for at in 0..old.len().max(new.len()) {
            leaves(&join(path, at), old.get(at), new.get(at), changes);
        }
        return;
    }
    let before = changes.len();
    let gone = old.iter().filter(|item| !new.contains(item));
    changes.extend(gone.map(|item| format!("{path}: without {}", brief(item))));
    let came = new.iter().filter(|item| !old.contains(item));
    changes.extend(came.map(|item| format!("{path}: with {}", brief(item))));
    if changes.len() == before {
        changes.push(format!("{path}: in another order"));
    }
}

/// The keys of both, the old ones first.
fn keys(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<String> {
    old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))).cloned().collect()
}

/// A path's next step; the first one stands behind a colon.
fn join(path: &str, step: impl Display) -> String {
    if path.contains(": ") { format!("{path}.{step}") } else { format!("{path}: {step}") }
}

fn brief(value: &Value) -> String {
    cut(&value.to_string(), 0)
}

/// A text of at most so many characters, from one of them on.
fn cut(text: &str, from: usize) -> String {
    let mut rest = text.chars().skip(from);
    let shown: String = rest.by_ref().take(WIDTH).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    format!("{before}{shown}{after}")
}

/// Where to begin to show two texts, so that what differs is seen: a little before it, if they are long.
fn where_they_part(old: &str, new: &str) -> usize {
    let common = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    if old.chars().count().max(new.chars().count()) <= WIDTH { 0 } else { common.saturating_sub(WIDTH / 4) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(operation: &Value) -> Value {
        json!({ "info": { "title": "A" }, "paths": { "/a": { "post": operation } } })
    }

    fn check(old: &Value, new: &Value, expected: &[&str]) {
        assert_eq!(documents(old, new), expected);
    }

    #[test]
    fn a_success_in_the_place_of_another_is_one_change() {
        check(
            &document(
                &json!({ "operationId": "a_create", "responses": { "202": { "description": "Accepted" }, "500": {} } }),
            ),
            &document(
                &json!({ "operationId": "a_create", "responses": { "201": { "description": "Created" }, "500": {} } }),
            ),
            &["POST /a (a_create): status 202 → 201"],
        );
    }

    #[test]
    fn statuses_come_and_go() {
        check(
            &document(&json!({ "responses": { "200": {}, "404": {} } })),
            &document(&json!({ "responses": { "200": { "description": "x" }, "409": {} } })),
            &[
                "POST /a: status 404 removed",
                "POST /a: status 409 added",
                r#"POST /a: answer 200: description: added, "x""#,
            ],
        );
    }

    #[test]
    fn operations_come_and_go() {
        check(
            &json!({ "paths": { "/a": { "get": { "operationId": "old" } } } }),
            &json!({ "paths": { "/a": { "put": { "operationId": "new" } } } }),
            &["GET /a (old): removed", "PUT /a (new): added"],
        );
    }

    #[test]
    fn parameters_are_told_by_name() {
        let limit = |minimum| json!({ "name": "limit", "in": "query", "schema": { "minimum": minimum } });
        let marker = json!({ "name": "marker", "in": "query" });
        check(
            &document(&json!({ "parameters": [marker, limit(0)] })),
            &document(&json!({ "parameters": [limit(1), { "$ref": "#/components/parameters/v" }] })),
            &[
                "POST /a: parameter `limit` (query): schema.minimum: 0 → 1",
                "POST /a: parameter `marker` (query): removed",
                "POST /a: parameter \"#/components/parameters/v\": added",
            ],
        );
    }

    #[test]
    fn the_rest_is_told_with_its_path() {
        let schema = |properties: &Value, required: &Value| json!({ "components": { "schemas": { "Server": { "properties": properties, "required": required } } } });
        check(
            &schema(&json!({ "name": { "maxLength": 255 } }), &json!(["id", "name"])),
            &schema(&json!({ "name": { "maxLength": 100 } }), &json!(["id", "tags"])),
            &[
                "schema `Server`: properties.name.maxLength: 255 → 100",
                "schema `Server`: required: without \"name\"",
                "schema `Server`: required: with \"tags\"",
            ],
        );
        check(
            &json!({ "info": { "title": "A" } }),
            &json!({ "info": { "title": "B" } }),
            &[r#"info: title: "A" → "B""#],
        );
    }

    #[test]
    fn indexes_are_compared_by_version() {
        let index = |versions: &Value| json!({ "api": "A", "format": 1, "versions": versions });
        let changes = indexes(
            &index(&json!([{ "version": "1", "file": "1.json" }, { "version": "2", "file": "1.json" }])),
            &index(&json!([{ "version": "2", "file": "2.json" }, { "version": "3", "file": "2.json" }])),
        );
        assert_eq!(
            changes,
            [r#"version 2: "1.json" → "2.json""#, r#"version 3: added, "2.json""#, "version 1: removed"]
        );
    }
}
