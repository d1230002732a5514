//! What documents tell of something beside what it is: URLs, and members whose names OpenAPI leaves to others.

use std::collections::HashSet;

use syn::LitStr;
use terrace_model::member;

use super::notice::url;
use crate::errors::Errors;
use crate::parse::remarks::Remarks as Written;

#[derive(Default)]
pub(crate) struct Remarks<'w> {
    /// Where there is more to read, and what that is.
    pub(crate) docs: Option<(String, Option<&'w LitStr>)>,
    /// Names, and values as JSON text.
    pub(crate) extensions: Vec<(String, &'w str)>,
}

impl Remarks<'_> {
    /// Whether nothing is told.
    pub(crate) fn is_empty(&self) -> bool {
        self.docs.is_none() && self.extensions.is_empty()
    }
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Remarks<'w> {
    let docs = written.docs.as_ref().and_then(|docs| Some((url(&docs.url, errors)?, docs.description.as_ref())));
    let mut seen = HashSet::new();
    let mut extensions = Vec::new();
    for extension in &written.extensions {
        let name = extension.name.value();
        if !is_extension(&extension.name, errors) {
            continue;
        }
        if seen.insert(name.clone()) {
            extensions.push((name, extension.value.as_str()));
        } else {
            errors.on(&extension.name, format!("`{name}` stands twice\nhelp: keep one of them"));
        }
    }
    Remarks { docs, extensions }
}

/// Reports all of them, on something that documents have no object for.
pub(crate) fn none(written: &Written, place: &str, help: &str, errors: &Errors) {
    no_docs(written, place, help, errors);
    for extension in &written.extensions {
        errors.on(&extension.name, format!("an extension has no place on {place}\nhelp: {help}"));
    }
}

/// Reports what there is to read, on something whose object in documents has no place for that.
pub(crate) fn no_docs(written: &Written, place: &str, help: &str, errors: &Errors) {
    if let Some(docs) = &written.docs {
        errors.at(docs.span, format!("`external_docs` has no place on {place}\nhelp: {help}"));
    }
}

/// Whether a name is one that OpenAPI leaves to others (3.1.0, section 4.9), and terrace to its users.
fn is_extension(name: &LitStr, errors: &Errors) -> bool {
    let text = name.value();
    if member::ALL.contains(&text.as_str()) {
        errors.on(name, format!("`{text}` is a name that terrace keeps for itself\nhelp: take another: `\"x-…\"`"));
        return false;
    }
    if ["x-oai-", "x-oas-"].iter().any(|reserved| text.starts_with(reserved)) {
        errors
            .on(name, format!("`{text}` is a name that OpenAPI keeps for itself\nhelp: begin it otherwise: `\"x-…\"`"));
        return false;
    }
    let is_named = text.strip_prefix("x-").is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
    if !is_named {
        errors.on(
            name,
            format!(
                "`{text}` is no name of an extension\nhelp: it begins with `x-`: `\"x-{}\"`",
                text.trim_start_matches("x-")
            ),
        );
    }
    is_named
}
