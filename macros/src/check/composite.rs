//! A composite: some APIs, each with what stands before it.

use proc_macro2::Ident;
use syn::{Attribute, Path, Visibility};

use super::choice::{self, Choice};
use crate::errors::Errors;
use crate::parse::composite::{About, Listed, Written};

pub(crate) struct Composite<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) apis: Vec<Api<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

/// An API of a composite.
pub(crate) struct Api<'w> {
    pub(crate) path: &'w Path,
    pub(crate) about: Option<&'w About>,
    /// What the composite puts before it, where it does.
    pub(crate) pipelines: Choice,
}

impl Api<'_> {
    /// Whether the composite puts something before it.
    pub(crate) fn is_behind(&self) -> bool {
        !self.pipelines.of.is_empty()
    }
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Composite<'w> {
    let Written { attributes, visibility, name, apis, krate, whole } = written;
    let listed = apis.as_ref().map_or(&[][..], |(_, apis)| apis);
    if *whole && listed.is_empty() {
        let span = apis.as_ref().map_or(name.span(), |(word, _)| word.span());
        errors.at(span, format!("`{name}` has no APIs\nhelp: write `apis: [Compute];`, with your own"));
    }
    let apis = listed.iter().map(|Listed { path, about, behind }| Api {
        path,
        about: about.as_ref(),
        pipelines: choice::check(behind.as_ref().map(|(_, pipelines)| pipelines), errors),
    });
    Composite { attributes, visibility, name, apis: apis.collect(), krate: krate.as_ref() }
}
