//! The type of an application: what `api!` and `composite!` declare alike.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Visibility};

use crate::paths::Paths;

/// A struct around an `App`, how it is built of a state, and how it is called, where it `is_served` as it is. `inside` is what else there
/// is to it.
pub(super) fn application(
    attributes: &[Attribute],
    visibility: &Visibility,
    name: &Ident,
    is_served: bool,
    inside: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let Paths { app, derive, clone, debug, fills, service, task_context, poll, result, .. } = paths;
    let doc = format!(" Builds `{name}` from a state that has all that its controllers need.");
    let called = is_served.then(|| {
        quote! {
            impl<__R> #service<__R> for #name
            where
                #app: #service<__R>,
            {
                type Response = <#app as #service<__R>>::Response;
                type Error = <#app as #service<__R>>::Error;
                type Future = <#app as #service<__R>>::Future;

                fn poll_ready(&mut self, __cx: &mut #task_context<'_>) -> #poll<#result<(), Self::Error>> {
                    #service::poll_ready(&mut self.app, __cx)
                }

                fn call(&mut self, __request: __R) -> Self::Future {
                    #service::call(&mut self.app, __request)
                }
            }
        }
    });
    quote! {
        #(#attributes)*
        #[#derive(#clone, #debug)]
        #visibility struct #name {
            app: #app,
        }

        const _: () = {
            #[allow(dead_code)]
            impl #name {
                #[doc = #doc]
                #visibility fn new<__S>(state: __S) -> Self
                where
                    __S: #fills<Self>,
                {
                    #fills::fill(state)
                }
            }

            #called

            #inside
        };
    }
}
