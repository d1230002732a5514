//! `About`: who is behind an API, and where it is served.

use proc_macro2::TokenStream;
use quote::quote;

use super::remarks::remarks;
use super::table;
use crate::check::about::{About, Contact, License, Server, Tag, Variable};
use crate::paths::Paths;

pub(crate) fn about(about: &About<'_>, paths: &Paths) -> TokenStream {
    let table = &paths.about;
    if about.is_empty() {
        return quote!(#table::NONE);
    }
    let contact = optional(about.contact.as_ref().map(|found| contact(found, paths)), paths);
    let license = optional(about.license.as_ref().map(|found| license(found, paths)), paths);
    let terms = optional(about.terms_of_service.as_ref(), paths);
    let servers = about.servers.iter().map(|each| server(each, paths));
    let tags = about.tags.iter().map(|each| tag(each, paths));
    quote! {
        #table {
            contact: #contact,
            license: #license,
            terms_of_service: #terms,
            servers: &[#(#servers),*],
            tags: &[#(#tags),*],
        }
    }
}

fn contact(contact: &Contact<'_>, paths: &Paths) -> TokenStream {
    let (table, name) = (&paths.contact, contact.name);
    let (email, url) = (table::text(contact.email, paths), optional(contact.url.as_ref(), paths));
    quote!(#table { name: #name, email: #email, url: #url })
}

fn license(license: &License<'_>, paths: &Paths) -> TokenStream {
    let (table, name) = (&paths.license, license.name);
    let (identifier, url) = (table::text(license.identifier, paths), optional(license.url.as_ref(), paths));
    quote!(#table { name: #name, identifier: #identifier, url: #url })
}

fn server(server: &Server<'_>, paths: &Paths) -> TokenStream {
    let Paths { server: table, server_variable, .. } = paths;
    let Server { url, doc, remarks: told, variables } = server;
    let (doc, remarks) = (table::doc(doc, paths), remarks(told, paths));
    let variables = variables.iter().map(|Variable { name, doc, default, values }| {
        let doc = table::doc(doc, paths);
        quote!(#server_variable { name: #name, doc: #doc, default: #default, values: &[#(#values),*] })
    });
    quote!(#table { url: #url, doc: #doc, variables: &[#(#variables),*], remarks: #remarks })
}

fn tag(tag: &Tag<'_>, paths: &Paths) -> TokenStream {
    let (table, name) = (&paths.tag, tag.name);
    let (doc, remarks) = (table::doc(tag.doc, paths), remarks(&tag.remarks, paths));
    quote!(#table { name: #name, doc: #doc, remarks: #remarks })
}

/// `Option<…>`
fn optional<T: quote::ToTokens>(value: Option<T>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    value.map_or_else(|| quote!(#none), |value| quote!(#some(#value)))
}
