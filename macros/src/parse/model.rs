//! `#[model(versions = Nova, …)] pub struct Server { … }`, as its derive sees it.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Generics, Item, LitStr, Path, Type};

use super::helpers::Helpers;
use super::{mark, settings};
use crate::errors::Errors;

/// The attribute that hands the settings of `#[model(…)]` to the derive.
pub(crate) const SETTINGS: &str = "__model";

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) settings: Settings,
    pub(crate) helpers: Helpers,
    pub(crate) body: Body,
}

const KNOWN: &[&str] = &["versions", "since", "until", "name", "open", "extends", "prefix", "crate"];

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) versions: Option<Path>,
    pub(crate) since: Option<Ident>,
    pub(crate) until: Option<Ident>,
    pub(crate) name: Option<LitStr>,
    /// `open`, where it stands.
    pub(crate) open: Option<Span>,
    pub(crate) extends: Option<Path>,
    pub(crate) prefix: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

pub(crate) enum Body {
    Struct(Fields),
    Enum(Vec<Variant>),
}

pub(crate) enum Fields {
    Named(Vec<Field>),
    Unnamed(Span, Vec<Field>),
    Unit,
}

pub(crate) struct Field {
    /// Absent for an unnamed one.
    pub(crate) name: Option<Ident>,
    pub(crate) ty: Type,
    pub(crate) helpers: Helpers,
}

pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) helpers: Helpers,
    pub(crate) fields: Fields,
}

/// The path in `crate = …` among settings that are parsed elsewhere.
pub(crate) fn krate(settings: &TokenStream) -> Option<Path> {
    let mut found = Settings::default();
    let unread = Errors::new();
    let parser = |input: ParseStream<'_>| {
        found.read_all(input, &unread);
        Ok(())
    };
    let _parsed = syn::parse::Parser::parse2(parser, settings.clone());
    unread.finish();
    found.krate
}

/// Whether an item is one that `#[model]` is for.
pub(crate) fn is_type(item: &TokenStream) -> syn::Result<()> {
    let span = match syn::parse2(item.clone())? {
        Item::Struct(_) | Item::Enum(_) => return Ok(()),
        Item::Union(item) => item.union_token.span,
        Item::Fn(item) => item.sig.fn_token.span,
        Item::Impl(item) => item.impl_token.span,
        Item::Trait(item) => item.trait_token.span,
        Item::Type(item) => item.type_token.span,
        _ => Span::call_site(),
    };
    Err(syn::Error::new(span, "a model is a struct or an enum\nhelp: put `#[model]` on one"))
}

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let mut settings = Settings::default();
    if let Some(attribute) = attrs.iter().find(|attribute| attribute.path().is_ident(SETTINGS)) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            settings.read_all(input, errors);
            Ok(())
        });
        errors.keep(parsed);
    }
    let body = match data {
        Data::Struct(data) => Body::Struct(fields(data.fields, errors)),
        Data::Enum(data) => Body::Enum(data.variants.into_iter().map(|each| variant(each, errors)).collect()),
        Data::Union(data) => return Err(syn::Error::new(data.union_token.span, "a model is a struct or an enum")),
    };
    Ok(Written { name: ident, generics, settings, helpers: Helpers::of(&attrs, errors), body })
}

impl Settings {
    fn read_all(&mut self, input: ParseStream<'_>, errors: &Errors) {
        settings::read(input, KNOWN, errors, |name, input| {
            if name == "versions" {
                self.versions = Some(settings::path(name, input)?);
            } else if name == "since" {
                self.since = Some(mark::version(name, input)?);
            } else if name == "until" {
                self.until = Some(mark::version(name, input)?);
            } else if name == "name" {
                self.name = Some(settings::text(name, input)?);
            } else if name == "open" {
                self.open = Some(name.span());
                settings::flag(name, input)?;
            } else if name == "extends" {
                self.extends = Some(settings::path(name, input)?);
            } else if name == "prefix" {
                self.prefix = Some(settings::text(name, input)?);
            } else {
                self.krate = Some(settings::path(name, input)?);
            }
            Ok(())
        });
    }
}

fn variant(variant: syn::Variant, errors: &Errors) -> Variant {
    let helpers = Helpers::of(&variant.attrs, errors);
    Variant { name: variant.ident, helpers, fields: fields(variant.fields, errors) }
}

fn fields(fields: syn::Fields, errors: &Errors) -> Fields {
    let span = fields.span();
    let field =
        |field: syn::Field| Field { name: field.ident, ty: field.ty, helpers: Helpers::of(&field.attrs, errors) };
    match fields {
        syn::Fields::Named(fields) => Fields::Named(fields.named.into_iter().map(field).collect()),
        syn::Fields::Unnamed(fields) => Fields::Unnamed(span, fields.unnamed.into_iter().map(field).collect()),
        syn::Fields::Unit => Fields::Unit,
    }
}
