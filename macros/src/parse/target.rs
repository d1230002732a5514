//! `#[derive(PolicyTarget)]`: a struct, and `#[target]` on the fields that rules may speak of.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, LitStr, Meta, Path, Type};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: Vec<Field>,
    /// The function that answers who may not see it.
    pub(crate) unseen: Option<Path>,
    pub(crate) krate: Option<Path>,
}

/// A field that rules may speak of.
pub(crate) struct Field {
    pub(crate) field: Ident,
    pub(crate) ty: Type,
    /// What rules call it, where it is not the field's name.
    pub(crate) name: Option<LitStr>,
}

const HELP: &str =
    "help: derive it for a struct with named fields, and put `#[target]` on those that rules may speak of";

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let fields = match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => fields.named.into_iter().collect(),
            Fields::Unit => Vec::new(),
            Fields::Unnamed(fields) => {
                return Err(syn::Error::new(fields.span(), format!("rules speak of fields by their names\n{HELP}")));
            }
        },
        Data::Enum(data) => {
            return Err(syn::Error::new(data.enum_token.span(), format!("a target is a struct\n{HELP}")));
        }
        Data::Union(data) => {
            return Err(syn::Error::new(data.union_token.span(), format!("a target is a struct\n{HELP}")));
        }
    };
    let (mut unseen, mut krate) = (None, None);
    read(&attrs, &["unseen", "crate"], errors, |name, input| {
        let path = Some(settings::path(name, input)?);
        if name == "unseen" {
            unseen = path;
        } else {
            krate = path;
        }
        Ok(())
    });
    let fields = fields.into_iter().filter_map(|field| {
        let is_told = field.attrs.iter().any(|attribute| attribute.path().is_ident("target"));
        let mut name = None;
        read(&field.attrs, &["name"], errors, |setting, input| {
            name = Some(settings::text(setting, input)?);
            Ok(())
        });
        Some(Field { field: field.ident.filter(|_| is_told)?, ty: field.ty, name })
    });
    Ok(Written { name: ident, generics, fields: fields.collect(), unseen, krate })
}

fn read(
    attributes: &[Attribute],
    known: &[&str],
    errors: &Errors,
    mut setting: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("target")) {
        if matches!(attribute.meta, Meta::Path(_)) {
            continue;
        }
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, known, errors, &mut setting);
            Ok(())
        });
        errors.keep(parsed);
    }
}
