//! A pipeline's type, its table, how its filters are put around an API, and the rules about their order.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::mention::Mention;
use super::model::located;
use super::table;
use crate::check::pipeline::{Entry, Kind, Pipeline};
use crate::paths::Paths;

pub(crate) fn expand(pipeline: &Pipeline<'_>, errors: &TokenStream) -> TokenStream {
    let Pipeline { attributes, visibility, name, title, place, doc, entries, krate } = pipeline;
    let paths = &Paths::new(*krate);
    let Paths { pipeline: trait_, pipeline_table, chain, derive, clone, debug, check_filter, check_order, .. } = paths;
    let doc = table::doc(doc, paths);
    // What a file lists stands before its APIs, with nothing before it.
    let (check, judged) = match place {
        Some(place) => (check_filter, quote!(&#pipeline_table { name: #place, ..*<#name as #trait_>::TABLE })),
        None => (check_order, quote!(<#name as #trait_>::TABLE)),
    };
    let filters = entries.iter().map(|entry| filter(entry, paths));
    let state = state(pipeline, paths);
    let checks = entries.iter().enumerate().map(|(at, entry)| {
        let check = check.at(entry.span);
        quote_spanned!(entry.span=> const _: () = #check(#judged, #at);)
    });
    quote! {
        #(#attributes)*
        #[#derive(#clone, #debug)]
        #visibility struct #name {
            chain: #chain,
        }

        const _: () = {
            impl #trait_ for #name {
                const TABLE: &'static #pipeline_table = {
                    #errors
                    &#pipeline_table { name: #title, doc: #doc, filters: &[#(#filters),*] }
                };

                fn chain(self) -> #chain {
                    self.chain
                }
            }

            #state
            #(#checks)*
        };
    }
}

/// `Filter`, the table.
fn filter(entry: &Entry<'_>, paths: &Paths) -> TokenStream {
    let Paths { filter: trait_, filter_table, none, .. } = paths;
    let name = &entry.name;
    match &entry.kind {
        Kind::Filter { path, .. } | Kind::Part { path, .. } => {
            let filter = Mention::new(path);
            let [requires, provides, answers, headers, security] =
                ["REQUIRES", "PROVIDES", "ANSWERS", "HEADERS", "SECURITY"].map(|fact| filter.of(trait_, fact));
            quote! {
                #filter_table {
                    name: #name,
                    requires: #requires,
                    provides: #provides,
                    answers: &#answers,
                    headers: #headers,
                    security: #security,
                }
            }
        }
        Kind::Layer { answers, .. } => {
            let answers = self::answers(answers, paths);
            quote! {
                #filter_table {
                    name: #name,
                    requires: &[],
                    provides: &[],
                    answers: #answers,
                    headers: &[],
                    security: #none,
                }
            }
        }
    }
}

/// `&'static Answers`, of a layer of another crate.
fn answers(statuses: &[u16], paths: &Paths) -> TokenStream {
    let Paths { answers, answer, status, content, .. } = paths;
    let all = statuses.iter().map(|code| {
        let content = if *code < 400 { quote!(#content::Empty) } else { quote!(#content::Failure) };
        quote!(#answer { status: #status::Is(#code), description: "", content: #content, headers: &[] })
    });
    quote!(&#answers::of(&[#(#all),*]))
}

/// From the innermost filter to the outermost one.
fn state(pipeline: &Pipeline<'_>, paths: &Paths) -> TokenStream {
    let Paths { from_ref, from_state, parts, chain, .. } = paths;
    let Pipeline { name, entries, .. } = pipeline;
    let bounds = entries.iter().filter_map(|entry| match &entry.kind {
        Kind::Filter { path, value: None } => Some(quote_spanned!(path.span()=> #path: #from_state<__S>)),
        Kind::Part { part, .. } => Some(quote_spanned!(part.span()=> #part: #from_ref<__S>)),
        Kind::Filter { .. } | Kind::Layer { .. } => None,
    });
    let links = entries.iter().enumerate().rev().map(|(at, entry)| link(at, entry, paths));
    quote! {
        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                let __behind = #chain::end();
                #(let __behind = #links;)*
                #name { chain: #chain::new(__behind) }
            }
        }
    }
}

/// One filter around what is behind it.
fn link(at: usize, entry: &Entry<'_>, paths: &Paths) -> TokenStream {
    let Paths { filter: trait_, parts, pipeline, from_state, around, .. } = paths;
    let layer = match &entry.kind {
        Kind::Filter { path, value } => {
            let filter = Mention::new(path);
            let value = match value {
                Some(value) => quote!(#value),
                None => quote_spanned!(located(path.span())=> <#path as #from_state<__S>>::from_state(__parts)),
            };
            let (layer, value) = (filter.of(trait_, "layer_of"), filter.args(&quote!(#value, __parts)));
            quote!(#layer #value)
        }
        Kind::Part { path, part, field } => {
            let filter = Mention::new(path);
            let layer = filter.of(trait_, "layer_of");
            let value = filter.args(&quote!(#parts::part::<#part>(__parts).#field, __parts));
            quote!(#layer #value)
        }
        Kind::Layer { layer, .. } => quote!(#layer),
    };
    let around = around.at(entry.span);
    quote_spanned!(located(entry.span)=> #around::around(#layer, <Self as #pipeline>::TABLE.filters[#at].answers, __behind))
}
