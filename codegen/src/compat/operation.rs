//! Operations: paths, parameters, bodies, answers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::schema::{Judge, Way};
use super::{Found, Rule, below, resolve};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What no client relies on: words, order, and what is looked at elsewhere.
const READ: &[&str] = &["summary", "description", "tags", "externalDocs", "deprecated", "servers"];

/// Compares every operation of the old document.
pub(super) fn documents(old: &Value, new: &Value, found: &mut Found) {
    let after = operations(new);
    for (key, (path, method, operation)) in operations(old) {
        found.operation = format!("{} {path}", method.to_uppercase());
        let Some((place, _, other)) = after.get(&key) else {
            let pointer = below(&below("/paths", path), method);
            found.add(Rule::OperationRemoved, pointer, "the operation is gone");
            continue;
        };
        let pointer = below(&below("/paths", place), method);
        Operation { old, new, pointer, found }.compare(operation, other);
    }
    found.operation = "every operation".to_owned();
    servers(old, new, found);
    schemes(old, new, found);
}

/// Servers stay where they are. One that is relative is wherever the document is.
fn servers(old: &Value, new: &Value, found: &mut Found) {
    let urls = |document: &Value| -> Vec<String> {
        let servers = document["servers"].as_array().into_iter().flatten();
        servers.filter_map(|server| server["url"].as_str()).map(str::to_owned).collect()
    };
    let after = urls(new);
    for url in urls(old).iter().filter(|url| !url.starts_with('/') && !after.contains(url)) {
        found.add(Rule::ServerRemoved, "/servers", format!("the server `{url}` is gone"));
    }
}

/// Schemes of security that are still there must be what they were.
fn schemes(old: &Value, new: &Value, found: &mut Found) {
    let schemes = |document: &Value| members(&document["components"]["securitySchemes"]);
    let after = schemes(new);
    for (name, scheme) in schemes(old) {
        if after.get(&name).is_some_and(|other| without(other, READ) != without(&scheme, READ)) {
            let pointer = below("/components/securitySchemes", &name);
            found.add(Rule::SecurityChanged, pointer, format!("`{name}` is another scheme"));
        }
    }
}

/// Operations by path and method; a path's variables are told by place, as clients see them.
fn operations(document: &Value) -> BTreeMap<(String, &str), (&String, &str, &Value)> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                operations.insert((anonymous(path), method.as_str()), (path, method.as_str(), operation));
            }
        }
    }
    operations
}

/// A path whose variables have no names.
fn anonymous(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |path, piece| path + "{}" + piece.split_once('}').map_or("", |(_, rest)| rest))
}

struct Operation<'d> {
    old: &'d Value,
    new: &'d Value,
    pointer: String,
    found: &'d mut Found,
}

