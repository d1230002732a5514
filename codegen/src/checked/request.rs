//! Whether a request is one that a document describes.

use http::HeaderMap;
use http::header::COOKIE;
use serde_json::{Map, Value};
use terrace::Observed;

use super::document::{Node, Operation, media_type};

/// All that a request says otherwise than its document.
pub(super) fn judge(operation: &Operation<'_>, seen: &Observed<'_>, wrong: &mut Vec<String>) {
    let query: Vec<_> = form_urlencoded::parse(seen.uri.query().unwrap_or_default().as_bytes()).collect();
    for parameter in operation.parameters() {
        let text = |key: &str| parameter.value[key].as_str().unwrap_or_default();
        let (name, place) = (text("name"), text("in"));
        let given: Vec<String> = match place {
            "query" => {
                query.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone().into_owned()).collect()
            }
            "header" => header(seen.headers, name),
            "cookie" => cookie(seen.headers, name),
            _ => {
                operation.variables.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
            }
        };
        if given.is_empty() {
            if parameter.value["required"] == true {
                wrong.push(format!("the request has no {place} parameter `{name}`"));
            }
        } else if let Some(schema) = parameter.child("schema")
            && let Err(errors) = read(&schema, &given)
        {
            wrong.extend(errors.into_iter().map(|error| format!("the {place} parameter `{name}`: {error}")));
        }
    }
    body(operation, seen, wrong);
}

fn body(operation: &Operation<'_>, seen: &Observed<'_>, wrong: &mut Vec<String>) {
    // What is still being made when it is sent cannot be looked at.
    let Some(body) = seen.body else { return };
    let Some(documented) = operation.request_body() else {
        if !body.is_empty() {
            wrong.push("the request has a body, and the operation takes none".to_owned());
        }
        return;
    };
    if body.is_empty() {
        if documented.value["required"] == true {
            wrong.push("the request has no body".to_owned());
        }
        return;
    }
    // A dialect may read a body without a media type; it is then of the only one that is documented.
    let only = || documented.child("content")?.keys().next().map(str::to_owned);
    let Some(media) = media_type(seen.headers).or_else(only) else { return };
    let Some(content) = documented.content(&media) else {
        wrong.push(format!("the request's body is `{media}`, which the operation does not take"));
        return;
    };
    let Some(schema) = content.child("schema") else { return };
    let errors = match &*media {
        "application/x-www-form-urlencoded" => form(&schema, body),
        _ if is_json(&media) => match serde_json::from_slice(body) {
            Ok(value) => schema.errors(&value),
            Err(error) => vec![error.to_string()],
        },
        _ => Vec::new(),
    };
    wrong.extend(errors.into_iter().map(|error| format!("the request's body: {error}")));
}

/// A form, read as the object that its schema describes.
fn form(schema: &Node<'_>, body: &[u8]) -> Vec<String> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in form_urlencoded::parse(body) {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.into_owned()),
            None => fields.push((name.into_owned(), vec![value.into_owned()])),
        }
    }
    let properties = schema.child("properties");
    let value = |(name, values): (String, Vec<String>)| {
        let property = properties.as_ref().and_then(|properties| properties.child(&name));
        let value = property.and_then(|property| read(&property, &values).ok());
        (name, value.unwrap_or_else(|| values.into_iter().next().map_or(Value::Null, Value::String)))
    };
    schema.errors(&Value::Object(fields.into_iter().map(value).collect::<Map<_, _>>()))
}

/// Texts as the value that a schema takes, or why there is none.
fn read(schema: &Node<'_>, texts: &[String]) -> Result<Value, Vec<String>> {
    let mut first = None;
    for value in readings(texts) {
        let errors = schema.errors(&value);
        if errors.is_empty() {
            return Ok(value);
        }
        first.get_or_insert(errors);
    }
    Err(first.unwrap_or_default())
}

/// What texts may mean: one as itself, as a number or a truth value; several, or one, as a list.
fn readings(texts: &[String]) -> Vec<Value> {
    let scalar =
        |text: &String| serde_json::from_str(text).ok().filter(|value: &Value| !value.is_array() && !value.is_object());
    let text = |text: &String| Value::String(text.clone());
    let mut readings = Vec::new();
    if let [one] = texts {
        readings.extend([Some(text(one)), scalar(one)].into_iter().flatten());
    }
    readings.push(texts.iter().map(text).collect());
    readings.push(texts.iter().map(|one| scalar(one).unwrap_or_else(|| text(one))).collect());
    readings
}

/// The values of a header, each as the whole line.
pub(super) fn header(headers: &HeaderMap, name: &str) -> Vec<String> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

/// Whether a header's value is one that a schema takes.
pub(super) fn header_errors(schema: &Node<'_>, given: &[String]) -> Vec<String> {
    read(schema, given).err().unwrap_or_default()
}

fn cookie(headers: &HeaderMap, name: &str) -> Vec<String> {
    let lines = header(headers, COOKIE.as_str());
    let pairs = lines.iter().flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).collect()
}

pub(super) fn is_json(media: &str) -> bool {
    media == "application/json" || media.ends_with("+json")
}
