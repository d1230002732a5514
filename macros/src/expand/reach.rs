//! How values of open models are found within a value, for extensions to give them fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::{fields, typed};
use crate::check::model::{Body, Content, Field, Model, Typed, Variant};
use crate::paths::Paths;

/// `fn reach`, where something is within.
pub(super) fn reach(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let looks = match &model.body {
        Body::Object(list) => {
            let own = list.iter().filter_map(|field| {
                let name = field.name;
                within(&field.ty, &quote!(&mut __value.#name), paths)
            });
            quote!(#(#own)*)
        }
        Body::Same(ty) => within(ty, &quote!(&mut __value.0), paths).unwrap_or_default(),
        Body::Enum(_, list) => of_variants(list, paths),
        Body::Null | Body::Unknown => TokenStream::new(),
    };
    if looks.is_empty() && model.slot.is_none() {
        return looks;
    }
    let Paths { reached, some, .. } = paths;
    let value = match &model.slot {
        Some(_) => quote!(let #some(__value) = __reached.take::<Self>(self) else { return };),
        None => quote!(let __value = self;),
    };
    quote! {
        fn reach<'__a>(&'__a mut self, __reached: &mut #reached<'__a>) {
            #value
            #looks
        }
    }
}

/// Looks into a value of a type that is a model.
fn within(ty: &Typed<'_>, value: &TokenStream, paths: &Paths) -> Option<TokenStream> {
    let model = typed::model(ty, paths);
    ty.utoipa.is_none().then(|| quote!(<#ty as #model>::reach(#value, __reached);))
}

fn of_variants(list: &[Variant<'_>], paths: &Paths) -> TokenStream {
    let arms: Vec<_> = list.iter().filter_map(|variant| of_variant(variant, paths)).collect();
    if arms.is_empty() {
        return TokenStream::new();
    }
    let rest = (arms.len() < list.len()).then(|| quote!(_ => {}));
    quote!(match __value { #(#arms)* #rest })
}

fn of_variant(variant: &Variant<'_>, paths: &Paths) -> Option<TokenStream> {
    let own = variant.name;
    let (pattern, looks) = match &variant.content {
        Content::Nothing => return None,
        Content::Same(ty) => (quote!((__within)), within(ty, &quote!(__within), paths)?),
        Content::Object(list) => {
            let look = |field: &Field<'_>| within(&field.ty, &fields::binding("__f", list, field), paths);
            let looks: TokenStream = list.iter().filter_map(look).collect();
            (fields::pattern(list, None, "__f"), looks)
        }
    };
    Some(quote!(Self::#own #pattern => { #looks }))
}
