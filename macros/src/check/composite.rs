//! A composite: some APIs.

use proc_macro2::Ident;
use syn::{Attribute, Path, Visibility};

use crate::errors::Errors;
use crate::parse::composite::{Listed, Written};

pub(crate) struct Composite<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) apis: &'w [Listed],
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Composite<'w> {
    let Written { attributes, visibility, name, apis, krate, whole } = written;
    let listed = apis.as_ref().map_or(&[][..], |(_, apis)| apis);
    if *whole && listed.is_empty() {
        let span = apis.as_ref().map_or(name.span(), |(word, _)| word.span());
        errors.at(span, format!("`{name}` has no APIs\nhelp: write `apis: [Compute];`, with your own"));
    }
    Composite { attributes, visibility, name, apis: listed, krate: krate.as_ref() }
}
