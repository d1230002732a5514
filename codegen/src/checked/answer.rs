//! Whether an answer is one that a document describes.

use http::{Method, StatusCode};
use terrace::Observed;
use terrace_model::{Content, member};

use super::document::{Node, Operation, media_type};
use super::request::{header, header_errors, is_json};

/// All that an answer says otherwise than its document.
pub(super) fn judge(operation: &Operation<'_>, seen: &Observed<'_>, wrong: &mut Vec<String>) {
    let Some(documented) = operation.response(seen.answer.status().as_u16()) else {
        wrong.push(format!("the status is not among {}", operation.statuses().join(", ")));
        return;
    };
    headers(&documented, seen, wrong);
    if seen.method == Method::HEAD || seen.answer.status() == StatusCode::NOT_MODIFIED {
        return;
    }
    let bytes = seen.answer.bytes();
    if bytes.is_empty() {
        if must_have_body(&documented) {
            wrong.push("the answer has no body".to_owned());
        }
        return;
    }
    let Some(media) = media_type(seen.answer.headers()) else {
        wrong.push("the answer's body has no media type".to_owned());
        return;
    };
    let Some(content) = documented.content(&media) else {
        wrong.push(format!("the answer's body is `{media}`, which is not documented"));
        return;
    };
    wrong.extend(body(&content, &media, bytes).into_iter().map(|error| format!("the answer's body: {error}")));
}

/// JSON is never nothing; bytes and texts may be.
fn must_have_body(documented: &Node<'_>) -> bool {
    documented.child("content").is_some_and(|content| content.keys().next().is_some() && content.keys().all(is_json))
}

fn headers(documented: &Node<'_>, seen: &Observed<'_>, wrong: &mut Vec<String>) {
    let Some(all) = documented.child("headers") else { return };
    for name in all.keys() {
        let given = header(seen.answer.headers(), name);
        let documented = all.child(name);
        let is_promised = documented.as_ref().is_some_and(|header| header.value.get("required") == Some(&true.into()));
        if is_promised && given.is_empty() {
            wrong.push(format!("the answer has no header `{name}`"));
        }
        let schema = documented.and_then(|header| header.child("schema"));
        if let Some(schema) = schema.filter(|_| !given.is_empty()) {
            let errors = header_errors(&schema, &given);
            wrong.extend(errors.into_iter().map(|error| format!("the answer's header `{name}`: {error}")));
        }
    }
}

fn body(content: &Node<'_>, media: &str, body: &[u8]) -> Vec<String> {
    if media == Content::LINES {
        let Some(item) = content.child(member::ITEM_SCHEMA) else { return Vec::new() };
        let lines = body.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty());
        return lines
            .flat_map(|(at, line)| json(&item, line).into_iter().map(move |error| format!("line {}: {error}", at + 1)))
            .collect();
    }
    let Some(schema) = content.child("schema") else { return Vec::new() };
    match core::str::from_utf8(body) {
        _ if is_json(media) => json(&schema, body),
        Ok(text) if media.starts_with("text/") => schema.errors(&text.into()),
        _ => Vec::new(),
    }
}

fn json(schema: &Node<'_>, body: &[u8]) -> Vec<String> {
    match serde_json::from_slice(body) {
        Ok(value) => schema.errors(&value),
        Err(error) => vec![error.to_string()],
    }
}
