//! Requests that were removed: each a method and a path, all for one reason.

use proc_macro2::{Ident, Span};
use syn::{Attribute, LitStr, Path, Visibility};
use terrace_model::Method;

use super::path::{self, Step};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::removed::{Request, Written};
use crate::parse::settings;

pub(crate) struct Removed<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) doc: Doc,
    pub(crate) versions: Option<&'w Path>,
    pub(crate) reason: String,
    pub(crate) requests: Vec<Gone<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

/// One request.
pub(crate) struct Gone<'w> {
    /// What it is called in messages: `GET /os-cells`.
    pub(crate) name: String,
    /// Where its method stands.
    pub(crate) span: Span,
    pub(crate) method: Method,
    pub(crate) steps: Vec<Step>,
    pub(crate) action: Option<&'w LitStr>,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Removed<'w> {
    let name = &written.name;
    if written.reason.is_none() && written.whole {
        errors.on(name, format!("`{name}` does not say why\nhelp: write `reason: \"…\";`, which clients are told"));
    }
    if written.paths.is_empty() && written.whole {
        errors.on(name, format!("`{name}` removes nothing\nhelp: write `\"/…\": get;`, with a path that there was"));
    }
    Removed {
        attributes: &written.attributes,
        visibility: &written.visibility,
        name,
        doc: Doc::of(&written.attributes),
        versions: written.versions.as_ref(),
        reason: written.reason.as_ref().map(|reason| self::reason(reason, errors)).unwrap_or_default(),
        requests: requests(written, errors),
        krate: written.krate.as_ref(),
    }
}

/// A reason that says something.
pub(crate) fn reason(literal: &LitStr, errors: &Errors) -> String {
    let text = literal.value();
    if text.trim().is_empty() {
        errors.on(literal, "a reason without a word\nhelp: say in a sentence why, and what there is instead");
    }
    text
}

fn requests<'w>(written: &'w Written, errors: &Errors) -> Vec<Gone<'w>> {
    let mut requests: Vec<Gone<'w>> = Vec::new();
    for line in &written.paths {
        let Some(template) = path::check(&line.path, errors) else { continue };
        for request in &line.requests {
            let Some(gone) = gone(request, &line.path, &template.steps, errors) else { continue };
            if requests.iter().any(|known| known.name == gone.name) {
                errors.at(gone.span, format!("`{}` stands twice\nhelp: keep one of them", gone.name));
            } else {
                requests.push(gone);
            }
        }
    }
    requests
}

fn gone<'w>(request: &'w Request, path: &LitStr, steps: &[Step], errors: &Errors) -> Option<Gone<'w>> {
    const KNOWN: &[&str] = &["get", "post", "put", "patch", "delete", "action"];
    let word = request.word.to_string();
    let method = match word.as_str() {
        "get" => Method::Get,
        "post" | "action" => Method::Post,
        "put" => Method::Put,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        _ => {
            errors.push(settings::unknown(&request.word, "method", KNOWN));
            return None;
        }
    };
    let action = request.action.as_ref();
    let suffix = action.map(|action| format!(" {{\"{}\"}}", action.value())).unwrap_or_default();
    let name = format!("{} {}{suffix}", method.name(), path.value());
    Some(Gone { name, span: request.word.span(), method, steps: steps.to_vec(), action })
}
