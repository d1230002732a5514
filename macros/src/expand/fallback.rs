//! What is written where a macro's input cannot be understood: the user's item, and the errors.

use proc_macro2::TokenStream;
use quote::quote;

/// The item as it is, beside the errors.
pub(crate) fn item(item: &TokenStream, errors: &TokenStream) -> TokenStream {
    quote! { #item #errors }
}
