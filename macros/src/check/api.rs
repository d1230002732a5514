//! An API: mounted somewhere, with controllers, with a known dialect and a way to choose its version.

use proc_macro2::Ident;
use syn::{Attribute, Expr, LitStr, Path, Visibility};

use super::about::{self, About};
use super::choice::{self, Choice};
use super::negotiate::{self, Negotiation};
use super::onward::{self, Message};
use super::path::{self, Step, Template};
use super::remarks::{self, Remarks};
use crate::errors::Errors;
use crate::parse::api::{Pipelines, UnknownFields, Written};
use crate::parse::doc::Doc;
use crate::parse::settings;

pub(crate) struct Api<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) title: String,
    pub(crate) doc: Doc,
    pub(crate) about: About<'w>,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) webhooks: Vec<Message<'w>>,
    pub(crate) versions: Option<&'w Path>,
    pub(crate) mounts: Vec<Vec<Step>>,
    pub(crate) dialect: Dialect<'w>,
    pub(crate) negotiation: Negotiation<'w>,
    pub(crate) body_bytes: Option<&'w Expr>,
    pub(crate) unknown_fields: UnknownFields,
    pub(crate) additions: Vec<&'w Path>,
    pub(crate) extensions: &'w [Path],
    pub(crate) pipelines: Choice,
    /// Whether a composite says what stands before it.
    pub(crate) is_of_composite: bool,
    pub(crate) policies: &'w [Path],
    pub(crate) entries: Vec<Entry<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) enum Dialect<'w> {
    Problem,
    OpenStack,
    /// A constant of a user's own.
    Other(&'w Expr),
}

/// A controller of the API.
pub(crate) struct Entry<'w> {
    pub(crate) path: &'w Path,
    /// Its own mounts, where it has some.
    pub(crate) mounts: Vec<Vec<Step>>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Api<'w> {
    let doc = Doc::of(&written.attributes);
    let title = match &written.title {
        Some(title) => title.value(),
        None if doc.summary.is_empty() => written.name.to_string(),
        None => doc.summary.clone(),
    };
    Api {
        attributes: &written.attributes,
        visibility: &written.visibility,
        name: &written.name,
        title,
        doc,
        about: about::check(&written.about, errors),
        remarks: remarks::check(&written.remarks, errors),
        webhooks: onward::webhooks(&written.webhooks, written.versions.as_ref(), errors),
        versions: written.versions.as_ref(),
        mounts: mounts(&written.mounts, errors),
        dialect: dialect(written.dialect.as_ref(), errors),
        negotiation: negotiate::check(written, errors),
        body_bytes: written.body_bytes.as_ref(),
        unknown_fields: written.unknown_fields.unwrap_or(UnknownFields::Refuse),
        additions: written.additions.iter().collect(),
        extensions: &written.extensions,
        pipelines: choice::check(written.pipelines.as_ref().map(|(_, pipelines)| pipelines), errors),
        is_of_composite: matches!(written.pipelines, Some((_, Pipelines::OfComposite))),
        policies: &written.policies,
        entries: entries(written, errors),
        krate: written.krate.as_ref(),
    }
}

fn mounts(literals: &[LitStr], errors: &Errors) -> Vec<Vec<Step>> {
    let mut mounts: Vec<Vec<Step>> = Vec::new();
    for Template { literal, steps } in literals.iter().filter_map(|literal| path::check(literal, errors)) {
        if mounts.contains(&steps) {
            errors.on(literal, format!("`{}` is a mount twice\nhelp: keep one of them", literal.value()));
        } else {
            mounts.push(steps);
        }
    }
    mounts
}

fn dialect<'w>(written: Option<&'w Expr>, errors: &Errors) -> Dialect<'w> {
    const KNOWN: &[&str] = &["problem", "openstack"];
    let Some(expression) = written else { return Dialect::Problem };
    let Expr::Path(path) = expression else { return Dialect::Other(expression) };
    match path.path.get_ident().map(|word| (word, word.to_string())) {
        Some((_, word)) if word == "problem" => Dialect::Problem,
        Some((_, word)) if word == "openstack" => Dialect::OpenStack,
        Some((word, text)) if text.starts_with(|first: char| first.is_lowercase()) => {
            let help = match settings::nearest(&text, KNOWN) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    format!("known are {}, and the path of a type that implements `Dialect`", settings::listed(KNOWN))
                }
            };
            errors.on(word, format!("unknown dialect `{word}`\nhelp: {help}"));
            Dialect::Problem
        }
        _ => Dialect::Other(expression),
    }
}

fn entries<'w>(written: &'w Written, errors: &Errors) -> Vec<Entry<'w>> {
    let name = &written.name;
    let listed = written.controllers.as_ref();
    let mut own = listed.into_iter().flat_map(|listed| &listed.entries).map(|entry| &entry.mounts);
    if written.whole && written.mounts.is_empty() && (!written.extensions.is_empty() || own.any(Vec::is_empty)) {
        errors.on(
            name,
            format!("`{name}` is mounted nowhere\nhelp: write `struct {name} at \"/\";`, or at another path"),
        );
    }
    if written.whole && written.extensions.is_empty() && listed.is_none_or(|listed| listed.entries.is_empty()) {
        let span = listed.map_or(name.span(), |listed| listed.span);
        errors.at(span, format!("`{name}` has no controllers\nhelp: write `controllers: [Servers];`, with your own"));
    }
    let entries = listed.into_iter().flat_map(|listed| &listed.entries);
    entries.map(|entry| Entry { path: &entry.path, mounts: mounts(&entry.mounts, errors) }).collect()
}
