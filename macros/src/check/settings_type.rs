//! Settings: each has a name that a file, a variable of the environment and a flag can all spell.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Path, Type};

use super::case;
use super::name::plain;
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::settings_type::{self, Written};

pub(crate) struct Settings<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) krate: Option<&'w Path>,
    pub(crate) kind: Kind<'w>,
}

pub(crate) enum Kind<'w> {
    Part {
        fields: Vec<Field<'w>>,
        /// Whether the struct's own `Default` says what is in force where nothing is set.
        is_defaulted: bool,
    },
    Choice(Vec<Choice<'w>>),
}

pub(crate) struct Choice<'w> {
    pub(crate) variant: &'w Ident,
    pub(crate) name: String,
    /// Whether it holds nothing, as it must.
    pub(crate) is_word: bool,
}

pub(crate) struct Field<'w> {
    pub(crate) field: &'w Ident,
    pub(crate) name: String,
    pub(crate) ty: &'w Type,
    pub(crate) doc: &'w Doc,
    pub(crate) default: Option<Default<'w>>,
}

pub(crate) enum Default<'w> {
    /// A text, which becomes whatever the field is.
    Text(&'w Expr),
    Value(&'w Expr),
}

/// Nothing of what no type could be read into.
pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Option<Settings<'w>> {
    let Written { name, generics, krate, is_defaulted, kind } = written;
    if !generics.params.is_empty() {
        errors.on(generics, format!("settings have no generics\nhelp: write a `{name}` for each type that it is for"));
        return None;
    }
    let kind = match kind {
        settings_type::Kind::Part(fields) => Kind::Part {
            fields: fields.iter().map(|field| self::field(field, errors)).collect(),
            is_defaulted: *is_defaulted,
        },
        settings_type::Kind::Choice(variants) if variants.is_empty() => {
            errors.on(name, format!("`{name}` leaves nothing to choose from\nhelp: give it a variant for each choice"));
            return None;
        }
        settings_type::Kind::Choice(variants) => Kind::Choice(choices(variants, errors)),
    };
    Some(Settings { name, krate: krate.as_ref(), kind })
}

fn field<'w>(field: &'w settings_type::Field, errors: &Errors) -> Field<'w> {
    let settings_type::Field { name: field, ty, doc, default } = field;
    let name = plain(field);
    let is_plain = name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains("__")
        && name.chars().all(|found| matches!(found, 'a'..='z' | '0'..='9' | '_'));
    if !is_plain {
        let message = format!(
            "`{name}` cannot be told in the environment, where `__` stands between names and all letters are large\n\
             help: name it in small letters and digits, with single `_` between words"
        );
        errors.on(field, message);
    }
    let default = default.as_ref().map(|default| match default {
        Expr::Lit(ExprLit { lit: Lit::Str(_), .. }) => Default::Text(default),
        _ => Default::Value(default),
    });
    Field { field, name, ty, doc, default }
}

fn choices<'w>(variants: &'w [settings_type::Variant], errors: &Errors) -> Vec<Choice<'w>> {
    let mut choices: Vec<Choice<'w>> = Vec::new();
    for settings_type::Variant { name: variant, fields, called } in variants {
        let is_word = fields.is_empty();
        if !is_word {
            let message = "a choice is a word, so a variant holds nothing\n\
                help: write a struct of settings, with this choice as one of its fields";
            errors.on(fields, message);
        }
        let name = match called {
            Some(called) => called.value(),
            None => case::of_variant(&plain(variant), Some("kebab-case")),
        };
        if let Some(first) = choices.iter().find(|earlier| earlier.name == name) {
            let first = first.variant;
            let message = format!("`{first}` is called `{name}` too\nhelp: write another `#[setting(name = \"…\")]`");
            errors.at(called.as_ref().map_or(variant.span(), Spanned::span), message);
        }
        choices.push(Choice { variant, name, is_word });
    }
    choices
}
