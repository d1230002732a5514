//! `Link` and `Message`: what follows a request, and what the service sends.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::remarks::remarks;
use super::{gate, table};
use crate::check::name::plain;
use crate::check::onward::{Link, Message};
use crate::paths::Paths;

/// A link, to the controller that these tokens name.
pub(crate) fn link(link: &Link<'_>, controller: &TokenStream, paths: &Paths) -> TokenStream {
    let Paths { link: table, some, none, .. } = paths;
    let trait_ = paths.controller.at(controller.span());
    let name = link.name.map_or_else(|| quote!(#none), |name| quote!(#some(#name)));
    let handler = plain(link.handler);
    let parameters = link.parameters.iter().map(|(name, value)| quote!((#name, #value)));
    let node = quote_spanned!(controller.span()=> <#controller as #trait_>::NODE);
    quote!(#table { name: #name, node: #node, handler: #handler, parameters: &[#(#parameters),*] })
}

/// A message that carries a type, written as these tokens.
pub(crate) fn message(message: &Message<'_>, ty: &impl ToTokens, paths: &Paths) -> TokenStream {
    let Paths { message: table, some, none, .. } = paths;
    let trait_ = paths.model.at(message.ty.span());
    let name = plain(message.name);
    let to = message.to.as_ref().map_or_else(|| quote!(#none), |to| quote!(#some(#to)));
    let (doc, range) = (table::doc(&message.doc, paths), gate::range(message.range, paths));
    let remarks = remarks(&message.remarks, paths);
    quote! {
        #table {
            name: #name,
            to: #to,
            doc: #doc,
            ty: <#ty as #trait_>::ty,
            range: #range,
            remarks: #remarks,
        }
    }
}
