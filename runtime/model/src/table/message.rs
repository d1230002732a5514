//! What the service asks of others: webhooks, and callbacks of a handler.

use super::{Doc, Remarks};
use crate::schema::TypeRef;
use crate::version::Range;

/// A POST with JSON that the service sends.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// Its name in documents.
    pub name: &'static str,
    /// Where a callback goes, with expressions in braces; nothing for a webhook, whose receivers are known otherwise.
    pub to: Option<&'static str>,
    /// Its doc comment.
    pub doc: Doc,
    /// What it carries.
    pub ty: TypeRef,
    /// The versions in which it exists, where its type does.
    pub range: Range,
    /// What else is told of it.
    pub remarks: &'static Remarks,
}
