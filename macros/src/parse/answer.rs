//! `#[derive(Answer)]`: an answer, `#[answer(status = 201)]` on it or on its variants, `#[header("…")]` on fields.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{
    Attribute, Data, DeriveInput, Field as SynField, Fields, Generics, LitInt, LitStr, Member, Meta, Path, Type,
};

use super::doc::Doc;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) krate: Option<Path>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Struct(Case),
    /// The variants, and what was written on the enum itself.
    Enum(Vec<Case>, Settings),
}

/// A variant, or the struct.
pub(crate) struct Case {
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
    pub(crate) doc: Doc,
    pub(crate) settings: Settings,
}

pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) ty: Type,
    pub(crate) doc: Doc,
    pub(crate) header: Option<Header>,
}

/// `#[header("…")]`, or `#[header]` for a name like the field's.
pub(crate) struct Header {
    pub(crate) span: Span,
    pub(crate) name: Option<LitStr>,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) status: Option<LitInt>,
    pub(crate) krate: Option<Path>,
    /// All names that were written, also of those that were not understood.
    pub(crate) names: Vec<Ident>,
}

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let mut settings = Settings::of(&attrs, errors);
    let krate = settings.krate.take();
    let body = match data {
        Data::Struct(data) => {
            let fields = fields(data.fields, errors);
            Body::Struct(Case { name: ident.clone(), fields, doc: Doc::of(&attrs), settings })
        }
        Data::Enum(data) => {
            let variants = data.variants.into_iter().map(|variant| Case {
                name: variant.ident,
                fields: fields(variant.fields, errors),
                doc: Doc::of(&variant.attrs),
                settings: Settings::of(&variant.attrs, errors),
            });
            Body::Enum(variants.collect(), settings)
        }
        Data::Union(data) => {
            let message = "an answer is a struct or an enum\nhelp: put `#[derive(Answer)]` on one";
            return Err(syn::Error::new(data.union_token.span(), message));
        }
    };
    Ok(Written { name: ident, generics, krate, body })
}

fn fields(fields: Fields, errors: &Errors) -> Vec<Field> {
    let field = |(at, field): (usize, SynField)| Field {
        member: field.ident.map_or_else(|| Member::Unnamed(at.into()), Member::Named),
        ty: field.ty,
        doc: Doc::of(&field.attrs),
        header: header(&field.attrs, errors),
    };
    fields.into_iter().enumerate().map(field).collect()
}

fn header(attributes: &[Attribute], errors: &Errors) -> Option<Header> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("header"))?;
    let name = match &attribute.meta {
        Meta::Path(_) => None,
        _ => errors.keep(attribute.parse_args()),
    };
    Some(Header { span: attribute.path().span(), name })
}

impl Settings {
    fn of(attributes: &[Attribute], errors: &Errors) -> Settings {
        let mut found = Settings::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("answer")) {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                settings::read(input, &["status", "crate"], errors, |name, input| found.read(name, input));
                Ok(())
            });
            errors.keep(parsed);
        }
        found
    }

    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        self.names.push(name.clone());
        if name == "status" {
            self.status = Some(settings::value(name, "201", input)?);
        } else {
            self.krate = Some(settings::path(name, input)?);
        }
        Ok(())
    }

    /// Where a setting was written.
    pub(crate) fn place_of(&self, name: &str) -> Option<Span> {
        self.names.iter().find(|written| *written == name).map(Ident::span)
    }
}
