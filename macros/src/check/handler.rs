//! One handler: which requests it is called for, in which versions, with what.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitStr, Path, Type};
use terrace_model::{Level, Method as Http};

use super::name::{plain, snake_case};
use super::notice::{self, Notice};
use super::onward::{self, Link, Message};
use super::path::{self, Step, Template};
use super::remarks::{self, Remarks};
use super::removed::reason;
use super::signature::{self, Arg};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::mark::{Deprecated, Envelope, Kind, Mark, Reason, Tag};
use crate::parse::policy::Policy;
use crate::parse::routes::Method;

/// One handler.
pub(crate) struct Handler<'w> {
    pub(crate) name: &'w Ident,
    /// Where its attribute's name stands.
    pub(crate) mark: Span,
    pub(crate) conditions: Vec<&'w Attribute>,
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) links: Vec<Link<'w>>,
    pub(crate) callbacks: Vec<Message<'w>>,
    pub(crate) method: Http,
    pub(crate) level: Level,
    /// Below the level.
    pub(crate) path: Vec<Step>,
    /// The path as written, where it has variables.
    pub(crate) variables: Option<&'w LitStr>,
    pub(crate) action: Option<&'w LitStr>,
    pub(crate) since: Option<&'w Ident>,
    pub(crate) until: Option<&'w Ident>,
    pub(crate) ending: Ending,
    pub(crate) deprecated: Option<&'w Deprecated>,
    pub(crate) notice: Notice,
    /// The declared one, and where it stands.
    pub(crate) status: Option<(u16, Span)>,
    pub(crate) default_status: u16,
    pub(crate) operation_id: String,
    pub(crate) envelope: Wrapping<'w>,
    pub(crate) body_bytes: Option<&'w Expr>,
    pub(crate) pipeline: Option<&'w Path>,
    pub(crate) policy: Option<&'w Policy>,
    pub(crate) detached: bool,
    pub(crate) etag: Option<&'w Tag>,
    pub(crate) blocking: bool,
    pub(crate) args: Vec<Arg<'w>>,
    /// What it returns, if anything.
    pub(crate) output: Option<&'w Type>,
}

/// What follows where a handler's versions end; with the reason.
pub(crate) enum Ending {
    Silent,
    Gap(String),
    Removed(String),
}

/// What a handler's bodies are wrapped in.
pub(crate) enum Wrapping<'w> {
    Inherit,
    Many,
    None,
    Named(&'w LitStr),
}

pub(super) fn check<'w>(
    method: &'w Method,
    mark: &'w Mark,
    args: Vec<Arg<'w>>,
    controller: &str,
    errors: &Errors,
) -> Option<Handler<'w>> {
    let (http, level, default_status) = kind(mark);
    let (template, action) = match mark.kind {
        Kind::Action => (None, Some(action(mark, errors)?)),
        Kind::Get | Kind::Post | Kind::Put | Kind::Patch | Kind::Delete => (own_path(mark, errors)?, None),
        _ => {
            fixed(mark, http, level, errors)?;
            (None, None)
        }
    };
    let variables = template.as_ref().filter(|template| template.has_variables()).map(|template| template.literal);
    let settings = &mark.settings;
    let name = method.name();
    Some(Handler {
        name,
        mark: mark.span(),
        conditions: method.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect(),
        doc: Doc::of(&method.attributes),
        remarks: remarks::check(&method.remarks, errors),
        links: onward::links(&method.onward.links, errors),
        callbacks: onward::callbacks(&method.onward.callbacks, errors),
        method: http,
        level,
        path: match template {
            Some(template) => template.steps,
            None if action.is_some() => vec![Step::Literal("action".to_owned())],
            None => Vec::new(),
        },
        variables,
        action,
        since: settings.since.as_ref(),
        until: settings.until.as_ref(),
        ending: ending(mark, name, errors),
        deprecated: settings.deprecated.as_ref(),
        notice: settings.deprecated.as_ref().map(|said| notice::check(&said.notice, errors)).unwrap_or_default(),
        status: status(mark, errors),
        default_status,
        operation_id: settings
            .operation_id
            .as_ref()
            .map_or_else(|| format!("{}_{}", snake_case(controller), plain(name)), LitStr::value),
        envelope: match (&settings.envelope, mark.kind) {
            (Some(Envelope::None), _) => Wrapping::None,
            (Some(Envelope::Named(name)), _) => Wrapping::Named(name),
            (None, Kind::Index) => Wrapping::Many,
            (None, _) => Wrapping::Inherit,
        },
        body_bytes: settings.body_bytes.as_ref(),
        pipeline: settings.pipeline.as_ref(),
        policy: method.policy.as_ref(),
        detached: settings.detached.is_some(),
        etag: etag(mark, http, name, errors),
        blocking: method.blocking.is_some(),
        args,
        output: signature::output(&method.signature),
    })
}

