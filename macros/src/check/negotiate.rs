//! How requests choose their version: by what is really a header, a parameter, a media type of JSON.

use proc_macro2::Span;
use syn::{Ident, LitStr};

use super::name::is_header;
use crate::errors::Errors;
use crate::parse::api::Written;
use crate::parse::negotiate::{self, Form};

#[derive(Default)]
pub(crate) struct Negotiation<'w> {
    pub(crate) sources: Vec<Source<'w>>,
    pub(crate) absent: Absent<'w>,
    pub(crate) latest: bool,
    pub(crate) echo: bool,
    pub(crate) refuses_conflicts: bool,
}

pub(crate) struct Source<'w> {
    /// Where what would be wrong with it stands.
    pub(crate) span: Span,
    pub(crate) carrier: Carrier<'w>,
    pub(crate) dated: bool,
}

pub(crate) enum Carrier<'w> {
    /// Names of headers are as written: `Vary` repeats them.
    Header {
        name: String,
        service: Option<&'w LitStr>,
        legacy: Option<String>,
    },
    Query(&'w LitStr),
    MediaType {
        essence: String,
        parameter: String,
    },
    Path(&'w LitStr),
}

#[derive(Default)]
pub(crate) enum Absent<'w> {
    Oldest,
    #[default]
    Newest,
    Is(&'w Ident),
    Required,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Negotiation<'w> {
    if let Some(version) = &written.pinned {
        return pinned(version, written, errors);
    }
    let Some((span, negotiate)) = &written.negotiate else { return Negotiation::default() };
    if written.versions.is_none() && written.whole {
        let name = &written.name;
        errors.at(
            *span,
            format!("`{name}` has no versions to choose from\nhelp: name its set: `struct {name}(Versions) at …`"),
        );
    }
    if negotiate.sources.is_empty() {
        errors.at(*span, "a version that stands nowhere\nhelp: say where, as `header(\"API-Version\")`");
    }
    if let Some(conflict) = negotiate.conflict
        && negotiate.sources.len() == 1
    {
        let help = "help: leave `conflict` out, or say where else a version may stand";
        errors.at(conflict, format!("one place does not contradict itself\n{help}"));
    }
    let mut sources: Vec<Source<'w>> = Vec::new();
    for source in &negotiate.sources {
        let carrier = carrier(&source.form, errors);
        if sources.iter().any(|known| known.carrier.is_like(&carrier)) {
            errors.at(source.span, "a version is looked for here already\nhelp: keep one of them");
        }
        let own = match &source.form {
            Form::Path(name) | Form::Query(name) => name.span(),
            _ => source.span,
        };
        sources.push(Source { span: source.date.unwrap_or(own), carrier, dated: source.date.is_some() });
    }
    let by_path = sources.iter().all(|source| matches!(source.carrier, Carrier::Path(_)));
    Negotiation {
        absent: match &negotiate.absent {
            // Only a mount without the variable has none.
            None if by_path => Absent::Newest,
            None | Some(negotiate::Absent::Oldest) => Absent::Oldest,
            Some(negotiate::Absent::Newest) => Absent::Newest,
            Some(negotiate::Absent::Is(name)) => Absent::Is(name),
            Some(negotiate::Absent::Required) => Absent::Required,
        },
        sources,
        latest: !negotiate.no_latest,
        echo: !negotiate.no_echo,
        refuses_conflicts: negotiate.conflict.is_some(),
    }
}

/// Every request gets one version.
fn pinned<'w>(version: &'w Ident, written: &'w Written, errors: &Errors) -> Negotiation<'w> {
    let name = &written.name;
    if written.versions.is_none() && written.whole {
        let help = format!("help: name its set: `struct {name}(Versions) at …`");
        errors.on(version, format!("`{name}` has no versions, so there is none to pin\n{help}"));
    }
    if let Some((span, _)) = &written.negotiate {
        errors.at(*span, "a pinned version leaves nothing to negotiate\nhelp: keep `negotiate` or `pinned`");
    }
    Negotiation { absent: Absent::Is(version), ..Negotiation::default() }
}

impl Carrier<'_> {
    /// Whether both are looked for in one place.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Carrier::Header { name, .. }, Carrier::Header { name: other, .. }) => name.eq_ignore_ascii_case(other),
            (Carrier::Query(name), Carrier::Query(other)) | (Carrier::Path(name), Carrier::Path(other)) => {
                name.value() == other.value()
            }
            (Carrier::MediaType { .. }, Carrier::MediaType { .. }) => true,
            _ => false,
        }
    }
}

fn carrier<'w>(form: &'w Form, errors: &Errors) -> Carrier<'w> {
    match form {
        Form::Path(variable) => Carrier::Path(variable),
        Form::Query(name) => {
            if name.value().is_empty() {
                errors.on(name, "a parameter without a name\nhelp: write `query(\"version\")`");
            }
            Carrier::Query(name)
        }
        Form::Header { name, service, legacy } => Carrier::Header {
            name: header(name, errors),
            service: service.as_ref(),
            legacy: legacy.as_ref().map(|legacy| header(legacy, errors)),
        },
        Form::MediaType { name, parameter } => Carrier::MediaType {
            essence: json_type(name, errors),
            parameter: match parameter {
                Some(name) => token(name, errors),
                None => "version".to_owned(),
            },
        },
    }
}

/// A header's name, as written.
fn header(literal: &LitStr, errors: &Errors) -> String {
    let name = literal.value();
    if !is_header(&name) {
        errors.on(literal, format!("`{name}` is no name of a header\nhelp: use letters, digits and `-`"));
    }
    name
}

/// A media type whose bodies are JSON.
fn json_type(literal: &LitStr, errors: &Errors) -> String {
    let text = literal.value().to_ascii_lowercase();
    let is_one = text.split_once('/').is_some_and(|(kind, subtype)| {
        is_header(kind) && is_header(subtype) && (subtype.ends_with("+json") || text == "application/json")
    });
    if !is_one {
        let help = "help: write one of your own, as `application/vnd.books+json`; its parameter is the version";
        errors.on(literal, format!("`{}` is no media type of JSON\n{help}", literal.value()));
    }
    text
}

/// A parameter's name.
fn token(literal: &LitStr, errors: &Errors) -> String {
    let text = literal.value().to_ascii_lowercase();
    if !is_header(&text) || text == "q" || text == "charset" {
        let help = "help: use letters and digits, as `version`; `q` and `charset` have a meaning of their own";
        errors.on(literal, format!("`{text}` cannot be a media type's parameter\n{help}"));
    }
    text
}
