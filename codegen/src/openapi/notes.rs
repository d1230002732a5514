//! Notes on a schema: what it means, an example, a default.

use serde_json::Value;
use terrace_model::Doc;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AllOf, Schema};

use super::schema::AnySchema;

/// What is said about a schema beyond what it takes.
#[derive(Default)]
pub(super) struct Notes {
    /// What it means; nothing where empty.
    pub(super) description: String,
    /// An example.
    pub(super) example: Option<Value>,
    /// The value where it is absent.
    pub(super) default: Option<Value>,
}

/// A schema with notes. They win over those it has.
pub(super) fn describe(schema: AnySchema, notes: Notes) -> AnySchema {
    let Notes { description, example, default } = notes;
    let description = Some(description).filter(|description| !description.is_empty());
    macro_rules! describe {
        ($schema:ident) => {{
            $schema.description = description.or($schema.description);
            $schema.default = default.or($schema.default);
            if let Some(example) = example {
                $schema.examples = vec![example];
            }
            $schema
        }};
    }
    match schema {
        RefOr::Ref(reference) if example.is_some() => {
            // A reference has no place for an example.
            let mut all = AllOf::new();
            all.items = vec![RefOr::Ref(reference)];
            Schema::AllOf(describe!(all)).into()
        }
        RefOr::Ref(mut reference) => {
            reference.description = description.unwrap_or(reference.description);
            reference.default = default.or(reference.default);
            RefOr::Ref(reference)
        }
        RefOr::T(schema) => RefOr::T(match schema {
            Schema::Object(mut object) => Schema::Object(describe!(object)),
            Schema::Array(mut array) => Schema::Array(describe!(array)),
            Schema::OneOf(mut choice) => Schema::OneOf(describe!(choice)),
            Schema::AllOf(mut all) => Schema::AllOf(describe!(all)),
            Schema::AnyOf(mut any) => Schema::AnyOf(describe!(any)),
            other => other,
        }),
    }
}

/// A doc comment as one text.
pub(super) fn text(doc: &Doc) -> String {
    match (doc.summary, doc.description) {
        (summary, "") => summary.to_owned(),
        ("", description) => description.to_owned(),
        (summary, description) => format!("{summary}\n\n{description}"),
    }
}

/// A value that a table holds as JSON text.
pub(super) fn value(text: &'static str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}
