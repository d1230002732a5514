//! What follows a request, and what the service sends: names told once, handlers of a controller, runtime expressions.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{LitStr, Path, PathSegment, Token, Type};

use super::gate::{self, Range};
use super::name::{is_header, plain};
use super::notice::is_url;
use super::remarks::{self, Remarks};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::onward::{Callback as WrittenCallback, Link as WrittenLink, Webhook as WrittenWebhook};

pub(crate) struct Link<'w> {
    pub(crate) name: Option<&'w LitStr>,
    /// `Reviews` of `Reviews::index`.
    pub(crate) controller: Path,
    pub(crate) handler: &'w Ident,
    pub(crate) parameters: Vec<(String, String)>,
}

/// A webhook, or a callback.
pub(crate) struct Message<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) to: Option<String>,
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks<'w>,
    pub(crate) ty: &'w Type,
    pub(crate) range: Range<'w>,
}

pub(crate) fn links<'w>(written: &'w [WrittenLink], errors: &Errors) -> Vec<Link<'w>> {
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for link in written {
        let Some(found) = self::link(link, errors) else { continue };
        let told = link.name.as_ref().map_or_else(|| joined(&link.to), LitStr::value);
        if seen.insert(told.clone()) {
            links.push(found);
        } else {
            let help = "keep one of them, or give one a name: `#[link(\"next\", …)]`";
            errors.on(found.handler, format!("a second link `{told}`\nhelp: {help}"));
        }
    }
    links
}

fn link<'w>(written: &'w WrittenLink, errors: &Errors) -> Option<Link<'w>> {
    let mut segments: Vec<&'w PathSegment> = written.to.segments.iter().collect();
    let handler = &segments.pop()?.ident;
    if segments.is_empty() {
        errors.on(
            handler,
            format!("`{handler}` of which controller?\nhelp: write `Self::{handler}`, or another controller"),
        );
        return None;
    }
    let segments: Punctuated<PathSegment, Token![::]> = segments.into_iter().cloned().collect();
    let controller = Path { leading_colon: written.to.leading_colon, segments };
    let mut parameters: Vec<(String, String)> = Vec::new();
    for (name, value) in &written.parameters {
        let (text, name_text) = (value.value(), plain(name));
        if parameters.iter().any(|(known, _)| *known == name_text) {
            errors.on(name, format!("`{name_text}` stands twice\nhelp: keep one of them"));
        } else if text.starts_with('$') && !is_expression(&text) {
            unknown(value, &text, errors);
        }
        parameters.push((name_text, text));
    }
    Some(Link { name: written.name.as_ref(), controller, handler, parameters })
}

pub(crate) fn callbacks<'w>(written: &'w [WrittenCallback], errors: &Errors) -> Vec<Message<'w>> {
    let mut seen = HashSet::new();
    let fresh = written.iter().filter(|callback| is_first(&mut seen, &callback.name, errors));
    fresh
        .map(|callback| {
            let to = callback.to.value();
            place(&callback.to, &to, errors);
            Message {
                name: &callback.name,
                to: Some(to),
                doc: Doc::default(),
                remarks: Remarks::default(),
                ty: &callback.ty,
                range: Range::default(),
            }
        })
        .collect()
}

pub(crate) fn webhooks<'w>(written: &'w [WrittenWebhook], set: Option<&'w Path>, errors: &Errors) -> Vec<Message<'w>> {
    let mut seen = HashSet::new();
    let fresh = written.iter().filter(|webhook| is_first(&mut seen, &webhook.name, errors));
    fresh
        .map(|webhook| {
            if let Some((name, _)) = &webhook.gates.default {
                errors.on(name, "a webhook has no default\nhelp: leave it out");
            }
            Message {
                name: &webhook.name,
                to: None,
                doc: webhook.doc.clone(),
                remarks: remarks::check(&webhook.remarks, errors),
                ty: &webhook.ty,
                range: gate::field(&webhook.gates, set, errors).range,
            }
        })
        .collect()
}

fn is_first(seen: &mut HashSet<String>, name: &Ident, errors: &Errors) -> bool {
    let is_first = seen.insert(plain(name));
    if !is_first {
        errors.on(name, format!("`{name}` stands twice\nhelp: keep one of them"));
    }
    is_first
}

/// Judges where a callback goes: a URL, with expressions in braces.
fn place(literal: &LitStr, text: &str, errors: &Errors) {
    let mut example = String::new();
    let mut pieces = text.split('{');
    example.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let Some((expression, rest)) = piece.split_once('}') else {
            errors.on(literal, "a brace without its other half\nhelp: write expressions like `{$request.body#/url}`");
            return;
        };
        if !is_expression(expression) {
            return unknown(literal, expression, errors);
        }
        example.push_str(if example.is_empty() { "https://example.com" } else { "x" });
        example.push_str(rest);
    }
    if !is_url(&example) {
        let help = "write one like `{$request.body#/url}`, or `https://example.com/{$request.query.topic}`";
        errors.on(literal, format!("`{text}` is no URL\nhelp: {help}"));
    }
}

fn unknown(literal: &LitStr, text: &str, errors: &Errors) {
    let help = "write one like `$response.body#/id`, `$request.path.id`, `$request.query.name`, `$request.header.name`, `$url`";
    errors.on(literal, format!("`{text}` is no runtime expression\nhelp: {help}"));
}

/// Whether a text is a runtime expression (OpenAPI 3.1.0, section 4.8.20.4).
fn is_expression(text: &str) -> bool {
    let Some(text) = text.strip_prefix('$') else { return false };
    if ["url", "method", "statusCode"].contains(&text) {
        return true;
    }
    let Some(source) = text.strip_prefix("request.").or_else(|| text.strip_prefix("response.")) else { return false };
    if source == "body" || source.strip_prefix("body#").is_some_and(|pointer| pointer.starts_with('/')) {
        return true;
    }
    match source.split_once('.') {
        Some(("header", name)) => is_header(name),
        Some(("query" | "path", name)) => !name.is_empty(),
        _ => false,
    }
}

fn joined(path: &Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}
