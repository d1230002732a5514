//! `#[derive(FromRef)]`: a state, and `#[from_ref(skip)]` on its fields.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, Path, Type};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) krate: Option<Path>,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) skip: bool,
}

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, data, .. } = syn::parse2(item)?;
    let help = "help: write `struct State { db: Db }`";
    let fields = match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => fields.named,
            other => {
                let place = if other.is_empty() { ident.span() } else { other.span() };
                return Err(syn::Error::new(place, format!("the parts of a state have names\n{help}")));
            }
        },
        Data::Enum(data) => {
            return Err(syn::Error::new(data.enum_token.span(), format!("a state is a struct\n{help}")));
        }
        Data::Union(data) => {
            return Err(syn::Error::new(data.union_token.span(), format!("a state is a struct\n{help}")));
        }
    };
    let mut krate = None;
    read(&attrs, &["crate"], errors, |name, input| {
        krate = Some(settings::path(name, input)?);
        Ok(())
    });
    let fields = fields.into_iter().filter_map(|field| {
        // There is but one setting: a misspelt one is meant to be it.
        let skip = field.attrs.iter().any(|attribute| attribute.path().is_ident("from_ref"));
        read(&field.attrs, &["skip"], errors, |_, _| Ok(()));
        Some(Field { name: field.ident?, ty: field.ty, skip })
    });
    Ok(Written { name: ident, generics, krate, fields: fields.collect() })
}

fn read(
    attributes: &[Attribute],
    known: &[&str],
    errors: &Errors,
    mut setting: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("from_ref")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, known, errors, &mut setting);
            Ok(())
        });
        errors.keep(parsed);
    }
}
