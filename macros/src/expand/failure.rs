//! A failure: what it may answer, and how each variant becomes an answer.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Fields, Generics, LitStr, Member, parse_quote};

use super::model::located;
use crate::check::failure::{Case, Failure, Inner, Kind};
use crate::check::interpolation::{Text, binding};
use crate::parse::doc::Doc;
use crate::paths::Paths;

pub(crate) fn expand(failure: &Failure<'_>, errors: &TokenStream) -> TokenStream {
    let paths = &Paths::new(failure.krate);
    let Paths { answers, failure: answered, into_failure, .. } = paths;
    let own = failure.cases.iter().filter_map(|case| answer(case, paths));
    let parts = failure.cases.iter().filter_map(|case| part(case, paths));
    let arms: Vec<_> = failure.cases.iter().map(|case| arm(case, paths)).collect();
    // What was not understood has no arm; its error is what matters.
    let rest = (!failure.is_complete || arms.is_empty()).then(|| quote!(_ => #answered::new(500),));
    let implementation = implement(
        failure,
        failure.generics,
        into_failure,
        &quote! {
            const ANSWERS: #answers = {
                #errors
                #answers { own: &[#(#own),*], parts: &[#(#parts),*] }
            };

            fn into_failure(self) -> #answered {
                match self {
                    #(#arms)*
                    #rest
                }
            }
        },
    );
    let conversions = failure.cases.iter().filter_map(|case| conversion(failure, case, paths));
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #implementation
            #(#conversions)*
        };
    }
}

fn implement(failure: &Failure<'_>, generics: &Generics, trait_: &impl ToTokens, body: &TokenStream) -> TokenStream {
    let name = failure.name;
    let (parameters, _, bounds) = generics.split_for_impl();
    let (_, arguments, _) = failure.generics.split_for_impl();
    quote! {
        impl #parameters #trait_ for #name #arguments #bounds {
            #body
        }
    }
}

/// An answer of its own.
fn answer(case: &Case<'_>, paths: &Paths) -> Option<TokenStream> {
    let Kind::Status { status, title, doc, .. } = &case.kind else { return None };
    let Paths { answer, content, status: table, .. } = paths;
    let description = description(doc, *title);
    Some(quote! {
        #answer { status: #table::Is(#status), description: #description, content: #content::Failure, headers: &[] }
    })
}

/// The doc comment; without one the title.
fn description(doc: &Doc, title: Option<&LitStr>) -> String {
    match (doc.summary.as_str(), doc.description.as_str()) {
        ("", _) => title.map(LitStr::value).unwrap_or_default(),
        (summary, "") => summary.to_owned(),
        (summary, rest) => format!("{summary}\n\n{rest}"),
    }
}

/// The answers of a failure inside.
fn part(case: &Case<'_>, paths: &Paths) -> Option<TokenStream> {
    match &case.kind {
        Kind::Status { .. } => None,
        Kind::Internal(Inner { ty, .. }) => {
            let unforeseen = paths.unforeseen.at(ty.span());
            Some(quote!(&<#ty as #unforeseen>::ANSWERS))
        }
        Kind::Transparent(Inner { ty, .. }) => {
            let into_failure = paths.into_failure.at(ty.span());
            Some(quote!(&<#ty as #into_failure>::ANSWERS))
        }
    }
}

fn arm(case: &Case<'_>, paths: &Paths) -> TokenStream {
    let Paths { failure, into_failure, unforeseen, .. } = paths;
    let pattern = |used: &[usize]| {
        let path = case.variant.map_or_else(|| quote!(Self), |variant| quote!(Self::#variant));
        let fields = used.iter().map(|place| (member(case.fields, *place), binding(*place)));
        let fields = fields.map(|(member, name)| quote!(#member: #name,));
        quote!(#path { #(#fields)* .. })
    };
    match &case.kind {
        Kind::Status { status, title, detail, .. } => {
            let pattern = pattern(detail.as_ref().map_or(&[], |detail| &detail.fields));
            let title = title.map(|title| quote!(.title(#title)));
            let detail = detail.as_ref().map(|detail| {
                let text = text(detail, paths);
                quote!(.detail(#text))
            });
            quote!(#pattern => #failure::new(#status) #title #detail,)
        }
        Kind::Internal(Inner { ty, .. }) => {
            let (pattern, unforeseen, inner) = (pattern(&[0]), unforeseen.at(ty.span()), binding(0));
            quote!(#pattern => <#ty as #unforeseen>::into_failure(#inner),)
        }
        Kind::Transparent(Inner { ty, .. }) => {
            let (pattern, into_failure, inner) = (pattern(&[0]), into_failure.at(ty.span()), binding(0));
            quote!(#pattern => <#ty as #into_failure>::into_failure(#inner),)
        }
    }
}

fn member(fields: &Fields, place: usize) -> Member {
    match fields.iter().nth(place).and_then(|field| field.ident.clone()) {
        Some(name) => Member::Named(name),
        None => Member::Unnamed(place.into()),
    }
}

fn text(text: &Text, paths: &Paths) -> TokenStream {
    let format = &paths.format;
    let span = located(text.span);
    let literal = LitStr::new(&text.text, span);
    if !text.is_format {
        return quote!(#literal);
    }
    let fields = text.fields.iter().map(|place| {
        let mut name = binding(*place);
        name.set_span(span);
        quote_spanned!(span=> #name = #name)
    });
    quote!(#format!(#literal #(, #fields)*))
}

/// A `From` for what is inside.
fn conversion(failure: &Failure<'_>, case: &Case<'_>, paths: &Paths) -> Option<TokenStream> {
    let Paths { boxed, error, from, into, send, sync, unforeseen, .. } = paths;
    let member = member(case.fields, 0);
    let path = case.variant.map_or_else(|| quote!(Self), |variant| quote!(Self::#variant));
    match &case.kind {
        Kind::Internal(Inner { ty, from: true }) => {
            let mut generics = failure.generics.clone();
            generics.params.push(parse_quote!(__E));
            let any = quote!(#boxed<dyn #error + #send + #sync>);
            generics.make_where_clause().predicates.push(parse_quote!(__E: #into<#any>));
            let unforeseen = unforeseen.at(ty.span());
            Some(implement(
                failure,
                &generics,
                &quote!(#from<__E>),
                &quote! {
                    fn from(__error: __E) -> Self {
                        #path { #member: <#ty as #unforeseen>::of(<__E as #into<#any>>::into(__error)) }
                    }
                },
            ))
        }
        Kind::Transparent(Inner { ty, from: true }) => {
            let span = located(ty.span());
            let body = quote!(fn from(__failure: #ty) -> Self { #path { #member: __failure } });
            let from = from.at(span);
            Some(implement(failure, failure.generics, &quote_spanned!(span=> #from<#ty>), &body))
        }
        _ => None,
    }
}