/// Method, level and status where nothing else is said.
fn kind(mark: &Mark) -> (Http, Level, u16) {
    let own = if mark.member.is_some() { Level::Member } else { Level::Collection };
    match mark.kind {
        Kind::Index | Kind::Load => (Http::Get, Level::Collection, 200),
        Kind::Show => (Http::Get, Level::Member, 200),
        Kind::Create => (Http::Post, Level::Collection, 201),
        Kind::Update if mark.patch.is_some() => (Http::Patch, Level::Member, 200),
        Kind::Update => (Http::Put, Level::Member, 200),
        Kind::Delete if mark.texts.is_empty() => (Http::Delete, Level::Member, 204),
        Kind::Delete => (Http::Delete, own, 204),
        Kind::Get => (Http::Get, own, 200),
        Kind::Post => (Http::Post, own, 200),
        Kind::Put => (Http::Put, own, 200),
        Kind::Patch => (Http::Patch, own, 200),
        Kind::Action => (Http::Post, Level::Member, 200),
    }
}

/// The path of `#[get("/…")]` and its like.
fn own_path<'w>(mark: &'w Mark, errors: &Errors) -> Option<Option<Template<'w>>> {
    single(mark, errors)?;
    match mark.texts.first() {
        Some(literal) => path::check(literal, errors).map(Some),
        None if mark.member.is_some() || mark.kind == Kind::Delete => Some(None),
        None => {
            let name = &mark.name;
            let five = match mark.kind {
                Kind::Get => ", or `#[index]` or `#[show]`",
                Kind::Post => ", or `#[create]`",
                Kind::Put => ", or `#[update]`",
                _ => "",
            };
            errors.at(
                mark.span(),
                format!(
                    "`#[{name}]` has no path\nhelp: write `#[{name}(\"/…\")]` below the collection, `#[{name}(member, \"/…\")]` below the member{five}"
                ),
            );
            None
        }
    }
}

/// `#[show]` and its like have their path already.
fn fixed(mark: &Mark, http: Http, level: Level, errors: &Errors) -> Option<()> {
    let at = mark.texts.first().map(Spanned::span).or(mark.member.as_ref().map(Ident::span));
    let Some(span) = at else { return Some(()) };
    let (attribute, member) = (http.name().to_ascii_lowercase(), if level == Level::Member { "member, " } else { "" });
    errors.at(
        span,
        format!(
            "`#[{}]` has its path already\nhelp: for another one write `#[{attribute}({member}\"/…\")]`",
            mark.name
        ),
    );
    None
}

fn action<'w>(mark: &'w Mark, errors: &Errors) -> Option<&'w LitStr> {
    single(mark, errors)?;
    if let Some(member) = &mark.member {
        errors.on(member, "an action is the member's anyhow\nhelp: write `#[action(\"…\")]`");
        return None;
    }
    match mark.texts.first() {
        Some(name) if !name.value().is_empty() => Some(name),
        _ => {
            let help = "help: write `#[action(\"…\")]` with the key of the body that selects it";
            errors.at(mark.span(), format!("an action without a name\n{help}"));
            None
        }
    }
}

/// At most one text before the settings.
fn single(mark: &Mark, errors: &Errors) -> Option<()> {
    let Some(second) = mark.texts.get(1) else { return Some(()) };
    errors.at(
        second.span(),
        format!("`#[{}]` takes one text\nhelp: one handler serves one route; write another that calls it", mark.name),
    );
    None
}

/// `gap = "…"`, `removed = "…"`: what is said of the versions from `until` on.
fn ending(mark: &Mark, name: &Ident, errors: &Errors) -> Ending {
    let settings = &mark.settings;
    let (Reason { span, text }, is_gap) = match (&settings.gap, &settings.removed) {
        (None, None) => return Ending::Silent,
        (Some(gap), None) => (gap, true),
        (None, Some(removed)) => (removed, false),
        (Some(_), Some(removed)) => {
            let help = "keep `removed`, which is 410 until another handler begins, or `gap`, which is 404";
            errors.at(removed.span, format!("a gap follows `{}` already\nhelp: {help}", plain(name)));
            return Ending::Silent;
        }
    };
    if settings.until.is_none() {
        let setting = if is_gap { "gap" } else { "removed" };
        let message = format!(
            "`{}` ends in no version\nhelp: say which is the first without it: `until = V…, {setting} = \"…\"`",
            plain(name)
        );
        errors.at(*span, message);
    }
    let reason = reason(text, errors);
    if is_gap { Ending::Gap(reason) } else { Ending::Removed(reason) }
}

/// `etag`; a request that only reads need not say what of.
fn etag<'w>(mark: &'w Mark, http: Http, name: &Ident, errors: &Errors) -> Option<&'w Tag> {
    let tag = mark.settings.etag.as_ref()?;
    if let Some(required) = tag.required.filter(|_| http == Http::Get) {
        let message =
            format!("`{}` changes nothing that a client must have seen before\nhelp: write `etag`", plain(name));
        errors.at(required, message);
        return None;
    }
    Some(tag)
}

fn status(mark: &Mark, errors: &Errors) -> Option<(u16, Span)> {
    let literal = mark.settings.status.as_ref()?;
    match literal.base10_parse() {
        Ok(status @ 200..=399) => Some((status, literal.span())),
        Ok(400..=599) => {
            errors.on(
                literal,
                format!(
                    "{literal} is no success\nhelp: return a `Result`; the error's type tells the statuses of failures"
                ),
            );
            None
        }
        _ => {
            errors.on(
                literal,
                format!("{literal} is not a status of an answer\nhelp: a success has one from 200 to 399"),
            );
            None
        }
    }
}
