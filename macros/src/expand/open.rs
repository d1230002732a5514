//! Open models, and models that are added to them.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Path};

use super::mention::Mention;
use super::model::{Header, located};
use crate::check::model::{Body, Model};
use crate::check::open::Slot;
use crate::paths::{Paths, RuntimePath};

/// `const OPEN`
pub(super) fn id(slot: Option<&Slot<'_>>, paths: &Paths) -> TokenStream {
    let Paths { type_id, option, some, .. } = paths;
    slot.map_or_else(TokenStream::new, |_| quote!(const OPEN: #option<#type_id> = #some(#type_id::of::<Self>());))
}

/// Where what belongs to additions is kept.
pub(super) fn brought(slot: Option<&Slot<'_>>, paths: &Paths) -> TokenStream {
    let Paths { brought, default, .. } = paths;
    slot.map_or_else(TokenStream::new, |_| quote!(let mut __brought = <#brought as #default>::default();))
}

/// The slot of a value that was read, in a list of fields.
pub(super) fn value(slot: Option<&Slot<'_>>, paths: &Paths) -> Option<TokenStream> {
    let Slot { name, ty } = slot?;
    let (slot, read) = (trait_of(ty, paths), &paths.read_added);
    Some(quote!(#name: <#ty as #slot<Self>>::holding(#read::<Self, __A::Error>(__brought)?)))
}

/// The slot in a pattern that has no use for it.
pub(super) fn ignored(slot: Option<&Slot<'_>>) -> Option<TokenStream> {
    slot.map(|Slot { name, .. }| quote!(#name: _))
}

/// Writes what is added behind the other fields.
pub(super) fn write(slot: Option<&Slot<'_>>, paths: &Paths) -> TokenStream {
    let write = &paths.write_added;
    slot.map_or_else(TokenStream::new, |_| quote!(#write::<Self, __O>(self, __object)?;))
}

/// Reports the constraints that additions break.
pub(super) fn check(slot: Option<&Slot<'_>>, paths: &Paths) -> TokenStream {
    let check = &paths.check_added;
    slot.map_or_else(TokenStream::new, |_| quote!(#check::<Self>(self, __found);))
}

/// The slot in the table: what is added stands in its place.
pub(super) fn field(slot: Option<&Slot<'_>>, paths: &Paths) -> Option<TokenStream> {
    let Paths { added_field, .. } = paths;
    slot.map(|_| quote!(#added_field::<Self>()))
}

/// What says that a model is open.
pub(super) fn open(model: &Model<'_>, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let (Some(Slot { name, ty }), Body::Object(_)) = (&model.slot, &model.body) else { return TokenStream::new() };
    let (slot, Paths { extra, open, .. }) = (trait_of(ty, paths), paths);
    header.implement(
        open,
        &quote! {
            fn extra(&self) -> &#extra<Self> {
                <#ty as #slot<Self>>::extra(&self.#name)
            }

            fn extra_mut(&mut self) -> &mut #extra<Self> {
                <#ty as #slot<Self>>::extra_mut(&mut self.#name)
            }
        },
    )
}

/// What a model is added to, and the rules about that: each field's name at the field.
pub(super) fn addition(model: &Model<'_>, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let (Some(path), Body::Object(list)) = (model.extends, &model.body) else { return TokenStream::new() };
    let Paths { addition, fields, .. } = paths;
    let added = header.implement(addition, &quote!(type Of = #path;));
    let span = path.span();
    let (name, check_life) = (model.name, paths.check_addition_life.at(span));
    let life = quote_spanned!(located(span)=> const _: () = #check_life(&<#name as #addition>::TABLE););
    let names = list.iter().enumerate().map(|(at, field)| {
        let span = field.name.span();
        let (check, at) = (paths.check_addition_field.at(span), Literal::usize_unsuffixed(at));
        quote_spanned! {located(span)=>
            const _: () = #check(&<#name as #addition>::TABLE, &<#path as #fields>::ALL, #at);
        }
    });
    quote!(#added #life #(#names)*)
}

/// `&'static [Addition]`, and the constant with what reads them, where an API has some.
pub(super) fn tables(list: &[&Path], paths: &Paths) -> (TokenStream, TokenStream) {
    let Paths { addition, added, .. } = paths;
    let tables = list.iter().map(|path| Mention::new(path).of(addition, "TABLE"));
    let readers = if list.is_empty() {
        TokenStream::new()
    } else {
        let readers = readers(list, paths);
        quote!(const ADDITIONS: &'static [#added] = #readers;)
    };
    (quote!(&[#(#tables),*]), readers)
}

/// `&'static [Added]`
pub(super) fn readers(list: &[&Path], paths: &Paths) -> TokenStream {
    let readers = list.iter().map(|path| Mention::new(path).of(&paths.addition, "ADDED"));
    quote!(&[#(#readers),*])
}

/// The rules about an API's additions, each at its entry.
pub(super) fn checks(api: &Ident, list: &[&Path], paths: &Paths) -> TokenStream {
    let checks = list.iter().enumerate().map(|(at, path)| {
        let span = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
        let (check, trait_) = (paths.check_addition.at(span), &paths.api);
        quote_spanned!(span=> const _: () = #check(<#api as #trait_>::TABLE, #at);)
    });
    checks.collect()
}

/// The trait of the slot's type, at that type.
fn trait_of(ty: &syn::Type, paths: &Paths) -> RuntimePath {
    paths.slot.at(ty.span())
}
