//! A filter's type, how its state fills it, what tables tell of it, and the function that it calls.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Type};

use super::mention::Mention;
use super::model::located;
use crate::check::filter::{Filter, Function, Taken, Way};
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
        look_answer,
        looking,
        pass_layer,
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
    let (provisions, own) = match function.as_ref().map(|function| &function.way) {
        Some(Way::Sent { provides: handed, output }) => (
            handed.map(|ty| Mention::new(ty).of(provides, "PROVISIONS")),
            Some(Mention::new(output).of(filter_answer, "ANSWERS")),
        ),
        Some(Way::Seen { output, .. }) => {
            let output = seen(*output);
            (Some(output.of(look_answer, "PROVISIONS")), Some(output.of(look_answer, "ANSWERS")))
        }
        None => (None, None),
    };
    let provisions = provisions.map(|provisions| quote!(const PROVIDES: &'static [&'static #provision] = #provisions;));
    let own = own.map(|own| quote!(const ANSWERS: #answers = #own;));
    let headers = headers.iter().map(|name| quote!(#header(#name)));
    let security = security.map_or_else(|| quote!(#none), |security| quote!(#some(#security)));
    let (layer, new) = match function.as_ref().map(|function| &function.way) {
        Some(Way::Seen { .. }) => (quote!(#pass_layer<#looking<Self>>), quote!(#looking::layer)),
        Some(Way::Sent { .. }) | None => (quote!(#function_layer<Self>), quote!(#function_layer::new)),
    };
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
            type Layer = #layer;

            fn layer(self) -> Self::Layer {
                #new(self)
            }
        }
    }
}

/// What a function that looks returns.
fn seen(output: Option<&Type>) -> Mention {
    output.map_or_else(|| Mention::new(&quote!(())), Mention::new)
}

/// The function. One that was misread is not called, and everything passes.
fn called(filter: &Filter<'_>, paths: &Paths) -> TokenStream {
    let Filter { name, attributes, signature, body, function, .. } = filter;
    let attributes = attributes.iter().filter(|attribute| !attribute.path().is_ident("doc"));
    let item = quote!(#(#attributes)* #signature #body);
    match function {
        Some(Function { takes, way: Way::Seen { head, output } }) => {
            // It takes what it needs, whether it keeps that or not.
            let item = quote!(#[allow(clippy::needless_pass_by_value)] #item);
            looks(name, &item, takes, head, *output, paths)
        }
        Some(Function { takes, way: Way::Sent { provides, output } }) => {
            sends(name, &item, &sent(name, takes, *provides, output, paths), paths)
        }
        None => {
            let Paths { next, ok, .. } = paths;
            let item = signature.receiver().is_none().then(|| quote!(#[allow(unused)] #item));
            let passed = quote!(async { #ok(#next::run(__next, __request).await) });
            sends(name, &item.unwrap_or_default(), &passed, paths)
        }
    }
}

/// A function that sends requests on.
fn sends(name: &Ident, item: &TokenStream, answer: &TokenStream, paths: &Paths) -> TokenStream {
    let Paths { function, behind, following, filter_request, result, response, failure, core_future, send, .. } = paths;
    quote! {
        impl #function for #name {
            fn run<__N: #behind>(
                &self,
                __request: #filter_request,
                __next: #following<__N>,
            ) -> impl #core_future<Output = #result<#response, #failure>> + #send {
                #item
                #answer
            }
        }
    }
}

/// Its answer.
fn sent(name: &Ident, takes: &[Taken<'_>], provides: Option<&Type>, output: &Type, paths: &Paths) -> TokenStream {
    let Paths { provides: trait_, filter_answer, answer_of, result, ok, failure, .. } = paths;
    let (names, taken) = taken(takes, &quote!(&__request), paths);
    let next = provides.map(|ty| {
        let put = Mention::new(ty).of(trait_, "put");
        quote!(let __next = __next.handing(#put);)
    });
    let into_result = Mention::new(output).of(filter_answer, "into_result");
    quote! {
        let __call = || -> #result<_, #failure> {
            #taken
            #next
            #ok(#name(#(#names,)* __request, __next))
        };
        #answer_of(__call(), #into_result)
    }
}

/// A function that looks.
fn looks(
    name: &Ident,
    item: &TokenStream,
    takes: &[Taken<'_>],
    head: &Type,
    output: Option<&Type>,
    paths: &Paths,
) -> TokenStream {
    let Paths { look, look_answer, looked_at, filter_request, passage, result, failure, .. } = paths;
    let give = seen(output).of(look_answer, "give");
    let (names, taken) = taken(takes, &quote!(__request), paths);
    let head = Mention::new(head);
    let (of, args) = (head.of_generic(looked_at, &quote!(<'_>), "of"), head.args(&quote!(__request, __passage)));
    quote! {
        impl #look for #name {
            fn look(&self, __request: &mut #filter_request, __passage: &#passage) -> #result<(), #failure> {
                #item
                #taken
                #give(#name(#(#names,)* #of #args), __request)
            }
        }
    }
}

/// What stands before the request: names, and what they are.
fn taken(takes: &[Taken<'_>], request: &TokenStream, paths: &Paths) -> (Vec<Ident>, TokenStream) {
    let Paths { provided, .. } = paths;
    let taken = takes.iter().map(|taken| match taken {
        Taken::Part(name, _) => quote!(&self.#name),
        Taken::Provided(ty) => {
            let ty = Mention::new(ty);
            let (take, request) = (ty.of(provided, "take"), ty.args(request));
            quote!(#take #request?)
        }
    });
    let names: Vec<_> = (0..takes.len()).map(|at| quote::format_ident!("__{at}")).collect();
    let all = quote!(#(let #names = #taken;)*);
    (names, all)
}
