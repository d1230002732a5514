//! An extension's table, how its state fills it and its controllers, and the rules about what it brings.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::mention::Mention;
use super::{api, controller, open, policies, table};
use crate::check::api::Api;
use crate::check::extension::Extension;
use crate::paths::Paths;

pub(crate) fn expand(extension: &Extension<'_>, errors: &TokenStream) -> TokenStream {
    let item = extension.item;
    let Some(fields) = &extension.fields else {
        return super::fallback::item(&quote!(#item), errors);
    };
    let paths = &Paths::new(extension.krate);
    let state = controller::state(&item.ident, fields, None, paths);
    let (table, built, check) = (table(extension, errors, paths), built(extension, paths), check(extension, paths));
    quote! {
        #item

        const _: () = {
            #table
            #state
            #built
            #check
        };
    }
}

fn table(extension: &Extension<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Extension { item, alias, title, updated, doc, versions, since, of, controllers, additions, .. } = extension;
    let sets = policies::sets(extension.policies, paths);
    let Paths { extension: trait_, extension_table, entry_table, day, range, routes, routes_of, .. } = paths;
    let Paths { some, none, versions: versions_trait, .. } = paths;
    let (name, text) = (&item.ident, item.ident.to_string());
    let (id, place, doc) = (table::id(name, paths), table::place(name.span(), paths), table::doc(doc, paths));
    let set = versions.map_or_else(
        || quote!(#none),
        |set| {
            let table = Mention::new(set).of(versions_trait, "SET");
            quote!(#some(#table))
        },
    );
    let range = match (since, versions) {
        (Some(since), Some(set)) => {
            let since = quote_spanned!(since.span()=> <#set>::#since);
            quote!(const RANGE: #range = #range { since: #some(#since), until: #none };)
        }
        _ => TokenStream::new(),
    };
    let added = of.iter().map(|of| {
        let resource = Mention::new(of).instead(named_at(name, of)).of_generic(routes_of, &quote!(<#of>), "RESOURCE");
        quote!(#entry_table::added(#resource, #alias))
    });
    let brought = controllers.iter().map(|own| {
        let resource = Mention::new(own).of(routes, "RESOURCE");
        quote!(#entry_table::brought(#resource, #alias))
    });
    let (additions, readers) = open::tables(additions, paths);
    quote! {
        impl #trait_ for #name {
            const TABLE: &'static #extension_table = {
                #errors
                &#extension_table {
                    name: #text,
                    id: #id,
                    place: #place,
                    alias: #alias,
                    title: #title,
                    updated: #day::of(#updated),
                    doc: #doc,
                    versions: #set,
                    range: <Self as #trait_>::RANGE,
                    entries: &[#(#added,)* #(#brought,)*],
                    additions: #additions,
                    policies: #sets,
                }
            };
            #range
            #readers
        }
    }
}

/// The extension's name where it says that it adds to a controller, for errors to be shown there.
fn named_at(name: &Ident, of: &Path) -> TokenStream {
    let name = Ident::new(&name.to_string(), of.span());
    quote!(#name)
}

/// How it is built: once for each controller that it adds to, then its own controllers, and what gives fields to answers.
fn built(extension: &Extension<'_>, paths: &Paths) -> TokenStream {
    let Extension { item, of, controllers, given, .. } = extension;
    let Paths { addition, given_by, built, extended, extends, filtered, from_state, parts, from, .. } = paths;
    let name = &item.ident;
    let added = |of: &Path| quote_spanned!(of.span()=> #name: #filtered<__S, #of>, #of: #from_state<__S>);
    let brought = |own: &Path| quote_spanned!(own.span()=> #own: #from_state<__S> + #filtered<__S>);
    let bounds = of.iter().map(added).chain(controllers.iter().map(brought));
    let added = of.iter().map(|of| quote_spanned!(of.span()=> #built::of::<#name, #of, __S>(__parts)));
    let brought = controllers.iter().map(|own| quote_spanned!(own.span()=> #built::of::<#own, #own, __S>(__parts)));
    let batches = given.iter().map(|fields| {
        let (span, name) = (fields.span(), named_at(name, fields));
        let (of, given_by) = (Mention::new(fields).of(addition, "Of"), given_by.at(span));
        quote_spanned! {span=>
            <#of as #given_by<#name, #fields>>::batched(<#name as #from_state<__S>>::from_state(__parts))
        }
    });
    quote! {
        impl<__S> #extends<__S> for #name
        where
            Self: #from_state<__S>,
            #(#bounds,)*
        {
            fn extended(__parts: &#parts<__S>) -> #extended {
                #extended {
                    built: #from::from([#(#added,)* #(#brought,)*]),
                    batches: #from::from([#(#batches),*]),
                }
            }
        }
    }
}

/// The rule that nothing of it is there before it, at the version in which it begins.
fn check(extension: &Extension<'_>, paths: &Paths) -> TokenStream {
    let Some(since) = extension.since else { return TokenStream::new() };
    let (name, trait_, check) =
        (&extension.item.ident, &paths.extension, paths.check_extension_within.at(since.span()));
    quote_spanned!(since.span()=> const _: () = #check(<#name as #trait_>::TABLE);)
}

/// What an API has by itself, and by its extensions.
pub(super) struct Parts {
    /// `&'static [&'static ExtensionTable]`
    pub(super) extensions: TokenStream,
    /// `&'static [EntryTable]`
    pub(super) entries: TokenStream,
    /// `&'static [Addition]`
    pub(super) additions: TokenStream,
    /// `&'static [&'static PolicySet]`
    pub(super) policies: TokenStream,
    /// The constant with what reads additions, where there may be some.
    pub(super) readers: TokenStream,
}

pub(super) fn parts(api: &Api<'_>, paths: &Paths) -> Parts {
    let Paths { added, addition_table, entry_table, extension, policy_set, .. } = paths;
    let listed = api.entries.iter().map(|entry| api::entry(entry, paths));
    let entries = quote!(&[#(#listed),*]);
    let (additions, readers) = open::tables(&api.additions, paths);
    let policies = policies::sets(api.policies, paths);
    if api.extensions.is_empty() {
        return Parts { extensions: quote!(&[]), entries, additions, policies, readers };
    }
    let tables: Vec<_> = api.extensions.iter().map(|path| Mention::new(path).of(extension, "TABLE")).collect();
    let own_readers = open::readers(&api.additions, paths);
    let readers = api.extensions.iter().map(|path| Mention::new(path).of(extension, "ADDITIONS"));
    let of_each = |list: &str| {
        let list = format_ident!("{list}");
        tables.iter().map(move |table| quote!(#table.#list)).collect::<Vec<_>>()
    };
    let readers = joined(&quote!(#added), &own_readers, readers, paths);
    Parts {
        extensions: quote!(&[#(#tables),*]),
        entries: joined(&quote!(#entry_table), &entries, of_each("entries"), paths),
        additions: joined(&quote!(#addition_table), &additions, of_each("additions"), paths),
        policies: joined(&quote!(&'static #policy_set), &policies, of_each("policies"), paths),
        readers: quote!(const ADDITIONS: &'static [#added] = #readers;),
    }
}

/// A list and those behind it as one, of this type.
fn joined(
    ty: &TokenStream,
    first: &TokenStream,
    others: impl IntoIterator<Item = TokenStream>,
    paths: &Paths,
) -> TokenStream {
    let Paths { joined, joined_length, usize, .. } = paths;
    let others = others.into_iter();
    quote! {
        {
            const LISTS: &'static [&'static [#ty]] = &[#first, #(#others),*];
            const LENGTH: #usize = #joined_length(LISTS);
            if LENGTH == 0 { &[] } else { &#joined::<#ty, LENGTH>(LISTS) }
        }
    }
}

/// The rules that compare what an API's extensions bring with what is there before them, each at its entry.
pub(super) fn checks(api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths { api: trait_, check_extension, check_extension_provided, identity, provided: provides, .. } = paths;
    let name = api.name;
    let checks = api.extensions.iter().enumerate().map(|(at, path)| {
        let span = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
        let (check, provided) = (check_extension.at(span), check_extension_provided.at(span));
        let provided = (!api.is_of_composite)
            .then(|| quote_spanned!(span=> const _: () = #provided(<#name as #trait_>::TABLE, #at);));
        quote_spanned! {span=>
            #[allow(long_running_const_eval)]
            const _: () = #check(<#name as #trait_>::TABLE, __FOUND, #at, <#identity as #provides>::PROVISION);
            #provided
        }
    });
    checks.collect()
}
