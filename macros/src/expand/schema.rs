//! A model's table, and its constraints: both come from the same attributes.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::model::located;
use super::{gate, table};
use crate::check::model::{Body, Content, Default, Field, Model, Tagging, Variant};
use crate::check::rules::{Kind, Rule};
use crate::parse::helpers::Value;
use crate::paths::Paths;

/// `Type`, as a block's last statements.
pub(crate) fn table(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let Paths { model: trait_, shape: shapes, some, type_name, type_table, .. } = paths;
    let (base, owner) = (&model.base, model.name.to_string());
    let parameters: Vec<_> = model.generics.type_params().map(|parameter| &parameter.ident).collect();
    let doc = table::doc(model.doc, paths);
    let (id, place) = (table::id(model.name, paths), table::place(model.name.span(), paths));
    let (rules, example) = (rules(&model.rules, paths), json(model.example, paths));
    let shape = match &model.body {
        Body::Object(list) => object(list, paths),
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
        }
    }
}

/// The calls that report which rules a value breaks; `value` gives it, at a place.
pub(crate) fn calls(list: &[Rule<'_>], value: impl Fn(Span) -> TokenStream, paths: &Paths) -> TokenStream {
    let calls = list.iter().map(|rule| {
        let span = located(rule.span);
        let value = value(span);
        let range = rule.range;
        let call = match rule.kind {
            Kind::Length(minimum, maximum) => {
                let (rule, maximum) = (paths.rule_length.at(rule.span), count(maximum, paths));
                quote_spanned!(span=> #rule(__found, #value, #minimum, #maximum);)
            }
            Kind::Items(minimum, maximum) => {
                let (rule, maximum) = (paths.rule_items.at(rule.span), count(maximum, paths));
                quote_spanned!(span=> #rule(__found, #value, #minimum, #maximum);)
            }
            Kind::Unique => {
                let rule = paths.rule_unique.at(rule.span);
                quote_spanned!(span=> #rule(__found, #value);)
            }
            Kind::Range(minimum, maximum) => {
                let rule = paths.rule_range.at(rule.span);
                let kind = match minimum.or(maximum) {
                    Some(Value::Fraction(_)) => &paths.f64,
                    _ => &paths.i128,
                };
                let (minimum, maximum) = (exact(minimum, paths), exact(maximum, paths));
                quote_spanned!(span=> #rule::<#kind, _>(__found, #value, #minimum, #maximum);)
            }
        };
        if range.is_all() {
            return call;
        }
        let holds = gate::holds(range, paths);
        quote!(if #holds { #call })
    });
    calls.collect()
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

fn object(list: &[Field<'_>], paths: &Paths) -> TokenStream {
    let shape = &paths.shape;
    let fields = list.iter().map(|each| field(each, paths));
    quote!(#shape::Object(&[#(#fields),*]))
}

fn field(field: &Field<'_>, paths: &Paths) -> TokenStream {
    let Paths { field_table, none, some, .. } = paths;
    let gates = &field.gates;
    let (range, required) = (gate::range(gates.range, paths), gate::maybe(gates.required, paths));
    let deprecation = gate::deprecation(gates.deprecated, paths);
    let (wire, ty, always) = (&field.wire, reference(field.ty, paths), field.skip_if.is_none());
    let (doc, rules) = (table::doc(field.doc, paths), rules(&field.rules, paths));
    let example = json(field.example, paths);
    let default = match field.default {
        Default::None => quote!(#none),
        Default::OfType(_) | Default::Function(_) | Default::OfWhole(_) => quote!(#some(#none)),
    };
    quote! {
        #field_table {
            name: #wire,
            doc: #doc,
            range: #range,
            ty: #ty,
            rules: #rules,
            required_since: #required,
            deprecation: #deprecation,
            default: #default,
            always_written: #always,
            example: #example,
        }
    }
}

fn variant(variant: &Variant<'_>, paths: &Paths) -> TokenStream {
    let Paths { shape: shapes, variant_table, .. } = paths;
    let gates = &variant.gates;
    let (range, deprecation) = (gate::range(gates.range, paths), gate::deprecation(gates.deprecated, paths));
    let (wire, doc) = (&variant.wire, table::doc(variant.doc, paths));
    let shape = match &variant.content {
        Content::Nothing => quote!(#shapes::Null),
        Content::Same(ty) => same(ty, paths),
        Content::Object(list) => object(list, paths),
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

fn same(ty: &Type, paths: &Paths) -> TokenStream {
    let (shape, ty) = (&paths.shape, reference(ty, paths));
    quote!(#shape::Same(#ty))
}

fn reference(ty: &Type, paths: &Paths) -> TokenStream {
    let model = paths.model.at(ty.span());
    quote!(<#ty as #model>::ty)
}

fn rules(list: &[Rule<'_>], paths: &Paths) -> TokenStream {
    let Paths { bounds, constraint, rule: table, .. } = paths;
    let rules = list.iter().map(|rule| {
        let range = gate::range(rule.range, paths);
        let rule = match rule.kind {
            Kind::Length(minimum, maximum) => {
                let maximum = count(maximum, paths);
                quote!(#table::Length(#bounds { minimum: #minimum, maximum: #maximum }))
            }
            Kind::Items(minimum, maximum) => {
                let maximum = count(maximum, paths);
                quote!(#table::Items(#bounds { minimum: #minimum, maximum: #maximum }))
            }
            Kind::Unique => quote!(#table::Unique),
            Kind::Range(minimum, maximum) => {
                let (minimum, maximum) = (rounded(minimum, paths), rounded(maximum, paths));
                quote!(#table::Range { minimum: #minimum, maximum: #maximum })
            }
        };
        quote!(#constraint { rule: #rule, range: #range })
    });
    quote!(&[#(#rules),*])
}

fn json(text: Option<&str>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    text.map_or_else(|| quote!(#none), |text| quote!(#some(#text)))
}

fn count(maximum: Option<usize>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    maximum.map_or_else(|| quote!(#none), |maximum| quote!(#some(#maximum)))
}

/// A bound as its rule compares it: whole numbers as such.
fn exact(bound: Option<Value>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    match bound {
        Some(Value::Whole(number)) => {
            let number = signed(number < 0, &Literal::i128_suffixed(number.abs()));
            quote!(#some(#number))
        }
        Some(Value::Fraction(number)) => {
            let number = signed(number < 0.0, &Literal::f64_suffixed(number.abs()));
            quote!(#some(#number))
        }
        None => quote!(#none),
    }
}

/// A bound as tables have it.
fn rounded(bound: Option<Value>, paths: &Paths) -> TokenStream {
    exact(
        bound.map(|bound| match bound {
            Value::Whole(number) => Value::Fraction(number as f64),
            fraction => fraction,
        }),
        paths,
    )
}

fn signed(negative: bool, number: &Literal) -> TokenStream {
    if negative { quote!(-#number) } else { quote!(#number) }
}
