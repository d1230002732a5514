//! Schemas: whether what one allows, the other does too.
//!
//! Each is cut into alternatives of one type; `null` beside a type is one of its own. What goes in must find its alternative
//! in the new schema, what comes out in the old one.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Rule, below, resolve};

/// What no value depends on.
const NOTES: &[&str] =
    &["title", "description", "example", "examples", "deprecated", "$comment", "externalDocs", "xml"];

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
    old: &'d Value,
    new: &'d Value,
    way: Way,
    /// Pairs of named schemas that are judged already, or being so.
    seen: Seen,
    pub(super) found: Vec<Problem>,
}

/// What was found: why, where, and in words.
type Problem = (Rule, String, String);

/// Pairs of references.
type Seen = HashSet<(String, String)>;

/// A schema of one type at most.
#[derive(Clone, PartialEq)]
struct Alternative {
    schema: Map<String, Value>,
    pointer: String,
}

impl<'d> Judge<'d> {
    pub(super) fn new(old: &'d Value, new: &'d Value, way: Way) -> Self {
        Judge { old, new, way, seen: HashSet::new(), found: Vec::new() }
    }

    /// Judges two schemas; one that is absent allows anything.
    pub(super) fn schemas(&mut self, old: &Value, new: &Value, pointer: &str) {
        if let (Some(before), Some(after)) = (unwrapped(old)["$ref"].as_str(), unwrapped(new)["$ref"].as_str())
            && !self.seen.insert((before.to_owned(), after.to_owned()))
        {
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
                .filter(|other| is_alone && fits(alternative, other) || matches(alternative, other))
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
            let is_kind_known = taking.iter().any(|other| kind(other) == kind(alternative));
            let rule = match self.way {
                Way::In if is_kind_known => Rule::ChoiceRemoved,
                Way::Out if is_kind_known => Rule::ChoiceAdded,
                _ if missing.len() == given.len() && !taking.iter().any(|other| fits(other, alternative)) => {
                    Rule::TypeChanged
                }
                Way::In => Rule::TypeNarrowed,
                Way::Out => Rule::TypeWidened,
            };
            let what = match self.way {
                Way::In => format!("{} is no longer taken", name(alternative)),
                Way::Out => format!("{} was not given before", name(alternative)),
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
        let (before, after, pointer) = (&old.schema, &new.schema, new.pointer.as_str());
        self.values(before, after, pointer);
        self.bounds(before, after, pointer);
        self.formats(before, after, pointer);
        if kind(old) == "object" || kind(new) == "object" {
            self.fields(old, new);
        }
        match (before.get("items"), after.get("items")) {
            (None, None) => {}
            (old, new) => {
                let (old, new) = (old.unwrap_or(&Value::Null), new.unwrap_or(&Value::Null));
                self.schemas(old, new, &below(pointer, "items"));
            }
        }
        const JUDGED: &[&str] = &[
            "type",
            "enum",
            "const",
            "format",
            "default",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "uniqueItems",
        ];
        let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
        for key in keys.filter(|key| !JUDGED.contains(&key.as_str()) && !NOTES.contains(&key.as_str())) {
            if !key.starts_with("x-") && before.get(key) != after.get(key) {
                match (key.as_str(), before.get(key), after.get(key), self.way) {
                    ("pattern", None, Some(_), Way::Out) | ("pattern", Some(_), None, Way::In) => {}
                    ("pattern", None, ..) => self.tell(Rule::ConstraintTightened, pointer, key, "is new"),
                    ("pattern", _, None, _) => self.tell(Rule::ConstraintLoosened, pointer, key, "is gone"),
                    _ => self.tell(Rule::NotJudged, pointer, key, "changed"),
                }
            }
        }
    }

    fn tell(&mut self, rule: Rule, pointer: &str, key: &str, what: &str) {
        self.found.push((rule, below(pointer, key), format!("`{key}` {what}")));
    }

    /// What a field is where it is absent.
    fn defaults(&mut self, old: &Value, new: &Value, pointer: &str) {
        // What an answer leaves out is not there; no client fills it in.
        if self.way == Way::Out || old.get("default") == new.get("default") {
            return;
        }
        let told = |schema: &Value| schema.get("default").map_or("none".to_owned(), Value::to_string);
        let what = format!("the default {} became {}", told(old), told(new));
        self.found.push((Rule::DefaultChanged, below(pointer, "default"), what));
    }

    /// Values that are listed.
    fn values(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        let (before, after) = (listed(old), listed(new));
        let pointer = below(pointer, "enum");
        match (self.way, before, after) {
            (_, None, None) | (Way::In, Some(_), None) | (Way::Out, None, Some(_)) => {}
            (Way::In, None, Some(_)) => {
                self.found.push((Rule::ConstraintTightened, pointer, "only listed values are taken".to_owned()));
            }
            (Way::Out, Some(_), None) => {
                self.found.push((Rule::ConstraintLoosened, pointer, "any value may be given".to_owned()));
            }
            (Way::In, Some(before), Some(after)) => {
                for value in before.iter().filter(|value| !after.contains(value)) {
                    self.found.push((Rule::EnumValueRemoved, pointer.clone(), format!("{value} is no longer taken")));
                }
            }
            (Way::Out, Some(before), Some(after)) => {
                for value in after.iter().filter(|value| !before.contains(value)) {
                    self.found.push((Rule::EnumValueAdded, pointer.clone(), format!("{value} was not given before")));
                }
            }
        }
    }

    fn bounds(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        const FLOORS: &[&str] =
            &["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "uniqueItems"];
        const CEILINGS: &[&str] = &["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
        for (key, sign) in FLOORS.iter().map(|key| (key, 1.0)).chain(CEILINGS.iter().map(|key| (key, -1.0))) {
            // How strict it is; more is stricter, and what is absent is the least.
            let strictness = |schema: &Map<String, Value>| match schema.get(*key) {
                None | Some(Value::Bool(false)) => f64::NEG_INFINITY,
                Some(Value::Bool(true)) => 1.0,
                Some(bound) => sign * bound.as_f64().unwrap_or(f64::NAN),
            };
            let (before, after) = (strictness(old), strictness(new));
            let told = |schema: &Map<String, Value>| schema.get(*key).map_or("none".to_owned(), Value::to_string);
            let what = format!("{} became {}", told(old), told(new));
            match self.way {
                Way::In if after > before => self.tell(Rule::ConstraintTightened, pointer, key, &what),
                Way::Out if after < before => self.tell(Rule::ConstraintLoosened, pointer, key, &what),
                // Bounds that an `f64` cannot tell apart.
                _ if after == before && old.get(*key) != new.get(*key) => {
                    self.tell(Rule::NotJudged, pointer, key, &what);
                }
                _ => {}
            }
        }
    }

    fn formats(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, pointer: &str) {
        // The format of a whole number is its range, which is judged where it is said.
        let is_ranged = |schema: &Map<String, Value>| {
            schema.get("type").is_some_and(|ty| ty == "integer")
                && schema.contains_key("minimum")
                && schema.contains_key("maximum")
        };
        match (self.way, old.get("format"), new.get("format")) {
            (_, before, after) if before == after || is_ranged(old) && is_ranged(new) => {}
            (Way::In, Some(_), None) | (Way::Out, None, Some(_)) => {}
            (_, before, after) => {
                let told = |format: Option<&Value>| format.map_or("none".to_owned(), Value::to_string);
                let what = format!("the format {} became {}", told(before), told(after));
                self.found.push((Rule::TypeChanged, below(pointer, "format"), what));
            }
        }
    }

    /// The fields of objects.
    fn fields(&mut self, old: &Alternative, new: &Alternative) {
        let (before, after) = (members(&old.schema, "properties"), members(&new.schema, "properties"));
        let (needed, needs) = (required(&old.schema), required(&new.schema));
        let pointer = below(&new.pointer, "properties");
        let others = |schema: &Map<String, Value>| schema.get("additionalProperties").cloned().unwrap_or(true.into());
        let (others_before, others_after) = (others(&old.schema), others(&new.schema));
        for (name, field) in &before {
            let place = below(&pointer, name);
            match after.get(name) {
                Some(other) => {
                    let becomes_optional = needed.contains(name) && !needs.contains(name);
                    let place = place.as_str();
                    // What had to be sent had no default to rely on.
                    let (field, other) = if self.way == Way::In && needed.contains(name) {
                        (bare(field), bare(other))
                    } else {
                        (field.clone(), other.clone())
                    };
                    self.schemas(&field, &other, place);
                    match self.way {
                        Way::In if needs.contains(name) && !needed.contains(name) => {
                            self.found.push((Rule::InputRequired, place.to_owned(), format!("`{name}` is required")));
                        }
                        Way::Out if becomes_optional => {
                            self.found.push((Rule::FieldOptional, place.to_owned(), format!("`{name}` may be absent")));
                        }
                        _ => {}
                    }
                }
                None if self.way == Way::In && others_after != false => {
                    self.found.push((Rule::NotJudged, place, format!("`{name}` is taken, but not listed any more")));
                }
                None => {
                    let doing = if self.way == Way::In { "taken" } else { "given" };
                    let place = below(&below(&old.pointer, "properties"), name);
                    self.found.push((Rule::FieldRemoved, place, format!("`{name}` is no longer {doing}")));
                }
            }
        }
        for name in after.keys().filter(|name| !before.contains_key(*name)) {
            if self.way == Way::In && needs.contains(name) {
                let what = format!("`{name}` is new and required");
                self.found.push((Rule::InputRequired, below(&pointer, name), what));
            }
        }
        let pointer = below(&new.pointer, "additionalProperties");
        match (self.way, &others_before, &others_after) {
            (_, before, after) if before == after => {}
            // Fields that are not known yet are no break, whether taken or given.
            (Way::In, Value::Bool(false), _) | (Way::Out, _, Value::Bool(false)) => {}
            (Way::In, _, Value::Bool(false)) => {
                self.found.push((Rule::TypeNarrowed, pointer, "fields of other names are no longer taken".to_owned()));
            }
            (Way::Out, Value::Bool(false), _) => {
                self.found.push((Rule::TypeWidened, pointer, "fields of any name may be given".to_owned()));
            }
            (_, before, after) => self.schemas(before, after, &pointer),
        }
    }
}

/// A schema without the `allOf` around it that only holds notes, for which a reference has no place.
fn unwrapped(schema: &Value) -> &Value {
    match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([only]) if without_notes(schema).len() == 1 => unwrapped(only),
        _ => schema,
    }
}

/// What values depend on, but for a default.
fn without_notes(schema: &Value) -> Map<String, Value> {
    let mut rest = schema.as_object().cloned().unwrap_or_default();
    let is_note =
        |key: &str| NOTES.contains(&key) || ["default", "discriminator"].contains(&key) || key.starts_with("x-");
    rest.retain(|key, _| !is_note(key));
    rest
}

/// A schema's alternatives, each of one type.
fn alternatives(document: &Value, schema: &Value, pointer: &str) -> Vec<Alternative> {
    let (schema, pointer) = resolve(document, unwrapped(schema), pointer);
    let rest = without_notes(schema);
    for key in ["oneOf", "anyOf"] {
        if let (1, Some(Value::Array(items))) = (rest.len(), rest.get(key)) {
            let pointer = below(&pointer, key);
            let items = items.iter().enumerate();
            return items
                .flat_map(|(at, item)| alternatives(document, item, &below(&pointer, &at.to_string())))
                .collect();
        }
    }
    let Some(Value::Array(types)) = rest.get("type") else {
        return vec![Alternative { schema: rest, pointer }];
    };
    let types = types.clone();
    types
        .into_iter()
        .map(|ty| {
            let mut schema = if ty == "null" { Map::new() } else { rest.clone() };
            if let Some(Value::Array(values)) = schema.get_mut("enum") {
                values.retain(|value| !value.is_null());
            }
            schema.insert("type".to_owned(), ty);
            Alternative { schema, pointer: pointer.clone() }
        })
        .collect()
}

/// The type; empty where there is none.
fn kind(alternative: &Alternative) -> &str {
    alternative.schema.get("type").and_then(Value::as_str).unwrap_or_default()
}

/// Whether values of one type are of the other.
fn fits(given: &Alternative, taking: &Alternative) -> bool {
    kind(taking).is_empty() || kind(given) == kind(taking) || (kind(given), kind(taking)) == ("integer", "number")
}

/// Whether an alternative is the other's, where there are several: objects are told apart by their tags.
fn matches(given: &Alternative, taking: &Alternative) -> bool {
    fits(given, taking) && (kind(given) != "object" || tags(given) == tags(taking))
}

/// What tells an object from others: fields of one value, or else its only required field.
fn tags(alternative: &Alternative) -> Vec<(String, Value)> {
    let fields = members(&alternative.schema, "properties");
    let tags: Vec<_> = fields
        .iter()
        .filter_map(|(name, field)| match listed(field.as_object()?)?.as_slice() {
            [only] => Some((name.clone(), only.clone())),
            _ => None,
        })
        .collect();
    match (tags.is_empty(), fields.len(), required(&alternative.schema).as_slice()) {
        (true, 1, [only]) => vec![(only.clone(), Value::Null)],
        _ => tags,
    }
}

/// The values that are listed, if only those are allowed.
fn listed(schema: &Map<String, Value>) -> Option<Vec<Value>> {
    match (schema.get("enum"), schema.get("const")) {
        (Some(Value::Array(values)), _) => Some(values.clone()),
        (_, Some(only)) => Some(vec![only.clone()]),
        _ => None,
    }
}

fn members(schema: &Map<String, Value>, key: &str) -> Map<String, Value> {
    schema.get(key).and_then(Value::as_object).cloned().unwrap_or_default()
}

fn required(schema: &Map<String, Value>) -> Vec<String> {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// A schema without its default.
fn bare(schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema.as_object_mut().map(|members| members.remove("default"));
    schema
}

fn name(alternative: &Alternative) -> String {
    match (kind(alternative), tags(alternative).first()) {
        ("", _) => "any value".to_owned(),
        (_, Some((tag, Value::Null))) => format!("an object with `{tag}`"),
        (_, Some((tag, value))) => format!("an object whose `{tag}` is {value}"),
        (kind, None) => format!("`{kind}`"),
    }
}
