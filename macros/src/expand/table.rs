//! Parts that several tables share: segments, doc comments, places.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, LitStr};
use terrace_model::path::Class;

use super::mention::Mention;
use crate::check::notice::Notice;
use crate::check::path::Step;
use crate::parse::doc::Doc;
use crate::paths::Paths;

/// `&'static [Segment<'static>]`
pub(crate) fn segments(steps: &[Step], paths: &Paths) -> TokenStream {
    let segment = &paths.segment;
    let steps = steps.iter().map(|step| match step {
        Step::Literal(text) => quote!(#segment::Literal(#text)),
        Step::Variable(name, class) => {
            let variable = variable(name, *class, paths);
            quote!(#segment::Variable(#variable))
        }
    });
    quote!(&[#(#steps),*])
}

/// `Variable<'static>`
pub(crate) fn variable(name: &str, class: Class, paths: &Paths) -> TokenStream {
    let Paths { variable, class: classes, .. } = paths;
    let class = class_name(class);
    quote!(#variable { name: #name, class: #classes::#class })
}

fn class_name(class: Class) -> Ident {
    format_ident!(
        "{}",
        match class {
            Class::Uuid => "Uuid",
            Class::Digits => "Digits",
            Class::Hex => "Hex",
            Class::Slug => "Slug",
            Class::Any => "Any",
            Class::Rest => "Rest",
        }
    )
}

/// `Doc`
pub(crate) fn doc(doc: &Doc, paths: &Paths) -> TokenStream {
    let table = &paths.doc;
    let Doc { summary, description } = doc;
    if *doc == Doc::default() {
        quote!(#table::NONE)
    } else {
        quote!(#table { summary: #summary, description: #description })
    }
}

/// `&'static Notice`
pub(crate) fn notice(notice: &Notice, paths: &Paths) -> TokenStream {
    let Paths { notice: table, day, some, none, .. } = paths;
    let Notice { deprecated, sunset, link } = notice;
    if deprecated.is_none() && sunset.is_none() && link.is_none() {
        return quote!(#table::NONE);
    }
    let on = |text: &Option<String>| text.as_ref().map_or_else(|| quote!(#none), |text| quote!(#some(#day::of(#text))));
    let (deprecated, sunset) = (on(deprecated), on(sunset));
    let link = link.as_ref().map_or_else(|| quote!(#none), |link| quote!(#some(#link)));
    quote!(&#table { deprecated: #deprecated, sunset: #sunset, link: #link })
}

/// `Place`, of a token that the user wrote: the macros that tell it look at their own span.
pub(crate) fn place(span: Span, paths: &Paths) -> TokenStream {
    let Paths { place, file, line, .. } = paths;
    let (file, line) = (file.at(span), line.at(span));
    let (file, line) = (quote_spanned!(span=> #file!()), quote_spanned!(span=> #line!()));
    quote!(#place { file: #file, line: #line })
}

/// `&'static str`, which tells a type from all others.
pub(crate) fn id(name: &Ident, paths: &Paths) -> TokenStream {
    let Paths { concat, module_path, .. } = paths;
    let name = name.to_string();
    quote!(#concat!(#module_path!(), "::", #name))
}

/// `Option<usize>`
pub(crate) fn bytes(bytes: Option<impl ToTokens>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    bytes.map_or_else(|| quote!(#none), |bytes| quote!(#some(#bytes)))
}

/// `Option<&'static Pipeline>`
pub(crate) fn pipeline(path: Option<impl ToTokens>, paths: &Paths) -> TokenStream {
    let Paths { some, none, pipeline, .. } = paths;
    path.map_or_else(
        || quote!(#none),
        |path| {
            let table = Mention::new(&path).of(pipeline, "TABLE");
            quote!(#some(#table))
        },
    )
}

/// The rule about a `body_bytes` of a controller or an API, at its value.
pub(crate) fn check_bytes(bytes: Option<&Expr>, table: &TokenStream, paths: &Paths) -> TokenStream {
    let Some(bytes) = bytes else { return TokenStream::new() };
    let check = paths.check_some_bytes.at(bytes.span());
    quote_spanned!(bytes.span()=> const _: () = #check(#table.body_bytes);)
}

/// `Option<&'static str>`
pub(crate) fn text(text: Option<&LitStr>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    text.map_or_else(|| quote!(#none), |text| quote!(#some(#text)))
}
