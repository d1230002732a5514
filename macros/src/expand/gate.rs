//! Version gates: the ranges in a model's tables, the tests at run time, and the rules about them.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::model::located;
use crate::check::access::Access;
use crate::check::gate::{Gates, Range, Version};
use crate::check::model::{Body, Content, Field, Model, Tagging, Variant};
use crate::check::rules::Rule;
use crate::paths::Paths;

/// `Range`
pub(crate) fn range(range: Range<'_>, paths: &Paths) -> TokenStream {
    let table = &paths.range;
    if range.is_all() {
        return quote!(#table::ALL);
    }
    let (since, until) = (maybe(range.since, paths), maybe(range.until, paths));
    quote!(#table { since: #since, until: #until })
}

/// `Range`, of what is in two of them.
pub(crate) fn both(ranges: [Range<'_>; 2], paths: &Paths) -> TokenStream {
    let [one, other] = ranges.map(|each| range(each, paths));
    match ranges.map(|range| range.is_all()) {
        [true, _] => other,
        [_, true] => one,
        _ => quote!(#one.and(#other)),
    }
}

/// `Option<Version>`
pub(crate) fn maybe(version: Option<Version<'_>>, paths: &Paths) -> TokenStream {
    let Paths { some, none, .. } = paths;
    version.map_or_else(
        || quote!(#none),
        |version| {
            let version = self::version(version);
            quote!(#some(#version))
        },
    )
}

/// `Deprecation`
pub(crate) fn deprecation(since: Option<Version<'_>>, paths: &Paths) -> TokenStream {
    let deprecation = &paths.deprecation;
    since.map_or_else(
        || quote!(#deprecation::No),
        |version| {
            let version = self::version(version);
            quote!(#deprecation::Since(#version))
        },
    )
}

/// `const RANGES`, where not all are every version.
pub(crate) fn ranges<'r>(list: impl Iterator<Item = Range<'r>> + Clone, paths: &Paths) -> TokenStream {
    if list.clone().all(|range| range.is_all()) {
        return TokenStream::new();
    }
    let (table, ranges) = (&paths.range, list.map(|each| range(each, paths)));
    quote!(const RANGES: &'static [#table] = &[#(#ranges),*];)
}

/// `const ACCESS`, where not all fields are sent both ways.
pub(crate) fn accesses(list: &[&Field<'_>], paths: &Paths) -> TokenStream {
    if list.iter().all(|field| field.access == Access::ReadWrite) {
        return TokenStream::new();
    }
    let (table, accesses) = (&paths.access, list.iter().map(|field| access(field.access, paths)));
    quote!(const ACCESS: &'static [#table] = &[#(#accesses),*];)
}

/// `Access`
pub(crate) fn access(access: Access, paths: &Paths) -> TokenStream {
    let table = &paths.access;
    match access {
        Access::ReadWrite => quote!(#table::ReadWrite),
        Access::ReadOnly => quote!(#table::ReadOnly),
        Access::WriteOnly => quote!(#table::WriteOnly),
    }
}

/// Whether a field exists in the current version, and is sent the current way.
pub(crate) fn is_live(part: usize, at: usize, field: &Field<'_>, paths: &Paths) -> TokenStream {
    let Paths { fields, holds, sent, .. } = paths;
    let (part, at) = (Literal::usize_unsuffixed(part), Literal::usize_unsuffixed(at));
    let holds = quote!(#holds(&<Self as #fields<#part>>::RANGES[#at]));
    if field.access == Access::ReadWrite {
        return holds;
    }
    let access = access(field.access, paths);
    let is_sent = quote!(#sent(#access));
    if field.gates.range.is_all() { is_sent } else { quote!(#holds && #is_sent) }
}

/// Whether a range holds in the current version.
pub(crate) fn holds(range: Range<'_>, paths: &Paths) -> TokenStream {
    let (holds, range) = (&paths.holds, self::range(range, paths));
    quote!(#holds(&#range))
}

/// The rules about what gates a model, each at the user's version.
pub(crate) fn checks(model: &Model<'_>, paths: &Paths) -> TokenStream {
    let mut checks = Vec::new();
    if let Some(span) = model.life.span() {
        let (check, owner, range) = (paths.check_life.at(span), model.name.to_string(), range(model.life, paths));
        checks.push(quote_spanned!(located(span)=> #check(#owner, #range);));
    }
    checks.extend(rules(&model.rules, model, paths));
    match &model.body {
        Body::Object(list) => checks.extend(fields(list, model, paths)),
        Body::Enum(tagging, list) => checks.extend(variants(tagging, list, model, paths)),
        Body::Same(_) | Body::Null | Body::Unknown => {}
    }
    if checks.is_empty() { TokenStream::new() } else { quote!(const _: () = { #(#checks)* };) }
}

fn fields(list: &[Field<'_>], model: &Model<'_>, paths: &Paths) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    for (at, field) in list.iter().enumerate() {
        let (name, gates) = (field.name.to_string(), &field.gates);
        checks.extend(begins_before_it_ends(&name, gates.range, model, paths));
        checks.extend(within(&name, "required_since", gates.required, gates.range, paths));
        checks.extend(within(&name, "deprecated_since", gates.deprecated, gates.range, paths));
        checks.extend(rules(&field.rules, model, paths));
        // Those that exist in all versions were reported.
        let may_meet = |earlier: &&Field<'_>| earlier.wire == field.wire && are_gated(&earlier.gates, gates);
        for earlier in list[..at].iter().filter(may_meet) {
            let both = written_alike(earlier.name, field.name, &field.wire);
            checks.push(apart(&both, (earlier.gates.range, gates.range), field.name.span(), paths));
        }
    }
    checks
}

fn variants(tagging: &Tagging, list: &[Variant<'_>], model: &Model<'_>, paths: &Paths) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    for (at, variant) in list.iter().enumerate() {
        let (name, gates) = (variant.name.to_string(), &variant.gates);
        checks.extend(begins_before_it_ends(&name, gates.range, model, paths));
        checks.extend(within(&name, "deprecated_since", gates.deprecated, gates.range, paths));
        if let Content::Object(list) = &variant.content {
            checks.extend(fields(list, model, paths));
        }
        let is_named = *tagging != Tagging::Untagged;
        let may_meet = |earlier: &&Variant<'_>| earlier.wire == variant.wire && are_gated(&earlier.gates, gates);
        for earlier in list[..at].iter().filter(|earlier| is_named && may_meet(earlier)) {
            let both = written_alike(earlier.name, variant.name, &variant.wire);
            checks.push(apart(&both, (earlier.gates.range, gates.range), variant.name.span(), paths));
        }
    }
    checks
}

fn rules(list: &[Rule<'_>], model: &Model<'_>, paths: &Paths) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    for (at, rule) in list.iter().enumerate() {
        let name = rule.name.to_string();
        checks.extend(begins_before_it_ends(&name, rule.range, model, paths));
        for earlier in list[..at].iter().filter(|earlier| earlier.name == rule.name) {
            let both = format!("two rules `{name}` hold");
            checks.push(apart(&both, (earlier.range, rule.range), rule.name.span(), paths));
        }
    }
    checks
}

fn begins_before_it_ends(name: &str, gate: Range<'_>, model: &Model<'_>, paths: &Paths) -> Option<TokenStream> {
    let span = gate.span()?;
    let (check, owner) = (paths.check_gate.at(span), model.name.to_string());
    let (life, range) = (range(model.life, paths), range(gate, paths));
    Some(quote_spanned!(located(span)=> #check(#owner, #life, #name, #range);))
}

fn within(name: &str, mark: &str, at: Option<Version<'_>>, gate: Range<'_>, paths: &Paths) -> Option<TokenStream> {
    let at = at?;
    let span = at.name.span();
    let (check, at, range) = (paths.check_within.at(span), version(at), range(gate, paths));
    Some(quote_spanned!(located(span)=> #check(#name, #mark, #at, #range);))
}

fn apart(both: &str, (first, second): (Range<'_>, Range<'_>), span: Span, paths: &Paths) -> TokenStream {
    let check = paths.check_apart.at(span);
    let (first, second) = (range(first, paths), range(second, paths));
    quote_spanned!(located(span)=> #check(#both, #first, #second);)
}

fn are_gated(one: &Gates<'_>, other: &Gates<'_>) -> bool {
    !one.range.is_all() && !other.range.is_all()
}

fn written_alike(one: &Ident, other: &Ident, wire: &str) -> String {
    format!("`{one}` and `{other}` are both written `{wire}`")
}

/// A name that is none of the set's versions is refused where it stands.
fn version(version: Version<'_>) -> TokenStream {
    let Version { set, name } = version;
    quote_spanned!(name.span()=> <#set>::#name)
}
