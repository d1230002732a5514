//! A state: each field is a part of it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use crate::check::from_ref::State;
use crate::paths::Paths;

pub(crate) fn expand(state: &State<'_>, errors: &TokenStream) -> TokenStream {
    let Paths { clone, from_ref, .. } = &Paths::new(state.krate);
    let name = state.name;
    let parts = state.parts.iter().map(|(field, ty)| {
        let span = located(ty.span());
        let (clone, from_ref) = (clone.at(span), from_ref.at(span));
        quote_spanned! {span=>
            impl #from_ref<#name> for #ty {
                fn from_ref(__state: &#name) -> Self {
                    <#ty as #clone>::clone(&__state.#field)
                }
            }
        }
    });
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #errors
            #(#parts)*
        };
    }
}
