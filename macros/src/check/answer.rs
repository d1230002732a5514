//! An answer: for each variant its status, its body and the headers beside it.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Generics, Member, Path, Type};

use super::name::{is_header, plain};
use crate::errors::Errors;
use crate::parse::answer::{Body, Case as ParsedCase, Field, Settings, Written};
use crate::parse::doc::Doc;

pub(crate) struct Answer<'w> {
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
    pub(crate) status: Option<u16>,
    pub(crate) doc: &'w Doc,
    /// What is answered, beside headers.
    pub(crate) body: Option<(&'w Member, &'w Type)>,
    pub(crate) headers: Vec<Header<'w>>,
}

pub(crate) struct Header<'w> {
    /// In small letters.
    pub(crate) name: String,
    pub(crate) member: &'w Member,
    pub(crate) ty: &'w Type,
    pub(crate) doc: &'w Doc,
}

/// Headers by which the server says where a body ends, and what becomes of the connection.
const OF_THE_SERVER: &[&str] = &["connection", "content-length", "transfer-encoding"];

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Answer<'w> {
    let Written { name, generics, krate, body } = written;
    let (cases, is_complete) = match body {
        Body::Struct(case) => (Vec::from_iter(self::case(case, false, errors)), true),
        Body::Enum(variants, settings) => {
            if let Some(place) = settings.place_of("status") {
                errors.at(place, "`status` means nothing on an enum\nhelp: write it on the variants");
            }
            if variants.is_empty() {
                errors.at(name.span(), format!("`{name}` has no variants, so it never happens\nhelp: add one"));
            }
            let cases: Vec<_> = variants.iter().filter_map(|variant| self::case(variant, true, errors)).collect();
            let is_complete = cases.len() == variants.len();
            (cases, is_complete)
        }
    };
    Answer { name, generics, krate: krate.as_ref(), cases, is_complete }
}

fn case<'w>(case: &'w ParsedCase, is_variant: bool, errors: &Errors) -> Option<Case<'w>> {
    let ParsedCase { name, fields, doc, settings } = case;
    if let Some(place) = settings.place_of("crate").filter(|_| is_variant) {
        errors.at(place, "`crate` holds for the whole\nhelp: write it on the enum");
    }
    let body = body(fields, errors);
    let headers = fields.iter().filter_map(|field| header(field, errors)).collect();
    let must_have_one = is_variant || body.is_none();
    let status = status(name, settings, must_have_one, body.is_some(), errors)?;
    Some(Case { variant: is_variant.then_some(name), status, doc, body, headers })
}

/// The status, where one is declared; `None` where there is a mistake.
fn status(name: &Ident, settings: &Settings, required: bool, has_body: bool, errors: &Errors) -> Option<Option<u16>> {
    let Some(written) = &settings.status else {
        if settings.place_of("status").is_some() {
            return None;
        }
        if required {
            let example = if has_body { 200 } else { 204 };
            let help = format!("help: write `#[answer(status = {example})]` on it, or another");
            errors.at(name.span(), format!("`{name}` has no status\n{help}"));
            return None;
        }
        return Some(None);
    };
    match written.base10_parse::<u16>() {
        Ok(status @ (204 | 205 | 304)) if has_body => {
            let message = format!("an answer of status {status} has no body\nhelp: leave out the field that is one");
            errors.on(written, message);
            None
        }
        Ok(status @ 200..=399) => Some(Some(status)),
        Ok(400..=599) => {
            let help = "help: return a `Result`, whose error is a `#[derive(Failure)]`";
            errors.on(written, format!("{written} is no success\n{help}"));
            None
        }
        _ => {
            errors.on(
                written,
                format!("{written} is not a status of an answer\nhelp: a success has one from 200 to 399"),
            );
            None
        }
    }
}

/// The one field that is no header.
fn body<'w>(fields: &'w [Field], errors: &Errors) -> Option<(&'w Member, &'w Type)> {
    let mut bodies = fields.iter().filter(|field| field.header.is_none());
    let body = bodies.next()?;
    if let Some(second) = bodies.next() {
        let (place, subject) = match &second.member {
            Member::Named(name) => (name.span(), format!("`{}` is a second body", plain(name))),
            Member::Unnamed(_) => (second.ty.span(), "this is a second body".to_owned()),
        };
        let help = "help: put `#[header(\"…\")]` on it, or the fields of both into one model";
        errors.at(place, format!("{subject}\n{help}"));
    }
    Some((&body.member, &body.ty))
}

fn header<'w>(field: &'w Field, errors: &Errors) -> Option<Header<'w>> {
    let header = field.header.as_ref()?;
    let (name, span) = match (&header.name, &field.member) {
        (Some(literal), _) => (literal.value(), literal.span()),
        (None, Member::Named(name)) => (plain(name).replace('_', "-"), header.span),
        (None, Member::Unnamed(_)) => {
            errors.at(header.span, "a header without a name\nhelp: write `#[header(\"x-…\")]`");
            return None;
        }
    };
    if !is_header(&name) {
        errors.at(span, format!("`{name}` is no name of a header\nhelp: use letters, digits and `-`"));
        return None;
    }
    let name = name.to_ascii_lowercase();
    if OF_THE_SERVER.contains(&name.as_str()) {
        errors.at(span, format!("`{name}` is for the server to say\nhelp: leave the field out"));
        return None;
    }
    Some(Header { name, member: &field.member, ty: &field.ty, doc: &field.doc })
}
