//! Choices as a generator reads them that makes a type of each.

use serde_json::{Value, json};

use super::fold::find;
use super::schema::is_null;
use super::{Losses, Object};

/// What is one of several, under a name that no other schema has.
pub(super) struct Choice {
    pub(super) name: String,
    among: Vec<Value>,
}

impl Choice {
    pub(super) fn named(name: &str, schemas: Option<&Value>) -> Choice {
        let mut name = name.to_owned();
        while schemas.is_some_and(|schemas| schemas.get(&name).is_some()) {
            name.push('_');
        }
        Choice { name, among: Vec::new() }
    }

    pub(super) fn add(&mut self, schema: &Value) {
        if !self.among.contains(schema) {
            self.among.push(schema.clone());
        }
    }

    pub(super) fn reference(&self) -> Value {
        json!({ "$ref": format!("#/components/schemas/{}", self.name) })
    }

    /// Puts it beside the document's schemas, if it was ever needed.
    pub(super) fn list(self, document: &mut Object) {
        if self.among.is_empty() {
            return;
        }
        let components = document.entry("components").or_insert_with(|| json!({}));
        components["schemas"][self.name] = json!({ "description": "What went wrong", "oneOf": self.among });
    }
}

/// Tells choices so that their types can be written.
///
/// Any of several whose kinds of JSON differ is one of them, and a type that is one of several can be made; one that is any,
/// as `progenitor` makes it of objects, cannot be a text or a list. Of a choice by its one member, as that of an action, a
/// member that is only ever `null` becomes an empty object or `null`: else it is taken for a choice without a member.
pub(super) fn by_shape(document: &mut Object, losses: &mut Losses) {
    let schemas = document.get("components").and_then(|components| components.get("schemas"));
    let schemas = schemas.cloned().unwrap_or_default();
    for (key, value) in document.iter_mut() {
        losses.below(key, |losses| visit(value, false, &schemas, losses));
    }
}

/// Looks at all that a value holds. Below some words there are values by names that are no words.
fn visit(value: &mut Value, is_by_name: bool, schemas: &Value, losses: &mut Losses) {
    match value {
        Value::Object(object) => {
            if !is_by_name {
                one_of(object, schemas);
                alone(object, losses);
            }
            for (key, member) in object.iter_mut() {
                let is_sample = ["const", "default", "enum", "example", "examples"].contains(&key.as_str());
                if is_by_name || !is_sample {
                    let is_by_name =
                        !is_by_name && ["properties", "patternProperties", "schemas"].contains(&key.as_str());
                    losses.below(key, |losses| visit(member, is_by_name, schemas, losses));
                }
            }
        }
        Value::Array(list) => {
            for (index, item) in list.iter_mut().enumerate() {
                losses.below(&index.to_string(), |losses| visit(item, false, schemas, losses));
            }
        }
        _ => {}
    }
}

/// Any of several that cannot be two at once is one of them.
fn one_of(object: &mut Object, schemas: &Value) {
    let Some(Value::Array(choices)) = object.get("anyOf") else { return };
    let kinds: Vec<Vec<&str>> = choices.iter().map(|choice| kinds(find(choice, schemas))).collect();
    let is_apart = |(index, these): (usize, &Vec<&str>)| {
        !these.is_empty() && !kinds[..index].iter().flatten().any(|kind| these.contains(kind))
    };
    let several = choices.iter().filter(|choice| !is_null(choice)).count() > 1;
    if several && !object.contains_key("oneOf") && kinds.iter().enumerate().all(is_apart) {
        let members = std::mem::take(object).into_iter();
        object.extend(members.map(|(key, value)| (if key == "anyOf" { "oneOf".to_owned() } else { key }, value)));
    }
}

/// The kinds of JSON that a schema allows, where it says so; a whole number is a number.
fn kinds(schema: &Value) -> Vec<&str> {
    let named = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    named.into_iter().map(|kind| if kind == "integer" { "number" } else { kind }).collect()
}

/// A member that is all there is of a choice, and only ever `null`.
fn alone(object: &mut Object, losses: &mut Losses) {
    losses.each(object, "oneOf", |choice, losses| {
        let Value::Object(choice) = choice else { return };
        losses.member(choice, "properties", |members, losses| {
            let Value::Object(members) = members else { return };
            let mut members = members.iter_mut();
            let (Some((name, member)), None) = (members.next(), members.next()) else { return };
            if is_null(member) {
                losses.below(name, |losses| losses.note("`null`, which may be an empty object here"));
                *member = json!({ "type": ["object", "null"], "maxProperties": 0 });
            }
        });
    });
}
