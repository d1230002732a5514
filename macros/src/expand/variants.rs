//! The variants of an enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::spanned::Spanned;

use super::model::Header;
use super::{fields, gate, typed};
use crate::check::model::{Content, Tagging, Variant};
use crate::paths::Paths;

pub(crate) fn expand(tagging: &Tagging, list: &[Variant<'_>], header: &Header<'_>, paths: &Paths) -> TokenStream {
    let variants = variants(list, header, paths);
    let objects = list.iter().enumerate().map(|(at, variant)| match &variant.content {
        Content::Object(fields) => fields::variant(at, variant.name, fields, header, paths),
        Content::Nothing | Content::Same(_) => TokenStream::new(),
    });
    let internal = match tagging {
        Tagging::Internal(tag) => internal(tag, list, header, paths),
        _ => TokenStream::new(),
    };
    quote!(#variants #(#objects)* #internal)
}

/// The body of `check`.
pub(crate) fn check(tagging: &Tagging, list: &[Variant<'_>], paths: &Paths) -> TokenStream {
    let arms = list.iter().enumerate().map(|(at, variant)| {
        let name = variant.name;
        let (pattern, looks) = match &variant.content {
            Content::Nothing => return quote!(Self::#name => {}),
            Content::Same(ty) => {
                let model = typed::model(ty, paths);
                (quote!((__value)), quote!(<#ty as #model>::check(__value, __found);))
            }
            Content::Object(list) => {
                let looks = fields::check(at + 1, list, |field, _| fields::binding("__f", list, field), paths);
                (fields::pattern(list, None, "__f"), looks)
            }
        };
        let wire = &variant.wire;
        match tagging {
            Tagging::External => quote!(Self::#name #pattern => __found.within(#wire, |__found| { #looks }),),
            Tagging::Adjacent(_, content) => {
                quote!(Self::#name #pattern => __found.within(#content, |__found| { #looks }),)
            }
            Tagging::Internal(_) | Tagging::Untagged => quote!(Self::#name #pattern => { #looks }),
        }
    });
    quote!(match self { #(#arms)* })
}

fn variants(list: &[Variant<'_>], header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Paths { bool, deserializer, model, ok, result, str, usize, variants, writer, .. } = paths;
    let wires = list.iter().map(|variant| &variant.wire);
    let ranges = gate::ranges(list.iter().map(|variant| variant.gates.range), paths);
    let empty = list.iter().map(Variant::is_empty);
    let numbers = list.iter().enumerate().map(|(at, variant)| {
        let (name, at) = (variant.name, Literal::usize_unsuffixed(at));
        quote!(Self::#name { .. } => #at,)
    });
    let reads = list.iter().enumerate().map(|(at, variant)| {
        let (name, fields) = (variant.name, fields::part(at + 1, paths));
        let read = match &variant.content {
            Content::Nothing => quote!({ <() as #model>::read(__from)?; #ok(Self::#name) }),
            Content::Same(ty) => {
                let model = typed::model(ty, paths);
                quote!(#ok(Self::#name(<#ty as #model>::read(__from)?)))
            }
            Content::Object(_) => quote!(<Self as #fields>::read_object(__from)),
        };
        if at + 1 == list.len() {
            quote!(_ => #read,)
        } else {
            let at = Literal::usize_unsuffixed(at);
            quote!(#at => #read,)
        }
    });
    let writes = list.iter().enumerate().map(|(at, variant)| {
        let (name, fields) = (variant.name, fields::part(at + 1, paths));
        match &variant.content {
            Content::Nothing => quote!(Self::#name => <() as #model>::write(&(), __to),),
            Content::Same(ty) => {
                let model = typed::model(ty, paths);
                quote!(Self::#name(__value) => <#ty as #model>::write(__value, __to),)
            }
            Content::Object(_) => quote!(Self::#name { .. } => <Self as #fields>::write_object(self, __to),),
        }
    });
    header.implement(
        variants,
        &quote! {
            const NAMES: &'static [&'static #str] = &[#(#wires),*];
            const EMPTY: &'static [#bool] = &[#(#empty),*];
            #ranges

            fn variant(&self) -> #usize {
                match self { #(#numbers)* }
            }

            fn read_content<'de, __D: #deserializer<'de>>(__variant: #usize, __from: __D) -> #result<Self, __D::Error> {
                match __variant { #(#reads)* }
            }

            fn write_content<__W: #writer>(&self, __to: __W) -> #result<__W::Ok, __W::Error> {
                match self { #(#writes)* }
            }
        },
    )
}

/// An internally tagged enum is an object: its tag, and the fields of its variant beside it.
fn internal(tag: &str, list: &[Variant<'_>], header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Paths { bool, fields, map_access, object_writer, ok, read_internal_fields, result, str, write_tag, .. } = paths;
    let writes = list.iter().enumerate().map(|(at, variant)| {
        let (name, part) = (variant.name, fields::part(at + 1, paths));
        match &variant.content {
            Content::Nothing => quote!(Self::#name => #ok(()),),
            Content::Same(ty) => {
                let fields = fields.at(ty.span());
                quote!(Self::#name(__value) => <#ty as #fields>::write_fields(__value, __object),)
            }
            Content::Object(_) => quote!(Self::#name { .. } => <Self as #part>::write_fields(self, __object),),
        }
    });
    header.implement(
        fields,
        &quote! {
            const NAMES: &'static [&'static #str] = &[#tag];
            const IS_CHOICE: #bool = true;

            fn read_fields<'de, __A: #map_access<'de>>(__map: __A) -> #result<Self, __A::Error> {
                #read_internal_fields::<Self, __A>(__map, #tag)
            }

            fn write_fields<__O: #object_writer>(&self, __object: &mut __O) -> #result<(), __O::Error> {
                #write_tag::<Self, __O>(self, __object, #tag)?;
                match self { #(#writes)* }
            }
        },
    )
}
