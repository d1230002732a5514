//! Operations: paths, parameters, bodies, answers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use terrace_model::member;

use super::schema::{Judge, Way};
use super::{Found, Rule, below, resolve, same};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What no client relies on: words and order.
const READ: &[&str] = &["summary", "description", "tags", "externalDocs", "deprecated"];

/// The members of a document that are judged, or that no client relies on.
const DOCUMENT: &[&str] = &["openapi", "info", "servers", "paths", "webhooks", "components", "security"];

/// Compares every operation of the old document, and what is said of all.
pub(super) fn documents(old: &Value, new: &Value, found: &mut Found) {
    let after = operations(new);
    for (key, before) in operations(old) {
        let Place { path, method, item, operation } = before;
        found.operation = format!("{} {path}", method.to_uppercase());
        let Some(other) = after.get(&key) else {
            let pointer = below(&below("/paths", path), method);
            found.add(Rule::OperationRemoved, pointer, "the operation is gone");
            continue;
        };
        let path = below("/paths", other.path);
        let mut judge = Operation { old, new, pointer: below(&path, method), path, found };
        judge.rest(item, other.item, &[METHODS, &["parameters"]].concat(), &judge.path.clone());
        judge.parameters(&before.parameters(old, &judge), &other.parameters(new, &judge));
        judge.compare(operation, other.operation);
    }
    found.operation = "every operation".to_owned();
    servers(old, new, found);
    extensions(old, new, found);
    schemes(old, new, found);
    let mut judge = Operation { old, new, pointer: String::new(), path: String::new(), found };
    judge.promised("/webhooks", "webhook", &old["webhooks"], &new["webhooks"]);
    judge.rest(old, new, DOCUMENT, "");
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

/// Extensions stay: one that is only off is in the documents all the same.
fn extensions(old: &Value, new: &Value, found: &mut Found) {
    let aliases = |document: &Value| -> Vec<String> {
        let aliases = document[member::EXTENSIONS].as_array().into_iter().flatten();
        aliases.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let after = aliases(new);
    for alias in aliases(old).iter().filter(|alias| !after.contains(alias)) {
        found.add(Rule::ExtensionRemoved, below("", member::EXTENSIONS), format!("the extension `{alias}` is gone"));
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

/// An operation, and where it is.
struct Place<'v> {
    path: &'v String,
    method: &'v str,
    /// The path's, which says what all of its operations have.
    item: &'v Value,
    operation: &'v Value,
}

/// Operations by path and method; a path's variables are told by place, as clients see them.
fn operations(document: &Value) -> BTreeMap<(String, &str), Place<'_>> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                operations.insert((anonymous(path), method.as_str()), Place { path, method, item, operation });
            }
        }
    }
    operations
}

/// The operations that both documents have, as JSON pointers into each.
pub(super) fn places(old: &Value, new: &Value) -> Vec<(String, String)> {
    let after = operations(new);
    let pointer = |place: &Place<'_>| below(&below("/paths", place.path), place.method);
    let both =
        operations(old).into_iter().filter_map(|(key, place)| Some((pointer(&place), pointer(after.get(&key)?))));
    both.collect()
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
    /// Where it is in the new document, and its path.
    pointer: String,
    path: String,
    found: &'d mut Found,
}

