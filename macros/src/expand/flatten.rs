//! Flattened fields: what an object has for them is kept while it is read, and is theirs once all of it is there.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use crate::check::model::{Body, Content, Field, Model, Tagging};
use crate::check::open::Slot;
use crate::paths::{Paths, RuntimePath};

/// `const FLATTENED`
pub(super) fn names(list: &[Field<'_>], paths: &Paths) -> TokenStream {
    if flattened(list).next().is_none() {
        return TokenStream::new();
    }
    let names = flattened(list).map(|field| {
        let (ty, fields) = (field.ty, fields(field, paths));
        quote!(&<#ty as #fields>::ALL)
    });
    let table = &paths.field_names;
    quote!(const FLATTENED: &'static [&'static #table] = &[#(#names),*];)
}

/// Where what belongs to them is kept.
pub(super) fn kept(list: &[Field<'_>], paths: &Paths) -> TokenStream {
    let (count, default, kept) = (flattened(list).count(), &paths.default, &paths.kept);
    if count == 0 {
        return TokenStream::new();
    }
    quote!(let mut __kept: [#kept; #count] = #default::default();)
}

/// The call for the next field with a name of its own.
pub(super) fn next(list: &[Field<'_>], slot: Option<&Slot<'_>>, fields: &TokenStream) -> TokenStream {
    let keeps = flattened(list).next().is_some();
    if slot.is_some() {
        let kept = if keeps { quote!(__kept) } else { quote!([]) };
        return quote!(<Self as #fields>::next_or_bring(&mut __map, &mut __expected, &mut #kept, &mut __brought));
    }
    if keeps {
        return quote!(<Self as #fields>::next_or_keep(&mut __map, &mut __expected, &mut __kept));
    }
    quote!(<Self as #fields>::next(&mut __map, &mut __expected))
}

/// The value of a field out of what was kept for it.
pub(super) fn value(list: &[Field<'_>], field: &Field<'_>, paths: &Paths) -> TokenStream {
    let at = flattened(list).position(|other| core::ptr::eq(other, field)).unwrap_or_default();
    let (ty, fields, at) = (field.ty, fields(field, paths), Literal::usize_unsuffixed(at));
    quote!(<#ty as #fields>::read_kept::<__A::Error>(&mut __kept[#at])?)
}

pub(super) fn write(field: &Field<'_>, value: &TokenStream, paths: &Paths) -> TokenStream {
    let (ty, fields) = (field.ty, fields(field, paths));
    quote!(<#ty as #fields>::write_fields(#value, __object)?;)
}

/// The rules about the names that they bring, each at `flatten`; `object` is the type that they are in.
pub(super) fn checks(model: &Model<'_>, object: &TokenStream, paths: &Paths) -> Vec<TokenStream> {
    match &model.body {
        Body::Object(list) => checks_of(0, None, list, object, paths),
        Body::Enum(tagging, variants) => {
            let tag = match tagging {
                Tagging::Internal(tag) => Some(tag.as_str()),
                _ => None,
            };
            let lists = variants.iter().enumerate().map(|(at, variant)| match &variant.content {
                Content::Object(list) => checks_of(at + 1, tag, list, object, paths),
                Content::Nothing | Content::Same(_) => Vec::new(),
            });
            lists.flatten().collect()
        }
        Body::Same(_) | Body::Null | Body::Unknown => Vec::new(),
    }
}

fn checks_of(
    part: usize,
    tag: Option<&str>,
    list: &[Field<'_>],
    object: &TokenStream,
    paths: &Paths,
) -> Vec<TokenStream> {
    let part = Literal::usize_unsuffixed(part);
    let mut checks = Vec::new();
    for (at, field) in flattened(list).enumerate() {
        let Some(word) = field.flatten else { continue };
        let (span, name) = (word.span(), field.name.to_string());
        let (check, check_tag) = (paths.check_flatten.at(span), paths.check_flatten_tag.at(span));
        let fields = fields(field, paths);
        checks.push(quote_spanned!(located(span)=> #check(#name, &<#object as #fields<#part>>::ALL, #at)));
        checks.extend(tag.map(
            |tag| quote_spanned!(located(span)=> #check_tag(#name, #tag, &<#object as #fields<#part>>::ALL, #at)),
        ));
    }
    checks
}

fn flattened<'l, 'm>(list: &'l [Field<'m>]) -> impl Iterator<Item = &'l Field<'m>> {
    list.iter().filter(|field| field.flatten.is_some())
}

/// The trait with a field's own fields, at its type.
fn fields(field: &Field<'_>, paths: &Paths) -> RuntimePath {
    paths.fields.at(field.ty.span())
}
