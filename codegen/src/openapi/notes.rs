//! Notes on a schema: what it means, an example, a default.

use serde_json::Value;
use terrace_model::{Access, Doc, Remarks};
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
    /// Who sends it.
    pub(super) access: Access,
    /// What else is told of it.
    pub(super) remarks: &'static Remarks,
}

impl Default for Notes {
    fn default() -> Self {
        let (description, example, default, deprecated, access) = Default::default();
        Notes { description, example, default, deprecated, access, remarks: Remarks::NONE }
    }
}

/// A schema with notes. They win over those it has.
pub(super) fn describe(schema: AnySchema, notes: Notes) -> AnySchema {
    let Notes { description, example, default, deprecated, access, remarks } = notes;
    let (read_only, write_only) = (access == Access::ReadOnly, access == Access::WriteOnly);
    let keywords = [("deprecated", deprecated), ("readOnly", read_only), ("writeOnly", write_only)];
    let keywords = keywords.iter().filter(|(_, is_said)| *is_said).map(|(keyword, _)| *keyword);
    let has_keywords = keywords.clone().next().is_some();
    let description = Some(description).filter(|description| !description.is_empty());
    macro_rules! describe {
        ($schema:ident) => {{
            $schema.description = description.or($schema.description);
            $schema.default = default.or($schema.default);
            if let Some(example) = example {
                $schema.examples = vec![example];
            }
            add_to_schema(&mut $schema.extensions, remarks);
            $schema
        }};
    }
    match schema {
        RefOr::Ref(reference) if example.is_some() || has_keywords || !remarks.is_empty() => {
            // A reference has no place for these.
            let mut all = AllOf::new();
            all.items = vec![RefOr::Ref(reference)];
            extend(&mut all.extensions, keywords);
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
                object.read_only = read_only.then_some(true);
                object.write_only = write_only.then_some(true);
                Schema::Object(describe!(object))
            }
            Schema::Array(mut array) => {
                extend(&mut array.extensions, keywords);
                Schema::Array(describe!(array))
            }
            Schema::OneOf(mut choice) => {
                extend(&mut choice.extensions, keywords);
                Schema::OneOf(describe!(choice))
            }
            Schema::AllOf(mut all) => {
                extend(&mut all.extensions, keywords);
                Schema::AllOf(describe!(all))
            }
            Schema::AnyOf(mut any) => {
                extend(&mut any.extensions, keywords);
                Schema::AnyOf(describe!(any))
            }
            other => other,
        }),
    }
}

/// Adds keywords of JSON Schema that are said with `true`, which not all of utoipa's schemas have fields for.
fn extend<'k>(extensions: &mut Option<Extensions>, keywords: impl Iterator<Item = &'k str>) {
    for keyword in keywords {
        extensions.get_or_insert_default().insert(keyword.to_owned(), true.into());
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
