//! A schema cut into alternatives, each of one type, so that two schemas can be told apart and compared.

use serde_json::{Map, Value};

use super::{NOTES, below, resolve};

/// A schema of one type at most.
#[derive(Clone, PartialEq)]
pub(super) struct Alternative {
    pub(super) schema: Map<String, Value>,
    pub(super) pointer: String,
}

/// How deep references and choices are followed. A document of our own refers to nothing that is but itself; one made by
/// hand may.
const DEPTH: usize = 32;

/// A schema's alternatives; `null` beside a type is one of its own.
pub(super) fn alternatives(document: &Value, schema: &Value, pointer: &str) -> Vec<Alternative> {
    cut(document, schema, pointer, DEPTH)
}

fn cut(document: &Value, schema: &Value, pointer: &str, depth: usize) -> Vec<Alternative> {
    if *schema == Value::Bool(false) {
        return Vec::new();
    }
    let (mut rest, pointer) = whole(document, schema, pointer);
    rest.retain(|key, _| !NOTES.contains(&key.as_str()) && !key.starts_with("x-"));
    ["default", "discriminator"].iter().for_each(|key| drop(rest.remove(*key)));
    for key in ["oneOf", "anyOf"] {
        if let (1, Some(Value::Array(items)), 1..) = (rest.len(), rest.get(key), depth) {
            let pointer = below(&pointer, key);
            let items = items.iter().enumerate();
            return items
                .flat_map(|(at, item)| cut(document, item, &below(&pointer, &at.to_string()), depth - 1))
                .collect();
        }
    }
    let Some(Value::Array(types)) = rest.get("type") else {
        return vec![Alternative { schema: rest, pointer }];
    };
    let lists_null = rest.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(&Value::Null));
    let types: Vec<Value> = types.iter().filter(|ty| *ty != "null" || lists_null).cloned().collect();
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

/// A schema in one piece, with what it refers to and the parts of an `allOf`; and where most of it is. Parts that cannot be
/// said in one stay such.
pub(super) fn whole(document: &Value, schema: &Value, pointer: &str) -> (Map<String, Value>, String) {
    joined(document, schema, pointer, DEPTH)
}

fn joined(document: &Value, schema: &Value, pointer: &str, depth: usize) -> (Map<String, Value>, String) {
    let mut own = schema.as_object().cloned().unwrap_or_default();
    let mut parts = Vec::new();
    if own.contains_key("$ref") {
        let (target, place) = resolve(document, schema, pointer);
        parts.push((target.clone(), place));
    }
    let all = own.remove("allOf");
    for (at, part) in all.iter().filter_map(Value::as_array).flatten().enumerate() {
        parts.push((part.clone(), below(&below(pointer, "allOf"), &at.to_string())));
    }
    own.remove("$ref");
    if parts.is_empty() || depth == 0 {
        return (own, pointer.to_owned());
    }
    let mut whole = own.clone();
    let mut places = Vec::new();
    for (part, place) in &parts {
        let (part, place) = joined(document, part, place, depth - 1);
        if !join(&mut whole, part) {
            let (mut apart, own): (Map<_, _>, Map<_, _>) = own.into_iter().partition(|(key, _)| is_note(key));
            let mut parts: Vec<Value> = parts.into_iter().map(|(part, _)| part).collect();
            parts.extend(Some(own).filter(|own| !own.is_empty()).map(Value::Object));
            apart.insert("allOf".to_owned(), Value::Array(parts));
            return (apart, pointer.to_owned());
        }
        places.push(place);
    }
    let place = if places.len() == 1 { places.remove(0) } else { pointer.to_owned() };
    (whole, place)
}

/// Adds to a schema what another says, if both can be said in one.
fn join(whole: &mut Map<String, Value>, part: Map<String, Value>) -> bool {
    // Which fields are others is said beside the fields.
    const OTHERS: &[&str] = &["additionalProperties", "patternProperties", "unevaluatedProperties", "unevaluatedItems"];
    let has_others = |schema: &Map<String, Value>| OTHERS.iter().any(|key| schema.contains_key(*key));
    if has_others(whole) && part.contains_key("properties") || has_others(&part) && whole.contains_key("properties") {
        return false;
    }
    for (key, value) in part {
        match whole.get(&key) {
            None => drop(whole.insert(key, value)),
            Some(known) if *known == value || is_note(&key) => {}
            Some(_) => return false,
        }
    }
    true
}

/// Whether it says nothing that another part could contradict.
fn is_note(key: &str) -> bool {
    key == "default" || NOTES.contains(&key) || key.starts_with("x-")
}

impl Alternative {
    /// The type; empty where there is none.
    pub(super) fn kind(&self) -> &str {
        self.schema.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it says anything of objects.
    pub(super) fn is_of_objects(&self) -> bool {
        let words = ["properties", "required", "additionalProperties"];
        self.kind() == "object" || self.kind().is_empty() && words.iter().any(|word| self.schema.contains_key(*word))
    }

    /// Whether values of its type are of the other's.
    pub(super) fn fits(&self, taking: &Alternative) -> bool {
        let (given, taking) = (self.kind(), taking.kind());
        taking.is_empty() || given == taking || (given, taking) == ("integer", "number")
    }

    /// Whether it is the other, where there are several: objects are told apart by their tags.
    pub(super) fn matches(&self, taking: &Alternative) -> bool {
        self.fits(taking) && (self.kind() != "object" || self.tags() == taking.tags())
    }

    /// What tells an object from others: fields of one value, or else its only required field.
    fn tags(&self) -> Vec<(String, Value)> {
        let fields = members(&self.schema, "properties");
        let tags: Vec<_> = fields
            .iter()
            .filter_map(|(name, field)| match listed(field.as_object()?)?.as_slice() {
                [only] => Some((name.clone(), only.clone())),
                _ => None,
            })
            .collect();
        match (tags.is_empty(), fields.len(), required(&self.schema).as_slice()) {
            (true, 1, [only]) => vec![(only.clone(), Value::Null)],
            _ => tags,
        }
    }

    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        match (self.kind(), self.tags().first()) {
            ("", _) => "any value".to_owned(),
            (_, Some((tag, Value::Null))) => format!("an object with `{tag}`"),
            (_, Some((tag, value))) => format!("an object whose `{tag}` is {value}"),
            (kind, None) => format!("`{kind}`"),
        }
    }
}

/// The values that are listed, if only those are allowed.
pub(super) fn listed(schema: &Map<String, Value>) -> Option<Vec<Value>> {
    match (schema.get("enum"), schema.get("const")) {
        (Some(Value::Array(values)), _) => Some(values.clone()),
        (_, Some(only)) => Some(vec![only.clone()]),
        _ => None,
    }
}

pub(super) fn members(schema: &Map<String, Value>, key: &str) -> Map<String, Value> {
    schema.get(key).and_then(Value::as_object).cloned().unwrap_or_default()
}

pub(super) fn required(schema: &Map<String, Value>) -> Vec<String> {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
