//! A pipeline: filters in their order, each with a name for messages and documents.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitInt, Path, Visibility};

use super::name::plain;
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::pipeline::{self, Written};

pub(crate) struct Pipeline<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    /// What it is called in documents.
    pub(crate) title: String,
    /// What rules about it are told of, where they say more than that.
    pub(crate) place: Option<String>,
    pub(crate) doc: Doc,
    pub(crate) entries: Vec<Entry<'w>>,
    pub(crate) krate: Option<&'w Path>,
}

pub(crate) struct Entry<'w> {
    pub(crate) name: String,
    /// Where rules about it are told.
    pub(crate) span: Span,
    pub(crate) kind: Kind<'w>,
}

pub(crate) enum Kind<'w> {
    Filter {
        path: &'w Path,
        value: Option<&'w Expr>,
    },
    /// A filter whose value is a field of a part of the state.
    Part {
        path: &'w Path,
        part: Ident,
        field: Ident,
    },
    Layer {
        layer: &'w Expr,
        answers: Vec<u16>,
    },
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Pipeline<'w> {
    let Written { attributes, visibility, name, entries, krate, whole } = written;
    if *whole && entries.is_empty() {
        let message = format!("`{name}` has no filters\nhelp: write `{name}: [request_id, token]`, with your own");
        errors.on(name, message);
    }
    Pipeline {
        attributes,
        visibility: visibility.clone(),
        name: name.clone(),
        title: name.to_string(),
        place: None,
        doc: Doc::of(attributes),
        entries: entries.iter().map(|written| entry(written, errors)).collect(),
        krate: krate.as_ref(),
    }
}

fn entry<'w>(written: &'w pipeline::Entry, errors: &Errors) -> Entry<'w> {
    match written {
        pipeline::Entry::Filter { path, value } => {
            let last = path.segments.last().map(|segment| &segment.ident);
            Entry {
                name: last.map(plain).unwrap_or_default(),
                span: last.map_or_else(|| path.span(), Ident::span),
                kind: Kind::Filter { path, value: value.as_ref() },
            }
        }
        pipeline::Entry::Layer { word, layer, answers } => {
            if answers.is_none() {
                let help = "write `layer(…, answers = [504])`, with the statuses that it may answer by itself, or `answers = []`";
                errors.on(word, format!("nobody says what this layer may answer\nhelp: {help}"));
            }
            let answers = answers.as_ref().map(|answers| statuses(answers, errors));
            self::layer(layer, answers.unwrap_or_default())
        }
        pipeline::Entry::Other(expression) => {
            let entry = self::layer(expression, Vec::new());
            let help = "write `Filter = …` for one with a value of its own, or put a layer of another crate into `layer(…, answers = [504])`";
            errors.at(entry.span, format!("a filter is named by its type\nhelp: {help}"));
            entry
        }
    }
}

fn layer(layer: &Expr, answers: Vec<u16>) -> Entry<'_> {
    let named = named(layer);
    Entry {
        name: named.map_or_else(|| "layer".to_owned(), plain),
        span: named.map_or_else(|| layer.span(), Ident::span),
        kind: Kind::Layer { layer, answers },
    }
}

fn statuses(written: &[LitInt], errors: &Errors) -> Vec<u16> {
    let mut statuses = Vec::new();
    for literal in written {
        match literal.base10_parse() {
            Ok(status @ 200..=599) if statuses.contains(&status) => {
                errors.on(literal, format!("{literal} stands twice\nhelp: keep one of them"));
            }
            Ok(status @ 200..=599) => statuses.push(status),
            _ => errors.on(literal, format!("{literal} is not a status of an answer\nhelp: one is from 200 to 599")),
        }
    }
    statuses
}

/// The type that an expression is most likely made of: `TimeoutLayer` in `tower_http::timeout::TimeoutLayer::new(…)`.
fn named(expression: &Expr) -> Option<&Ident> {
    match expression {
        Expr::Path(path) => {
            let mut segments = path.path.segments.iter().rev();
            let is_type = |ident: &&Ident| ident.to_string().starts_with(char::is_uppercase);
            let last = segments.next().map(|segment| &segment.ident);
            last.filter(is_type).or_else(|| segments.next().map(|segment| &segment.ident).filter(is_type)).or(last)
        }
        Expr::Call(call) => named(&call.func),
        Expr::MethodCall(call) => named(&call.receiver),
        Expr::Struct(made) => made.path.segments.last().map(|segment| &segment.ident),
        Expr::Paren(inner) => named(&inner.expr),
        _ => None,
    }
}
