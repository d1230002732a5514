//! An API's type, its tables, how its state fills it, and the rules that judge it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::about::about;
use super::application::application;
use super::gate;
use super::mention::Mention;
use super::model::located;
use super::onward::message;
use super::remarks::remarks;
use super::table;
use crate::check::api::{Api, Dialect, Entry};
use crate::check::choice::{Choice, Setting};
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
    application(attributes, visibility, name, &quote!(#tables #state #checks), paths)
}

fn tables(api: &Api<'_>, errors: &TokenStream, paths: &Paths) -> TokenStream {
    let Api { name, title, doc, versions, entries, dialect, body_bytes, unknown_fields, .. } = api;
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
    let entries = entries.iter().map(|entry| self::entry(entry, paths));
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
                    pipelines: #pipelines,
                    entries: &[#(#entries),*],
                }
            };
            const DIALECT: &'static dyn #dialect_trait = #dialect;
        }

        impl #application for #name {
            const APIS: &'static [#declared_api] = &[#declared_api::of::<Self>()];

            fn app(&self) -> &#app {
                &self.app
            }
        }
    }
}

/// `Choice`
fn choice(choice: &Choice<'_>, paths: &Paths) -> TokenStream {
    let Paths { alternative, choice: table, doc, none, setting_table, some, .. } = paths;
    if choice.of.is_empty() {
        return quote!(#table::NONE);
    }
    let of = choice.of.iter().map(|(value, path)| {
        let pipeline = Mention::new(path).of(&paths.pipeline, "TABLE");
        quote!(#alternative { value: #value, pipeline: #pipeline })
    });
    let setting = match &choice.setting {
        None => quote!(#none),
        Some(Setting { name, kind }) => {
            let summary = format!("Which filters requests pass: {kind}");
            let doc = quote!(#doc { summary: #summary, description: "" });
            quote!(#some(#setting_table { name: #name, doc: #doc, kind: #kind }))
        }
    };
    quote!(#table { setting: #setting, of: &[#(#of),*] })
}

fn entry(entry: &Entry<'_>, paths: &Paths) -> TokenStream {
    let Paths { entry_table, routes, some, none, .. } = paths;
    let path = entry.path;
    let resource = Mention::new(path).of(routes, "RESOURCE");
    let mounts = if entry.mounts.is_empty() {
        quote!(#none)
    } else {
        let mounts = mounts(&entry.mounts, paths);
        quote!(#some(#mounts))
    };
    quote!(#entry_table { resource: #resource, mounts: #mounts })
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
    let Paths { api: trait_, app, built, chained, from_state, front, parts, .. } = paths;
    let name = api.name;
    let bounds = api.entries.iter().map(|entry| {
        let path = entry.path;
        quote_spanned!(path.span()=> #path: #from_state<__S>)
    });
    let pipelines = &api.pipelines.of;
    let piped = pipelines.iter().map(|(_, path)| quote_spanned!(path.span()=> #path: #chained<__S>));
    let chains =
        pipelines.iter().map(|(_, path)| quote_spanned!(located(path.span())=> <#path as #chained<__S>>::chained));
    let behind = (!pipelines.is_empty()).then(|| {
        let front = quote!(#front::chosen(__parts, &<Self as #trait_>::TABLE.pipelines, &[#(#chains),*]));
        quote!(.behind(#front.as_ref()))
    });
    let built = api.entries.iter().map(|entry| {
        let path = entry.path;
        quote_spanned!(path.span()=> #built::of::<#path, __S>(__parts))
    });
    quote! {
        impl<__S> #from_state<__S> for #name
        where
            #(#bounds,)*
            #(#piped,)*
        {
            fn from_state(__parts: &#parts<__S>) -> Self {
                #name { app: #app::new::<Self>([#(#built),*]) #behind }
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
        check_provided,
        check_tag,
        ..
    } = paths;
    let name = api.name;
    let entries = api.entries.iter().enumerate().map(|(at, entry)| {
        let span = entry.path.segments.last().map_or_else(|| entry.path.span(), |last| last.ident.span());
        let (check_entry, check_api, check_provided) =
            (check_entry.at(span), check_api.at(span), check_provided.at(span));
        quote_spanned! {span=>
            const _: () = #check_entry(<#name as #trait_>::TABLE, __FOUND, #at);
            const _: () = #check_api(<#name as #trait_>::TABLE, #at);
            const _: () = #check_provided(<#name as #trait_>::TABLE, #at);
        }
    });
    let sources = api.negotiation.sources.iter().enumerate().map(|(at, source)| {
        let check = check_negotiation.at(source.span);
        quote_spanned!(source.span=> const _: () = #check(<#name as #trait_>::TABLE, #at);)
    });
    let tags = api.about.tags.iter().enumerate().map(|(at, tag)| {
        let check = check_tag.at(tag.name.span());
        quote_spanned!(tag.name.span()=> const _: () = #check(<#name as #trait_>::TABLE, #at);)
    });
    let webhooks = api.webhooks.iter().map(|webhook| webhook_check(api, webhook, paths));
    let body_bytes = table::check_bytes(api.body_bytes, &quote!(<#name as #trait_>::TABLE), paths);
    quote! {
        #[allow(long_running_const_eval)]
        const __FOUND: &#found =
            &#find::<_, { #handlers(<#name as #trait_>::TABLE) }>(<#name as #trait_>::TABLE);
        #(#entries)*
        #(#sources)*
        #(#tags)*
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
