//! A model's table.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use super::remarks::remarks;
use super::{fields, gate, open, rules, table, typed};
use crate::check::access::Access;
use crate::check::model::{Body, Content, Field, Model, Tagging, Typed, Variant};
use crate::check::open::Slot;
use crate::check::rules::Rule;
use crate::parse::doc::Doc;
use crate::parse::helpers::Example;
use crate::paths::Paths;

/// `Type`, as a block's last statements.
pub(crate) fn table(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let Paths { model: trait_, shape: shapes, some, none, type_name, type_table, .. } = paths;
    let (base, owner) = (&model.base, model.name.to_string());
    let parameters: Vec<_> = model.generics.type_params().map(|parameter| &parameter.ident).collect();
    let doc = table::doc(model.doc, paths);
    let (id, place) = (table::id(model.name, paths), table::place(model.name.span(), paths));
    let example = model.example.map_or_else(|| quote!(#none), |found| example(found, &quote!(Self), &[], paths));
    let rules = rules::table(&model.rules, paths);
    let remarks = remarks(&model.remarks, paths);
    let shape = match &model.body {
        Body::Object(list) => object(list, model.slot.as_ref(), paths),
        Body::Same(ty) => same(ty, paths),
        Body::Null => quote!(#shapes::Null),
        Body::Enum(tagging, list) => {
            let (tagging, list) = (self::tagging(tagging, paths), list.iter().map(|each| variant(each, paths)));
            quote!(#shapes::Enum { tagging: #tagging, variants: &[#(#list),*] })
        }
        Body::Unknown => quote!(#shapes::Any),
    };
    let checks = parameters.iter().map(|parameter| {
        let check = paths.check_field.at(parameter.span());
        let text = parameter.to_string();
        let range = &paths.range;
        quote_spanned!(located(parameter.span())=> #check(#owner, Self::LIFE, #text, #range::ALL, <#parameter as #trait_>::LIFE);)
    });
    let fields = super::model::generic_checks(model, paths);
    quote! {
        #(#checks)*
        #fields
        #type_table {
            name: #some(#type_name {
                base: #base,
                parameters: &[#(<#parameters as #trait_>::ty),*],
                path: #id,
                place: #place,
            }),
            doc: #doc,
            life: Self::LIFE,
            shape: #shape,
            rules: #rules,
            example: #example,
            remarks: #remarks,
        }
    }
}

/// Where the type exists: where the model says so, and all its parameters do, as a page exists where what is on it does.
pub(crate) fn life(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let Paths { life, model: trait_, some, versions, .. } = paths;
    let own = match model.versions {
        Some(set) => {
            let (versions, range) = (versions.at(set.span()), gate::range(model.life, paths));
            quote!(#life { versions: #some(<#set as #versions>::SET), range: #range })
        }
        None => quote!(#life::ALWAYS),
    };
    let parameters = model.generics.type_params().map(|parameter| &parameter.ident);
    quote!(#own #(.and(<#parameters as #trait_>::LIFE))*)
}

fn object(list: &[Field<'_>], slot: Option<&Slot<'_>>, paths: &Paths) -> TokenStream {
    let shape = &paths.shape;
    let fields = list.iter().map(|each| field(each, paths)).chain(open::field(slot, paths));
    quote!(#shape::Object(&[#(#fields),*]))
}

/// A field, with what is not as it is in most: every word costs time in every build.
fn field(field: &Field<'_>, paths: &Paths) -> TokenStream {
    let (table, wire, ty) = (&paths.field_table, &field.wire, typed::reference(&field.ty, paths));
    let said = said(field, paths);
    if said.is_empty() {
        return quote!(#table::plain(#wire, #ty));
    }
    let said = said.into_iter().map(|(name, value)| {
        let name = format_ident!("{name}");
        quote!(#name: #value)
    });
    // The type comes first: who has a field of no model is told there, and once.
    quote!(#table { name: #wire, ty: #ty, #(#said,)* ..#table::PLAIN })
}

/// What is said of a field, by the names that its table has.
fn said(field: &Field<'_>, paths: &Paths) -> Vec<(&'static str, TokenStream)> {
    let Paths { some, .. } = paths;
    let gates = &field.gates;
    let default = fields::absent(field, paths).map(|value| {
        let (text, ty) = (typed::default_text(&field.ty, paths), field.ty);
        quote!(#some(|__version| #text::<#ty>(__version, || #value)))
    });
    let example = field.example.map(|found| match field.ty.utoipa {
        Some(_) => foreign_example(found, &field.ty, paths),
        None => example(found, &field.ty.to_token_stream(), &field.rules, paths),
    });
    let all = [
        ("doc", (*field.doc != Doc::default()).then(|| table::doc(field.doc, paths))),
        ("range", (!gates.range.is_all()).then(|| gate::range(gates.range, paths))),
        ("access", (field.access != Access::ReadWrite).then(|| gate::access(field.access, paths))),
        ("is_flattened", field.flatten.map(|_| quote!(true))),
        ("rules", (!field.rules.is_empty()).then(|| rules::table(&field.rules, paths))),
        ("required_since", gates.required.map(|_| gate::maybe(gates.required, paths))),
        ("deprecation", gates.deprecated.map(|_| gate::deprecation(gates.deprecated, paths))),
        ("default", default),
        ("always_written", field.skip_if.map(|_| quote!(false))),
        ("example", example),
        ("remarks", (!field.remarks.is_empty()).then(|| remarks(&field.remarks, paths))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn variant(variant: &Variant<'_>, paths: &Paths) -> TokenStream {
    let Paths { shape: shapes, variant_table, .. } = paths;
    let gates = &variant.gates;
    let (range, deprecation) = (gate::range(gates.range, paths), gate::deprecation(gates.deprecated, paths));
    let (wire, doc) = (&variant.wire, table::doc(variant.doc, paths));
    let shape = match &variant.content {
        Content::Nothing => quote!(#shapes::Null),
        Content::Same(ty) => same(ty, paths),
        Content::Object(list) => object(list, None, paths),
    };
    quote!(#variant_table { name: #wire, doc: #doc, range: #range, deprecation: #deprecation, shape: #shape })
}

fn tagging(tagging: &Tagging, paths: &Paths) -> TokenStream {
    let table = &paths.tagging;
    match tagging {
        Tagging::External => quote!(#table::External),
        Tagging::Internal(tag) => quote!(#table::Internal { tag: #tag }),
        Tagging::Adjacent(tag, content) => quote!(#table::Adjacent { tag: #tag, content: #content }),
        Tagging::Untagged => quote!(#table::Untagged),
    }
}

fn same(ty: &Typed<'_>, paths: &Paths) -> TokenStream {
    let (shape, ty) = (&paths.shape, typed::reference(ty, paths));
    quote!(#shape::Same(#ty))
}

/// `Some(ExampleRef)`, of a value that keeps these rules and those of its type.
fn example(example: &Example, ty: &TokenStream, list: &[Rule<'_>], paths: &Paths) -> TokenStream {
    let Paths { some, example_json, example_of, .. } = paths;
    let calls = rules::calls(list, |span| quote_spanned!(span=> __value), paths);
    let rules = if list.is_empty() { quote!(|_, _| {}) } else { quote!(|__value, __found| { #calls }) };
    match example {
        Example::Json(text) => quote!(#some(|__version| #example_json::<#ty>(__version, #text, #rules))),
        Example::Value(value) => quote!(#some(|__version| #example_of::<#ty>(__version, || #value, #rules))),
    }
}

/// The same for a type of serde's, which has one form in all versions.
fn foreign_example(example: &Example, ty: &Typed<'_>, paths: &Paths) -> TokenStream {
    let Paths { some, to_owned, .. } = paths;
    match example {
        Example::Json(text) => quote!(#some(|_| #some(#to_owned(#text)))),
        Example::Value(value) => {
            let text = typed::default_text(ty, paths);
            quote!(#some(|__version| #text::<#ty>(__version, || #value)))
        }
    }
}
