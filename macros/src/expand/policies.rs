//! The type of a set of rules, its table, and the rule about what it asks of other sets.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;
use terrace_model::policy::PolicyScope;

use super::mention::Mention;
use super::table;
use crate::check::policies::{Policies, Rule};
use crate::paths::Paths;

pub(crate) fn expand(policies: &Policies<'_>, errors: &TokenStream) -> TokenStream {
    let Policies { attributes, visibility, name, doc, beside, rules, krate } = policies;
    let paths = &Paths::new(*krate);
    let Paths { policies: trait_, policy_set, derive, clone, copy, debug, .. } = paths;
    let (text, id, doc) = (name.to_string(), table::id(name, paths), table::doc(doc, paths));
    let beside = sets(beside, paths);
    let tables = rules.iter().map(|rule| self::rule(rule, paths));
    let constants = rules.iter().map(|rule| {
        let (name, constant, rule_type) = (rule.name, &rule.constant, &paths.policy_named);
        let doc = format!(" The rule `{}`.", name.value());
        quote!(#[doc = #doc] #visibility const #constant: #rule_type = #rule_type::named(#name);)
    });
    let checks = rules.iter().enumerate().filter(|(_, rule)| rule.asks_others).map(|(at, rule)| {
        let (span, at) = (rule.default.span(), Literal::usize_unsuffixed(at));
        let check = paths.check_policy_asks.at(span);
        quote_spanned!(span=> const _: () = #check(<#name as #trait_>::SET, #at);)
    });
    quote! {
        #(#attributes)*
        #[#derive(#clone, #copy, #debug)]
        #visibility struct #name;

        const _: () = {
            impl #trait_ for #name {
                const SET: &'static #policy_set = {
                    #errors
                    &#policy_set { name: #text, id: #id, doc: #doc, beside: #beside, rules: &[#(#tables),*] }
                };
            }

            #[allow(dead_code)]
            impl #name {
                #(#constants)*
            }

            #(#checks)*
        };
    }
}

/// `&'static [&'static PolicySet]`
pub(super) fn sets(list: &[Path], paths: &Paths) -> TokenStream {
    let sets = list.iter().map(|path| Mention::new(path).of(&paths.policies, "SET"));
    quote!(&[#(#sets),*])
}

/// `PolicyRule`
fn rule(rule: &Rule<'_>, paths: &Paths) -> TokenStream {
    let Rule { name, default, doc, scopes, renamed, asks, targets, .. } = rule;
    let Paths { policy_rule, policy_scope, old_name, .. } = paths;
    let doc = table::doc(doc, paths);
    let scopes = scopes.iter().map(|scope| match scope {
        PolicyScope::System => quote!(#policy_scope::System),
        PolicyScope::Domain => quote!(#policy_scope::Domain),
        PolicyScope::Project => quote!(#policy_scope::Project),
    });
    let renamed = renamed.iter().map(|renamed| {
        let from = &renamed.from;
        let [since, reason] =
            [&renamed.since, &renamed.reason].map(|text| text.as_ref().map_or(quote!(""), |text| quote!(#text)));
        quote!(#old_name { name: #from, since: #since, reason: #reason })
    });
    quote! {
        #policy_rule {
            name: #name,
            default: #default,
            doc: #doc,
            scopes: &[#(#scopes),*],
            renamed: &[#(#renamed),*],
            asks: &[#(#asks),*],
            targets: &[#(#targets),*],
        }
    }
}

/// The rules about the sets that an API lists, each at its path.
pub(super) fn checks(api: &proc_macro2::Ident, list: &[Path], paths: &Paths) -> TokenStream {
    let checks = list.iter().enumerate().map(|(at, path)| {
        let span = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
        let (check, trait_, at) = (paths.check_policy_set.at(span), &paths.api, Literal::usize_unsuffixed(at));
        quote_spanned!(span=> #[allow(long_running_const_eval)] const _: () = #check(<#api as #trait_>::TABLE, #at);)
    });
    checks.collect()
}
