//! A controller of requests that were removed: its tables, without any handler of the user's.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::handler::method;
use super::mention::Mention;
use super::{routes, table};
use crate::check::removed::{Gone, Removed};
use crate::paths::Paths;

pub(crate) fn expand(removed: &Removed<'_>, errors: &TokenStream) -> TokenStream {
    let Removed { attributes, visibility, name, doc, versions, requests, krate, .. } = removed;
    let paths = &Paths::new(*krate);
    let Paths {
        bool,
        clone,
        context,
        controller,
        remarks,
        copy,
        debug,
        derive,
        failure,
        filtered,
        from_state,
        guard,
        keyless,
        node,
        none,
        ok,
        parts,
        resource_table,
        result,
        routes: routes_trait,
        some,
        under,
        unversioned,
        versions: versions_trait,
        ..
    } = paths;
    let text = name.to_string();
    let (set, table_versions) = match versions {
        Some(set) => {
            let table = Mention::new(set).of(versions_trait, "SET");
            (quote!(#set), quote!(#some(#table)))
        }
        None => (quote!(#unversioned), quote!(#none)),
    };
    let (id, place, doc) = (table::id(name, paths), table::place(name.span(), paths), table::doc(doc, paths));
    let entries = requests.iter().map(|gone| entry(gone, removed, paths));
    let found = (!requests.is_empty()).then(|| routes::found(&quote!(<#name as #routes_trait>::RESOURCE), paths));
    let checks = requests.iter().map(|gone| {
        let (check, name) = (paths.check_route.at(gone.span), &gone.name);
        quote_spanned!(gone.span=> const _: () = #check(__ALONE, __FOUND, #name);)
    });
    quote! {
        #(#attributes)*
        #[#derive(#clone, #copy, #debug)]
        #visibility struct #name;

        const _: () = {
            impl #controller for #name {
                type Versions = #set;
                type Key = #keyless;
                const NODE: &'static #node = {
                    #errors
                    &#node {
                        name: #text,
                        id: #id,
                        place: #place,
                        parent: #none,
                        path: &[],
                        key: #none,
                        versions: #table_versions,
                        tag: #text,
                        one: #none,
                        many: #none,
                        body_bytes: #none,
                        pipeline: #none,
                        guard: #guard::Public,
                        doc: #doc,
                        remarks: #remarks::NONE,
                    }
                };
            }

            impl #routes_trait for #name {
                const RESOURCE: &'static #resource_table =
                    &#resource_table { node: <#name as #controller>::NODE, load: #none, routes: &[#(#entries),*] };

                async fn load(_: &mut #context, _: #bool) -> #result<(), #failure> {
                    #ok(())
                }
            }

            impl<__S> #from_state<__S> for #name {
                fn from_state(_: &#parts<__S>) -> Self {
                    #name
                }
            }

            impl<__S> #filtered<__S> for #name {}

            impl #under<#name> for #name {}

            #found
            #(#checks)*
        };
    }
}

fn entry(gone: &Gone<'_>, removed: &Removed<'_>, paths: &Paths) -> TokenStream {
    let Paths { method: methods, removed: function, .. } = paths;
    let (owner, name, reason) = (removed.name.to_string(), &gone.name, &removed.reason);
    let (place, method, path) =
        (table::place(gone.span, paths), method(gone.method), table::segments(&gone.steps, paths));
    let action = table::text(gone.action, paths);
    quote!(#function(#owner, #name, #place, #methods::#method, #path, #action, #reason))
}
