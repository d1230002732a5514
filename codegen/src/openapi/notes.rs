//! Notes on a schema: what it means, an example, a default.

use serde_json::Value;
use terrace_model::{Doc, Remarks};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::schema::{AllOf, Schema};
use utoipa::openapi::{Deprecated, RefOr};

use super::remarks::add_to_schema;
use super::schema::AnySchema;

/// What is said about a schema beyond what it takes.
pub(super) struct Notes {
    /// What it means; nothing where empty.
    pub(super) description: String,
    /// An example.
    pub(super) example: Option<Value>,
    /// The value where it is absent.
    pub(super) default: Option<Value>,
    /// Whether it should no longer be used.
    pub(super) deprecated: bool,
    /// What else is told of it.
    pub(super) remarks: Remarks,
}

impl Default for Notes {
    fn default() -> Self {
        let (description, example, default, deprecated) = Default::default();
        Notes { description, example, default, deprecated, remarks: Remarks::NONE }
    }
}

/// A schema with notes. They win over those it has.
pub(super) fn describe(schema: AnySchema, notes: Notes) -> AnySchema {
    let Notes { description, example, default, deprecated, remarks } = notes;
    let description = Some(description).filter(|description| !description.is_empty());
    macro_rules! describe {
        ($schema:ident) => {{
            $schema.description = description.or($schema.description);
            $schema.default = default.or($schema.default);
            if let Some(example) = example {
                $schema.examples = vec![example];
            }
            add_to_schema(&mut $schema.extensions, &remarks);
            $schema
        }};
    }
    match schema {
        RefOr::Ref(reference) if example.is_some() || deprecated || !remarks.is_empty() => {
            // A reference has no place for these.
            let mut all = AllOf::new();
            all.items = vec![RefOr::Ref(reference)];
            if deprecated {
                deprecate(&mut all.extensions);
            }
            Schema::AllOf(describe!(all)).into()
        }
        RefOr::Ref(mut reference) => {
            reference.description = description.unwrap_or(reference.description);
            reference.default = default.or(reference.default);
            RefOr::Ref(reference)
        }
        RefOr::T(schema) => RefOr::T(match schema {
            Schema::Object(mut object) => {
                object.deprecated = deprecated.then_some(Deprecated::True);
                Schema::Object(describe!(object))
            }
            Schema::Array(mut array) => {
                array.deprecated = deprecated.then_some(Deprecated::True);
                Schema::Array(describe!(array))
            }
            Schema::OneOf(mut choice) => {
                if deprecated {
                    deprecate(&mut choice.extensions);
                }
                Schema::OneOf(describe!(choice))
            }
            Schema::AllOf(mut all) => {
                if deprecated {
                    deprecate(&mut all.extensions);
                }
                Schema::AllOf(describe!(all))
            }
            Schema::AnyOf(mut any) => {
                if deprecated {
                    deprecate(&mut any.extensions);
                }
                Schema::AnyOf(describe!(any))
            }
            other => other,
        }),
    }
}

/// JSON Schema's keyword, which utoipa's choices have no field for.
fn deprecate(extensions: &mut Option<Extensions>) {
    extensions.get_or_insert_default().insert("deprecated".to_owned(), true.into());
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
