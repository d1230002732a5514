//! A controller's node, how its state fills it, and which controllers are below it.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Field, Path};
use terrace_model::path::Class;

use super::mention::Mention;
use super::model::located;
use super::policy::guard;
use super::remarks::remarks;
use super::table;
use crate::check::controller::Controller;
use crate::paths::Paths;

pub(crate) fn expand(controller: &Controller<'_>, errors: &TokenStream) -> TokenStream {
    let item = controller.item;
    let Some(fields) = &controller.fields else {
        return super::fallback::item(&quote!(#item), errors);
    };
    let paths = &Paths::new(controller.krate);
    let node = node(controller, errors, paths);
    let state = state(&item.ident, fields, controller.pipeline, paths);
    let lineage = lineage(controller, paths);
    let checks = checks(controller, paths);
    quote! {
        #item

        const _: () = {
            #node
            #state
            #lineage
            #checks
        };
    }
}

fn node(controller: &Controller<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Controller { item, path, key, key_misread, versions, parent, one, many, tag, body_bytes, doc, .. } = controller;
    let Paths { controller: trait_, node, some, none, versions: versions_trait, unversioned, keyless, misread, .. } =
        paths;
    let name = &item.ident;
    let text = name.to_string();
    let (set, table_versions) = match (versions, parent) {
        (Some(set), _) => {
            let table = Mention::new(set).of(versions_trait, "SET");
            (quote!(#set), quote!(#some(#table)))
        }
        (None, Some(parent)) => {
            let parent = Mention::new(parent);
            let node = parent.of(trait_, "NODE");
            (parent.of(trait_, "Versions"), quote!(#node.versions))
        }
        (None, None) => (quote!(#unversioned), quote!(#none)),
    };
    let above = parent.map_or_else(
        || quote!(#none),
        |parent| {
            let node = Mention::new(parent).of(trait_, "NODE");
            quote!(#some(#node))
        },
    );
    let (key_type, key) = match key {
        Some(key) => {
            let Paths { key: table, key_type, .. } = paths;
            let (variable, ty) = (table::variable(&key.name.to_string(), Class::Any, paths), &key.ty);
            let key_type = key_type.at(ty.span());
            (quote!(#ty), quote!(#some(#table { variable: #variable, ty: #key_type::<#ty>() })))
        }
        None if *key_misread => (quote!(#misread), quote!(#none)),
        None => (quote!(#keyless), quote!(#none)),
    };
    let segments = table::segments(path.as_ref().map_or(&[], |path| &path.steps), paths);
    let (id, place, doc) = (table::id(name, paths), table::place(name.span(), paths), table::doc(doc, paths));
    let (one, many) = (table::text(*one, paths), table::text(*many, paths));
    let (pipeline, guard) = (table::pipeline(controller.pipeline, paths), guard(controller.policy, paths));
    let (body_bytes, remarks) = (table::bytes(*body_bytes, paths), remarks(&controller.remarks, paths));
    let load_above = parent.map(|parent| {
        let Paths { context, failure, result, routes, .. } = paths;
        let parent = Mention::new(parent);
        let (load, args) = (parent.of(routes, "load"), parent.args(&quote!(__cx, true)));
        quote! {
            async fn load_above(__cx: &mut #context) -> #result<(), #failure> {
                #load #args.await
            }
        }
    });
    quote! {
        impl #trait_ for #name {
            type Versions = #set;
            type Key = #key_type;
            const NODE: &'static #node = {
                #errors
                &#node {
                    name: #text,
                    id: #id,
                    place: #place,
                    parent: #above,
                    path: #segments,
                    key: #key,
                    versions: #table_versions,
                    tag: #tag,
                    one: #one,
                    many: #many,
                    body_bytes: #body_bytes,
                    pipeline: #pipeline,
                    guard: #guard,
                    doc: #doc,
                    remarks: #remarks,
                }
            };
            #load_above
        }
    }
}

/// How a state fills the fields of a type, and what stands before it.
pub(super) fn state(name: &Ident, fields: &[&Field], pipeline: Option<&Path>, paths: &Paths) -> TokenStream {
    let Paths { from_state, from_ref, parts, chain, chained, option, some, .. } = paths;
    let piped = pipeline.map(|path| quote_spanned!(path.span()=> #path: #chained<__S>,));
    let filters = pipeline.map(|path| {
        let chained = quote_spanned!(located(path.span())=> <#path as #chained<__S>>::chained(__parts));
        quote! {
            fn filters(__parts: &#parts<__S>) -> #option<#chain> {
                #some(#chained)
            }
        }
    });
    let types = fields.iter().map(|field| &field.ty);
    let bounds = types.map(|ty| {
        let from_ref = from_ref.at(ty.span());
        quote_spanned!(ty.span()=> #ty: #from_ref<__S>)
    });
    let values = fields.iter().map(|field| {
        let (name, ty) = (&field.ident, &field.ty);
        let part = quote_spanned!(ty.span()=> __parts.part::<#ty>());
        quote!(#name: #part)
    });
    quote! {
        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
            #piped
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                #name { #(#values,)* }
            }

            #filters
        }
    }
}

fn lineage(controller: &Controller<'_>, paths: &Paths) -> TokenStream {
    let under = &paths.under;
    let name = &controller.item.ident;
    let below = controller.parent.map(|parent| {
        let bound = under.at(parent.span());
        quote! {
            impl<__X> #under<__X> for #name where #parent: #bound<__X> {}
        }
    });
    quote! {
        impl #under<#name> for #name {}
        #below
    }
}

/// The rules that look at what is above the controller, each at the token that would break it.
fn checks(controller: &Controller<'_>, paths: &Paths) -> TokenStream {
    let Paths { controller: trait_, check_path, check_key, .. } = paths;
    let name = &controller.item.ident;
    let path = controller.path.as_ref().filter(|path| path.has_variables()).map(|path| {
        let span = path.literal.span();
        let check = check_path.at(span);
        quote_spanned!(span=> const _: () = #check(<#name as #trait_>::NODE);)
    });
    let key = controller.key.map(|key| {
        let span = key.name.span();
        let check = check_key.at(span);
        quote_spanned!(span=> const _: () = #check(<#name as #trait_>::NODE);)
    });
    let body_bytes = table::check_bytes(controller.body_bytes, &quote!(<#name as #trait_>::NODE), paths);
    quote!(#path #key #body_bytes)
}