impl Operation<'_> {
    fn compare(mut self, old: &Value, new: &Value) {
        if old["operationId"] != new["operationId"] {
            let what = format!("{} became {}", old["operationId"], new["operationId"]);
            self.found.add(Rule::OperationIdChanged, below(&self.pointer, "operationId"), what);
        }
        self.parameters(old, new);
        self.body(old, new);
        self.answers(old, new);
        if old["security"] != new["security"] {
            let pointer = below(&self.pointer, "security");
            self.found.add(Rule::SecurityChanged, pointer, "who may call it is told otherwise");
        }
        let judged = ["operationId", "parameters", "requestBody", "responses", "security"];
        let pointer = self.pointer.clone();
        self.rest(old, new, &judged, &pointer);
    }

    fn parameters(&mut self, old: &Value, new: &Value) {
        let (before, after) = (parameters(self.old, old, &self.pointer), parameters(self.new, new, &self.pointer));
        let added = |place: &str| -> Vec<&Parameter> {
            after
                .iter()
                .filter(|(key, _)| key.0 == place && !before.contains_key(*key))
                .map(|(_, found)| found)
                .collect()
        };
        let mut renamed = Vec::new();
        for (key, (_, parameter)) in &before {
            let (place, name) = key;
            let Some((place_now, other)) = after.get(key) else {
                let alike = |found: &&&Parameter| found.1["schema"] == parameter["schema"];
                let pointer = below(&self.pointer, "parameters");
                match added(place).iter().find(alike) {
                    Some((_, other)) => {
                        let now = other["name"].as_str().unwrap_or_default().to_owned();
                        let what = format!("`{name}` ({place}) became `{now}`");
                        self.found.add(Rule::ParameterRenamed, pointer, what);
                        renamed.push((place.clone(), now));
                    }
                    None => self.found.add(Rule::ParameterRemoved, pointer, format!("`{name}` ({place}) is gone")),
                }
                continue;
            };
            if other["required"] == true && parameter["required"] != true {
                self.found.add(Rule::InputRequired, place_now, format!("`{name}` ({place}) is required"));
            }
            self.schema(Way::In, &parameter["schema"], &other["schema"], &below(place_now, "schema"));
            let judged = ["required", "schema", "name", "in", "example", "examples"];
            self.rest(parameter, other, &judged, place_now);
        }
        for (key, (pointer, parameter)) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
            if parameter["required"] == true && !renamed.contains(key) {
                let (place, name) = key;
                self.found.add(Rule::InputRequired, pointer, format!("`{name}` ({place}) is new and required"));
            }
        }
    }

    fn body(&mut self, old: &Value, new: &Value) {
        let pointer = below(&self.pointer, "requestBody");
        let (before, _) = resolve(self.old, &old["requestBody"], &pointer);
        let (after, pointer) = resolve(self.new, &new["requestBody"], &pointer);
        match (before.is_null(), after.is_null()) {
            (true, true) => {}
            (false, true) => self.found.add(Rule::BodyRemoved, pointer, "it takes no body any more"),
            (before_is_none, _) => {
                if after["required"] == true && (before_is_none || before["required"] != true) {
                    self.found.add(Rule::InputRequired, &pointer, "the body is required");
                }
                if !before_is_none {
                    self.content(Way::In, before, after, &pointer);
                    self.rest(before, after, &["required", "content"], &pointer);
                }
            }
        }
    }

    fn answers(&mut self, old: &Value, new: &Value) {
        let (before, after) = (members(&old["responses"]), members(&new["responses"]));
        let pointer = below(&self.pointer, "responses");
        let only = |here: &Map<String, Value>, there: &Map<String, Value>| -> Vec<String> {
            here.keys().filter(|status| is_success(status) && !there.contains_key(*status)).cloned().collect()
        };
        let (gone, came) = (only(&before, &after), only(&after, &before));
        if let ([from], [to]) = (gone.as_slice(), came.as_slice()) {
            self.found.add(Rule::StatusChanged, below(&pointer, to), format!("{from} became {to}"));
            self.answer(&before[from], &after[to], &below(&pointer, to));
        } else {
            for status in gone {
                self.found.add(Rule::StatusRemoved, below(&pointer, &status), format!("{status} is gone"));
            }
            for status in came {
                self.found.add(Rule::StatusAdded, below(&pointer, &status), format!("{status} is new"));
            }
        }
        for (status, answer) in &before {
            if let Some(other) = after.get(status) {
                self.answer(answer, other, &below(&pointer, status));
            }
        }
    }

    fn answer(&mut self, old: &Value, new: &Value, pointer: &str) {
        let (before, _) = resolve(self.old, old, pointer);
        let (after, pointer) = resolve(self.new, new, pointer);
        let headers = below(&pointer, "headers");
        let known = members(&after["headers"]);
        for (name, header) in members(&before["headers"]) {
            let Some(other) = known.iter().find(|(key, _)| key.eq_ignore_ascii_case(&name)).map(|(_, found)| found)
            else {
                self.found.add(Rule::HeaderRemoved, below(&headers, &name), format!("the header `{name}` is gone"));
                continue;
            };
            let (before, _) = resolve(self.old, &header, &headers);
            let (after, pointer) = resolve(self.new, other, &below(&headers, &name));
            if before["required"] == true && after["required"] != true {
                self.found.add(Rule::HeaderOptional, &pointer, format!("the header `{name}` may be absent"));
            }
            self.schema(Way::Out, &before["schema"], &after["schema"], &below(&pointer, "schema"));
            self.rest(before, after, &["required", "schema", "example", "examples"], &pointer);
        }
        self.content(Way::Out, before, after, &pointer);
        self.rest(before, after, &["headers", "content"], &pointer);
    }

    /// The media types of a body.
    fn content(&mut self, way: Way, old: &Value, new: &Value, pointer: &str) {
        let pointer = below(pointer, "content");
        let (before, after) = (members(&old["content"]), members(&new["content"]));
        for (media_type, content) in &before {
            let pointer = below(&pointer, media_type);
            match after.get(media_type) {
                None => self.found.add(Rule::MediaTypeRemoved, pointer, format!("`{media_type}` is gone")),
                Some(other) => {
                    self.schema(way, &content["schema"], &other["schema"], &below(&pointer, "schema"));
                    self.rest(content, other, &["schema", "example", "examples"], &pointer);
                }
            }
        }
        // An answer without a body said so.
        if way == Way::Out && before.is_empty() && !after.is_empty() {
            self.found.add(Rule::TypeChanged, pointer, "what had no body has one");
        }
    }

    fn schema(&mut self, way: Way, old: &Value, new: &Value, pointer: &str) {
        let mut judge = Judge::new(self.old, self.new, way);
        judge.schemas(old, new, pointer);
        for (rule, pointer, what) in judge.found {
            self.found.add(rule, pointer, what);
        }
    }

    /// What is not judged by its name must be equal.
    fn rest(&mut self, old: &Value, new: &Value, judged: &[&str], pointer: &str) {
        let (before, after) = (without(old, judged), without(new, judged));
        let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
        for key in keys.filter(|key| !READ.contains(&key.as_str()) && !key.starts_with("x-")) {
            if before.get(key) != after.get(key) {
                self.found.add(Rule::NotJudged, below(pointer, key), format!("`{key}` changed"));
            }
        }
    }
}

/// Where a parameter is, and the parameter.
type Parameter<'v> = (String, &'v Value);

/// Parameters by place and name.
fn parameters<'v>(document: &'v Value, operation: &'v Value, at: &str) -> BTreeMap<(String, String), Parameter<'v>> {
    let list = operation["parameters"].as_array().into_iter().flatten().enumerate();
    let named = list.map(|(number, parameter)| {
        let (parameter, pointer) = resolve(document, parameter, &format!("{at}/parameters/{number}"));
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        let (place, mut name) = (text("in"), text("name"));
        if place == "header" {
            name.make_ascii_lowercase();
        }
        ((place, name), (pointer, parameter))
    });
    named.collect()
}

fn is_success(status: &str) -> bool {
    !status.starts_with(['4', '5']) && status != "default"
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn without(value: &Value, keys: &[&str]) -> Map<String, Value> {
    members(value).into_iter().filter(|(key, _)| !keys.contains(&key.as_str())).collect()
}
