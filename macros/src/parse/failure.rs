//! `#[derive(Failure)]`: an error, and `#[failure(status = 409, …)]` on it or on its variants.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, LitInt, LitStr, Path};

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
    pub(crate) fields: Fields,
    pub(crate) doc: Doc,
    pub(crate) settings: Settings,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) status: Option<LitInt>,
    pub(crate) title: Option<LitStr>,
    pub(crate) detail: Option<LitStr>,
    pub(crate) internal: bool,
    pub(crate) transparent: bool,
    pub(crate) krate: Option<Path>,
    /// All names that were written, also of those that were not understood.
    pub(crate) names: Vec<Ident>,
}

const KNOWN: &[&str] = &["status", "title", "detail", "internal", "transparent", "crate"];

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let mut settings = Settings::of(&attrs, errors);
    let krate = settings.krate.take();
    let body = match data {
        Data::Struct(data) => {
            Body::Struct(Case { name: ident.clone(), fields: data.fields, doc: Doc::of(&attrs), settings })
        }
        Data::Enum(data) => {
            let variants = data.variants.into_iter().map(|variant| Case {
                name: variant.ident,
                fields: variant.fields,
                doc: Doc::of(&variant.attrs),
                settings: Settings::of(&variant.attrs, errors),
            });
            Body::Enum(variants.collect(), settings)
        }
        Data::Union(data) => {
            let message = "a failure is a struct or an enum\nhelp: put `#[derive(Failure)]` on one";
            return Err(syn::Error::new(data.union_token.span(), message));
        }
    };
    Ok(Written { name: ident, generics, krate, body })
}

impl Settings {
    fn of(attributes: &[Attribute], errors: &Errors) -> Settings {
        let mut found = Settings::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("failure")) {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                settings::read(input, KNOWN, errors, |name, input| found.read(name, input));
                Ok(())
            });
            errors.keep(parsed);
        }
        found
    }

    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        self.names.push(name.clone());
        match name.to_string().as_str() {
            "status" => self.status = Some(settings::value(name, "404", input)?),
            "title" => self.title = Some(settings::text(name, input)?),
            "detail" => self.detail = Some(settings::text(name, input)?),
            "internal" => self.internal = true,
            "transparent" => self.transparent = true,
            _ => self.krate = Some(settings::path(name, input)?),
        }
        Ok(())
    }

    /// Where a setting was written.
    pub(crate) fn place_of(&self, name: &str) -> Option<Span> {
        self.names.iter().find(|written| *written == name).map(Ident::span)
    }
}
