//! One body for success and one for failure in each operation, as client generators need that know no choice between
//! statuses, and one parameter of each name.
//!
//! A success is `101` or `2xx`, a failure `4xx` or `5xx` or the `default`; `3xx` is left as it is. Successes with several bodies
//! are told as bytes: one that went would be an error to the client. Failures with several bodies have one that may be any of
//! them, the same in all operations; one that carries no JSON goes, and is an error all the same.

use serde_json::{Value, json};

use super::choice::{self, Choice};
use super::document::METHODS;
use super::{Losses, Object, rename};

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

pub(super) fn fold(document: &mut Value, losses: &mut Losses) {
    let shared = document.pointer("/components/responses").cloned().unwrap_or_default();
    let bodies = document.pointer("/components/requestBodies").cloned().unwrap_or_default();
    let mut failure = Choice::named("Failure", document.pointer("/components/schemas"));
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
                    outcomes(responses, &mut failure, losses);
                });
            });
        }
    });
    failure.list(document);
    choice::by_shape(document, losses);
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

fn outcomes(responses: &mut Object, failure: &mut Choice, losses: &mut Losses) {
    for (status, response) in responses.iter_mut() {
        losses.below(status, |losses| one_media(response, losses));
    }
    plain_json(responses, losses);
    successes(responses, losses);
    failures(responses, failure, losses);
}

/// JSON by any name is JSON: a generator that knows one media type reads it as it does any other.
fn plain_json(responses: &mut Object, losses: &mut Losses) {
    let mut told: Vec<String> = Vec::new();
    for response in responses.values_mut() {
        let Some((media, _)) = body(response).filter(|(media, _)| media.ends_with("+json")) else { continue };
        let media = media.clone();
        let content = response["content"].take();
        response["content"] = json!({ JSON: content[&media] });
        if !told.contains(&media) {
            losses.note(format!("`{media}` is told as `{JSON}`"));
            told.push(media);
        }
    }
}

/// Makes the bodies of all successes one: of several, or of one and none, bytes that the client's user reads.
fn successes(responses: &mut Object, losses: &mut Losses) {
    let mut successes: Vec<_> = responses.iter_mut().filter(|(status, _)| is_success(status)).collect();
    if successes.windows(2).all(|pair| body(pair[0].1) == body(pair[1].1)) {
        return;
    }
    losses.note(format!("successes have several bodies, or one has none; each is told as `{BYTES}`"));
    for (_, response) in &mut successes {
        response["content"] = json!({ BYTES: { "schema": { "type": "string", "format": "binary" } } });
    }
}

/// Makes the bodies of all failures one: a choice of those in JSON. Where there are such, another goes with its answer.
fn failures(responses: &mut Object, choice: &mut Choice, losses: &mut Losses) {
    let bodies = responses.iter().filter(|(status, _)| is_failure(status)).filter_map(|(_, response)| body(response));
    let medias: Vec<_> = bodies.map(|(media, _)| media).collect();
    let Some(kept) = medias.iter().find(|media| **media == JSON).or(medias.first()) else { return };
    let kept = (*kept).clone();
    responses.retain(|status, response| {
        let body = body(response);
        let fits = !is_failure(status) || body.is_some_and(|(media, _)| *media == kept);
        if !fits {
            let what = if body.is_none() { "an answer without a body" } else { "an answer with another body" };
            losses.below(status, |losses| losses.note(format!("{what}; dropped")));
        }
        fits
    });
    let mut failures: Vec<_> = responses.iter_mut().filter(|(status, _)| is_failure(status)).collect();
    let schemas: Vec<_> = failures.iter().filter_map(|(_, response)| Some(body(response)?.1.clone())).collect();
    if schemas.windows(2).all(|pair| pair[0] == pair[1]) {
        return;
    }
    losses.note(format!("failures have several bodies; each is `{}`, which may be any of them", choice.name));
    schemas.iter().for_each(|schema| choice.add(schema));
    for (_, response) in &mut failures {
        response["content"][&kept]["schema"] = choice.reference();
    }
}

/// The media type of what an answer carries, after it has one at most, and its schema.
fn body(response: &Value) -> Option<(&String, &Value)> {
    let (media, content) = response.get("content")?.as_object()?.iter().next()?;
    Some((media, &content["schema"]))
}

/// Keeps one media type, JSON where there is.
fn one_media(holder: &mut Value, losses: &mut Losses) {
    let Some(Value::Object(content)) = holder.get_mut("content") else { return };
    let is_json = |media: &&String| media.as_str() == JSON || media.ends_with("+json");
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
    status == "101" || status.starts_with('2')
}

fn is_failure(status: &str) -> bool {
    status == "default" || status.starts_with(['4', '5'])
}
