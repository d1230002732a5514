//! What utoipa says of types of its own: JSON text, which the utoipa of the user's crate wrote.

use serde_json::Value;
use terrace_model::{Described, Foreign};

use super::names::Names;
use super::schema::AnySchema;

/// The schema of a type that utoipa describes, and those that it refers to, by name. What cannot be read is told with the clashes.
pub(super) fn schemas(foreign: &'static Foreign, names: &mut Names) -> (AnySchema, Vec<(String, AnySchema)>) {
    let Described { name, schema, mut listed } = (foreign.schema)();
    let own = format!("\"#/components/schemas/{name}\"");
    if schema.contains(&own) || listed.iter().any(|(_, text)| text.contains(&own)) {
        // utoipa lists a type that refers to itself where it is used.
        listed.push((name, schema.clone()));
    }
    let listed = listed.into_iter().map(|(name, text)| {
        names.claim_foreign(&name, sorted(&text), foreign);
        (name, read(&text, foreign, names))
    });
    let listed = listed.collect();
    (read(&schema, foreign, names), listed)
}

/// The text with its members sorted: what tells a schema from all others.
fn sorted(text: &str) -> String {
    let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
    schema.sort_all_objects();
    schema.to_string()
}

fn read(text: &str, foreign: &'static Foreign, names: &mut Names) -> AnySchema {
    parse(text).unwrap_or_else(|reason| {
        names.unread(foreign, reason);
        AnySchema::default()
    })
}

/// Reads a schema of which nothing may be lost.
fn parse(text: &str) -> Result<AnySchema, String> {
    let written: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut completed = written.clone();
    complete(&mut completed);
    let schema: AnySchema = serde_json::from_value(completed).map_err(|error| error.to_string())?;
    let kept = serde_json::to_value(&schema).map_err(|error| error.to_string())?;
    if kept == written { Ok(schema) } else { Err("it says more than OpenAPI 3.1 has words for".to_owned()) }
}

/// utoipa leaves out the type of a schema that takes any value, but reads none without one.
fn complete(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    if !["$ref", "type", "oneOf", "anyOf", "allOf"].iter().any(|word| schema.contains_key(*word)) {
        schema.insert("type".to_owned(), Value::Null);
    }
    for (word, value) in schema {
        match (word.as_str(), value) {
            ("properties", Value::Object(properties)) => properties.values_mut().for_each(complete),
            ("oneOf" | "anyOf" | "allOf" | "prefixItems", Value::Array(items)) => items.iter_mut().for_each(complete),
            ("items" | "additionalProperties" | "propertyNames" | "contentSchema", value) => complete(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::parse;

    fn check(schema: &Value) {
        let parsed = parse(&schema.to_string()).unwrap_or_else(|reason| panic!("{schema}: {reason}"));
        assert_eq!(serde_json::to_value(parsed).expect("JSON"), *schema);
    }

    #[test]
    fn nothing_is_lost() {
        check(&json!({}));
        check(&json!({ "$ref": "#/components/schemas/Point" }));
        check(&json!({ "description": "Anything at all" }));
        check(&json!({ "type": "integer", "format": "int32", "minimum": 0, "maximum": 4.5 }));
        check(&json!({ "type": ["string", "null"], "enum": ["a", "b", null], "x-order": 1 }));
        check(&json!({
            "type": "object",
            "required": ["x"],
            "properties": {
                "x": { "type": "number", "format": "double" },
                "any": {},
                "many": { "type": "array", "items": { "description": "Anything" } },
            },
            "additionalProperties": false,
        }));
        check(&json!({ "type": "object", "additionalProperties": {}, "propertyNames": { "type": "string" } }));
        check(&json!({
            "oneOf": [
                { "type": "null" },
                { "allOf": [{ "$ref": "#/components/schemas/Point" }, { "type": "object", "properties": { "a": {} } }] },
            ],
            "discriminator": { "propertyName": "kind" },
        }));
        check(&json!({ "type": "array", "prefixItems": [{ "type": "number" }, {}], "items": false }));
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        for text in ["", "7", r#"{"type": "object", "patternProperties": {"^a": {}}}"#] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
