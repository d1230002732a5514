//! The named fields of a model, or of a variant.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Header, located};
use super::schema;
use crate::check::model::{Default, Field};
use crate::paths::Paths;

/// A struct with named fields.
pub(crate) fn object(list: &[Field<'_>], header: &Header<'_>, paths: &Paths) -> TokenStream {
    let write = write(
        list,
        |field| {
            let name = field.name;
            quote!(&self.#name)
        },
        paths,
    );
    let whole = list.iter().find_map(|field| match field.default {
        Default::OfWhole(span) => Some(located(span)),
        _ => None,
    });
    let whole = whole.map(|span| {
        let default = paths.default.at(span);
        let pattern = pattern(list, "__d");
        quote_spanned!(span=> let Self #pattern = <Self as #default>::default();)
    });
    implement(0, list, &quote!(Self), whole.as_ref(), &write, header, paths)
}

/// A variant with named fields.
pub(crate) fn variant(
    place: usize,
    name: &Ident,
    list: &[Field<'_>],
    header: &Header<'_>,
    paths: &Paths,
) -> TokenStream {
    let written = write(list, |field| binding("__f", list, field), paths);
    let pattern = pattern(list, "__f");
    let write = quote! {
        #[allow(irrefutable_let_patterns)]
        if let Self::#name #pattern = self {
            #written
        }
    };
    implement(place + 1, list, &quote!(Self::#name), None, &write, header, paths)
}

/// The calls that report broken constraints; `value` gives what stands for a field, at a place.
pub(crate) fn check(list: &[Field<'_>], value: impl Fn(&Field<'_>, Span) -> TokenStream, paths: &Paths) -> TokenStream {
    let checks = list.iter().map(|field| {
        let (ty, wire) = (field.ty, &field.wire);
        let trait_ = paths.model.at(ty.span());
        let rules = schema::calls(&field.rules, |span| value(field, span), paths);
        let value = value(field, Span::call_site());
        quote! {
            __found.within(#wire, |__found| {
                #rules
                <#ty as #trait_>::check(#value, __found);
            });
        }
    });
    checks.collect()
}

/// `{ first: __f0, second: __f1 }`
pub(crate) fn pattern(list: &[Field<'_>], prefix: &str) -> TokenStream {
    let names = list.iter().map(|field| field.name);
    let slots = (0..list.len()).map(|at| format_ident!("{prefix}{at}"));
    quote!({ #(#names: #slots),* })
}

/// The name that [`pattern`] gives a field.
pub(crate) fn binding(prefix: &str, list: &[Field<'_>], field: &Field<'_>) -> TokenStream {
    let at = list.iter().position(|other| core::ptr::eq(other, field)).unwrap_or_default();
    let name = format_ident!("{prefix}{at}");
    quote!(#name)
}

fn implement(
    part: usize,
    list: &[Field<'_>],
    constructor: &TokenStream,
    whole: Option<&TokenStream>,
    write: &TokenStream,
    header: &Header<'_>,
    paths: &Paths,
) -> TokenStream {
    let Paths { fields, map_access, model, none, ok, option, read_next, result, serialize_map, some, str, .. } = paths;
    let part = Literal::usize_unsuffixed(part);
    let wires: Vec<&String> = list.iter().map(|field| &field.wire).collect();
    let slots: Vec<Ident> = (0..list.len()).map(|at| format_ident!("__f{at}")).collect();
    let types = list.iter().map(|field| field.ty);
    let arms = list.iter().enumerate().map(|(at, field)| {
        let (ty, wire, slot, at) = (field.ty, &field.wire, &slots[at], Literal::usize_unsuffixed(at));
        let model = model.at(ty.span());
        quote!(#at => <#ty as #model>::read_field(&mut __map, &mut #slot, #wire)?,)
    });
    let values = list.iter().zip(&slots).map(|(field, slot)| {
        let (name, value) = (field.name, value(field, slot, list, paths));
        quote!(#name: #value)
    });
    header.implement(
        &quote!(#fields<#part>),
        &quote! {
            const NAMES: &'static [&'static #str] = &[#(#wires),*];

            fn read_fields<'de, __A: #map_access<'de>>(mut __map: __A) -> #result<Self, __A::Error> {
                #(let mut #slots: #option<#types> = #none;)*
                while let #some(__field) = #read_next::<Self, #part, __A>(&mut __map)? {
                    match __field {
                        #(#arms)*
                        _ => {}
                    }
                }
                #whole
                #ok(#constructor { #(#values),* })
            }

            fn write_fields<__M: #serialize_map>(&self, __map: &mut __M) -> #result<(), __M::Error> {
                #write
                #ok(())
            }
        },
    )
}

/// The value of a field out of its slot.
fn value(field: &Field<'_>, slot: &Ident, list: &[Field<'_>], paths: &Paths) -> TokenStream {
    let Paths { default, model, none, some, .. } = paths;
    let (ty, wire) = (field.ty, &field.wire);
    let absent = match field.default {
        Default::None => {
            let model = model.at(ty.span());
            return quote!(<#ty as #model>::needed::<__A::Error>(#slot, #wire)?);
        }
        Default::OfType(span) => {
            let default = default.at(span);
            quote_spanned!(located(span)=> <#ty as #default>::default())
        }
        Default::Function(path) => quote!(#path()),
        Default::OfWhole(_) => binding("__d", list, field),
    };
    quote! {
        match #slot {
            #some(__value) => __value,
            #none => #absent,
        }
    }
}

fn write(list: &[Field<'_>], value: impl Fn(&Field<'_>) -> TokenStream, paths: &Paths) -> TokenStream {
    let writes = list.iter().map(|field| {
        let (ty, wire, value) = (field.ty, &field.wire, value(field));
        let model = paths.model.at(ty.span());
        let write = quote!(<#ty as #model>::write_field(#value, __map, #wire)?;);
        match field.skip_if {
            Some(skip) => quote!(if !#skip(#value) { #write }),
            None => write,
        }
    });
    writes.collect()
}
