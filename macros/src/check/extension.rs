//! An extension: named, dated, and bringing something.

use proc_macro2::Ident;
use syn::{Field, ItemStruct, LitStr, Path};
use terrace_model::Day;

use super::controller;
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::extension::{Settings, Written};

pub(crate) struct Extension<'w> {
    pub(crate) item: &'w ItemStruct,
    /// `None` where it cannot have any, which was reported.
    pub(crate) fields: Option<Vec<&'w Field>>,
    pub(crate) alias: String,
    pub(crate) title: String,
    pub(crate) updated: String,
    pub(crate) doc: Doc,
    pub(crate) versions: Option<&'w Path>,
    pub(crate) since: Option<&'w Ident>,
    pub(crate) of: &'w [Path],
    pub(crate) controllers: &'w [Path],
    /// All that it adds to models.
    pub(crate) additions: Vec<&'w Path>,
    /// Those of them that it gives to answers.
    pub(crate) given: &'w [Path],
    pub(crate) policies: &'w [Path],
    pub(crate) krate: Option<&'w Path>,
}

/// What stands for a day that was not understood, which was reported.
const NO_DAY: &str = "1970-01-01";

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Extension<'w> {
    let Written { item, settings } = written;
    brings_something(item, settings, errors);
    Extension {
        item,
        fields: controller::fields(item, "an extension", errors),
        alias: alias(item, settings, errors),
        title: settings.name.as_ref().map_or_else(|| item.ident.to_string(), LitStr::value),
        updated: updated(item, settings, errors),
        doc: Doc::of(&item.attrs),
        versions: settings.versions.as_ref(),
        since: since(settings, errors),
        of: &settings.of,
        controllers: &settings.controllers,
        additions: settings.additions.iter().chain(&settings.fields).collect(),
        given: &settings.fields,
        policies: &settings.policies,
        krate: settings.krate.as_ref(),
    }
}

fn brings_something(item: &ItemStruct, settings: &Settings, errors: &Errors) {
    let lists = ["of", "controllers", "additions", "fields"];
    if !lists.iter().any(|list| settings.saw(list)) {
        let help = "help: write `of = […]` with controllers that it adds handlers to, `controllers = […]` with its own, or `fields = […]`";
        errors.on(&item.ident, format!("`{}` brings nothing\n{help}", item.ident));
    }
}

fn alias(item: &ItemStruct, settings: &Settings, errors: &Errors) -> String {
    let Some(alias) = &settings.alias else {
        if !settings.saw("alias") {
            let help = "help: write `alias = \"…\"`, by which settings and clients tell it from others";
            errors.on(&item.ident, format!("`{}` has no alias\n{help}", item.ident));
        }
        return String::new();
    };
    let text = alias.value();
    let is_fine = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if text.is_empty() || !text.chars().all(is_fine) {
        errors.on(alias, "an alias cannot be named like this\nhelp: it has letters, digits, `.`, `-` and `_`");
    }
    text
}

fn updated(item: &ItemStruct, settings: &Settings, errors: &Errors) -> String {
    match &settings.updated {
        Some(day) if Day::parse(&day.value()).is_some() => return day.value(),
        Some(day) => errors.on(day, "this is no day\nhelp: write one like `2025-01-31`"),
        None if settings.saw("updated") => {}
        None => {
            let help = "help: write `updated = \"2025-01-31\"`, with the day of its last change";
            errors.on(&item.ident, format!("`{}` has no day\n{help}", item.ident));
        }
    }
    NO_DAY.to_owned()
}

fn since<'w>(settings: &'w Settings, errors: &Errors) -> Option<&'w Ident> {
    let since = settings.since.as_ref()?;
    if settings.versions.is_none() && !settings.saw("versions") {
        errors.on(since, format!("`{since}` is a version of no set\nhelp: write `versions = …` with it"));
    }
    settings.versions.as_ref().map(|_| since)
}
