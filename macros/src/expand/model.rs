//! A model: its table, its reader, its writer and its constraints.
//!
//! Everything said of a field's type is `<Type as Model>::…` in the user's own tokens, so that a type that is no
//! model is reported once. Loops are in the runtime; what is written here names the fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, Type, parse_quote};

use super::{fields, flatten, gate, open, reach, rules, schema, typed, variants};
use crate::check::gate::Range;
use crate::check::model::{Body, Content, Field, Model, Tagging, Typed, Variant};
use crate::paths::{Paths, RuntimePath};

/// Hands an item and the settings to the derive, which sees the item without what `cfg` takes out.
pub(crate) fn hand_over(settings: &TokenStream, item: &TokenStream, krate: Option<&syn::Path>) -> TokenStream {
    let Paths { derive, derive_model, .. } = Paths::new(krate);
    let settings = (!settings.is_empty()).then(|| quote!(#[__model(#settings)]));
    quote! {
        #[#derive(#derive_model)]
        #settings
        #item
    }
}

pub(crate) fn expand(model: &Model<'_>, errors: &TokenStream) -> TokenStream {
    let is_type = |parameter: &GenericParam| matches!(parameter, GenericParam::Type(_));
    if !model.generics.params.iter().all(is_type) {
        return errors.clone();
    }
    let paths = &Paths::new(model.krate);
    let header = &Header::new(model.name, model.generics, paths);
    let parts = match &model.body {
        Body::Object(list) => fields::object(list, model.slot.as_ref(), header, paths),
        Body::Enum(tagging, list) => variants::expand(tagging, list, header, paths),
        Body::Same(Typed { ty, utoipa: None }) => wraps(ty, header, paths),
        Body::Same(_) | Body::Null | Body::Unknown => TokenStream::new(),
    };
    let model_impl = model_impl(model, header, errors, paths);
    let (parameter, serde, checks) = (parameter(model, header, paths), serde(header, paths), checks(model, paths));
    let (gates, described) = (gate::checks(model, paths), typed::described(model, paths));
    let (open, addition) = (open::open(model, header, paths), open::addition(model, header, paths));
    quote! {
        #[allow(deprecated)]
        const _: () = {
            #described
            #model_impl
            #parts
            #open
            #addition
            #parameter
            #serde
            #checks
            #gates
        };
    }
}

/// What stands before and behind the name of a trait in its `impl`.
pub(crate) struct Header<'m> {
    pub(crate) name: &'m Ident,
    generics: Generics,
}

impl<'m> Header<'m> {
    fn new(name: &'m Ident, generics: &Generics, paths: &Paths) -> Self {
        let model = &paths.model;
        let mut generics = generics.clone();
        generics.type_params_mut().for_each(|parameter| parameter.bounds.push(parse_quote!(#model)));
        Header { name, generics }
    }

    /// `impl<T: Model> Trait for Name<T> where … { body }`
    pub(crate) fn implement(&self, trait_: &impl ToTokens, body: &TokenStream) -> TokenStream {
        let name = self.name;
        let (parameters, arguments, bounds) = self.generics.split_for_impl();
        quote! {
            impl #parameters #trait_ for #name #arguments #bounds {
                #body
            }
        }
    }

    /// As [`Header::implement`], for a trait with the lifetime `'de`.
    fn implement_for_de(&self, trait_: &impl ToTokens, body: &TokenStream) -> TokenStream {
        let mut longer = Header { name: self.name, generics: self.generics.clone() };
        longer.generics.params.insert(0, parse_quote!('de));
        let name = self.name;
        let (parameters, _, bounds) = longer.generics.split_for_impl();
        let (_, arguments, _) = self.generics.split_for_impl();
        quote! {
            impl #parameters #trait_ for #name #arguments #bounds {
                #body
            }
        }
    }
}

fn model_impl(model: &Model<'_>, header: &Header<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Paths { deserializer, life: life_table, model: trait_, result, type_table, violations, writer, .. } = paths;
    let (table, life) = (schema::table(model, paths), schema::life(model, paths));
    let ((write, read), reach) = (wire(model, paths), reach::reach(model, paths));
    let check = match &model.body {
        Body::Object(list) => {
            let (own, added) = (fields::check(0, list, value_of, paths), open::check(model.slot.as_ref(), paths));
            quote!(#own #added)
        }
        Body::Enum(tagging, list) => variants::check(tagging, list, paths),
        Body::Same(ty) => {
            let rules = rules::calls(&model.rules, |span| quote_spanned!(span=> &self.0), paths);
            let trait_ = typed::model(ty, paths);
            quote!(#rules <#ty as #trait_>::check(&self.0, __found);)
        }
        Body::Null | Body::Unknown => TokenStream::new(),
    };
    header.implement(
        trait_,
        &quote! {
            const TYPE: #type_table = {
                #errors
                #table
            };
            const LIFE: #life_table = #life;

            fn write<__W: #writer>(&self, __to: __W) -> #result<__W::Ok, __W::Error> {
                #write
            }

            fn read<'de, __D: #deserializer<'de>>(__from: __D) -> #result<Self, __D::Error> {
                #read
            }

            fn check(&self, __found: &mut #violations) {
                #check
            }

            #reach
        },
    )
}

/// The bodies of `write` and `read`.
fn wire(model: &Model<'_>, paths: &Paths) -> (TokenStream, TokenStream) {
    let Paths { fields, model: trait_, ok, .. } = paths;
    match &model.body {
        Body::Object(_) => {
            (quote!(<Self as #fields>::write_object(self, __to)), quote!(<Self as #fields>::read_object(__from)))
        }
        Body::Same(ty) => {
            let trait_ = typed::model(ty, paths);
            (quote!(<#ty as #trait_>::write(&self.0, __to)), quote!(#ok(Self(<#ty as #trait_>::read(__from)?))))
        }
        Body::Null => (quote!(<() as #trait_>::write(&(), __to)), quote!(<() as #trait_>::read(__from)?; #ok(Self))),
        Body::Enum(Tagging::External, list) if list.iter().all(Variant::is_empty) => {
            let Paths { read_name, write_name, .. } = paths;
            (quote!(#write_name::<Self, __W>(self, __to)), quote!(#read_name::<Self, __D>(__from)))
        }
        Body::Enum(Tagging::External, _) => {
            let Paths { read_external, write_external, .. } = paths;
            (quote!(#write_external::<Self, __W>(self, __to)), quote!(#read_external::<Self, __D>(__from)))
        }
        Body::Enum(Tagging::Internal(tag), _) => {
            let read_internal = &paths.read_internal;
            (quote!(<Self as #fields>::write_object(self, __to)), quote!(#read_internal::<Self, __D>(__from, #tag)))
        }
        Body::Enum(Tagging::Adjacent(tag, content), _) => {
            let Paths { read_adjacent, write_adjacent, .. } = paths;
            (
                quote!(#write_adjacent::<Self, __W>(self, __to, #tag, #content)),
                quote!(#read_adjacent::<Self, __D>(__from, #tag, #content)),
            )
        }
        Body::Enum(Tagging::Untagged, _) => {
            let Paths { read_untagged, write_untagged, .. } = paths;
            (quote!(#write_untagged::<Self, __W>(self, __to)), quote!(#read_untagged::<Self, __D>(__from)))
        }
        Body::Unknown => {
            let Paths { de_error, err, .. } = paths;
            let read = quote!(<() as #trait_>::read(__from)?; #err(<__D::Error as #de_error>::custom("")));
            (quote!(<() as #trait_>::write(&(), __to)), read)
        }
    }
}

/// Rules look through a newtype at what is within. Of what utoipa describes they know nothing.
fn wraps(ty: &Type, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let wraps = &paths.wraps;
    header.implement(
        &quote!(#wraps<#ty>),
        &quote! {
            fn inner(&self) -> &#ty {
                &self.0
            }
        },
    )
}

/// A model that is one text can be a parameter, and the key of a map.
fn parameter(model: &Model<'_>, header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Paths { parameter, map_key, result, str, string, .. } = paths;
    match &model.body {
        Body::Enum(Tagging::External, list) if list.iter().all(Variant::is_empty) => {
            let parameter = header.implement(parameter, &TokenStream::new());
            let key = header.implement(map_key, &TokenStream::new());
            quote!(#parameter #key)
        }
        Body::Same(Typed { ty, utoipa: None }) => {
            // The lifetime keeps rustc from asking at once whether a type without parameters is one.
            let implement = |trait_: &RuntimePath, body| {
                let mut generics = header.generics.clone();
                generics.make_where_clause().predicates.push(parse_quote!(for<'__a> #ty: #trait_));
                Header { name: header.name, generics }.implement(trait_, &body)
            };
            let parameter = implement(parameter, TokenStream::new());
            let key = implement(
                map_key,
                quote! {
                    fn from_key(__text: &#str) -> #result<Self, #string> {
                        <#ty as #map_key>::from_key(__text).map(Self)
                    }
                },
            );
            quote!(#parameter #key)
        }
        _ => TokenStream::new(),
    }
}

fn serde(header: &Header<'_>, paths: &Paths) -> TokenStream {
    let Paths { deserialize, deserializer, model, result, serde_writer, serialize, serializer, .. } = paths;
    let write = header.implement(
        serialize,
        &quote! {
            fn serialize<__S: #serializer>(&self, __to: __S) -> #result<__S::Ok, __S::Error> {
                <Self as #model>::write(self, #serde_writer(__to))
            }
        },
    );
    let read = header.implement_for_de(
        &quote!(#deserialize<'de>),
        &quote! {
            fn deserialize<__D: #deserializer<'de>>(__from: __D) -> #result<Self, __D::Error> {
                <Self as #model>::read(__from)
            }
        },
    );
    quote!(#write #read)
}

/// The rules that compare a model with the types of its fields, each at the field's type.
fn checks(model: &Model<'_>, paths: &Paths) -> TokenStream {
    if !model.generics.params.is_empty() {
        return TokenStream::new();
    }
    let name = model.name;
    // A type's table has rules of its own.
    let mut checks = type_checks(model, &quote!(#name), |span| quote_spanned!(span=> TYPE.life), paths);
    checks.extend(flatten::checks(model, &quote!(#name), paths));
    // In one constant, for every constant costs compile time.
    if checks.is_empty() { TokenStream::new() } else { quote!(const _: () = { #(#checks;)* };) }
}

/// The same for a generic model, for its table: only there its parameters are known.
pub(crate) fn generic_checks(model: &Model<'_>, paths: &Paths) -> TokenStream {
    if model.generics.params.is_empty() {
        return TokenStream::new();
    }
    // Tables of generic types may refer to each other in a circle, where they exist does not.
    let mut checks = type_checks(model, &quote!(Self), |span| quote_spanned!(span=> LIFE), paths);
    checks.extend(flatten::checks(model, &quote!(Self), paths));
    quote!(#(#checks;)*)
}

fn type_checks(
    model: &Model<'_>,
    name: &TokenStream,
    life: impl Fn(Span) -> TokenStream,
    paths: &Paths,
) -> Vec<TokenStream> {
    let mut seen: Vec<String> = model.generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
    let mut checks = Vec::new();
    for (field, ranges, ty) in types(&model.body) {
        let range = gate::both(ranges, paths);
        let text = if range.to_string().ends_with("ALL") {
            ty.to_token_stream().to_string()
        } else {
            format!("{} {range}", ty.to_token_stream())
        };
        if seen.contains(&text) {
            continue;
        }
        seen.push(text);
        let span = located(ty.span());
        let life = life(span);
        let (check, trait_, owner) = (paths.check_field.at(span), paths.model.at(ty.span()), model.name.to_string());
        checks.push(quote_spanned! {span=>
            #check(#owner, <#name as #trait_>::LIFE, #field, #range, <#ty as #trait_>::#life)
        });
    }
    checks
}

/// The types of all fields that are models, with the versions of the variants and the fields that they are in, and the names under which messages
/// speak of them.
fn types<'m>(body: &'m Body<'m>) -> Vec<(String, [Range<'m>; 2], &'m Type)> {
    let named = |within: Range<'m>, list: &'m [Field<'m>]| {
        let models = list.iter().filter(|field| field.ty.utoipa.is_none());
        models.map(move |field| (field.name.to_string(), [within, field.gates.range], field.ty.ty))
    };
    match body {
        Body::Object(list) => named(Range::default(), list).collect(),
        Body::Same(Typed { ty, utoipa: None }) => vec![("0".to_owned(), [Range::default(); 2], ty)],
        Body::Same(_) | Body::Null | Body::Unknown => Vec::new(),
        Body::Enum(_, list) => {
            let contents = list.iter().map(|variant| match &variant.content {
                Content::Same(Typed { ty, utoipa: None }) => {
                    vec![(variant.name.to_string(), [variant.gates.range, Range::default()], *ty)]
                }
                Content::Nothing | Content::Same(_) => Vec::new(),
                Content::Object(list) => named(variant.gates.range, list).collect(),
            });
            contents.flatten().collect()
        }
    }
}

/// `&self.name`, at the field or where it is spoken of.
fn value_of(field: &Field<'_>, span: Span) -> TokenStream {
    let mut name = field.name.clone();
    name.set_span(span);
    quote_spanned!(span=> &self.#name)
}

/// The place of a token, for names that only generated code knows.
pub(crate) fn located(span: Span) -> Span {
    span.resolved_at(Span::call_site())
}
