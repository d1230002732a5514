//! `#[derive(Settings)]`: a struct of settings, or an enum that is a choice; `#[setting(…)]` on it, its fields and variants.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Generics, LitStr, Path, Type};

use super::doc::Doc;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) krate: Option<Path>,
    pub(crate) is_defaulted: bool,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Part(Vec<Field>),
    Choice(Vec<Variant>),
}

pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: Doc,
    pub(crate) default: Option<Expr>,
}

pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) fields: Fields,
    pub(crate) called: Option<LitStr>,
}

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let help = "help: write `struct Settings { database: PathBuf }`";
    let known: &[&str] = if matches!(data, Data::Enum(_)) { &["crate"] } else { &["crate", "default"] };
    let (mut krate, mut is_defaulted) = (None, false);
    read(&attrs, known, errors, |name, input| {
        if name == "default" {
            is_defaulted = true;
            return settings::flag(name, input);
        }
        krate = Some(settings::path(name, input)?);
        Ok(())
    });
    let kind = match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => {
                let fields = fields.named.into_iter().filter_map(|field| self::field(field, errors));
                Kind::Part(fields.collect())
            }
            other => {
                let place = if other.is_empty() { ident.span() } else { other.span() };
                return Err(syn::Error::new(place, format!("settings have names\n{help}")));
            }
        },
        Data::Enum(data) => {
            Kind::Choice(data.variants.into_iter().map(|variant| self::variant(variant, errors)).collect())
        }
        Data::Union(data) => {
            let message = format!("settings are a struct, or an enum to choose from\n{help}");
            return Err(syn::Error::new(data.union_token.span(), message));
        }
    };
    Ok(Written { name: ident, generics, krate, is_defaulted, kind })
}

fn field(field: syn::Field, errors: &Errors) -> Option<Field> {
    let mut default = None;
    read(&field.attrs, &["default"], errors, |name, input| {
        default = Some(settings::value(name, "\"…\"", input)?);
        Ok(())
    });
    Some(Field { name: field.ident?, ty: field.ty, doc: Doc::of(&field.attrs), default })
}

fn variant(variant: syn::Variant, errors: &Errors) -> Variant {
    let mut called = None;
    read(&variant.attrs, &["name"], errors, |name, input| {
        called = Some(settings::text(name, input)?);
        Ok(())
    });
    Variant { name: variant.ident, fields: variant.fields, called }
}

fn read(
    attributes: &[Attribute],
    known: &[&str],
    errors: &Errors,
    mut setting: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("setting")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, known, errors, &mut setting);
            Ok(())
        });
        errors.keep(parsed);
    }
}
