//! What the service sends, as documents have it: webhooks, and callbacks of an operation.

use std::collections::BTreeMap;

use terrace_model::Message;
use utoipa::openapi::path::{HttpMethod, Operation, PathItem};
use utoipa::openapi::{Paths, RefOr, Response};

use super::operation::json_body;
use super::remarks::{extensions, external_docs};
use super::schema::Schemas;
use super::site::Site;

/// The webhooks of a version, where it has some.
pub(super) fn webhooks(messages: &'static [Message], schemas: &mut Schemas<'_>) -> Option<Paths> {
    let mut paths = Paths::new();
    for message in messages {
        if schemas.sends(message) {
            paths.add_path_operation(message.name, vec![HttpMethod::Post], operation(message, schemas));
        }
    }
    (!paths.paths.is_empty()).then_some(paths)
}

/// The callbacks of the handlers of one operation.
pub(super) fn callbacks(
    sites: &[Site],
    schemas: &mut Schemas<'_>,
) -> BTreeMap<String, RefOr<BTreeMap<String, RefOr<PathItem>>>> {
    let mut callbacks = BTreeMap::new();
    for message in sites.iter().flat_map(|site| site.route.callbacks) {
        if let Some(to) = message.to.filter(|_| schemas.sends(message)) {
            let item = PathItem::new(HttpMethod::Post, operation(message, schemas));
            let callback = BTreeMap::from([(to.to_owned(), RefOr::T(item))]);
            callbacks.insert(message.name.to_owned(), RefOr::T(callback));
        }
    }
    callbacks
}

fn operation(message: &'static Message, schemas: &mut Schemas<'_>) -> Operation {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut operation = Operation::new();
    operation.summary = said(message.doc.summary);
    operation.description = said(message.doc.description);
    operation.external_docs = external_docs(message.remarks);
    operation.extensions = extensions(message.remarks);
    operation.request_body = Some(RefOr::T(json_body(schemas.written((message.ty)()), true)));
    operation.responses.responses.insert("2XX".to_owned(), RefOr::T(Response::new("It was taken")));
    operation
}
