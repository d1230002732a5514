//! The type of a field: a model, or a type that serde reads and writes and utoipa describes.
//!
//! What is written of both is `<Type as Trait>::…`, with functions of the same names.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::located;
use super::table;
use crate::check::model::{Body, Content, Field, Model, Typed, Variant};
use crate::paths::{Paths, RuntimePath};

impl ToTokens for Typed<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ty.to_tokens(tokens);
    }
}

/// The trait whose functions a field is read and written with, at its type.
pub(crate) fn model(typed: &Typed<'_>, paths: &Paths) -> RuntimePath {
    let path = if typed.utoipa.is_some() { &paths.by_serde } else { &paths.model };
    path.at(typed.ty.span())
}

/// The function that gives the default of a field as text.
pub(crate) fn default_text<'p>(typed: &Typed<'_>, paths: &'p Paths) -> &'p RuntimePath {
    if typed.utoipa.is_some() { &paths.foreign_default_text } else { &paths.default_text }
}

/// `TypeRef`: where the table of the type is to be had.
pub(crate) fn reference(typed: &Typed<'_>, paths: &Paths) -> TokenStream {
    let model = model(typed, paths);
    if typed.utoipa.is_none() {
        return quote!(<#typed as #model>::ty);
    }
    let Paths { foreign, shape, type_table, .. } = paths;
    let (name, place) = (typed.to_token_stream().to_string(), table::place(typed.ty.span(), paths));
    let schema = quote_spanned!(located(typed.ty.span())=> <#typed as __Described>::described);
    quote! {
        || const {
            &#type_table::plain(#shape::Foreign(&#foreign {
                name: #name,
                place: #place,
                is_optional: <#typed as #model>::is_optional,
                schema: #schema,
            }))
        }
    }
}

/// What asks utoipa for the schemas of the types that it describes. It stands in the user's crate, which depends on utoipa.
pub(crate) fn described(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let Some(word) = types(&model.body).into_iter().find_map(|typed| typed.utoipa) else { return TokenStream::new() };
    let Paths { describe, described, vec, .. } = paths;
    let utoipa = quote_spanned!(word.span()=> ::utoipa);
    quote! {
        #[diagnostic::on_unimplemented(
            message = "utoipa does not describe `{Self}`",
            label = "has no schema",
            note = "derive `utoipa::ToSchema` on the type, or put `#[model]` on it and leave `#[schema(utoipa)]` out"
        )]
        trait __Described {
            fn described() -> #described;
        }

        #[diagnostic::do_not_recommend]
        impl<__T: #utoipa::ToSchema> __Described for __T {
            fn described() -> #described {
                let mut __listed = #vec::new();
                <__T as #utoipa::ToSchema>::schemas(&mut __listed);
                #describe(&<__T as #utoipa::ToSchema>::name(), &<__T as #utoipa::PartialSchema>::schema(), &__listed)
            }
        }
    }
}

fn types<'m>(body: &'m Body<'m>) -> Vec<Typed<'m>> {
    let of = |list: &'m [Field<'m>]| list.iter().map(|field| field.ty).collect::<Vec<_>>();
    let within = |variant: &'m Variant<'m>| match &variant.content {
        Content::Nothing => Vec::new(),
        Content::Same(typed) => vec![*typed],
        Content::Object(list) => of(list),
    };
    match body {
        Body::Object(list) => of(list),
        Body::Same(typed) => vec![*typed],
        Body::Null | Body::Unknown => Vec::new(),
        Body::Enum(_, list) => list.iter().flat_map(within).collect(),
    }
}
