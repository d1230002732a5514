//! A controller: a struct that its state can fill, at a path.

use proc_macro2::Ident;
use syn::{Expr, Field, Fields, ItemStruct, LitStr, Path};

use super::path::{self, Template};
use super::remarks::{self, Remarks};
use crate::errors::Errors;
use crate::parse::controller::{Key, Settings, Written};
use crate::parse::doc::Doc;
use crate::parse::policy::Policy;

pub(crate) struct Controller<'w> {
    pub(crate) item: &'w ItemStruct,
    /// Its named fields, to be filled from the state; `None` where it cannot be filled, which was reported.
    pub(crate) fields: Option<Vec<&'w Field>>,
    /// Absent where that was reported.
    pub(crate) path: Option<Template<'w>>,
    pub(crate) key: Option<&'w Key>,
    /// Whether there is a key that was not understood, which was reported.
    pub(crate) key_misread: bool,
    pub(crate) versions: Option<&'w Path>,
    pub(crate) parent: Option<&'w Path>,
    pub(crate) one: Option<&'w LitStr>,
    pub(crate) many: Option<&'w LitStr>,
    pub(crate) tag: String,
    pub(crate) body_bytes: Option<&'w Expr>,
    pub(crate) pipeline: Option<&'w Path>,
    pub(crate) policy: Option<&'w Policy>,
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Controller<'w> {
    let Written { item, remarks, policy, settings } = written;
    Controller {
        item,
        fields: fields(item, "a controller", errors),
        path: template(item, settings, errors),
        key: settings.key.as_ref(),
        key_misread: settings.key.is_none() && settings.saw("key"),
        versions: settings.versions.as_ref(),
        parent: settings.parent.as_ref().filter(|parent| is_other(parent, &item.ident, errors)),
        one: settings.one.as_ref().filter(|name| is_filled(name, "one", errors)),
        many: settings.many.as_ref().filter(|name| is_filled(name, "many", errors)),
        tag: settings.tag.as_ref().map_or_else(|| item.ident.to_string(), LitStr::value),
        body_bytes: settings.body_bytes.as_ref(),
        pipeline: settings.pipeline.as_ref(),
        policy: policy.as_ref(),
        doc: Doc::of(&item.attrs),
        remarks: remarks::check(remarks, errors),
        krate: settings.krate.as_ref(),
    }
}

/// The fields of an item, which is this.
pub(super) fn fields<'w>(item: &'w ItemStruct, what: &str, errors: &Errors) -> Option<Vec<&'w Field>> {
    let generics = &item.generics;
    if !generics.params.is_empty() {
        let message = format!(
            "{what} has no generics\nhelp: one type serves one path; give `{}` a field of a type of its own, as `Arc<dyn …>`",
            item.ident
        );
        errors.on(&generics.params, message);
        return None;
    }
    match &item.fields {
        Fields::Named(fields) => Some(fields.named.iter().collect()),
        Fields::Unit => Some(Vec::new()),
        Fields::Unnamed(fields) => {
            errors.on(
                fields,
                format!("the fields of {what} have names\nhelp: write `struct {} {{ db: Db }}`", item.ident),
            );
            None
        }
    }
}

fn template<'w>(item: &ItemStruct, settings: &'w Settings, errors: &Errors) -> Option<Template<'w>> {
    if let Some(literal) = &settings.path {
        return path::check(literal, errors);
    }
    if !settings.saw("path") {
        errors.on(&item.ident, format!("`{}` has no path\nhelp: write `#[controller(path = \"/…\")]`", item.ident));
    }
    None
}

fn is_other(parent: &Path, name: &Ident, errors: &Errors) -> bool {
    if parent.is_ident(name) {
        errors
            .on(parent, format!("`{name}` is its own parent\nhelp: name the resource above it, or leave `parent` out"));
        return false;
    }
    true
}

fn is_filled(name: &LitStr, setting: &str, errors: &Errors) -> bool {
    if name.value().is_empty() {
        errors
            .at(name.span(), format!("a key without a name\nhelp: leave `{setting}` out, and bodies are not wrapped"));
        return false;
    }
    true
}
