//! What a handler or a controller says of who may.

use proc_macro2::TokenStream;
use quote::quote;

use super::table;
use crate::parse::policy::{Policy, Said};
use crate::paths::Paths;

/// `Guard`
pub(super) fn guard(policy: Option<&Policy>, paths: &Paths) -> TokenStream {
    let Paths { guard, asks, .. } = paths;
    match policy.map(|policy| &policy.said) {
        None => quote!(#guard::Inherit),
        Some(Said::Public) => quote!(#guard::Public),
        Some(Said::Asks { rule, see }) => {
            let see = table::text(see.as_ref(), paths);
            quote!(#asks(#rule, #see))
        }
    }
}
