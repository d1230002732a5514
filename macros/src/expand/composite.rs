//! A composite's type, its list of APIs, how its state fills them, and the rules that compare them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::application::application;
use super::choice::{chains, choice, outermost};
use super::model::located;
use super::table as table_parts;
use crate::check::composite::{Api, Beside, Composite};
use crate::parse::composite::{About, What};
use crate::paths::Paths;

pub(crate) fn expand(composite: &Composite<'_>, errors: &TokenStream) -> TokenStream {
    let paths = &Paths::new(composite.krate);
    let behind = composite.apis.iter().enumerate().filter(|(_, api)| api.is_behind());
    let rules = behind.map(|(at, api)| {
        let table = table(at);
        outermost(&api.pipelines, &quote!(#table), paths)
    });
    with(composite, errors, &rules.collect())
}

/// The same, with what else belongs to it.
pub(super) fn with(composite: &Composite<'_>, errors: &TokenStream, more: &TokenStream) -> TokenStream {
    let Composite { attributes, visibility, name, apis, beside, krate } = composite;
    let paths = &Paths::new(*krate);
    let Paths { api_table, app, application: trait_, declared_api, from_state, part, parts, .. } = paths;
    let behind = apis.iter().enumerate().filter(|(_, api)| api.is_behind()).map(|(at, api)| behind(at, api, paths));
    let declarations = apis.iter().enumerate().map(|(at, api)| {
        let declared = declared(api.path, paths);
        let behind = api.is_behind().then(|| {
            let table = table(at);
            quote!(.put_behind(#table))
        });
        let about = api.about.map(|fields| {
            let about = self::about(fields, paths);
            quote!(.with(#about))
        });
        quote!(#declared #behind #about)
    });
    let mut bounds = Vec::new();
    let mut built = Vec::new();
    for (at, Api { path, pipelines, .. }) in apis.iter().enumerate() {
        let table = table(at);
        let (piped, behind) = chains(pipelines, &quote!(#table), paths);
        bounds.push(quote_spanned!(path.span()=> #path: #part<__S>));
        bounds.extend(piped);
        built.push(quote_spanned!(path.span()=> <#path as #part<__S>>::part(__parts) #behind));
    }
    bounds.extend(beside.iter().filter_map(|one| bound(one, paths)));
    let standing = (!beside.is_empty()).then(|| {
        let standing = beside.iter().map(|one| standing(one, paths));
        quote!(.with([#(#standing),*]))
    });
    let beside = beside.iter().map(|one| beside_check(one, paths));
    let count = apis.len();
    let checks = apis.iter().enumerate().map(|(at, api)| checks(at, api, paths));
    let inside = quote! {
        #(#behind)*

        impl #trait_ for #name {
            const APIS: &'static [#declared_api] = {
                #errors
                &[#(#declarations),*]
            };

            fn app(&self) -> &#app {
                &self.app
            }
        }

        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                #name { app: #app::composite([#(#built),*], <#name as #trait_>::APIS) #standing }
            }
        }

        const __TABLES: &[&#api_table; #count] = &#declared_api::tables(<#name as #trait_>::APIS);
        #(#checks)*
        #(#beside)*
        #more
    };
    application(attributes, visibility, name, true, &inside, paths)
}

/// `Declared`
fn declared(path: &Path, paths: &Paths) -> TokenStream {
    let declared = paths.declared_api.at(path.span());
    quote_spanned!(path.span()=> #declared::of::<#path>())
}

/// The name of the table of an API that stands behind what its composite puts before it.
fn table(at: usize) -> Ident {
    format_ident!("__BEHIND_{at}")
}

/// That table.
fn behind(at: usize, api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths { api_table, put_behind, .. } = paths;
    let (table, declared, choice) = (table(at), declared(api.path, paths), choice(&api.pipelines, paths));
    quote!(const #table: &#api_table = &#put_behind(#declared.table, #choice);)
}

/// The rules for an API among the others, at its path.
fn checks(at: usize, api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths { check_behind, check_composite, .. } = paths;
    let span = api.path.segments.last().map_or_else(|| api.path.span(), |last| last.ident.span());
    let (check, check_behind, declared) = (check_composite.at(span), check_behind.at(span), declared(api.path, paths));
    let behind = if api.is_behind() {
        let table = table(at);
        quote_spanned!(span=> const _: () = #check_behind(#declared.table, #table);)
    } else {
        quote_spanned!(span=> const _: () = #declared.stands();)
    };
    quote_spanned!(span=> #behind const _: () = #check(__TABLES, #at);)
}

/// The part of the state that something beside the APIs is.
fn part_of<'w>(one: &Beside<'w>) -> Option<&'w Type> {
    match one.what {
        What::Service(ty) | What::FolderOf(ty) | What::Ready(ty) => Some(ty),
        What::Folder(_) | What::Alive => None,
    }
}

fn bound(one: &Beside<'_>, paths: &Paths) -> Option<TokenStream> {
    let ty = part_of(one)?;
    let from_ref = paths.from_ref.at(ty.span());
    Some(quote_spanned!(ty.span()=> #ty: #from_ref<__S>))
}

/// `Beside`
fn standing(one: &Beside<'_>, paths: &Paths) -> TokenStream {
    let Paths { beside, parts, .. } = paths;
    let place = one.place.value();
    let part = part_of(one).map(|ty| quote_spanned!(located(ty.span())=> #parts::part::<#ty>(__parts)));
    match one.what {
        What::Service(ty) => {
            let beside = beside.at(ty.span());
            quote_spanned!(ty.span()=> #beside::service(#place, #part))
        }
        What::Folder(folder) => quote!(#beside::folder(#place, #folder)),
        What::FolderOf(ty) => {
            let beside = beside.at(ty.span());
            quote_spanned!(ty.span()=> #beside::folder(#place, #part))
        }
        What::Alive => quote!(#beside::alive(#place)),
        What::Ready(ty) => {
            let beside = beside.at(ty.span());
            quote_spanned!(ty.span()=> #beside::ready(#place, #part))
        }
    }
}

/// The rule that it hides no handler, at its place.
fn beside_check(one: &Beside<'_>, paths: &Paths) -> TokenStream {
    let (span, mount, below) = (one.place.span(), &paths.mount, one.has_all_below());
    let (check, segments) = (paths.check_beside.at(span), table_parts::segments(&one.steps, paths));
    quote_spanned!(span=> const _: () = #check(__TABLES, &#mount { path: #segments }, #below);)
}

/// `About`; the words for its status stand by themselves.
fn about(fields: &About, paths: &Paths) -> TokenStream {
    let Paths { openstack_about, openstack_status, .. } = paths;
    let comma = (!fields.empty_or_trailing()).then(|| quote!(,));
    quote! {
        {
            #[allow(unused_imports)]
            use #openstack_status::*;
            #[allow(clippy::needless_update)]
            const __ABOUT: #openstack_about = #openstack_about { #fields #comma ..#openstack_about::NONE };
            __ABOUT
        }
    }
}
