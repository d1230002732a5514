//! `#[derive(Provided)]`: what filters provide.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::{DeriveInput, Generics, Path};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) krate: Option<Path>,
}

pub(crate) fn parse(item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let DeriveInput { attrs, ident, generics, .. } = syn::parse2(item)?;
    let mut krate = None;
    for attribute in attrs.iter().filter(|attribute| attribute.path().is_ident("provided")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, &["crate"], errors, |name, input| {
                krate = Some(settings::path(name, input)?);
                Ok(())
            });
            Ok(())
        });
        errors.keep(parsed);
    }
    Ok(Written { name: ident, generics, krate })
}
