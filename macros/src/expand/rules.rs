//! Constraints: what tables say of them, and the calls that look at values. Both come from the same attributes.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::gate;
use super::model::located;
use crate::check::rules::{Kind, Rule};
use crate::parse::rules::Value;
use crate::paths::{Paths, RuntimePath};

/// The rules as a table has them, each with its versions.
pub(crate) fn table(list: &[Rule<'_>], paths: &Paths) -> TokenStream {
    let constraint = &paths.constraint;
    let rules = list.iter().filter_map(|rule| {
        let (range, entry) = (gate::range(rule.range, paths), entry(&rule.kind, paths)?);
        Some(quote!(#constraint { rule: #entry, range: #range }))
    });
    quote!(&[#(#rules),*])
}

/// One rule; none where documents cannot tell it.
fn entry(kind: &Kind<'_>, paths: &Paths) -> Option<TokenStream> {
    let Paths { bounds, rule, .. } = paths;
    Some(match kind {
        Kind::Length(minimum, maximum) => {
            let maximum = count(*maximum, paths);
            quote!(#rule::Length(#bounds { minimum: #minimum, maximum: #maximum }))
        }
        Kind::Items(minimum, maximum) => {
            let maximum = count(*maximum, paths);
            quote!(#rule::Items(#bounds { minimum: #minimum, maximum: #maximum }))
        }
        Kind::Unique => quote!(#rule::Unique),
        Kind::Range(minimum, maximum) => {
            let (minimum, maximum) = (rounded(*minimum, paths), rounded(*maximum, paths));
            quote!(#rule::Range { minimum: #minimum, maximum: #maximum })
        }
        Kind::Pattern(pattern) => quote!(#rule::Pattern(#pattern)),
        Kind::Format(format) => {
            let name = format.name;
            quote!(#rule::Format(#name))
        }
        Kind::MultipleOf(number) => quote!(#rule::MultipleOf(#number)),
        Kind::With(_) => return None,
        Kind::Each(rules) => {
            let rules = entries(rules, paths)?;
            quote!(#rule::Each(#rules))
        }
        Kind::Keys(rules) => {
            let rules = entries(rules, paths)?;
            quote!(#rule::Keys(#rules))
        }
    })
}

fn entries(list: &[Rule<'_>], paths: &Paths) -> Option<TokenStream> {
    let rules: Vec<_> = list.iter().filter_map(|rule| entry(&rule.kind, paths)).collect();
    (!rules.is_empty()).then(|| quote!(&[#(#rules),*]))
}

/// The calls that report which rules a value breaks; `value` gives it, at a place.
pub(crate) fn calls(list: &[Rule<'_>], value: impl Fn(Span) -> TokenStream, paths: &Paths) -> TokenStream {
    let calls = list.iter().map(|rule| {
        let span = located(rule.span);
        let value = value(span);
        let range = rule.range;
        let call = match &rule.kind {
            Kind::Length(minimum, maximum) => {
                let (rule, maximum) = (paths.rule_length.at(rule.span), count(*maximum, paths));
                quote_spanned!(span=> #rule(__found, #value, #minimum, #maximum);)
            }
            Kind::Items(minimum, maximum) => {
                let (rule, maximum) = (paths.rule_items.at(rule.span), count(*maximum, paths));
                quote_spanned!(span=> #rule(__found, #value, #minimum, #maximum);)
            }
            Kind::Unique => {
                let rule = paths.rule_unique.at(rule.span);
                quote_spanned!(span=> #rule(__found, #value);)
            }
            Kind::Range(minimum, maximum) => {
                let rule = paths.rule_range.at(rule.span);
                let kind = match minimum.or(*maximum) {
                    Some(Value::Fraction(_)) => &paths.f64,
                    _ => &paths.i128,
                };
                let (minimum, maximum) = (exact(*minimum, paths), exact(*maximum, paths));
                quote_spanned!(span=> #rule::<#kind, _, _>(__found, #value, #minimum, #maximum);)
            }
            Kind::Pattern(pattern) => {
                let (rule, kind) = (paths.rule_pattern.at(rule.span), &paths.pattern);
                quote_spanned! {span=> {
                    static __PATTERN: #kind = #kind::new(#pattern);
                    #rule(__found, #value, &__PATTERN);
                }}
            }
            Kind::Format(format) => {
                let (rule, kind) = (paths.rule_format.at(rule.span), &paths.format_kind);
                let variant = Ident::new(format.variant, Span::call_site());
                quote_spanned!(span=> #rule(__found, #value, #kind::#variant);)
            }
            Kind::MultipleOf(number) => {
                let rule = paths.rule_multiple_of.at(rule.span);
                quote_spanned!(span=> #rule(__found, #value, #number);)
            }
            Kind::With(path) => {
                let rule = paths.rule_with.at(path.span());
                quote_spanned!(located(path.span())=> #rule(__found, #path(#value));)
            }
            Kind::Each(rules) => parts(&paths.rule_each.at(rule.span), rules, &value, span, paths),
            Kind::Keys(rules) => parts(&paths.rule_keys.at(rule.span), rules, &value, span, paths),
        };
        if range.is_all() {
            return call;
        }
        let holds = gate::holds(range, paths);
        quote!(if #holds { #call })
    });
    calls.collect()
}

/// The call that looks at all items, or at all keys.
fn parts(call: &RuntimePath, rules: &[Rule<'_>], value: &TokenStream, span: Span, paths: &Paths) -> TokenStream {
    let calls = calls(
        rules,
        |span| {
            let part = Ident::new("__part", span);
            quote!(#part)
        },
        paths,
    );
    quote_spanned!(span=> #call(__found, #value, |__found, __part| { #calls });)
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
