//! One body for success and one for failure in each operation, as client generators need that know no choice of types,
//! and one parameter of each name.
//!
//! A success is `101` or `2xx`, a failure `4xx` or `5xx`, and `default` is either; `3xx` is left as it is. An answer
//! that is like none kept goes as a whole: without its body it would still be an answer of another type.

use serde_json::Value;

use super::document::METHODS;
use super::{Losses, Object, rename};

pub(super) fn fold(document: &mut Value, losses: &mut Losses) {
    let shared = document.pointer("/components/responses").cloned().unwrap_or_default();
    let bodies = document.pointer("/components/requestBodies").cloned().unwrap_or_default();
    let Value::Object(document) = document else { return };
    rename::variables(document, losses);
    losses.each(document, "paths", |item, losses| {
        let Value::Object(item) = item else { return };
        for method in METHODS {
            losses.member(item, method, |operation, losses| {
                let Value::Object(operation) = operation else { return };
                losses.member(operation, "requestBody", |body, losses| {
                    resolve(body, &bodies);
                    one_media(body, losses);
                });
                losses.member(operation, "responses", |responses, losses| {
                    let Value::Object(responses) = responses else { return };
                    responses.values_mut().for_each(|response| resolve(response, &shared));
                    outcomes(responses, losses);
                });
            });
        }
    });
}

/// What a value refers to, where it does, else itself.
pub(super) fn find<'a>(value: &'a Value, listed: &'a Value) -> &'a Value {
    let name = value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.rsplit('/').next());
    name.and_then(|name| listed.get(name)).unwrap_or(value)
}

/// Puts what is listed under a name into its place, so that it can differ there.
pub(super) fn resolve(value: &mut Value, listed: &Value) {
    *value = find(value, listed).clone();
}

fn outcomes(responses: &mut Object, losses: &mut Losses) {
    for (status, response) in responses.iter_mut() {
        losses.below(status, |losses| one_media(response, losses));
    }
    // A success is what the operation is for: the first that carries something.
    let successes: Vec<_> = responses.iter().filter(|(status, _)| is_success(status)).collect();
    let carrying = successes.iter().map(|(_, response)| body(response)).find(|body| !body.is_null());
    let success = carrying.cloned();
    keep(responses, is_success, success, losses);
    // Failures mostly look alike.
    let failures: Vec<_> = responses.iter().filter(|(status, _)| is_failure(status)).collect();
    let mut counted: Vec<(&Value, usize)> = Vec::new();
    for found in failures.iter().map(|(_, response)| body(response)).filter(|body| !body.is_null()) {
        match counted.iter_mut().find(|(known, _)| *known == found) {
            Some((_, count)) => *count += 1,
            None => counted.push((found, 1)),
        }
    }
    // The first of those that are the most.
    let most = counted.iter().rev().max_by_key(|(_, count)| *count);
    let failure = most.map(|(body, _)| (*body).clone());
    keep(responses, is_failure, failure, losses);
}

/// Drops the answers of a kind that carry something else than `kept`.
fn keep(responses: &mut Object, is_kind: fn(&str) -> bool, kept: Option<Value>, losses: &mut Losses) {
    let Some(kept) = kept else { return };
    responses.retain(|status, response| {
        let fits = !is_kind(status) || *body(response) == kept;
        if !fits {
            let what =
                if body(response).is_null() { "an answer without a body" } else { "an answer with another body" };
            losses.below(status, |losses| losses.note(format!("{what}; dropped")));
        }
        fits
    });
}

/// What an answer carries, after it has one media type at most.
fn body(response: &Value) -> &Value {
    response
        .get("content")
        .filter(|content| content.as_object().is_some_and(|all| !all.is_empty()))
        .unwrap_or(&Value::Null)
}

/// Keeps one media type, JSON where there is.
fn one_media(holder: &mut Value, losses: &mut Losses) {
    let Some(Value::Object(content)) = holder.get_mut("content") else { return };
    let is_json = |media: &&String| media.as_str() == "application/json" || media.ends_with("+json");
    let Some(kept) = content.keys().find(is_json).or_else(|| content.keys().next()).cloned() else { return };
    losses.below("content", |losses| {
        content.retain(|media, _| {
            let fits = *media == kept;
            if !fits {
                losses.below(media, |losses| losses.note(format!("a body beside `{kept}`; dropped")));
            }
            fits
        });
    });
}

fn is_success(status: &str) -> bool {
    status == "101" || status == "default" || status.starts_with('2')
}

fn is_failure(status: &str) -> bool {
    status == "default" || status.starts_with(['4', '5'])
}
