//! What differs between two documents, in words: by operation, then by component.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

/// The most characters of a value that is told.
const WIDTH: usize = 60;

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) subject: Subject,
    /// What became of it, for people.
    pub(crate) what: String,
}

/// What a difference concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// An operation, with the id that it had; the method in capitals.
    Operation { method: String, path: String, id: Option<String> },
    /// A component, as the `schema` `Book`.
    Component { kind: String, name: String },
    /// Another part of the document, as `info`.
    Part(String),
}

impl Change {
    fn of(subject: &Subject, what: String) -> Self {
        Change { subject: subject.clone(), what }
    }

    /// For programs: `at` and `what` as people read them, and the operation or component by its name.
    pub(crate) fn to_json(&self) -> Value {
        let mut change = json!({ "at": self.subject.to_string(), "what": self.what });
        match &self.subject {
            Subject::Operation { method, path, id } => {
                change["operation"] = json!({ "method": method, "path": path, "id": id });
            }
            Subject::Component { kind, name } => change["component"] = json!({ "kind": kind, "name": name }),
            Subject::Part(_) => {}
        }
        change
    }
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.subject, self.what)
    }
}

/// `POST /v2.1/servers (servers_create)`, ``schema `Book` ``.
impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Operation { method, path, id: Some(id) } => write!(out, "{method} {path} ({id})"),
            Subject::Operation { method, path, id: None } => write!(out, "{method} {path}"),
            Subject::Component { kind, name } => write!(out, "{kind} `{name}`"),
            Subject::Part(name) => out.write_str(name),
        }
    }
}

/// The differences between two documents.
pub(crate) fn documents(old: &Value, new: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    let (before, after) = (operations(old), operations(new));
    for (place, operation) in &before {
        let subject = subject(place, operation);
        let whats = match after.get(place) {
            None => vec!["removed".to_owned()],
            Some(other) => compare_operations(operation, other),
        };
        changes.extend(whats.into_iter().map(|what| Change::of(&subject, what)));
    }
    let added = after.iter().filter(|(place, _)| !before.contains_key(*place));
    changes.extend(added.map(|(place, operation)| Change::of(&subject(place, operation), "added".to_owned())));
    let (none, all) = (Map::new(), |document: &Value| document.as_object().cloned().unwrap_or_default());
    let (mut old, mut new) = (all(old), all(new));
    old.remove("paths");
    new.remove("paths");
    let mut differ = |subject: Subject, old: Option<&Value>, new: Option<&Value>| {
        let mut whats = Vec::new();
        leaves(("", ""), old, new, &mut whats);
        changes.extend(whats.into_iter().map(|what| Change::of(&subject, what)));
    };
    let (before, after) = (old.remove("components").unwrap_or_default(), new.remove("components").unwrap_or_default());
    for plural in keys(before.as_object().unwrap_or(&none), after.as_object().unwrap_or(&none)) {
        let kind = plural.strip_suffix('s').unwrap_or(&plural);
        let (before, after) = (&before[&plural], &after[&plural]);
        for name in keys(before.as_object().unwrap_or(&none), after.as_object().unwrap_or(&none)) {
            let subject = Subject::Component { kind: kind.to_owned(), name: name.clone() };
            differ(subject, before.get(&name), after.get(&name));
        }
    }
    for key in keys(&old, &new) {
        differ(Subject::Part(key.clone()), old.get(&key), new.get(&key));
    }
    changes
}

