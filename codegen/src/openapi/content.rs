//! Contents: a body of one media type as documents have it.
//!
//! OpenAPI 3.1 has no word for the items of a stream: there the whole is text, and an extension says what one item is.

use terrace_model::{Content as Carried, member};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::schema::{Object, Type as JsonType};
use utoipa::openapi::{Content, RefOr};

use super::schema::{AnySchema, any_of};

/// A body of a media type, which looks like one of these.
pub(super) fn content(media: &str, known: Vec<AnySchema>) -> RefOr<Content> {
    let schema = (!known.is_empty()).then(|| any_of(known));
    if ![Carried::LINES, Carried::EVENTS].contains(&media) {
        return RefOr::T(Content::new(schema));
    }
    let mut content = Content::new(Some(Object::with_type(JsonType::String)));
    let item = schema.and_then(|schema| serde_json::to_value(schema).ok());
    content.extensions = item.map(|item| Extensions::from_iter([(member::ITEM_SCHEMA, item)]));
    RefOr::T(content)
}

/// What a text looks like; other bytes look like nothing that a schema can say.
pub(super) fn plain_text(media: &str) -> Option<AnySchema> {
    media.starts_with("text/").then(|| Object::with_type(JsonType::String).into())
}

/// A server-sent event, read as the fields that it has; its data is JSON where it has a schema.
pub(super) fn event(data: Option<AnySchema>) -> AnySchema {
    let text = || Object::with_type(JsonType::String);
    let mut carried = text();
    if let Some(schema) = data {
        carried.content_media_type = "application/json".to_owned();
        carried.content_schema = Some(Box::new(schema));
    }
    let mut event = Object::with_type(JsonType::Object);
    for (name, field) in [("data", carried), ("event", text()), ("id", text())] {
        event.properties.insert(name.to_owned(), field.into());
    }
    let mut retry = Object::with_type(JsonType::Integer);
    retry.minimum = Some(0.into());
    event.properties.insert("retry".to_owned(), retry.into());
    event.into()
}
