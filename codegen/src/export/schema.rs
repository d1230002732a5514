//! Schemas in the words of OpenAPI 3.0, which has a JSON Schema of its own: no `null`, no lists of types.

use serde_json::{Value, json};
use terrace_model::member;

use super::{Losses, Object};

/// The keywords of a schema of 3.0.
pub(super) const KEYWORDS: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

pub(super) fn downgrade(schema: &mut Value, losses: &mut Losses) {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        Value::Object(object) => keywords(object, losses),
        _ => {}
    }
}

fn keywords(schema: &mut Object, losses: &mut Losses) {
    reference(schema);
    if schema.contains_key("$ref") {
        return;
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        null_among(schema, key, losses);
        losses.each(schema, key, downgrade);
    }
    losses.each(schema, "properties", downgrade);
    tuple(schema, losses);
    named_by_pattern(schema, losses);
    for key in ["items", "not", member::ITEM_SCHEMA] {
        losses.member(schema, key, downgrade);
    }
    if schema.get("additionalProperties").is_some_and(Value::is_object) {
        losses.member(schema, "additionalProperties", downgrade);
    }
    constant(schema);
    types(schema);
    bound(schema, "exclusiveMinimum", "minimum", |exclusive, inclusive| inclusive > exclusive);
    bound(schema, "exclusiveMaximum", "maximum", |exclusive, inclusive| inclusive < exclusive);
    examples(schema, losses);
    content(schema);
    if schema.get("required").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        schema.shift_remove("required");
    }
    if schema.get("type").is_some_and(|ty| ty == "array") {
        schema.entry("items").or_insert_with(|| json!({}));
    }
    let is_known = |key: &str| KEYWORDS.contains(&key) || key.starts_with("x-");
    let unknown: Vec<_> = schema.keys().filter(|key| !is_known(key)).cloned().collect();
    for key in unknown {
        losses.drop(schema, &key);
    }
}

/// A reader of 3.0 overlooks what stands beside a reference: it is put into a schema of its own.
fn reference(schema: &mut Object) {
    if schema.len() > 1
        && let Some(reference) = schema.shift_remove("$ref")
    {
        let own = json!({ "$ref": reference });
        match schema.get_mut("allOf") {
            Some(Value::Array(all)) => all.insert(0, own),
            _ => drop(schema.insert("allOf".to_owned(), json!([own]))),
        }
    }
}

/// `null` as one of several schemas becomes `nullable`.
fn null_among(schema: &mut Object, key: &str, losses: &mut Losses) {
    let Some(Value::Array(choices)) = schema.get_mut(key) else { return };
    let before = choices.len();
    if key == "allOf" || before < 2 {
        return;
    }
    choices.retain(|choice| !is_null(choice));
    if choices.len() == before {
        return;
    }
    // A choice with a type of its own says it by that: nobody can misread it.
    if let Some(Value::Object(typed)) = choices.iter_mut().find(|choice| choice.get("type").is_some()) {
        admit_null(typed);
        if choices.len() > 1 {
            return;
        }
    } else {
        losses.note("`null` beside a reference is `nullable` without a `type`, which a strict reader overlooks");
        schema.insert("nullable".to_owned(), true.into());
    }
    let Some(Value::Array(choices)) = schema.get_mut(key) else { return };
    if choices.len() != 1 {
        return;
    }
    match choices.remove(0) {
        Value::Object(only) if !only.contains_key("$ref") => {
            schema.shift_remove(key);
            for (key, value) in only {
                schema.entry(key).or_insert(value);
            }
        }
        only => {
            schema.shift_remove(key);
            let all = schema.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.push(only);
            }
        }
    }
}

pub(super) fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "null" || *ty == json!(["null"]))
}

