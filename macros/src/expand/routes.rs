//! The user's `impl` without terrace's attributes, the controller's table, its loader, and the rules that judge them.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::handler;
use super::mention::Mention;
use super::model::located;
use crate::check::handler::Handler;
use crate::check::name::plain;
use crate::check::routes::{Load, Routes};
use crate::parse::routes::{Item, Written};
use crate::paths::Paths;

/// What every part of the expansion needs.
pub(super) struct Scope<'w> {
    /// The controller.
    pub(super) of: &'w Type,
    /// The type that has the handlers: the controller, or an extension that adds them to it.
    pub(super) owner: &'w Type,
    /// The name of that.
    pub(super) owner_name: &'w str,
    /// Whether it adds them to another type.
    pub(super) is_added: bool,
    pub(super) paths: Paths,
}

pub(crate) fn expand(routes: &Routes<'_>, errors: &TokenStream) -> TokenStream {
    let block = block(routes.written);
    let Some(owner) = routes.owner else {
        return super::fallback::item(&block, errors);
    };
    let of = routes.added_to.unwrap_or(owner);
    let is_added = routes.added_to.is_some();
    let scope = &Scope { of, owner, owner_name: &routes.owner_name, is_added, paths: Paths::new(routes.krate) };
    let tables = routes.handlers.iter().map(|route| handler::table(route, scope));
    let checks = routes.handlers.iter().map(|route| handler::checks(route, scope));
    let resource = if is_added { added(routes, errors, scope) } else { resource(routes, errors, scope) };
    let filters = filters(routes, scope);
    let load = routes.load.as_ref().map(|load| load_checks(load, scope));
    let loads = routes.loads.map(|output| loads(output, scope));
    let found = (!routes.handlers.is_empty()).then(|| found(&table_of(scope), &scope.paths));
    quote! {
        #block

        const _: () = {
            #(#tables)*
            #resource
            #filters
            #loads
            #load
            #found
            #(#checks)*
        };
    }
}