impl Operation<'_> {
    fn compare(mut self, old: &Value, new: &Value) {
        if old["operationId"] != new["operationId"] {
            let what = format!("{} became {}", old["operationId"], new["operationId"]);
            self.found.add(Rule::OperationIdChanged, below(&self.pointer, "operationId"), what);
        }
        self.body(old, new);
        self.answers(old, new);
        self.security(old, new);
        let pointer = self.pointer.clone();
        self.promised(&below(&pointer, "callbacks"), "callback", &old["callbacks"], &new["callbacks"]);
        let judged = ["operationId", "parameters", "requestBody", "responses", "security", "callbacks"];
        self.rest(old, new, &judged, &pointer);
    }

    fn parameters(&mut self, before: &Parameters<'_>, after: &Parameters<'_>) {
        let added = |place: &str| -> Vec<&Parameter> {
            after
                .iter()
                .filter(|(key, _)| key.0 == place && !before.contains_key(*key))
                .map(|(_, found)| found)
                .collect()
        };
        let mut renamed = Vec::new();
        for (key, (_, parameter)) in before {
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
        self.promised(&below(&pointer, "links"), "link", &before["links"], &after["links"]);
        self.rest(before, after, &["headers", "content", "links"], &pointer);
    }

    /// What is told by name stays as it is; no client relies on more.
    fn promised(&mut self, pointer: &str, kind: &str, old: &Value, new: &Value) {
        for (name, before) in members(old) {
            let pointer = below(pointer, &name);
            match new.get(&name) {
                None => self.found.add(Rule::NotJudged, pointer, format!("the {kind} `{name}` is gone")),
                Some(after) if same::are(self.old, self.new, &before, after) => {}
                Some(_) => self.found.add(Rule::NotJudged, pointer, format!("the {kind} `{name}` changed")),
            }
        }
    }

    /// Who was let in still is.
    fn security(&mut self, old: &Value, new: &Value) {
        let needs = |document: &Value, operation: &Value| -> Vec<Map<String, Value>> {
            let own = operation.get("security").or(document.get("security")).and_then(Value::as_array);
            own.into_iter().flatten().map(members).collect()
        };
        let is_open = |needs: &[Map<String, Value>]| needs.is_empty() || needs.iter().any(Map::is_empty);
        let (before, after) = (needs(self.old, old), needs(self.new, new));
        // One that has what an old need asks for has what a new one does.
        let is_met = |had: &Map<String, Value>| {
            after.iter().any(|needed| {
                needed.iter().all(|(scheme, scopes)| {
                    let scopes = scopes.as_array().into_iter().flatten();
                    had.get(scheme).is_some_and(|had| scopes.clone().all(|scope| has(had, scope)))
                })
            })
        };
        if !is_open(&after) && (is_open(&before) || !before.iter().all(is_met)) {
            let pointer = below(&self.pointer, "security");
            self.found.add(Rule::SecurityChanged, pointer, "who may call it is told otherwise");
        }
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
        if way == Way::In {
            return;
        }
        // An answer without a body said so, and no client asks for what it does not know.
        if before.is_empty() && !after.is_empty() {
            self.found.add(Rule::TypeChanged, pointer, "what had no body has one");
        } else {
            for media_type in after.keys().filter(|media_type| !before.contains_key(*media_type)) {
                let what = format!("`{media_type}` was not given before");
                self.found.add(Rule::MediaTypeAdded, below(&pointer, media_type), what);
            }
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
            let both = before.get(key).zip(after.get(key));
            if !both.is_some_and(|(before, after)| same::are(self.old, self.new, before, after)) {
                self.found.add(Rule::NotJudged, below(pointer, key), format!("`{key}` changed"));
            }
        }
    }
}

/// Where a parameter is, and the parameter.
type Parameter<'v> = (String, &'v Value);

/// Parameters by place and name.
type Parameters<'v> = BTreeMap<(String, String), Parameter<'v>>;

impl<'v> Place<'v> {
    /// The parameters of the path and those of the operation, which win.
    fn parameters(&self, document: &'v Value, judge: &Operation<'_>) -> Parameters<'v> {
        let of_path = listed(document, self.item, &judge.path);
        of_path.chain(listed(document, self.operation, &judge.pointer)).collect()
    }
}

fn listed<'v>(document: &'v Value, of: &'v Value, at: &str) -> impl Iterator<Item = ((String, String), Parameter<'v>)> {
    let list = of["parameters"].as_array().into_iter().flatten().enumerate();
    list.map(move |(number, parameter)| {
        let (parameter, pointer) = resolve(document, parameter, &format!("{at}/parameters/{number}"));
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        let (place, mut name) = (text("in"), text("name"));
        if place == "header" {
            name.make_ascii_lowercase();
        }
        ((place, name), (pointer, parameter))
    })
}

/// Whether a status is no failure.
pub(super) fn is_success(status: &str) -> bool {
    !status.starts_with(['4', '5']) && status != "default"
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn without(value: &Value, keys: &[&str]) -> Map<String, Value> {
    members(value).into_iter().filter(|(key, _)| !keys.contains(&key.as_str())).collect()
}

/// Whether a list has a value.
fn has(list: &Value, value: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(value))
}
