//! A composite's type, its list of APIs, how its state fills them, and the rules that compare them.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{FieldValue, Token};

use super::application::application;
use crate::check::composite::Composite;
use crate::parse::composite::Listed;
use crate::paths::Paths;

pub(crate) fn expand(composite: &Composite<'_>, errors: &TokenStream) -> TokenStream {
    let Composite { attributes, visibility, name, apis, krate } = composite;
    let paths = &Paths::new(*krate);
    let Paths { api_table, app, application: trait_, declared_api, from_state, part, parts, check_composite, .. } =
        paths;
    let declarations = apis.iter().map(|Listed { path, about }| {
        let declared = declared_api.at(path.span());
        let declared = quote_spanned!(path.span()=> #declared::of::<#path>());
        match about {
            Some(fields) => {
                let about = self::about(fields, paths);
                quote!(#declared.with(#about))
            }
            None => declared,
        }
    });
    let listed: Vec<_> = apis.iter().map(|listed| &listed.path).collect();
    let bounds = listed.iter().map(|path| quote_spanned!(path.span()=> #path: #part<__S>));
    let built = listed.iter().map(|path| quote_spanned!(path.span()=> <#path as #part<__S>>::part(__parts)));
    let count = apis.len();
    let checks = listed.iter().enumerate().map(|(at, path)| {
        let span = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
        let check = check_composite.at(span);
        quote_spanned!(span=> const _: () = #check(__TABLES, #at);)
    });
    let inside = quote! {
        impl #trait_ for #name {
            const APIS: &'static [#declared_api] = {
                #errors
                &[#(#declarations),*]
            };

            fn app(&self) -> &#app {
                &self.app
            }
        }

        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                #name { app: #app::composite([#(#built),*], <#name as #trait_>::APIS) }
            }
        }

        const __TABLES: &[&#api_table; #count] = &#declared_api::tables(<#name as #trait_>::APIS);
        #(#checks)*
    };
    application(attributes, visibility, name, &inside, paths)
}

/// `About`; the words for its status stand by themselves.
fn about(fields: &Punctuated<FieldValue, Token![,]>, paths: &Paths) -> TokenStream {
    let Paths { openstack_about, openstack_status, .. } = paths;
    let comma = (!fields.empty_or_trailing()).then(|| quote!(,));
    quote! {
        {
            #[allow(unused_imports)]
            use #openstack_status::*;
            #[allow(clippy::needless_update)]
            const __ABOUT: #openstack_about = #openstack_about { #fields #comma ..#openstack_about::NONE };
            __ABOUT
        }
    }
}
