//! Who sends a field: marks that contradict each other or others.

use proc_macro2::Ident;

use crate::errors::Errors;
use crate::parse::access as parsed;
use crate::parse::helpers::Helpers;

/// Who sends a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Access {
    #[default]
    ReadWrite,
    /// The service alone.
    ReadOnly,
    /// Clients alone.
    WriteOnly,
}

/// Who sends a field, by all that stands on it.
pub(crate) fn field(helpers: &Helpers, errors: &Errors) -> Access {
    let parsed::Access { read_only, write_only } = &helpers.access;
    match (read_only, write_only) {
        (Some(_), Some(name)) => {
            errors.on(name, "a field that is read-only and write-only is sent by nobody\nhelp: keep one of them");
            Access::ReadWrite
        }
        (Some(_), None) => {
            if let Some(name) = helpers.gates.names.iter().find(|name| *name == "required_since") {
                errors.on(name, "clients do not send what is read-only\nhelp: leave it out, or `#[read_only]`");
            }
            Access::ReadOnly
        }
        (None, Some(_)) => {
            let skips = |name: &&Ident| *name == "skip_serializing_if";
            if let Some(name) = helpers.serde.names.iter().find(skips) {
                errors.on(name, "no answer has what is write-only\nhelp: leave it out, or `#[write_only]`");
            }
            Access::WriteOnly
        }
        (None, None) => Access::ReadWrite,
    }
}

/// Reports marks where they mean nothing.
pub(crate) fn none(access: &parsed::Access, place: &str, help: &str, errors: &Errors) {
    for name in access.names() {
        errors.on(name, format!("`{name}` means nothing on {place}\nhelp: {help}"));
    }
}
