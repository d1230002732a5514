//! What filters provide: which type it is, and how handlers take it.

use proc_macro2::TokenStream;
use quote::quote;

use super::table;
use crate::check::provided::Provided;
use crate::paths::Paths;

pub(crate) fn expand(provided: &Provided<'_>, errors: &TokenStream) -> TokenStream {
    let Provided { name, krate, is_plain } = provided;
    if !is_plain {
        return errors.clone();
    }
    let paths = &Paths::new(*krate);
    let Paths {
        provided: trait_,
        provision,
        from_request,
        controller,
        context,
        failure,
        read_part,
        result,
        str,
        of_context,
        ..
    } = paths;
    let (text, id) = (name.to_string(), table::id(name, paths));
    quote! {
        const _: () = {
            impl #trait_ for #name {
                const PROVISION: &'static #provision = {
                    #errors
                    &#provision { name: #text, id: #id }
                };
            }

            impl<__C: #controller> #from_request<__C> for #name {
                const PART: #read_part = #read_part::Provided(<#name as #trait_>::PROVISION);

                async fn from_request(__cx: &mut #context, _: &'static #str) -> #result<Self, #failure> {
                    #of_context(__cx)
                }
            }
        };
    }
}
