//! What values must fulfil, as JSON Schema: of several rules of one kind the narrower holds, as it does when they are checked.

use serde_json::Value;
use terrace_model::Rule;
use terrace_model::schema::Bounds;
use utoipa::Number;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Object, Schema, SchemaFormat, Type as JsonType};

use super::schema::AnySchema;

/// Adds a rule to the schema of a value.
pub(super) fn limit(schema: &mut AnySchema, rule: &Rule) {
    match (schema, rule) {
        (RefOr::T(Schema::Object(object)), Rule::Length(bounds)) => {
            narrow(&mut object.min_length, &mut object.max_length, bounds);
        }
        (RefOr::T(Schema::Object(object)), Rule::Items(bounds)) => {
            narrow(&mut object.min_properties, &mut object.max_properties, bounds);
        }
        (RefOr::T(Schema::Object(object)), Rule::Range { minimum, maximum }) => {
            let larger = |bound: &f64| object.minimum.as_ref().is_none_or(|other| *bound > float(other));
            if let Some(minimum) = minimum.filter(larger) {
                object.minimum = Some(number(minimum));
            }
            let smaller = |bound: &f64| object.maximum.as_ref().is_none_or(|other| *bound < float(other));
            if let Some(maximum) = maximum.filter(smaller) {
                object.maximum = Some(number(maximum));
            }
        }
        (RefOr::T(Schema::Object(object)), Rule::Pattern(pattern)) => match &object.pattern {
            None => object.pattern = Some((*pattern).to_owned()),
            Some(other) if other != pattern => also(object, "pattern", &(*pattern).into()),
            Some(_) => {}
        },
        (RefOr::T(Schema::Object(object)), Rule::Format(format)) => match &object.format {
            None => object.format = Some(SchemaFormat::Custom((*format).to_owned())),
            Some(SchemaFormat::Custom(other)) if other == format => {}
            Some(_) => also(object, "format", &(*format).into()),
        },
        (RefOr::T(Schema::Object(object)), Rule::MultipleOf(step)) => match &object.multiple_of {
            None => object.multiple_of = Some(Number::UInt(*step as usize)),
            Some(_) => also(object, "multipleOf", &(*step).into()),
        },
        (RefOr::T(Schema::Object(object)), Rule::Keys(rules)) => {
            let keys = object.property_names.take().map(|keys| *keys);
            let mut keys = RefOr::T(keys.unwrap_or_else(|| Object::with_type(JsonType::String).into()));
            rules.iter().for_each(|rule| limit(&mut keys, rule));
            if let RefOr::T(keys) = keys {
                object.property_names = Some(Box::new(keys));
            }
        }
        (schema, Rule::Each(rules)) => {
            if let Some(entries) = entries(schema) {
                rules.iter().for_each(|rule| limit(entries, rule));
            }
        }
        (RefOr::T(Schema::Array(array)), Rule::Items(bounds)) => {
            narrow(&mut array.min_items, &mut array.max_items, bounds);
        }
        (RefOr::T(Schema::Array(array)), Rule::Unique) => array.unique_items = true,
        // The macro refuses a rule that does not fit its field's type.
        _ => {}
    }
}

/// The schema of a list's items, or of a map's values.
pub(super) fn entries(schema: &mut AnySchema) -> Option<&mut AnySchema> {
    match schema {
        RefOr::T(Schema::Array(array)) => match &mut array.items {
            ArrayItems::RefOrSchema(items) => Some(items),
            ArrayItems::False => None,
        },
        RefOr::T(Schema::Object(object)) => match object.additional_properties.as_deref_mut() {
            Some(AdditionalProperties::RefOr(values)) => Some(values),
            _ => None,
        },
        _ => None,
    }
}

/// Adds a keyword that the schema has already.
fn also(object: &mut Object, keyword: &str, value: &Value) {
    let all =
        object.extensions.get_or_insert_default().entry("allOf".to_owned()).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(all) = all {
        all.push(serde_json::json!({ keyword: value }));
    }
}

/// The numbers that are within a schema's bounds and these.
fn narrow(minimum: &mut Option<usize>, maximum: &mut Option<usize>, bounds: &Bounds) {
    *minimum = (*minimum).max(Some(bounds.minimum).filter(|minimum| *minimum > 0));
    *maximum = match (*maximum, bounds.maximum) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

fn float(number: &Number) -> f64 {
    match number {
        Number::Int(number) => *number as f64,
        Number::UInt(number) => *number as f64,
        Number::Float(number) => *number,
    }
}

/// A bound of a rule; a whole one is written as such. The macro takes none that an `f64` cannot hold.
fn number(bound: f64) -> Number {
    if bound.fract() == 0.0 && bound.abs() <= 9_007_199_254_740_992.0 {
        Number::Int(bound as isize)
    } else {
        Number::Float(bound)
    }
}

#[cfg(test)]
mod tests;
