//! The type of a version set, its table, and a constant for each version.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::table;
use crate::check::versions::Versions;
use crate::paths::Paths;

pub(crate) fn expand(versions: &Versions<'_>, errors: &TokenStream) -> TokenStream {
    let Versions { attributes, visibility, name, labels, lapses, krate } = versions;
    let paths = &Paths::new(*krate);
    let Paths { clone, concat, copy, debug, derive, module_path, version, version_set, versions, .. } = paths;
    let text = name.to_string();
    let constants = labels.iter().enumerate().map(|(at, label)| {
        let doc = format!(" Version {}.", label.text);
        let at = Literal::usize_unsuffixed(at);
        let constant = &label.constant;
        quote_spanned! {constant.span()=>
            #[doc = #doc]
            #visibility const #constant: #version = <#name as #versions>::SET.at(#at);
        }
    });
    let lapses = lapses.iter().map(|lapse| {
        let (first, last) = (Literal::usize_unsuffixed(lapse.first), Literal::usize_unsuffixed(lapse.last));
        let (table, notice) = (&paths.lapse, table::notice(&lapse.notice, paths));
        quote!(#table { first: #first, last: #last, notice: #notice })
    });
    let texts = labels.iter().map(|label| &label.text);
    quote! {
        #(#attributes)*
        #[#derive(#clone, #copy, #debug)]
        #visibility struct #name;

        const _: () = {
            impl #versions for #name {
                const SET: &'static #version_set = {
                    #errors
                    &#version_set { name: #text, id: #concat!(#module_path!(), "::", #text), labels: &[#(#texts),*], lapses: &[#(#lapses),*] }
                };
            }

            #[allow(dead_code)]
            impl #name {
                #(#constants)*
            }
        };
    }
}
