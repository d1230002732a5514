//! The pipelines that may stand before an API, as its table has them, and how the chosen one is built.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::mention::Mention;
use super::model::located;
use crate::check::choice::{Choice, Setting};
use crate::paths::Paths;

/// `Choice`
pub(super) fn choice(choice: &Choice, paths: &Paths) -> TokenStream {
    let Paths { alternative, choice: table, doc, none, setting_table, some, .. } = paths;
    if choice.of.is_empty() {
        return quote!(#table::NONE);
    }
    let of = choice.of.iter().map(|(value, path)| {
        let pipeline = Mention::new(path).of(&paths.pipeline, "TABLE");
        quote!(#alternative { value: #value, pipeline: #pipeline })
    });
    let setting = match &choice.setting {
        None => quote!(#none),
        Some(Setting { name, kind }) => {
            let summary = format!("Which filters requests pass: {kind}");
            let doc = quote!(#doc { summary: #summary, description: "" });
            quote!(#some(#setting_table { name: #name, doc: #doc, kind: #kind }))
        }
    };
    quote!(#table { setting: #setting, of: &[#(#of),*] })
}

/// What each of the pipelines must be, and how an `App` is put behind the one that is chosen: nothing where there are none. `table` is
/// that of the API.
pub(super) fn chains(choice: &Choice, table: &TokenStream, paths: &Paths) -> (Vec<TokenStream>, TokenStream) {
    let Paths { chained, front, .. } = paths;
    if choice.of.is_empty() {
        return (Vec::new(), TokenStream::new());
    }
    let bounds = choice.of.iter().map(|(_, path)| quote_spanned!(path.span()=> #path: #chained<__S>));
    let chains =
        choice.of.iter().map(|(_, path)| quote_spanned!(located(path.span())=> <#path as #chained<__S>>::chained));
    (bounds.collect(), quote!(.behind(#front::chosen(__parts, &#table.pipelines, &[#(#chains),*]).as_ref())))
}

/// The rules that these pipelines have nothing before them, each at its path. `table` is that of the API behind them.
pub(super) fn outermost(choice: &Choice, table: &TokenStream, paths: &Paths) -> TokenStream {
    let rules = choice.of.iter().enumerate().map(|(at, (_, path))| {
        let span = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
        let check = paths.check_outermost.at(span);
        quote_spanned!(span=> const _: () = #check(#table, #at);)
    });
    rules.collect()
}
