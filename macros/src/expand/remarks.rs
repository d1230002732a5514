//! `&'static Remarks`, and what else has a URL in tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::table;
use crate::check::remarks::Remarks;
use crate::paths::Paths;

pub(crate) fn remarks(remarks: &Remarks<'_>, paths: &Paths) -> TokenStream {
    let Paths { remarks: table, remark, external_docs, some, none, .. } = paths;
    if remarks.is_empty() {
        return quote!(#table::NONE);
    }
    let docs = match &remarks.docs {
        Some((url, description)) => {
            let description = table::text(*description, paths);
            quote!(#some(#external_docs { url: #url, description: #description }))
        }
        None => quote!(#none),
    };
    let extensions = remarks.extensions.iter().map(|(name, value)| quote!(#remark { name: #name, value: #value }));
    quote!(&#table { docs: #docs, extensions: &[#(#extensions),*] })
}
