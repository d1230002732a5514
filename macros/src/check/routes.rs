//! A controller's handlers and its loader: what they are called for, what they take, what they return.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Path, Type};

use super::handler::{self, Handler};
use super::name::plain;
use super::remarks;
use super::signature::{self, Arg};
use crate::errors::Errors;
use crate::parse::mark::{Kind, Mark};
use crate::parse::routes::{Item, Method, Written};

pub(crate) struct Routes<'w> {
    pub(crate) written: &'w Written,
    /// The type that has the handlers; `None` where it cannot be one, which was reported.
    pub(crate) owner: Option<&'w Type>,
    /// The name of that.
    pub(crate) owner_name: String,
    /// The controller, where another type's handlers are added to it.
    pub(crate) added_to: Option<&'w Type>,
    pub(crate) load: Option<Load<'w>>,
    /// What the loader returns, also where it cannot be called, which was reported.
    pub(crate) loads: Option<Option<&'w Type>>,
    pub(crate) handlers: Vec<Handler<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

/// The `#[load]`.
pub(crate) struct Load<'w> {
    pub(crate) name: &'w Ident,
    /// The key first, where there is one.
    pub(crate) args: Vec<Arg<'w>>,
    pub(crate) blocking: bool,
    /// What it returns, if anything.
    pub(crate) output: Option<&'w Type>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Routes<'w> {
    let (owner, added_to) = (owner(written, errors), written.added_to.as_ref());
    let mut routes = Routes {
        written,
        owner,
        owner_name: owner.and_then(last_name).unwrap_or_default(),
        added_to,
        load: None,
        loads: None,
        handlers: Vec::new(),
        krate: written.krate.as_ref(),
    };
    let Some(of) = owner.and_then(|owner| last_name(added_to.unwrap_or(owner))) else { return routes };
    for item in &written.items {
        let Item::Method(method) = item else { continue };
        let Some(mark) = one_mark(method, errors) else { continue };
        if mark.kind == Kind::Load && added_to.is_some() {
            errors.at(mark.span(), format!("the loader of `{of}` is its own\nhelp: take `Loaded<{of}>` in handlers"));
            continue;
        }
        if mark.kind == Kind::Load && routes.loads.is_none() {
            routes.loads = Some(signature::output(&method.signature));
        }
        let Some(args) = signature::args(&method.signature, method.blocking.is_some(), errors) else { continue };
        if mark.kind != Kind::Load {
            routes.handlers.extend(handler::check(method, mark, args, &of, errors));
        } else if let Some(load) = &routes.load {
            errors.at(mark.span(), format!("`{}` is loaded by `{}` already\nhelp: keep one `#[load]`", of, load.name));
        } else {
            bare(mark, errors);
            if let Some(span) = method.onward.span() {
                errors.at(span, "nothing follows a loader\nhelp: put it on the handlers");
            }
            if let Some(policy) = &method.policy {
                errors.at(policy.span, "a policy is asked before handlers, and not before loaders\nhelp: put it on the handlers, or on the controller");
            }
            remarks::none(&method.remarks, "a loader", "put it on the handlers", errors);
            let (blocking, output) = (method.blocking.is_some(), signature::output(&method.signature));
            routes.load = Some(Load { name: method.name(), args, blocking, output });
        }
    }
    if added_to.is_none() {
        tags_are_loaded(&mut routes, &of, errors);
    }
    routes
}

/// A tag is that of what the controller's loader finds.
fn tags_are_loaded(routes: &mut Routes<'_>, of: &str, errors: &Errors) {
    if routes.loads.is_some() {
        return;
    }
    for handler in &mut routes.handlers {
        if let Some(tag) = handler.etag.take() {
            let name = plain(handler.name);
            let help = "help: add `#[load]`, whose item says its tag, or leave `etag` out";
            errors.at(tag.span, format!("`{of}` loads nothing whose tag `{name}` could go by\n{help}"));
        }
    }
}

fn owner<'w>(written: &'w Written, errors: &Errors) -> Option<&'w Type> {
    if written.for_type.is_some() {
        errors.on(&written.of, "routes are no trait's\nhelp: put `#[routes]` on `impl Controller { … }`");
        return None;
    }
    let generics = &written.generics;
    if !generics.params.is_empty() {
        errors.on(&generics.params, "a controller has no generics\nhelp: one type serves one path");
        return None;
    }
    match &written.of {
        Type::Path(path) if path.qself.is_none() => Some(&written.of),
        other => {
            errors.on(other, "this is no controller\nhelp: name the struct that has `#[controller(…)]`");
            None
        }
    }
}

/// `Servers` of `crate::servers::Servers`.
fn last_name(controller: &Type) -> Option<String> {
    match controller {
        Type::Path(path) => path.path.segments.last().map(|last| plain(&last.ident)),
        _ => None,
    }
}

/// The one attribute of terrace on a method, where there is one.
fn one_mark<'w>(method: &'w Method, errors: &Errors) -> Option<&'w Mark> {
    let Some((first, others)) = method.marks.split_first() else {
        if let Some(blocking) = &method.blocking {
            let name = method.name();
            errors.on(
                blocking,
                format!("`{name}` is no handler\nhelp: give it a mark, as `#[show]`, or leave `#[blocking]` out"),
            );
        }
        if let Some(span) = method.onward.span() {
            errors.at(
                span,
                format!("`{}` is no handler, so nothing follows it\nhelp: give it a mark, as `#[show]`", method.name()),
            );
        }
        if let Some(policy) = &method.policy {
            let name = method.name();
            let message =
                format!("`{name}` is no handler, so nobody asks a policy\nhelp: give it a mark, as `#[show]`");
            errors.at(policy.span, message);
        }
        remarks::none(&method.remarks, "a method that is no handler", "give it a mark, as `#[show]`", errors);
        return None;
    };
    for other in others {
        let name = method.name();
        errors.at(
            other.span(),
            format!(
                "`{name}` is `#[{}]` already\nhelp: one handler serves one route; write another that calls it",
                first.name
            ),
        );
    }
    Some(first)
}

/// An attribute without any settings.
fn bare(mark: &Mark, errors: &Errors) {
    let settings = &mark.settings;
    let names = [
        settings.status.as_ref().map(Spanned::span),
        settings.since.as_ref().map(Spanned::span),
        settings.until.as_ref().map(Spanned::span),
        settings.gap.as_ref().map(|gap| gap.span),
        settings.removed.as_ref().map(|removed| removed.span),
        settings.operation_id.as_ref().map(Spanned::span),
        settings.body_bytes.as_ref().map(Spanned::span),
        settings.pipeline.as_ref().map(Spanned::span),
        settings.detached,
        settings.etag.as_ref().map(|tag| tag.span),
        mark.member.as_ref().map(Spanned::span),
        mark.texts.first().map(Spanned::span),
        (settings.deprecated.is_some() || settings.envelope.is_some()).then(|| mark.span()),
    ];
    if let Some(span) = names.into_iter().flatten().next() {
        errors.at(span, "a loader has no settings\nhelp: write `#[load]`");
    }
}