/// Adds `null` to the types of a schema, in the words of 3.1.
fn admit_null(schema: &mut Object) {
    let Some(ty) = schema.get_mut("type") else { return };
    match ty {
        Value::Array(types) if !types.contains(&"null".into()) => types.push("null".into()),
        Value::String(one) if one != "null" => *ty = json!([one, "null"]),
        _ => return,
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

fn constant(schema: &mut Object) {
    if let Some(value) = schema.shift_remove("const") {
        if value.is_null() {
            schema.entry("type").or_insert_with(|| "null".into());
        }
        schema.insert("enum".to_owned(), json!([value]));
    }
}

/// One type, and `nullable`; several types become a choice.
fn types(schema: &mut Object) {
    let mut types: Vec<String> = match schema.get("type") {
        Some(Value::String(one)) if one == "null" => vec![one.clone()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return,
    };
    let before = types.len();
    types.retain(|ty| ty != "null");
    let takes_null = types.len() != before;
    match types.as_slice() {
        [] => {
            schema.insert("type".to_owned(), "string".into());
            schema.insert("enum".to_owned(), json!([null]));
        }
        [one] => drop(schema.insert("type".to_owned(), one.as_str().into())),
        several => {
            let mut choices = Vec::new();
            for ty in several {
                let mut choice = json!({ "type": ty });
                if takes_null {
                    choice["nullable"] = true.into();
                }
                if ty == "array" {
                    choice["items"] = schema.get("items").cloned().unwrap_or_else(|| json!({}));
                }
                choices.push(choice);
            }
            schema.shift_remove("type");
            schema.shift_remove("items");
            match schema.shift_remove("anyOf") {
                // Both choices are to be met.
                Some(other) => {
                    let all = schema.entry("allOf").or_insert_with(|| json!([]));
                    if let Value::Array(all) = all {
                        all.extend([json!({ "anyOf": other }), json!({ "anyOf": choices })]);
                    }
                }
                None => drop(schema.insert("anyOf".to_owned(), choices.into())),
            }
            return;
        }
    }
    if takes_null {
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// A bound that is not taken itself is a flag in 3.0.
fn bound(schema: &mut Object, flag: &str, limit: &str, is_narrower: fn(f64, f64) -> bool) {
    let Some(exclusive) = schema.get(flag).filter(|bound| bound.is_number()).cloned() else { return };
    let inclusive = schema.get(limit).and_then(Value::as_f64);
    if let (Some(inclusive), Some(bound)) = (inclusive, exclusive.as_f64())
        && is_narrower(bound, inclusive)
    {
        schema.shift_remove(flag);
        return;
    }
    schema.insert(limit.to_owned(), exclusive);
    schema.insert(flag.to_owned(), true.into());
}

fn examples(schema: &mut Object, losses: &mut Losses) {
    let Some(Value::Array(mut examples)) = schema.shift_remove("examples") else { return };
    if examples.is_empty() {
        return;
    }
    let first = examples.remove(0);
    schema.entry("example").or_insert(first);
    if !examples.is_empty() {
        losses.below("examples", |losses| losses.note("OpenAPI 3.0 has one `example`; kept the first"));
    }
}

/// What a text holds: bytes have a format in 3.0, other contents have nothing.
fn content(schema: &mut Object) {
    let format = match (schema.get("contentEncoding"), schema.get("contentMediaType")) {
        (Some(encoding), _) if encoding == "base64" => Some(("contentEncoding", "byte")),
        (None, Some(media)) if media == "application/octet-stream" => Some(("contentMediaType", "binary")),
        _ => None,
    };
    if let Some((key, format)) = format {
        schema.shift_remove(key);
        schema.entry("format").or_insert_with(|| format.into());
    }
}

/// A list whose places have a schema each becomes one whose items fit any of them.
fn tuple(schema: &mut Object, losses: &mut Losses) {
    let Some(Value::Array(mut places)) = schema.shift_remove("prefixItems") else { return };
    losses.below("prefixItems", |losses| losses.note("OpenAPI 3.0 has no `prefixItems`; each item fits any of them"));
    match schema.shift_remove("items") {
        Some(Value::Bool(false)) => drop(schema.entry("maxItems").or_insert_with(|| places.len().into())),
        Some(rest) => places.push(rest),
        None => places.push(json!({})),
    }
    schema.insert("items".to_owned(), json!({ "anyOf": places }));
}

/// Members whose name fits a pattern become members of any name.
fn named_by_pattern(schema: &mut Object, losses: &mut Losses) {
    let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else { return };
    losses.below("patternProperties", |losses| {
        losses.note("OpenAPI 3.0 has no `patternProperties`; members of any name fit any of them");
    });
    let mut choices: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match schema.shift_remove("additionalProperties") {
        Some(Value::Bool(false)) => {}
        Some(rest @ Value::Object(_)) => choices.push(rest),
        // Any other member may be anything.
        _ => return,
    }
    let any = if choices.len() == 1 { choices.remove(0) } else { json!({ "anyOf": choices }) };
    schema.insert("additionalProperties".to_owned(), any);
}
