//! What rules may speak of.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use crate::check::target::Target;
use crate::paths::Paths;

pub(crate) fn expand(target: &Target<'_>, errors: &TokenStream) -> TokenStream {
    let Target { name, generics, attributes, unseen, krate } = target;
    let paths = &Paths::new(*krate);
    let Paths { policy_target, target_text, option, none, cow, str, failure, into_failure, .. } = paths;
    let (before, types, bounds) = generics.split_for_impl();
    let names = attributes.iter().map(|(name, ..)| name);
    let arms = attributes.iter().map(|(name, field, ty)| {
        let text = target_text.at(ty.span());
        quote_spanned!(located(ty.span())=> #name => #text(&self.#field),)
    });
    let unseen = unseen.map(|path| {
        let into_failure = into_failure.at(path.span());
        quote_spanned! {path.span()=>
            fn unseen(&self) -> #failure {
                #into_failure::into_failure(#path(self))
            }
        }
    });
    quote! {
        const _: () = {
            #errors
            impl #before #policy_target for #name #types #bounds {
                const ATTRIBUTES: &'static [&'static #str] = &[#(#names),*];

                fn attribute(&self, __name: &#str) -> #option<#cow<'_, #str>> {
                    match __name {
                        #(#arms)*
                        _ => #none,
                    }
                }

                #unseen
            }
        };
    }
}
