//! An API's type, its tables, how its state fills it, and the rules that judge it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::about::about;
use super::application::application;
use super::choice::{chains, choice, outermost};
use super::extension;
use super::gate;
use super::mention::Mention;
use super::onward::message;
use super::open;
use super::policies;
use super::remarks::remarks;
use super::table;
use crate::check::api::{Api, Dialect, Entry};
use crate::check::name::plain;
use crate::check::negotiate::{Absent, Carrier, Negotiation};
use crate::check::onward::Message;
use crate::check::path::Step;
use crate::parse::api::UnknownFields;
use crate::paths::Paths;

pub(crate) fn expand(api: &Api<'_>, errors: &TokenStream) -> TokenStream {
    let Api { attributes, visibility, name, krate, .. } = api;
    let paths = &Paths::new(*krate);
    let (tables, state, checks) = (tables(api, errors, paths), state(api, paths), checks(api, paths));
    let inside = quote!(#tables #state #checks);
    application(attributes, visibility, name, !api.is_of_composite, &inside, paths)
}

fn tables(api: &Api<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Api { name, title, doc, versions, dialect, body_bytes, unknown_fields, .. } = api;
    let Paths {
        api: trait_,
        api_table,
        app,
        application,
        declared_api,
        dialect: dialect_trait,
        some,
        none,
        versions: set,
        problem,
        openstack,
        ..
    } = paths;
    let text = name.to_string();
    let (doc, mounts, negotiation) = (table::doc(doc, paths), mounts(&api.mounts, paths), negotiation(api, paths));
    let (about, remarks) = (about(&api.about, paths), remarks(&api.remarks, paths));
    let webhooks = api.webhooks.iter().map(|webhook| message(webhook, webhook.ty, paths));
    let extension::Parts { extensions, entries, additions, policies, readers } = extension::parts(api, paths);
    let body_bytes = table::bytes(*body_bytes, paths);
    let unknown = &paths.unknown_fields;
    let unknown_fields = match unknown_fields {
        UnknownFields::Refuse => quote!(#unknown::Refuse),
        UnknownFields::Drop => quote!(#unknown::Drop),
    };
    let versions = versions.map_or_else(
        || quote!(#none),
        |path| {
            let set = set.at(path.span());
            quote!(#some(<#path as #set>::SET))
        },
    );
    let pipelines = choice(&api.pipelines, paths);
    let of_composite = api.is_of_composite.then(|| {
        let bool = &paths.bool;
        quote!(const IS_OF_COMPOSITE: #bool = true;)
    });
    let served = (!api.is_of_composite).then(|| {
        quote! {
            impl #application for #name {
                const APIS: &'static [#declared_api] = &[#declared_api::of::<Self>()];

                fn app(&self) -> &#app {
                    &self.app
                }
            }
        }
    });
    let dialect = match dialect {
        Dialect::Problem => quote!(&#problem),
        Dialect::OpenStack => quote!(&#openstack),
        Dialect::Other(expression) => quote_spanned!(expression.span()=> &#expression),
    };
    quote! {
        impl #trait_ for #name {
            const TABLE: &'static #api_table = {
                #errors
                &#api_table {
                    name: #text,
                    title: #title,
                    doc: #doc,
                    about: #about,
                    remarks: #remarks,
                    webhooks: &[#(#webhooks),*],
                    versions: #versions,
                    mounts: #mounts,
                    negotiation: #negotiation,
                    body_bytes: #body_bytes,
                    unknown_fields: #unknown_fields,
                    extensions: #extensions,
                    additions: #additions,
                    pipelines: #pipelines,
                    policies: #policies,
                    entries: #entries,
                }
            };
            const DIALECT: &'static dyn #dialect_trait = #dialect;
            #readers
            #of_composite

            fn built(&self) -> &#app {
                &self.app
            }
        }

        #served
    }
}

pub(super) fn entry(entry: &Entry<'_>, paths: &Paths) -> TokenStream {
    let Paths { entry_table, routes, some, none, .. } = paths;
    let path = entry.path;
    let resource = Mention::new(path).of(routes, "RESOURCE");
    let mounts = if entry.mounts.is_empty() {
        quote!(#none)
    } else {
        let mounts = mounts(&entry.mounts, paths);
        quote!(#some(#mounts))
    };
    quote!(#entry_table::listed(#resource, #mounts))
}

/// `&'static [Mount]`
fn mounts(mounts: &[Vec<Step>], paths: &Paths) -> TokenStream {
    let mount = &paths.mount;
    let segments = mounts.iter().map(|steps| table::segments(steps, paths));
    quote!(&[#(#mount { path: #segments }),*])
}

/// `Negotiation`
fn negotiation(api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths { negotiation, absent: absents, source: source_table, .. } = paths;
    let Negotiation { sources, absent, latest, echo, refuses_conflicts } = &api.negotiation;
    let absent = match (absent, api.versions) {
        (Absent::Oldest, _) => quote!(#absents::Oldest),
        (Absent::Is(name), Some(set)) => {
            let version = quote_spanned!(name.span()=> <#set>::#name);
            quote!(#absents::Is(#version))
        }
        (Absent::Newest | Absent::Is(_), _) => quote!(#absents::Newest),
        (Absent::Required, _) => quote!(#absents::Refused),
    };
    if sources.is_empty() {
        return quote!(#negotiation::always(#absent));
    }
    let sources = sources.iter().map(|source| {
        let (carrier, dated) = (carrier(&source.carrier, paths), source.dated);
        quote!(#source_table { carrier: #carrier, dated: #dated })
    });
    quote! {
        #negotiation {
            sources: &[#(#sources),*],
            absent: #absent,
            latest: #latest,
            echo: #echo,
            refuses_conflicts: #refuses_conflicts,
        }
    }
}

fn carrier(carrier: &Carrier<'_>, paths: &Paths) -> TokenStream {
    let Paths { carrier: carriers, some, none, .. } = paths;
    match carrier {
        Carrier::Path(variable) => quote!(#carriers::Path { variable: #variable }),
        Carrier::Query(name) => quote!(#carriers::Query { name: #name }),
        Carrier::MediaType { essence, parameter } => {
            quote!(#carriers::MediaType { essence: #essence, parameter: #parameter })
        }
        Carrier::Header { name, service, legacy } => {
            let service = table::text(*service, paths);
            let legacy = legacy.as_ref().map_or_else(|| quote!(#none), |legacy| quote!(#some(#legacy)));
            quote!(#carriers::Header { name: #name, service: #service, legacy: #legacy })
        }
    }
}

fn state(api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths { api: trait_, app, built, extends, filtered, from_state, parts, .. } = paths;
    let name = api.name;
    let bounds = api.entries.iter().map(|entry| {
        let path = entry.path;
        quote_spanned!(path.span()=> #path: #from_state<__S> + #filtered<__S>)
    });
    let extensions = api.extensions;
    let extending = extensions.iter().map(|path| quote_spanned!(path.span()=> #path: #extends<__S>));
    let more = extensions.iter().map(|path| quote_spanned!(path.span()=> <#path as #extends<__S>>::extended));
    let (piped, behind) = chains(&api.pipelines, &quote!(<Self as #trait_>::TABLE), paths);
    let built = api.entries.iter().map(|entry| {
        let path = entry.path;
        quote_spanned!(path.span()=> #built::of::<#path, #path, __S>(__parts))
    });
    quote! {
        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
            #(#extending,)*
            #(#piped,)*
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                #name { app: #app::new::<Self, __S>(__parts, [#(#built),*], &[#(#more),*]) #behind }
            }
        }
    }
}

/// The rules that compare the API's controllers with each other, each at its entry.
fn checks(api: &Api<'_>, paths: &Paths) -> TokenStream {
    let Paths {
        api: trait_,
        found,
        find,
        handlers,
        check_entry,
        check_api,
        check_negotiation,
        check_policies,
        check_provided,
        check_tag,
        identity,
        provided: provides,
        ..
    } = paths;
    let name = api.name;
    let entries = api.entries.iter().enumerate().map(|(at, entry)| {
        let span = entry.path.segments.last().map_or_else(|| entry.path.span(), |last| last.ident.span());
        let (check_entry, check_api, check_provided) =
            (check_entry.at(span), check_api.at(span), check_provided.at(span));
        let check_policies = check_policies.at(span);
        // A composite judges that of an API for which it says what filters give.
        let provided = (!api.is_of_composite).then(|| quote_spanned!(span=> #check_provided(__api, #at);));
        quote_spanned! {span=>
            #[allow(long_running_const_eval)]
            const _: () = {
                let __api = <#name as #trait_>::TABLE;
                #check_entry(__api, __FOUND, #at);
                #check_api(__api, __FOUND, #at);
                #check_policies(__api, #at, <#identity as #provides>::PROVISION);
                #provided
            };
        }
    });
    let outermost = outermost(&api.pipelines, &quote!(<#name as #trait_>::TABLE), paths);
    let sources = api.negotiation.sources.iter().enumerate().map(|(at, source)| {
        let check = check_negotiation.at(source.span);
        quote_spanned!(source.span=> const _: () = #check(<#name as #trait_>::TABLE, #at);)
    });
    let tags = api.about.tags.iter().enumerate().map(|(at, tag)| {
        let check = check_tag.at(tag.name.span());
        quote_spanned!(tag.name.span()=> const _: () = #check(<#name as #trait_>::TABLE, #at);)
    });
    let webhooks = api.webhooks.iter().map(|webhook| webhook_check(api, webhook, paths));
    let additions = open::checks(name, &api.additions, paths);
    let policies = policies::checks(name, api.policies, paths);
    let extensions = extension::checks(api, paths);
    let body_bytes = table::check_bytes(api.body_bytes, &quote!(<#name as #trait_>::TABLE), paths);
    quote! {
        #[allow(long_running_const_eval)]
        const __FOUND: &#found =
            &#find::<_, { #handlers(<#name as #trait_>::TABLE) }>(<#name as #trait_>::TABLE);
        #outermost
        #(#entries)*
        #(#sources)*
        #(#tags)*
        #additions
        #policies
        #extensions
        #(#webhooks)*
        #body_bytes
    }
}

/// The rule that a webhook exists where its type does, at its type.
fn webhook_check(api: &Api<'_>, webhook: &Message<'_>, paths: &Paths) -> TokenStream {
    let Paths { life, model, some, versions, .. } = paths;
    let (owner, ty, name) = (api.name.to_string(), webhook.ty, plain(webhook.name));
    let span = ty.span();
    let (check, model, range) = (paths.check_message.at(span), model.at(span), gate::range(webhook.range, paths));
    let own = match api.versions {
        Some(set) => {
            let versions = versions.at(set.span());
            quote!(#life { versions: #some(<#set as #versions>::SET), range: #range })
        }
        None => quote!(#life::ALWAYS),
    };
    let is_gated = !webhook.range.is_all();
    quote_spanned!(span=> const _: () = #check(#owner, #name, #own, #is_gated, <#ty as #model>::LIFE);)
}
