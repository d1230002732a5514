//! One handler: its table, and the rules that judge it alone.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;
use terrace_model::{Level, Method};

use super::mention::Mention;
use super::model::located;
use super::onward::{link, message};
use super::policy::guard;
use super::remarks::remarks;
use super::routes::{Scope, output, own, table_name};
use super::table;
use crate::check::handler::{Ending, Handler, Wrapping};
use crate::check::name::plain;
use crate::check::signature::Arg;
use crate::parse::doc::Doc;
use crate::parse::mark::Deprecated;
use crate::paths::Paths;

/// `const __SHOW: RouteTable = …;`
pub(super) fn table(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths { route_table, plain_route, method: methods, level: levels, some, none, into_response, .. } =
        &scope.paths;
    let (conditions, constant, text) = (&route.conditions, table_name(route), plain(route.name));
    let owner = scope.owner_name;
    let place = table::place(route.name.span(), &scope.paths);
    let (method, level) = (method(route.method), level(route.level));
    let path = table::segments(&route.path, &scope.paths);
    let action = table::text(route.action, &scope.paths);
    let (range, ending, deprecation) = (range(route, scope), ending(route, &scope.paths), deprecation(route, scope));
    let notice = table::notice(&route.notice, &scope.paths);
    let status = route.status.map_or_else(|| quote!(#none), |(status, _)| quote!(#some(#status)));
    let (default, id) = (route.default_status, &route.operation_id);
    let (envelope, doc) = (envelope(route, &scope.paths), table::doc(&route.doc, &scope.paths));
    let remarks = remarks(&route.remarks, &scope.paths);
    let links = route.links.iter().map(|each| link(each, &own(&each.controller, scope), &scope.paths));
    let callbacks = route.callbacks.iter().map(|each| message(each, &own(each.ty, scope), &scope.paths));
    let pipeline = table::pipeline(route.pipeline.map(|path| own(path, scope)), &scope.paths);
    let guard = guard(route.policy, &scope.paths);
    let body_bytes = table::bytes(route.body_bytes.map(|bytes| own(bytes, scope)), &scope.paths);
    let (aliases, types): (Vec<_>, Vec<_>) =
        route.args.iter().enumerate().map(|(at, arg)| Mention::named(&own(arg.ty, scope), &format!("__A{at}"))).unzip();
    let args = args(route, &types, scope);
    let answers = Mention::new(&output(route.output, scope)).of(into_response, "ANSWERS");
    let (preconditions, handler) = (preconditions(route, scope), handler(route, &types, scope));
    let has_range = scope.is_added || route.since.is_some() || route.until.is_some();
    let told = [
        (!route.path.is_empty(), quote!(path: #path)),
        (route.action.is_some(), quote!(action: #action)),
        (has_range, quote!(range: #range)),
        (!matches!(route.ending, Ending::Silent), quote!(ending: #ending)),
        (route.deprecated.is_some(), quote!(deprecation: #deprecation, notice: #notice)),
        (!matches!(route.envelope, Wrapping::Inherit), quote!(envelope: #envelope)),
        (route.body_bytes.is_some(), quote!(body_bytes: #body_bytes)),
        (route.pipeline.is_some(), quote!(pipeline: #pipeline)),
        (route.policy.is_some(), quote!(guard: #guard)),
        (route.detached, quote!(detached: true)),
        (route.etag.is_some(), quote!(preconditions: #preconditions)),
        (route.doc != Doc::default(), quote!(doc: #doc)),
        (!route.remarks.is_empty(), quote!(remarks: #remarks)),
        (!route.links.is_empty(), quote!(links: &[#(#links),*])),
        (!route.callbacks.is_empty(), quote!(callbacks: &[#(#callbacks),*])),
        (!route.args.is_empty(), quote!(args: &[#(#args),*])),
    ];
    let told = told.into_iter().filter_map(|(is_told, field)| is_told.then_some(field));
    quote! {
        #(#conditions)*
        const #constant: #route_table = {
            #(#aliases)*
            #route_table {
                owner: #owner,
                name: #text,
                place: #place,
                method: #methods::#method,
                level: #levels::#level,
                status: #answers.status_or(#status, #default),
                operation_id: #id,
                #(#told,)*
                answers: &#answers,
                handler: #handler,
                ..#plain_route
            }
        };
    }
}

/// `Option<Preconditions>`, by the type of what the controller loads.
fn preconditions(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths { some, none, preconditions, .. } = &scope.paths;
    let Some(tag) = route.etag else { return quote!(#none) };
    let (of, required) = (spanned(scope.of, tag.span), tag.required.is_some());
    let preconditions = preconditions.at(tag.span);
    quote_spanned!(tag.span=> #some(#preconditions::<#of>(#required)))
}

/// The controller, mentioned where something is said of it.
fn spanned(of: &Type, span: Span) -> TokenStream {
    let tokens = of.to_token_stream().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}

pub(super) fn method(method: Method) -> Ident {
    Ident::new(
        match method {
            Method::Get => "Get",
            Method::Post => "Post",
            Method::Put => "Put",
            Method::Patch => "Patch",
            Method::Delete => "Delete",
        },
        Span::call_site(),
    )
}

fn level(level: Level) -> Ident {
    Ident::new(if level == Level::Member { "Member" } else { "Collection" }, Span::call_site())
}

/// `Range`: the handler's own, within that of the extension that has it.
fn range(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let own = own_range(route, scope);
    if scope.is_added {
        let whole = Mention::new(scope.owner).of(&scope.paths.extension, "RANGE");
        return quote!(#whole.and(#own));
    }
    own
}

/// `Range`, through the controller's own versions: a name that is none of them is refused where it stands.
fn own_range(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths { range, some, none, .. } = &scope.paths;
    if route.since.is_none() && route.until.is_none() {
        return quote!(#range::ALL);
    }
    let end = |name: Option<&Ident>| {
        name.map_or_else(
            || quote!(#none),
            |name| {
                let version = version(name, scope);
                quote!(#some(#version))
            },
        )
    };
    let (since, until) = (end(route.since), end(route.until));
    quote!(#range { since: #since, until: #until })
}

fn version(name: &Ident, scope: &Scope<'_>) -> TokenStream {
    let controller = &scope.paths.controller;
    let of = scope.of;
    quote_spanned!(name.span()=> <<#of as #controller>::Versions>::#name)
}

fn ending(route: &Handler<'_>, paths: &Paths) -> TokenStream {
    let ending = &paths.ending;
    match &route.ending {
        Ending::Silent => quote!(#ending::Silent),
        Ending::Gap(reason) => quote!(#ending::Gap(#reason)),
        Ending::Removed(reason) => quote!(#ending::Removed(#reason)),
    }
}

fn deprecation(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let deprecation = &scope.paths.deprecation;
    match route.deprecated {
        None => quote!(#deprecation::No),
        Some(Deprecated { since: None, .. }) => quote!(#deprecation::Always),
        Some(Deprecated { since: Some(name), .. }) => {
            let version = version(name, scope);
            quote!(#deprecation::Since(#version))
        }
    }
}

fn envelope(route: &Handler<'_>, paths: &Paths) -> TokenStream {
    let envelope = &paths.envelope;
    match route.envelope {
        Wrapping::Inherit => quote!(#envelope::Inherit),
        Wrapping::Many => quote!(#envelope::Many),
        Wrapping::None => quote!(#envelope::None),
        Wrapping::Named(name) => quote!(#envelope::Named(#name)),
    }
}

fn args(route: &Handler<'_>, types: &[Mention], scope: &Scope<'_>) -> Vec<TokenStream> {
    let Paths { arg: table, from_request, .. } = &scope.paths;
    let of = scope.of;
    let arg = |(arg, ty): (&Arg<'_>, &Mention)| {
        let name = plain(arg.name);
        let part = ty.of_generic(from_request, &quote!(<#of>), "PART");
        let answers = ty.of_generic(from_request, &quote!(<#of>), "ANSWERS");
        quote!(#table { name: #name, part: #part, answers: &#answers })
    };
    route.args.iter().zip(types).map(arg).collect()
}

/// What the runtime calls: arguments that need no loader, loaders, other arguments, the user's method.
fn handler(route: &Handler<'_>, types: &[Mention], scope: &Scope<'_>) -> TokenStream {
    let Paths {
        handler_future,
        boxed,
        result,
        some,
        controller,
        early,
        completing,
        movable,
        moved,
        only,
        ready,
        take,
        into_response,
        blocking,
        precondition,
        validated,
        ..
    } = &scope.paths;
    let Scope { of, owner, .. } = scope;
    let name = route.name;
    // Where the handler's own names are, which are not those of the user's code.
    let span = located(name.span());
    let locals: Vec<Ident> = (0..route.args.len()).map(|at| format_ident!("__a{at}")).collect();
    let args = || {
        let args = route.args.iter().zip(types).zip(&locals);
        args.map(|((arg, ty), local)| (plain(arg.name), ty, local))
    };
    let member = match route.level {
        Level::Member => quote!(true),
        Level::Collection => quote!(<#of as #controller>::NODE.key.is_none()),
    };
    let output = Mention::new(&output(route.output, scope));
    let condition = route.etag.map(|tag| {
        let (of, precondition) = (spanned(of, tag.span), precondition.at(tag.span));
        let judged = quote_spanned!(located(tag.span)=> #precondition::<#of>(#movable::context_mut(&mut __cx)));
        quote!(if let #some(__response) = #judged? { return #result::Ok(__response); })
    });
    let taken = match (types, &condition) {
        ([ty], None) => {
            let (text, local) = (plain(route.args[0].name), &locals[0]);
            ty.bind(local, only, of, &quote!(&mut __cx, #text, #member))
        }
        _ => {
            let early = args().map(|(text, ty, local)| ty.bind(local, early, of, &quote!(&mut __cx, #text)));
            let late =
                args().map(|(text, ty, local)| ty.fill(local, take, of, &quote!(&mut __cx, #text), &scope.paths));
            quote!(#(#early)* #ready::<#of>(&mut __cx, #member).await?; #condition #(#late)*)
        }
    };
    let call = quote_spanned!(span=> <#owner>::#name(#movable::context(&__cx).controller::<#owner>(), #(#locals),*));
    let (completed, given) = (output.of(into_response, "completed"), output.args(&quote!(__answer, &__cx)));
    let answer = match route.etag {
        Some(_) => quote!(#validated(__response, #movable::context(&__cx))),
        None => quote!(__response),
    };
    let rest = if route.blocking {
        let blocking = blocking.at(name.span());
        // The context goes along: it has the controller, and what the answer is made with.
        quote_spanned! {span=>
            let __response = #blocking(move || {
                let __answer = #call;
                let __response = #completed #given.here();
                #answer
            });
            #result::Ok(__response.await)
        }
    } else {
        quote_spanned! {span=>
            let __answer = #call.await;
            let __response = #completing(#completed #given).await;
            #result::Ok(#answer)
        }
    };
    let boxed = boxed.at(name.span());
    quote_spanned! {span=>
        |__cx| -> #handler_future {
            let mut __cx = #moved(__cx);
            #boxed::pin(async move {
                #taken
                #rest
            })
        }
    }
}

/// The rules about a handler, each at the user's token: in one constant, for every constant costs compile time.
pub(super) fn checks(route: &Handler<'_>, scope: &Scope<'_>) -> TokenStream {
    let Paths {
        controller,
        check_argument,
        check_asked,
        check_body_bytes,
        check_link,
        check_message,
        check_preconditions,
        check_variables,
        check_range,
        check_route,
        check_status,
        check_types,
        identity,
        life,
        model,
        provided,
        routes,
        ..
    } = &scope.paths;
    let of = scope.of;
    let (conditions, constant, name) = (&route.conditions, table_name(route), plain(route.name));
    // Named once: each mention of a table is a constant of its own.
    let [node, table] = ["__node", "__route"].map(|name| Ident::new(name, Span::call_site()));
    let args = route.args.iter().enumerate().map(|(at, arg)| {
        let span = arg.name.span();
        let check = check_argument.at(span);
        let asked = route.policy.is_none().then(|| {
            let check = check_asked.at(span);
            quote_spanned!(span=> #check(#node, #table, #at, <#identity as #provided>::PROVISION);)
        });
        quote_spanned!(span=> #check(#node, #table, #at); #asked)
    });
    let variables = route.variables.map(|path| {
        let span = path.span();
        let check = check_variables.at(span);
        quote_spanned!(span=> #check(#node, #table);)
    });
    let range = route.since.filter(|_| route.until.is_some()).map(|since| {
        let check = check_range.at(since.span());
        quote_spanned!(since.span()=> #check(#table);)
    });
    // A type's own status holds where none is declared, but a default of 204 leaves no room for a body.
    let judged = route.status.is_some() || route.default_status == 204;
    let status = judged.then(|| {
        let span = route.status.map_or(route.mark, |(_, span)| span);
        let check = check_status.at(span);
        quote_spanned!(span=> #check(#table);)
    });
    let check = check_types.at(route.mark);
    let types = quote_spanned!(route.mark=> #check(#node, #table););
    let body_bytes = route.body_bytes.map(|bytes| {
        let check = check_body_bytes.at(bytes.span());
        quote_spanned!(bytes.span()=> #check(#table);)
    });
    let etag = route.etag.map(|tag| {
        let check = check_preconditions.at(tag.span);
        quote_spanned!(tag.span=> #check(#node, #table);)
    });
    let links = route.links.iter().enumerate().map(|(at, link)| {
        let (span, target) = (link.handler.span(), own(&link.controller, scope));
        let (check, routes) = (check_link.at(span), routes.at(target.span()));
        quote_spanned!(span=> #check(<#target as #routes>::RESOURCE, #table, #at);)
    });
    let callbacks = route.callbacks.iter().map(|callback| {
        let (span, ty, text) = (callback.ty.span(), own(callback.ty, scope), plain(callback.name));
        let (check, model) = (check_message.at(span), model.at(span));
        quote_spanned! {span=>
            #check(
                #name,
                #text,
                #life { versions: #node.versions, range: #table.range },
                false,
                <#ty as #model>::LIFE,
            );
        }
    });
    let check = check_route.at(route.mark);
    let collision = quote_spanned!(route.mark=> #check(__ALONE, __FOUND, #name););
    let tables = quote!(let (#node, #table) = (<#of as #controller>::NODE, &#constant););
    quote!(#(#conditions)* const _: () = { #tables #(#args)* #variables #range #status #types #body_bytes #etag #(#links)* #(#callbacks)* #collision };)
}
