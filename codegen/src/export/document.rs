//! A document in the words of OpenAPI 3.0: everything around the schemas.

use serde_json::{Value, json};
use terrace_model::member;

use super::{Losses, Object, VERSION, schema};

/// The members of a path that are operations.
pub(super) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(super) fn downgrade(document: &mut Value, losses: &mut Losses) {
    let Value::Object(document) = document else { return };
    document.insert("openapi".to_owned(), VERSION.into());
    losses.member(document, "info", info);
    for key in ["jsonSchemaDialect", "webhooks"] {
        losses.drop(document, key);
    }
    document.entry("paths").or_insert_with(|| json!({}));
    losses.each(document, "paths", path);
    let unknown = document.get_mut("components").map(mutual_tls).unwrap_or_default();
    losses.member(document, "components", components);
    for name in &unknown {
        losses.below("components", |losses| {
            losses.below("securitySchemes", |losses| {
                losses
                    .below(name, |losses| losses.note("OpenAPI 3.0 has no `mutualTLS`; dropped, also where required"));
            });
        });
    }
    if !unknown.is_empty() {
        require_none(document, &unknown);
    }
}

fn info(info: &mut Value, losses: &mut Losses) {
    let Value::Object(info) = info else { return };
    losses.drop(info, "summary");
    losses.member(info, "license", |license, _| {
        let Value::Object(license) = license else { return };
        let Some(Value::String(identifier)) = license.shift_remove("identifier") else { return };
        // An expression of several licences has no page of its own: the list has each of them.
        let page = if identifier.contains(' ') { String::new() } else { format!("{identifier}.html") };
        license.entry("url").or_insert_with(|| format!("https://spdx.org/licenses/{page}").into());
    });
}

fn components(components: &mut Value, losses: &mut Losses) {
    let Value::Object(components) = components else { return };
    losses.each(components, "schemas", schema::downgrade);
    losses.each(components, "responses", response);
    losses.each(components, "parameters", carrier);
    losses.each(components, "headers", carrier);
    losses.each(components, "requestBodies", body);
    losses.each(components, "callbacks", callback);
    losses.each(components, "examples", reference);
    losses.each(components, "links", reference);
    losses.drop(components, "pathItems");
}

fn path(item: &mut Value, losses: &mut Losses) {
    let Value::Object(item) = item else { return };
    losses.each(item, "parameters", carrier);
    for method in METHODS {
        losses.member(item, method, operation);
    }
}

fn operation(operation: &mut Value, losses: &mut Losses) {
    let Value::Object(operation) = operation else { return };
    losses.each(operation, "parameters", carrier);
    losses.member(operation, "requestBody", body);
    operation.entry("responses").or_insert_with(|| json!({ "default": { "description": "Any answer" } }));
    losses.each(operation, "responses", response);
    losses.each(operation, "callbacks", callback);
}

fn callback(callback: &mut Value, losses: &mut Losses) {
    reference(callback, losses);
    if let Value::Object(paths) = callback {
        for (expression, item) in paths.iter_mut().filter(|(name, _)| !name.starts_with("x-") && *name != "$ref") {
            losses.below(expression, |losses| path(item, losses));
        }
    }
}

fn response(response: &mut Value, losses: &mut Losses) {
    reference(response, losses);
    let Value::Object(response) = response else { return };
    losses.each(response, "headers", carrier);
    losses.each(response, "content", media);
    losses.each(response, "links", reference);
}

fn body(body: &mut Value, losses: &mut Losses) {
    reference(body, losses);
    if let Value::Object(body) = body {
        losses.each(body, "content", media);
    }
}

/// A parameter or a header.
fn carrier(carrier: &mut Value, losses: &mut Losses) {
    reference(carrier, losses);
    let Value::Object(carrier) = carrier else { return };
    losses.member(carrier, "schema", schema::downgrade);
    losses.each(carrier, "content", media);
    losses.each(carrier, "examples", reference);
}

fn media(media: &mut Value, losses: &mut Losses) {
    let Value::Object(media) = media else { return };
    losses.member(media, "schema", schema::downgrade);
    losses.member(media, member::ITEM_SCHEMA, schema::downgrade);
    losses.each(media, "examples", reference);
    losses.each(media, "encoding", |encoding, losses| {
        if let Value::Object(encoding) = encoding {
            losses.each(encoding, "headers", carrier);
        }
    });
}

/// A reference stands alone in 3.0; in 3.1 it may say what it means.
fn reference(value: &mut Value, losses: &mut Losses) {
    let Value::Object(object) = value else { return };
    if !object.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let beside: Vec<_> = object.keys().filter(|key| *key != "$ref").cloned().collect();
    for key in beside {
        object.shift_remove(&key);
        losses.below(&key, |losses| losses.note(format!("OpenAPI 3.0 has no `{key}` beside a reference; dropped")));
    }
}

/// Removes the schemes of client certificates; returns their names.
fn mutual_tls(components: &mut Value) -> Vec<String> {
    let Some(Value::Object(schemes)) = components.get_mut("securitySchemes") else { return Vec::new() };
    let is_mutual = |scheme: &Value| scheme.get("type").is_some_and(|kind| kind == "mutualTLS");
    let names: Vec<_> = schemes.iter().filter(|(_, scheme)| is_mutual(scheme)).map(|(name, _)| name.clone()).collect();
    names.iter().for_each(|name| drop(schemes.shift_remove(name)));
    names
}

/// Removes schemes from what operations require.
fn require_none(document: &mut Object, schemes: &[String]) {
    let strip = |holder: &mut Object| {
        let Some(Value::Array(choices)) = holder.get_mut("security") else { return };
        choices.retain_mut(|choice| {
            let Value::Object(choice) = choice else { return true };
            let is_anonymous = choice.is_empty();
            choice.retain(|name, _| !schemes.contains(name));
            is_anonymous || !choice.is_empty()
        });
    };
    strip(document);
    let Some(Value::Object(paths)) = document.get_mut("paths") else { return };
    for item in paths.values_mut().filter_map(Value::as_object_mut) {
        for method in METHODS {
            if let Some(Value::Object(operation)) = item.get_mut(method) {
                strip(operation);
            }
        }
    }
}
