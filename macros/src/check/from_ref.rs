//! A state: its parts are told by their types.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Path, Type};

use crate::errors::Errors;
use crate::parse::from_ref::Written;

pub(crate) struct State<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) krate: Option<&'w Path>,
    pub(crate) parts: Vec<(&'w Ident, &'w Type)>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> State<'w> {
    let Written { name, generics, krate, fields } = written;
    let mut parts: Vec<(&Ident, &Type)> = Vec::new();
    if !generics.params.is_empty() {
        errors.on(
            generics,
            format!("a state has no generics\nhelp: implement `FromRef<{name}<…>>` for the parts by hand"),
        );
        return State { name, krate: krate.as_ref(), parts };
    }
    let spelled = |ty: &Type| ty.to_token_stream().to_string().replace(' ', "");
    for field in fields.iter().filter(|field| !field.skip) {
        let ty = spelled(&field.ty);
        if let Some((first, _)) = parts.iter().find(|(_, earlier)| spelled(earlier) == ty) {
            let message = format!(
                "`{first}` is a `{ty}` too, and a part is told by its type\nhelp: give one of them a type of its own, or write `#[from_ref(skip)]` on it"
            );
            errors.on(&field.ty, message);
            continue;
        }
        parts.push((&field.name, &field.ty));
    }
    State { name, krate: krate.as_ref(), parts }
}
