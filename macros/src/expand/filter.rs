//! A filter's type, how its state fills it, what tables tell of it, and the function that it calls.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Type};

use super::mention::Mention;
use super::model::located;
use crate::check::filter::{Filter, Function, Taken};
use crate::paths::Paths;

pub(crate) fn expand(filter: &Filter<'_>, errors: &TokenStream) -> TokenStream {
    let Filter { attributes, visibility, name, krate, function, .. } = filter;
    let paths = &Paths::new(*krate);
    let Paths { debug, core_fmt, .. } = paths;
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let parts: Vec<_> = function.iter().flat_map(|function| &function.takes).filter_map(part).collect();
    let fields = parts.iter().map(|(name, ty)| quote!(#name: #ty));
    let text = name.to_string();
    let (state, facts, called) = (state(name, &parts, paths), facts(filter, errors, paths), called(filter, paths));
    quote! {
        #(#docs)*
        #[allow(non_camel_case_types)]
        #visibility struct #name {
            #(#fields,)*
        }

        const _: () = {
            impl #debug for #name {
                fn fmt(&self, __out: &mut #core_fmt::Formatter<'_>) -> #core_fmt::Result {
                    __out.debug_struct(#text).finish_non_exhaustive()
                }
            }

            #state
            #facts
            #called
        };
    }
}

/// What is taken of the state.
fn part<'w>(taken: &Taken<'w>) -> Option<(&'w Ident, &'w Type)> {
    match taken {
        Taken::Part(name, ty) => Some((name, ty)),
        Taken::Provided(_) => None,
    }
}

fn state(name: &Ident, parts: &[(&Ident, &Type)], paths: &Paths) -> TokenStream {
    let Paths { from_state, from_ref, parts: state, .. } = paths;
    let bounds = parts.iter().map(|(_, ty)| {
        let from_ref = from_ref.at(ty.span());
        quote_spanned!(ty.span()=> #ty: #from_ref<__S>)
    });
    let values = parts.iter().map(|(name, ty)| {
        let part = quote_spanned!(located(ty.span())=> __parts.part::<#ty>());
        quote!(#name: #part)
    });
    quote! {
        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
        {
            fn from_state(__parts: &#state<__S>) -> Self {
                #name { #(#values,)* }
            }
        }
    }
}

/// What tables tell.
fn facts(filter: &Filter<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Filter { name, headers, security, function, .. } = filter;
    let Paths {
        filter: trait_,
        filter_answer,
        provided,
        provides,
        provision,
        answers,
        header_doc,
        header,
        security: security_type,
        function_layer,
        option,
        some,
        none,
        ..
    } = paths;
    let takes = function.iter().flat_map(|function| &function.takes);
    let requires = takes.filter_map(|taken| match taken {
        Taken::Provided(ty) => Some(Mention::new(ty).of(provided, "PROVISION")),
        Taken::Part(..) => None,
    });
    let provisions = function.as_ref().and_then(|function| function.provides).map(|ty| {
        let provisions = Mention::new(ty).of(provides, "PROVISIONS");
        quote!(const PROVIDES: &'static [&'static #provision] = #provisions;)
    });
    let own = function.as_ref().map(|function| {
        let own = Mention::new(function.output).of(filter_answer, "ANSWERS");
        quote!(const ANSWERS: #answers = #own;)
    });
    let headers = headers.iter().map(|name| quote!(#header(#name)));
    let security = security.map_or_else(|| quote!(#none), |security| quote!(#some(#security)));
    quote! {
        impl #trait_ for #name {
            const REQUIRES: &'static [&'static #provision] = {
                #errors
                &[#(#requires),*]
            };
            #provisions
            #own
            const HEADERS: &'static [#header_doc] = &[#(#headers),*];
            const SECURITY: #option<#security_type> = #security;
            type Layer = #function_layer<Self>;

            fn layer(self) -> Self::Layer {
                #function_layer::new(self)
            }
        }
    }
}

/// The function. One that was misread is not called, and everything passes.
fn called(filter: &Filter<'_>, paths: &Paths) -> TokenStream {
    let Paths {
        function: trait_,
        behind,
        following,
        filter_request,
        next,
        result,
        ok,
        response,
        failure,
        core_future,
        send,
        ..
    } = paths;
    let Filter { name, attributes, signature, body, function, .. } = filter;
    let attributes = attributes.iter().filter(|attribute| !attribute.path().is_ident("doc"));
    let item = quote!(#(#attributes)* #signature #body);
    let call = match function {
        Some(function) => {
            let call = call(name, function, paths);
            quote!(#item #call)
        }
        None if signature.receiver().is_some() => quote!(async { #ok(#next::run(__next, __request).await) }),
        None => quote!(#[allow(unused)] #item async { #ok(#next::run(__next, __request).await) }),
    };
    quote! {
        impl #trait_ for #name {
            fn run<__N: #behind>(
                &self,
                __request: #filter_request,
                __next: #following<__N>,
            ) -> impl #core_future<Output = #result<#response, #failure>> + #send {
                #call
            }
        }
    }
}

fn call(name: &Ident, function: &Function<'_>, paths: &Paths) -> TokenStream {
    let Paths { provided, provides, filter_answer, answer_of, result, ok, failure, .. } = paths;
    let Function { takes, provides: hands, output } = function;
    let taken = takes.iter().map(|taken| match taken {
        Taken::Part(name, _) => quote!(&self.#name),
        Taken::Provided(ty) => {
            let ty = Mention::new(ty);
            let (take, request) = (ty.of(provided, "take"), ty.args(&quote!(&__request)));
            quote!(#take #request?)
        }
    });
    let next = hands.map(|ty| {
        let put = Mention::new(ty).of(provides, "put");
        quote!(let __next = __next.handing(#put);)
    });
    let names: Vec<_> = (0..takes.len()).map(|at| quote::format_ident!("__{at}")).collect();
    let into_result = Mention::new(output).of(filter_answer, "into_result");
    quote! {
        let __call = || -> #result<_, #failure> {
            #(let #names = #taken;)*
            #next
            #ok(#name(#(#names,)* __request, __next))
        };
        #answer_of(__call(), #into_result)
    }
}
