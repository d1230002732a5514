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
    /// Its variants, or itself; none where it was not understood, which was reported.
    pub(crate) cases: Vec<Case<'w>>,
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
    Internal(&'w Type),
    /// Another failure.
    Transparent {
        ty: &'w Type,
        /// Whether a `From` may be written: another one for the same type would overlap.
        from: bool,
    },
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Failure<'w> {
    let Written { name, generics, krate, body } = written;
    let cases = match body {
        Body::Struct(case) => self::case(case, false, errors).map(|case| vec![case]),
        Body::Enum(variants, settings) => {
            no_settings(settings, errors);
            if variants.is_empty() {
                errors.at(name.span(), format!("`{name}` has no variants, so it never happens\nhelp: add one"));
            }
            variants.iter().map(|variant| self::case(variant, true, errors)).collect()
        }
    };
    let mut cases: Vec<Case<'w>> = cases.unwrap_or_default();
    one_internal(&cases, errors);
    choose_conversions(&mut cases);
    Failure { name, generics, krate: krate.as_ref(), cases }
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
            Kind::Internal(only_field(fields, settings, "internal", "(terrace::Internal)", errors)?)
        }
        (false, true) => {
            nothing_else(settings, "transparent", "status and words are those of the failure inside", errors);
            let ty = only_field(fields, settings, "transparent", "(NotFound)", errors)?;
            Kind::Transparent { ty, from: true }
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
            errors.at(name.span(), format!("`{name}` has no status\nhelp: write `#[failure(status = 404)]` on it, or another"));
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

fn one_internal(cases: &[Case<'_>], errors: &Errors) {
    let internal = cases.iter().filter(|case| matches!(case.kind, Kind::Internal(_)));
    for case in internal.skip(1) {
        let place = case.variant.map_or_else(Span::call_site, Ident::span);
        errors.at(place, "a second internal variant, and `?` could not tell which\nhelp: keep one of them");
    }
}

/// A `From` for a transparent variant would overlap with that of an internal one, and with its like.
fn choose_conversions(cases: &mut [Case<'_>]) {
    let internal = cases.iter().any(|case| matches!(case.kind, Kind::Internal(_)));
    let spelled = |ty: &Type| ty.to_token_stream().to_string();
    let types: Vec<String> = cases
        .iter()
        .filter_map(|case| match case.kind {
            Kind::Transparent { ty, .. } => Some(spelled(ty)),
            _ => None,
        })
        .collect();
    for case in cases {
        if let Kind::Transparent { ty, from } = &mut case.kind {
            *from = !internal && types.iter().filter(|other| **other == spelled(ty)).count() == 1;
        }
    }
}
