//! An answer: all that it may be, and how each variant becomes a response.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use crate::check::answer::{Answer, Case, Header};
use crate::parse::doc::Doc;
use crate::paths::Paths;

pub(crate) fn expand(answer: &Answer<'_>, errors: &TokenStream) -> TokenStream {
    let paths = &Paths::new(answer.krate);
    let Paths { answers, context, response, into_response, .. } = paths;
    let own = answer.cases.iter().map(|case| declared(case, paths));
    let parts = answer.cases.iter().filter_map(|case| parts(case, paths));
    let arms: Vec<_> = answer.cases.iter().map(|case| arm(case, paths)).collect();
    // What was not understood has no arm; its error is what matters.
    let rest = (!answer.is_complete || arms.is_empty()).then(|| {
        let empty = nothing(paths);
        quote!(_ => #empty)
    });
    let (name, reach) = (answer.name, reach(answer, paths));
    let (parameters, arguments, bounds) = answer.generics.split_for_impl();
    quote! {
        #[allow(deprecated)]
        const _: () = {
            impl #parameters #into_response for #name #arguments #bounds {
                const ANSWERS: #answers = {
                    #errors
                    #answers { own: &[#(#own),*], parts: &[#(#parts),*] }
                };

                fn into_response(self, __cx: &#context) -> #response {
                    match self {
                        #(#arms)*
                        #rest
                    }
                }

                #reach
            }
        };
    }
}

/// `fn reach`, where a case has a body.
fn reach(answer: &Answer<'_>, paths: &Paths) -> Option<TokenStream> {
    let Paths { into_response, reached, .. } = paths;
    let arms = answer.cases.iter().filter_map(|case| {
        let (member, ty) = case.body?;
        let path = case.variant.map_or_else(|| quote!(Self), |variant| quote!(Self::#variant));
        let into_response = into_response.at(ty.span());
        let look = quote_spanned!(located(ty.span())=> <#ty as #into_response>::reach(__body, __reached));
        Some(quote!(#path { #member: __body, .. } => #look,))
    });
    let arms: Vec<_> = arms.collect();
    let rest = (arms.len() < answer.cases.len() || !answer.is_complete).then(|| quote!(_ => {}));
    (!arms.is_empty()).then(|| {
        quote! {
            fn reach<'__a>(&'__a mut self, __reached: &mut #reached<'__a>) {
                match self {
                    #(#arms)*
                    #rest
                }
            }
        }
    })
}

/// An answer as tables have it.
fn declared(case: &Case<'_>, paths: &Paths) -> TokenStream {
    let Paths { declared, some, none, into_response, no_content, .. } = paths;
    let inner = match case.body {
        Some((_, ty)) => {
            let into_response = into_response.at(ty.span());
            quote_spanned!(ty.span()=> <#ty as #into_response>::ANSWERS)
        }
        None => quote!(<#no_content as #into_response>::ANSWERS),
    };
    let status = case.status.map_or_else(|| quote!(#none), |status| quote!(#some(#status)));
    let description = description(case.doc);
    let headers = case.headers.iter().map(|header| documented(header, paths));
    quote!(#declared(&#inner, #status, #description, &[#(#headers),*]))
}

fn documented(header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Paths { header_doc, header_content, .. } = paths;
    let (name, description, ty) = (&header.name, description(header.doc), header.ty);
    let content = header_content.at(ty.span());
    let ty = quote_spanned!(ty.span()=> <#ty as #content>::TYPE);
    quote!(#header_doc { name: #name, description: #description, ty: &#ty })
}

fn description(doc: &Doc) -> String {
    match (doc.summary.as_str(), doc.description.as_str()) {
        (summary, "") => summary.to_owned(),
        (summary, rest) => format!("{summary}\n\n{rest}"),
    }
}

/// What else a body may become, as where it cannot be made.
fn parts(case: &Case<'_>, paths: &Paths) -> Option<TokenStream> {
    let Paths { answers, into_response, .. } = paths;
    let (_, ty) = case.body?;
    let into_response = into_response.at(ty.span());
    let inner = quote_spanned!(ty.span()=> <#ty as #into_response>::ANSWERS);
    Some(quote!(&#answers { own: &[], parts: #inner.parts }))
}

fn arm(case: &Case<'_>, paths: &Paths) -> TokenStream {
    let Paths { into_response, answered, header_content, some, none, .. } = paths;
    let path = case.variant.map_or_else(|| quote!(Self), |variant| quote!(Self::#variant));
    let names: Vec<Ident> = (0..case.headers.len()).map(|at| format_ident!("__h{at}")).collect();
    let bound = case.headers.iter().zip(&names).map(|(header, name)| {
        let member = header.member;
        quote!(#member: #name,)
    });
    let (body, response) = match case.body {
        Some((member, ty)) => {
            let into_response = into_response.at(ty.span());
            let made = quote_spanned!(located(ty.span())=> <#ty as #into_response>::into_response(__body, __cx));
            (quote!(#member: __body,), made)
        }
        None => (TokenStream::new(), nothing(paths)),
    };
    let status = case.status.map_or_else(|| quote!(#none), |status| quote!(#some(#status)));
    let bare = quote!(#answered(#response, #status));
    let whole = case.headers.iter().zip(&names).fold(bare, |response, (written, local)| {
        let (name, ty) = (&written.name, written.ty);
        let content = header_content.at(ty.span());
        quote_spanned!(located(ty.span())=> <#ty as #content>::add(&#local, #response, __cx, #name))
    });
    // Fields that were not understood are left out, which was reported.
    quote!(#path { #body #(#bound)* .. } => #whole,)
}

/// A response without a body.
fn nothing(paths: &Paths) -> TokenStream {
    let Paths { no_content, into_response, .. } = paths;
    quote!(<#no_content as #into_response>::into_response(#no_content, __cx))
}