/// The differences between two indexes.
pub(super) fn indexes(old: &Value, new: &Value) -> Vec<String> {
    let entries = |index: &Value| -> BTreeMap<String, Value> {
        let versions = index["versions"].as_array().into_iter().flatten();
        versions.map(|entry| (entry["version"].as_str().unwrap_or("unversioned").to_owned(), entry.clone())).collect()
    };
    let (before, after) = (entries(old), entries(new));
    let mut changes = Vec::new();
    for (version, entry) in &after {
        let subject = format!("version {version}");
        let known = before.get(version);
        for (place, key) in [("", "file"), ("published", "published")] {
            let known = known.and_then(|known| known.get(key));
            leaves((&subject, place), known, entry.get(key), &mut changes);
        }
    }
    for version in before.keys().filter(|version| !after.contains_key(*version)) {
        changes.push(format!("version {version}: removed"));
    }
    leaves(("api", ""), old.get("api"), new.get("api"), &mut changes);
    leaves(("format", ""), old.get("format"), new.get("format"), &mut changes);
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

fn subject((path, method): &Place, operation: &Value) -> Subject {
    let id = operation["operationId"].as_str().map(str::to_owned);
    Subject::Operation { method: method.clone(), path: path.clone(), id }
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
        leaves((&format!("parameter {name}"), ""), before.get(name).copied(), after.get(name).copied(), &mut changes);
    }
    for key in keys(&old, &new) {
        leaves((&key, ""), old.get(&key), new.get(&key), &mut changes);
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
        leaves((&format!("answer {to}"), ""), Some(&described(&old[&from])), Some(&described(&new[&to])), changes);
    }
    changes.extend(removed.iter().map(|status| format!("status {status} removed")));
    changes.extend(added.iter().map(|status| format!("status {status} added")));
    for (status, answer) in old {
        if let Some(other) = new.get(status) {
            leaves((&format!("answer {status}"), ""), Some(answer), Some(other), changes);
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

/// A part by what people call it, and the path of a value in it. Either may be empty.
type At<'t> = (&'t str, &'t str);

/// Every place where two values differ, each told with its path.
fn leaves(at: At<'_>, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<String>) {
    match (old, new) {
        (None, None) => {}
        (Some(_), None) => changes.push(told(at, "removed")),
        (None, Some(new)) if new.is_object() || new.is_array() => changes.push(told(at, "added")),
        (None, Some(new)) => changes.push(told(at, &format!("added, {}", brief(new)))),
        (Some(old), Some(new)) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for key in keys(old, new) {
                leaves((at.0, &join(at.1, &key)), old.get(&key), new.get(&key), changes);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => lists(at, old, new, changes),
        (Some(old), Some(new)) => {
            let (old, new) = (old.to_string(), new.to_string());
            let from = where_they_part(&old, &new);
            changes.push(told(at, &format!("{} → {}", cut(&old, from), cut(&new, from))));
        }
    }
}

fn lists(at: At<'_>, old: &[Value], new: &[Value], changes: &mut Vec<String>) {
    let is_plain = |list: &[Value]| list.iter().all(|item| !item.is_object() && !item.is_array());
    if !is_plain(old) || !is_plain(new) {
        for index in 0..old.len().max(new.len()) {
            leaves((at.0, &join(at.1, &index.to_string())), old.get(index), new.get(index), changes);
        }
        return;
    }
    let before = changes.len();
    let gone = old.iter().filter(|item| !new.contains(item));
    changes.extend(gone.map(|item| told(at, &format!("without {}", brief(item)))));
    let came = new.iter().filter(|item| !old.contains(item));
    changes.extend(came.map(|item| told(at, &format!("with {}", brief(item)))));
    if changes.len() == before {
        changes.push(told(at, "in another order"));
    }
}

/// What became of a place, behind what there is of its name.
fn told((part, path): At<'_>, what: &str) -> String {
    [part, path, what].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ")
}

/// The keys of both, the old ones first.
fn keys(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<String> {
    old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))).cloned().collect()
}

/// A path's next step.
fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
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
        let changes: Vec<_> = documents(old, new).iter().map(Change::to_string).collect();
        assert_eq!(changes, expected);
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
    fn programs_find_what_a_change_concerns() {
        let document = |summary: &str, title: &str| {
            let operation = json!({ "operationId": "look", "summary": summary });
            json!({ "paths": { "/a": { "get": operation } }, "components": { "schemas": { "A": { "title": title } } } })
        };
        let changes = documents(&document("Look", "A"), &document("See", "B"));
        let changes: Vec<_> = changes.iter().map(Change::to_json).collect();
        assert_eq!(
            changes,
            [
                json!({
                    "at": "GET /a (look)",
                    "what": r#"summary: "Look" → "See""#,
                    "operation": { "method": "GET", "path": "/a", "id": "look" },
                }),
                json!({
                    "at": "schema `A`",
                    "what": r#"title: "A" → "B""#,
                    "component": { "kind": "schema", "name": "A" },
                }),
            ]
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
