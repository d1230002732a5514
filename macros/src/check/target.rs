//! What rules may speak of: each by a name of its own.

use proc_macro2::Ident;
use syn::{Generics, Path, Type};

use super::name::plain;
use crate::errors::Errors;
use crate::parse::target::Written;

pub(crate) struct Target<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) generics: &'w Generics,
    /// What rules call them, and the fields.
    pub(crate) attributes: Vec<(String, &'w Ident, &'w Type)>,
    pub(crate) unseen: Option<&'w Path>,
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Target<'w> {
    let mut attributes: Vec<(String, &Ident, &Type)> = Vec::new();
    for field in &written.fields {
        let name = field.name.as_ref().map_or_else(|| plain(&field.field), syn::LitStr::value);
        if let Some((_, first, _)) = attributes.iter().find(|(known, ..)| *known == name) {
            let message =
                format!("`{first}` is `{name}` too\nhelp: give one of them another name: `#[target(name = \"…\")]`");
            errors.on(&field.field, message);
            continue;
        }
        attributes.push((name, &field.field, &field.ty));
    }
    let Written { name, generics, unseen, krate, .. } = written;
    Target { name, generics, attributes, unseen: unseen.as_ref(), krate: krate.as_ref() }
}
