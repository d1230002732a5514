//! A failure: for each variant its status and its words.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Fields, Generics, LitInt, LitStr, Path, Type};

use super::interpolation::{self, Text};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::failure::{Body, Case as ParsedCase, Settings, Written};

pub(crate) struct Failure<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) generics: &'w Generics,
    pub(crate) krate: Option<&'w Path>,
    /// Its variants, or itself, without those that were not understood, which was reported.
    pub(crate) cases: Vec<Case<'w>>,
    /// Whether that is all of them.
    pub(crate) is_complete: bool,
}

pub(crate) struct Case<'w> {
    /// The variant; absent for a struct.
    pub(crate) variant: Option<&'w Ident>,
    pub(crate) fields: &'w Fields,
    pub(crate) kind: Kind<'w>,
}

pub(crate) enum Kind<'w> {
    Status {
        status: u16,
        title: Option<&'w LitStr>,
        detail: Option<Text>,
        doc: &'w Doc,
    },
    /// An error that nobody foresaw.
    Internal(Inner<'w>),
    /// Another failure.
    Transparent(Inner<'w>),
}

pub(crate) struct Inner<'w> {
    pub(crate) ty: &'w Type,
    /// Whether a `From` may be written: one that overlaps with another may not.
    pub(crate) from: bool,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Failure<'w> {
    let Written { name, generics, krate, body } = written;
    let (mut cases, is_complete) = match body {
        Body::Struct(case) => {
            let case = self::case(case, false, errors);
            (Vec::from_iter(case), true)
        }
        Body::Enum(variants, settings) => {
            no_settings(settings, errors);
            if variants.is_empty() {
                errors.at(name.span(), format!("`{name}` has no variants, so it never happens\nhelp: add one"));
            }
            let cases: Vec<_> = variants.iter().filter_map(|variant| self::case(variant, true, errors)).collect();
            let is_complete = cases.len() == variants.len();
            (cases, is_complete)
        }
    };
    choose_conversions(&mut cases, errors);
    Failure { name, generics, krate: krate.as_ref(), cases, is_complete }
}

fn case<'w>(case: &'w ParsedCase, is_variant: bool, errors: &Errors) -> Option<Case<'w>> {
    let ParsedCase { name, fields, doc, settings } = case;
    if let Some(place) = settings.place_of("crate").filter(|_| is_variant) {
        errors.at(place, "`crate` holds for the whole\nhelp: write it on the enum");
    }
    let kind = match (settings.internal, settings.transparent) {
        (false, false) => Kind::Status {
            status: status(name, settings, errors)?,
            title: settings.title.as_ref(),
            detail: detail(fields, doc, settings, errors),
            doc,
        },
        (true, true) => {
            let place = settings.place_of("transparent").unwrap_or_else(|| name.span());
            errors.at(place, "a failure is either internal or transparent\nhelp: keep one of them");
            return None;
        }
        (true, false) => {
            nothing_else(settings, "internal", "the client gets a bare 500, the log gets the error", errors);
            let ty = only_field(fields, settings, "internal", "(terrace::Internal)", errors)?;
            Kind::Internal(Inner { ty, from: true })
        }
        (false, true) => {
            nothing_else(settings, "transparent", "status and words are those of the failure inside", errors);
            let ty = only_field(fields, settings, "transparent", "(NotFound)", errors)?;
            Kind::Transparent(Inner { ty, from: true })
        }
    };
    Some(Case { variant: is_variant.then_some(name), fields, kind })
}

fn no_settings(settings: &Settings, errors: &Errors) {
    for name in settings.names.iter().filter(|name| *name != "crate") {
        errors.at(name.span(), format!("`{name}` means nothing on an enum\nhelp: write it on the variants"));
    }
}

fn status(name: &Ident, settings: &Settings, errors: &Errors) -> Option<u16> {
    let Some(written) = &settings.status else {
        if settings.place_of("status").is_none() {
            errors.at(
                name.span(),
                format!("`{name}` has no status\nhelp: write `#[failure(status = 404)]` on it, or another"),
            );
        }
        return None;
    };
    let status = LitInt::base10_parse(written).ok().filter(|status| (400..=599).contains(status));
    if status.is_none() {
        errors.on(written, "the status of a failure is from 400 to 599\nhelp: 404 is not found, 409 is a conflict");
    }
    status
}

fn detail(fields: &Fields, doc: &Doc, settings: &Settings, errors: &Errors) -> Option<Text> {
    match &settings.detail {
        Some(detail) => interpolation::check(detail, fields, errors),
        None if settings.place_of("detail").is_some() || doc.summary.is_empty() => None,
        None => Some(Text::plain(&doc.summary)),
    }
}

fn nothing_else(settings: &Settings, kind: &str, reason: &str, errors: &Errors) {
    for name in settings.names.iter().filter(|name| ["status", "title", "detail"].iter().any(|other| *name == other)) {
        errors.at(name.span(), format!("`{name}` means nothing beside `{kind}`\nhelp: leave it out: {reason}"));
    }
}

fn only_field<'w>(
    fields: &'w Fields,
    settings: &Settings,
    kind: &str,
    example: &str,
    errors: &Errors,
) -> Option<&'w Type> {
    let mut list = fields.iter();
    if let (Some(field), None) = (list.next(), list.next()) {
        return Some(&field.ty);
    }
    let place = settings.place_of(kind).unwrap_or_else(|| fields.span());
    errors.at(place, format!("`{kind}` is for one field\nhelp: write `{example}` behind the name"));
    None
}

/// A `From` for a transparent variant would overlap with that of an internal one, and with its like.
fn choose_conversions(cases: &mut [Case<'_>], errors: &Errors) {
    let spelled = |ty: &Type| ty.to_token_stream().to_string();
    let mut internal = false;
    for case in cases.iter_mut() {
        if let Kind::Internal(inner) = &mut case.kind {
            if internal {
                let place = case.variant.map_or_else(Span::call_site, Ident::span);
                errors.at(place, "a second internal variant, and `?` could not tell which\nhelp: keep one of them");
                inner.from = false;
            }
            internal = true;
        }
    }
    let types = cases.iter().filter_map(|case| match &case.kind {
        Kind::Transparent(inner) => Some(spelled(inner.ty)),
        _ => None,
    });
    let types: Vec<String> = types.collect();
    for case in cases {
        if let Kind::Transparent(inner) = &mut case.kind {
            inner.from = !internal && types.iter().filter(|other| **other == spelled(inner.ty)).count() == 1;
        }
    }
}