fn block(written: &Written) -> TokenStream {
    let Written { attributes, impl_token, generics, of, for_type, items, .. } = written;
    let items = items.iter().map(|item| match item {
        Item::Other(tokens) => tokens.clone(),
        Item::Method(method) => {
            let (attributes, visibility) = (&method.attributes, &method.visibility);
            let (signature, body) = (&method.signature, &method.body);
            // A handler is async whether it awaits something or not, and takes its arguments whether it keeps them or not.
            let allowed = match (&*method.marks, &method.signature.asyncness) {
                ([], _) => None,
                (_, Some(_)) => Some(quote!(#[allow(clippy::unused_async)])),
                (_, None) => Some(quote!(#[allow(clippy::needless_pass_by_value)])),
            };
            quote!(#(#attributes)* #allowed #visibility #signature #body)
        }
    });
    let for_type = for_type.as_ref().map(|ty| quote!(for #ty));
    let bounds = &generics.where_clause;
    let (outer, inner): (Vec<_>, Vec<_>) =
        attributes.iter().partition(|attribute| matches!(attribute.style, syn::AttrStyle::Outer));
    quote! {
        #(#outer)*
        #impl_token #generics #of #for_type #bounds {
            #(#inner)*
            #(#items)*
        }
    }
}

fn resource(routes: &Routes<'_>, errors: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let Paths { routes: trait_, controller, resource_table, .. } = &scope.paths;
    let of = scope.of;
    let entries = entries(routes);
    let args = routes.load.iter().flat_map(|load| &load.args);
    let (aliases, types): (Vec<_>, Vec<_>) =
        args.enumerate().map(|(at, arg)| Mention::named(&own(arg.ty, scope), &format!("__L{at}"))).unzip();
    let table = load_table(routes.load.as_ref(), &types, scope);
    let load = routes.load.as_ref().map_or_else(|| load_above(scope), |load| load_own(load, &types, scope));
    quote_spanned! {of.span()=>
        #(#aliases)*
        impl #trait_ for #of {
            const RESOURCE: &'static #resource_table = {
                #errors
                &#resource_table { node: <#of as #controller>::NODE, load: #table, routes: &[#(#entries),*] }
            };
            #load
        }
    }
}

/// The handlers' tables, in order.
fn entries(routes: &Routes<'_>) -> impl Iterator<Item = TokenStream> {
    routes.handlers.iter().map(|route| {
        let (conditions, table) = (&route.conditions, table_name(route));
        quote!(#(#conditions)* #table)
    })
}

/// What an extension adds to a controller of another type, which is said to add to it.
fn added(routes: &Routes<'_>, errors: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let Paths { routes_of, extension, controller, resource_table, none, check_extension_adds, .. } = &scope.paths;
    let Scope { of, owner, .. } = scope;
    let entries = entries(routes);
    let (extension, span) = (Mention::new(owner).of(extension, "TABLE"), of.span());
    let node = Mention::new(of).of(controller, "NODE");
    let check = check_extension_adds.at(span);
    let judged = quote_spanned!(span=> const _: () = #check(#extension, #node););
    quote! {
        impl #routes_of<#of> for #owner {
            const RESOURCE: &'static #resource_table = {
                #errors
                &#resource_table { node: #node, load: #none, routes: &[#(#entries),*] }
            };
        }

        #judged
    }
}

/// The table of the handlers.
fn table_of(scope: &Scope<'_>) -> TokenStream {
    let (Scope { of, owner, is_added, .. }, Paths { routes, routes_of, .. }) = (scope, &scope.paths);
    if *is_added { quote!(<#owner as #routes_of<#of>>::RESOURCE) } else { quote!(<#of as #routes>::RESOURCE) }
}

/// What stands before handlers, each under a name that it has also where the handler is not compiled.
fn filters(routes: &Routes<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths { chain, filtered, from, maybe_chained, option, parts, str, vec, .. } = &scope.paths;
    let Scope { of, owner, .. } = scope;
    let (mut aliases, mut bounds, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let of_another = scope.is_added.then(|| quote!(, #of));
    for route in &routes.handlers {
        let Some(path) = route.pipeline else { continue };
        let (span, name, path) = (located(path.span()), plain(route.name), own(path, scope));
        let pipeline = if route.conditions.is_empty() {
            path
        } else {
            let alias = Ident::new(&format!("__PIPELINE_{}", name.to_uppercase()), span);
            let conditions = &route.conditions;
            let all =
                conditions.iter().filter_map(|condition| condition.meta.require_list().ok()).map(|list| &list.tokens);
            aliases.push(quote! {
                #[allow(non_camel_case_types)]
                #(#conditions)*
                type #alias = #path;
                #[allow(non_camel_case_types)]
                #[cfg(not(all(#(#all),*)))]
                type #alias = ();
            });
            quote!(#alias)
        };
        bounds.push(quote_spanned!(span=> #pipeline: #maybe_chained<__S>));
        rows.push(quote_spanned!(span=> (#name, <#pipeline as #maybe_chained<__S>>::maybe_chained(__parts))));
    }
    let built = (!rows.is_empty()).then(|| {
        quote! {
            fn handlers_filters(__parts: &#parts<__S>) -> #vec<(&'static #str, #option<#chain>)> {
                #from::from([#(#rows),*])
            }
        }
    });
    quote! {
        #(#aliases)*
        impl<__S> #filtered<__S #of_another> for #owner
        where
            #(#bounds,)*
        {
            #built
        }
    }
}

/// `Option<Load>`
fn load_table(load: Option<&Load<'_>>, types: &[Mention], scope: &Scope<'_>) -> TokenStream {
    let Paths { none, some, arg: table, load: load_table, outcome, targets, .. } = &scope.paths;
    let Some(load) = load else { return quote!(#none) };
    let args = load.args.iter().zip(types).enumerate().map(|(at, (arg, ty))| {
        let (name, part, answers) = (plain(arg.name), reader(at, ty, "PART", scope), reader(at, ty, "ANSWERS", scope));
        quote!(#table { name: #name, part: #part, answers: &#answers })
    });
    let answers = Mention::new(&output(load.output, scope)).of(outcome, "ANSWERS");
    let of = scope.of;
    quote!(#some(#load_table { args: &[#(#args),*], answers: &#answers, target: #targets::<#of>() }))
}

/// What is said of a loader's argument by the trait that takes it: the first one is what the controller's key says, all
/// others are extractors.
fn reader(at: usize, ty: &Mention, name: &str, scope: &Scope<'_>) -> TokenStream {
    let Paths { loaded_by, from_request, controller, .. } = &scope.paths;
    let of = scope.of;
    if at > 0 {
        return ty.of_generic(from_request, &quote!(<#of>), name);
    }
    let key = ty.instead(of.to_token_stream()).of(controller, "Key");
    ty.instead(key).of_generic(loaded_by, &quote!(<#of, #ty>), name)
}

/// `fn load`, of a controller without a loader: no async function, for each is two bodies to the compiler.
fn load_above(scope: &Scope<'_>) -> TokenStream {
    let Paths { bool, context, controller, core_future, failure, result, send, .. } = &scope.paths;
    let of = scope.of;
    quote_spanned! {of.span()=>
        fn load(__cx: &mut #context, _: #bool) -> impl #core_future<Output = #result<(), #failure>> + #send {
            <#of as #controller>::load_above(__cx)
        }
    }
}

/// `async fn load`, of one with a loader.
fn load_own(load: &Load<'_>, types: &[Mention], scope: &Scope<'_>) -> TokenStream {
    let Paths { bool, context, controller, failure, outcome, result, take, blocking, .. } = &scope.paths;
    let of = scope.of;
    let name = load.name;
    let names: Vec<Ident> = (0..load.args.len()).map(|at| format_ident!("__a{at}")).collect();
    let args = load.args.iter().zip(types).zip(&names).enumerate().map(|(at, ((arg, ty), local))| {
        let text = plain(arg.name);
        if at > 0 {
            return ty.bind(local, take, of, &quote!(__cx, #text));
        }
        let (take, given) = (reader(at, ty, "take", scope), ty.args(&quote!(__cx, #text)));
        quote_spanned!(arg.ty.span()=> let #local = #take #given.await?;)
    });
    let output = Mention::new(&output(load.output, scope));
    let (into_result, found) = (output.of(outcome, "into_result"), output.args(&quote!(__found)));
    let keep = output.method("__cx", "keep", of, &quote!(__item));
    let call = if load.blocking {
        let blocking = blocking.at(name.span());
        quote_spanned! {name.span()=>
            {
                let __shared = __cx.shared::<#of>();
                #blocking(move || <#of>::#name(__shared.controller(), #(#names),*)).await
            }
        }
    } else {
        quote!(<#of>::#name(__cx.controller::<#of>(), #(#names),*).await)
    };
    quote! {
        async fn load(__cx: &mut #context, __own: #bool) -> #result<(), #failure> {
            <#of as #controller>::load_above(__cx).await?;
            if __own {
                #(#args)*
                let __found = #call;
                let __item = #into_result #found?;
                #keep;
            }
            #result::Ok(())
        }
    }
}

/// That the controller loads.
fn loads(returned: Option<&Type>, scope: &Scope<'_>) -> TokenStream {
    let Paths { loads, outcome, option, targeted, probe, no_target, .. } = &scope.paths;
    let of = scope.of;
    let item = Mention::new(&output(returned, scope)).of(outcome, "Item");
    let span = returned.map_or_else(Span::call_site, Spanned::span);
    let probe = probe.at(span);
    let target = quote_spanned!(span=> #probe::<#item>::TARGET);
    quote! {
        impl #loads for #of {
            type Item = #item;
            const TARGET: #option<#targeted> = {
                #[allow(unused_imports)]
                use #no_target as _;
                #target
            };
        }
    }
}

/// The rules about the controller's loader.
fn load_checks(load: &Load<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths { controller, routes, check_load_key, check_load_argument, .. } = &scope.paths;
    let of = scope.of;
    let key = load.args.first().map(|arg| {
        let (span, name) = (arg.name.span(), plain(arg.name));
        let check = check_load_key.at(span);
        quote_spanned!(span=> const _: () = #check(<#of as #controller>::NODE, #name);)
    });
    let args = load.args.iter().enumerate().map(|(at, arg)| {
        let check = check_load_argument.at(arg.name.span());
        quote_spanned!(arg.name.span()=> const _: () = #check(<#of as #routes>::RESOURCE, #at);)
    });
    quote!(#key #(#args)*)
}

/// What the rules found that compare the controller's handlers with each other.
pub(super) fn found(resource: &TokenStream, paths: &Paths) -> TokenStream {
    let Paths { api_table, entry_table, none, alone, found, find, handlers: count, .. } = paths;
    quote! {
        const __ALONE: &#api_table =
            &#alone(&[#entry_table::listed(#resource, #none)]);
        #[allow(long_running_const_eval)]
        const __FOUND: &#found = &#find::<_, { #count(__ALONE) }>(__ALONE);
    }
}

/// The constant that is a handler's table.
pub(super) fn table_name(route: &Handler<'_>) -> Ident {
    Ident::new(&format!("__ROUTE_{}", plain(route.name).to_uppercase()), Span::call_site())
}

/// A return type; none is `()`.
pub(super) fn output(ty: Option<&Type>, scope: &Scope<'_>) -> TokenStream {
    ty.map_or_else(|| quote!(()), |ty| own(ty, scope))
}

/// A type or an expression as it is outside the user's `impl`: with its type for `Self`.
pub(super) fn own(written: &impl ToTokens, scope: &Scope<'_>) -> TokenStream {
    replace(written.to_token_stream(), scope.owner)
}

fn replace(tokens: TokenStream, of: &Type) -> TokenStream {
    let replaced = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => {
            let of = of.to_token_stream().into_iter();
            of.map(|mut token| {
                token.set_span(word.span());
                token
            })
            .collect()
        }
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), replace(group.stream(), of));
            inner.set_span(group.span());
            TokenStream::from(TokenTree::from(inner))
        }
        other => TokenStream::from(other),
    });
    replaced.collect()
}
