//! What is told of something beside what it is: pages about it, and members that OpenAPI does not know.

use serde_json::{Map, Value};
use terrace_model::Remarks;
use utoipa::openapi::ExternalDocs;
use utoipa::openapi::extensions::Extensions;

use super::notes::value;

/// The page about something.
pub(super) fn external_docs(remarks: &Remarks) -> Option<ExternalDocs> {
    remarks.docs.map(|found| {
        let mut docs = ExternalDocs::new(found.url);
        docs.description = found.description.map(str::to_owned);
        docs
    })
}

/// The members of something's object that OpenAPI does not know.
pub(super) fn extensions(remarks: &Remarks) -> Option<Extensions> {
    let members = remarks.extensions.iter().map(|extension| (extension.name, value(extension.value)));
    (!remarks.extensions.is_empty()).then(|| members.collect())
}

/// Adds both to a schema, which utoipa has no field for pages in.
pub(super) fn add_to_schema(known: &mut Option<Extensions>, remarks: &Remarks) {
    if let Some(docs) = external_docs(remarks).and_then(|docs| serde_json::to_value(docs).ok()) {
        known.get_or_insert_default().insert("externalDocs".to_owned(), docs);
    }
    if let Some(new) = extensions(remarks) {
        known.get_or_insert_default().merge(new);
    }
}

/// Puts such members last, in the order of their names, for what makes the document has them in none, and leaves out what pages
/// do not say.
pub(super) fn tidy(document: &mut Value) {
    match document {
        Value::Object(members) => {
            members.values_mut().for_each(tidy);
            if let Some(Value::Object(docs)) = members.get_mut("externalDocs") {
                docs.retain(|_, value| !value.is_null());
            }
            let names: Vec<String> = members.keys().filter(|name| name.starts_with("x-")).cloned().collect();
            if !names.is_empty() {
                move_to_the_end(members, names);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

fn move_to_the_end(members: &mut Map<String, Value>, mut names: Vec<String>) {
    names.sort_unstable();
    for name in names {
        if let Some(value) = members.shift_remove(&name) {
            members.insert(name, value);
        }
    }
}
