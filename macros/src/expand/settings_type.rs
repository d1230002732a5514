//! Settings: a table of what there is, and how each is read.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use super::table;
use crate::check::settings_type::{Choice, Default, Field, Kind, Settings};
use crate::paths::Paths;

pub(crate) fn expand(settings: &Settings<'_>, errors: &TokenStream) -> TokenStream {
    let paths = &Paths::new(settings.krate);
    let implemented = match &settings.kind {
        Kind::Part { fields, is_defaulted } => part(settings, fields, *is_defaulted, paths),
        Kind::Choice(choices) => {
            let Paths {
                result,
                setting_choice,
                setting_value,
                setting_word,
                setting_wrong,
                str,
                value_of_setting,
                option,
                some,
                ..
            } = paths;
            let name = settings.name;
            let words: Vec<_> = choices.iter().filter(|choice| choice.is_word).collect();
            let kind: Vec<_> = words.iter().map(|Choice { name, .. }| format!("`{name}`")).collect();
            let kind = match kind.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, others)) => format!("{} or {last}", others.join(", ")),
                None => String::new(),
            };
            let words = words.iter().map(|Choice { variant, name, .. }| quote!((#name, Self::#variant)));
            let written = choices.iter().map(|Choice { variant, name, .. }| quote!(Self::#variant { .. } => #name));
            quote! {
                impl #setting_value for #name {
                    const KIND: &'static #str = #kind;

                    fn read(__value: &#value_of_setting) -> #result<Self, #setting_wrong> {
                        #setting_choice(__value, [#(#words),*])
                    }

                    fn write(&self) -> #option<#value_of_setting> {
                        #some(#setting_word(match self {
                            #(#written,)*
                        }))
                    }
                }
            }
        }
    };
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #errors
            #implemented
        };
    }
}

fn part(settings: &Settings<'_>, fields: &[Field<'_>], is_defaulted: bool, paths: &Paths) -> TokenStream {
    let Paths {
        default,
        none,
        option,
        setting,
        setting_field,
        setting_reading,
        setting_shape,
        settings: part,
        some,
        ..
    } = paths;
    let name = settings.name;
    let rows = fields.iter().map(|Field { name, ty, doc, .. }| {
        let doc = table::doc(doc, paths);
        let setting = setting.at(located(ty.span()));
        quote_spanned!(located(ty.span())=> #setting_field { name: #name, doc: #doc, shape: <#ty as #setting>::SHAPE })
    });
    let names: Vec<_> = fields.iter().map(|Field { field, .. }| field).collect();
    let held: Vec<_> = (0..fields.len()).map(|at| format_ident!("__field{at}")).collect();
    let nothing = held.iter().map(|_| quote!(#none));
    let whole = if is_defaulted {
        quote!(#some(#option::unwrap_or_else(__default, <Self as #default>::default)))
    } else {
        quote!(__default)
    };
    let read = fields.iter().zip(&held).map(|(Field { name, ty, default, .. }, held)| {
        let span = located(ty.span());
        let default = match default {
            None => quote!(#held),
            Some(Default::Value(value)) => quote!(#option::or_else(#held, || #some(#value))),
            Some(Default::Text(text)) => {
                let into = paths.into.at(located(text.span()));
                let text = quote_spanned!(located(text.span())=> #into::into(#text));
                quote!(#option::or_else(#held, || #some(#text)))
            }
        };
        // With the row's own words, so that a type that is no setting is told of once.
        let setting = setting.at(span);
        let read = quote_spanned!(span=> <#ty as #setting>::read(__at, #default));
        quote!(let #held: #option<#ty> = #setting_reading::field(__at, #name, |__at| #read);)
    });
    quote! {
        impl #setting for #name {
            const SHAPE: #setting_shape = #setting_shape::Part(&[#(#rows),*]);

            fn read(__at: &mut #setting_reading<'_>, __default: #option<Self>) -> #option<Self> {
                let (#(#held,)*) = match #whole {
                    #some(Self { #(#names: #held,)* }) => (#(#some(#held),)*),
                    #none => (#(#nothing,)*),
                };
                #(#read)*
                #some(Self { #(#names: #held?,)* })
            }
        }

        impl #part for #name {}
    }
}
