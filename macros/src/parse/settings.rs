//! Lists of settings, `name = value, name, …`, as attributes have them.
//!
//! A broken setting is reported and skipped, so that all mistakes of a list are found at once.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Meta, MetaList, Path, Token, bracketed};

use crate::errors::Errors;

/// Reads a list of settings up to the end of the input. `read` is called behind each name that is among `known`.
///
/// Gives the names that were found, also those whose values were not understood.
pub(crate) fn read(
    input: ParseStream<'_>,
    known: &[&str],
    errors: &Errors,
    mut read: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    while !input.is_empty() {
        if let Err(error) = one(input, known, &mut seen, &mut read) {
            errors.push(error);
            skip(input);
        }
        if input.parse::<Token![,]>().is_err() && !input.is_empty() {
            errors.push(input.error("expected `,`"));
            skip(input);
            let _comma = input.parse::<Option<Token![,]>>();
        }
    }
    seen
}

/// What stands in an attribute's parentheses. Nothing is reported, with what could be written.
pub(crate) fn list<'a>(attribute: &'a Attribute, name: &Ident, example: &str, errors: &Errors) -> Option<&'a MetaList> {
    match &attribute.meta {
        Meta::List(list) if !list.tokens.is_empty() => Some(list),
        _ => {
            errors.on(name, format!("`{name}` says nothing\nhelp: write `#[{example}]`"));
            None
        }
    }
}

/// Reads a statement up to its `;`, and tells whether it was understood. Where not, that is reported and the statement is skipped.
pub(crate) fn statement(
    input: ParseStream<'_>,
    errors: &Errors,
    read: impl FnOnce(ParseStream<'_>) -> syn::Result<()>,
) -> bool {
    let read = read(input).and_then(|()| match input.parse::<Option<Token![;]>>()? {
        None if !input.is_empty() => Err(input.error("expected `;`")),
        _ => Ok(()),
    });
    let Err(error) = read else { return true };
    errors.push(error);
    while !input.is_empty() && input.parse::<Token![;]>().is_err() {
        let _skipped = input.parse::<TokenTree>();
    }
    false
}

fn one(
    input: ParseStream<'_>,
    known: &[&str],
    seen: &mut Vec<String>,
    read: &mut impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    let text = name.to_string();
    if !known.contains(&text.as_str()) {
        return Err(unknown(&name, "key", known));
    }
    if seen.contains(&text) {
        return Err(syn::Error::new(name.span(), format!("`{text}` stands twice\nhelp: keep one of them")));
    }
    seen.push(text);
    read(&name, input)
}

/// What stands behind a setting's name: `= value`.
pub(crate) fn value<T: Parse>(name: &Ident, example: &str, input: ParseStream<'_>) -> syn::Result<T> {
    let equals: Option<Token![=]> = input.parse()?;
    let help = || format!("help: write `{name} = {example}`");
    if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
        return Err(syn::Error::new(name.span(), format!("`{name}` has no value\n{}", help())));
    }
    input.parse().map_err(|error: syn::Error| syn::Error::new(error.span(), format!("{error}\n{}", help())))
}

/// Nothing behind a setting's name.
pub(crate) fn flag(name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![=]) {
        return Err(input.error(format!("`{name}` has no value\nhelp: write `{name}`, or leave it out")));
    }
    Ok(())
}

/// `= "…"`
pub(crate) fn text(name: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    if input.peek(Token![=]) && !input.peek2(LitStr) {
        let message = format!("`{name}` is a text in quotes\nhelp: write `{name} = \"…\"`");
        return Err(syn::Error::new(name.span(), message));
    }
    value(name, "\"…\"", input)
}

/// `= 64 << 20`
pub(crate) fn bytes(name: &Ident, input: ParseStream<'_>) -> syn::Result<Expr> {
    if input.peek(Token![=]) && input.peek2(LitStr) {
        let message = format!("`{name}` is a number of bytes\nhelp: write `{name} = 64 << 20`, or another constant");
        return Err(syn::Error::new(name.span(), message));
    }
    value(name, "64 << 20", input)
}

/// `= some::path`
pub(crate) fn path(name: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    value(name, "path::to::it", input).map(|ModPath(path)| path)
}

/// `= [some::path, another]`
pub(crate) fn paths(name: &Ident, example: &str, input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    value(name, &format!("[{example}]"), input).map(|List(paths)| paths)
}

/// Paths in brackets.
pub(crate) struct List(pub(crate) Vec<Path>);

impl Parse for List {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let content;
        bracketed!(content in input);
        let paths = Punctuated::<Path, Token![,]>::parse_terminated_with(&content, Path::parse_mod_style)?;
        Ok(List(paths.into_iter().collect()))
    }
}

/// A path without generic arguments.
struct ModPath(Path);

impl Parse for ModPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Path::parse_mod_style).map(ModPath)
    }
}

/// The error for a word that is none of those known; `what` says what it should have been.
pub(crate) fn unknown(word: &Ident, what: &str, known: &[&str]) -> syn::Error {
    let help = match nearest(&word.to_string(), known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", listed(known)),
    };
    syn::Error::new(word.span(), format!("unknown {what} `{word}`\nhelp: {help}"))
}

/// `` `a`, `b` and `c` ``
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The known word that a misspelt one most likely means.
pub(crate) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let distances = known.iter().map(|known| (distance(word, known), *known));
    let (distance, near) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= near.len().max(word.len()).div_ceil(3)).then_some(near)
}

/// How many letters to add, remove or replace (Levenshtein's distance).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, left) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (at, right) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

/// Skips to the next comma.
fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _skipped = input.parse::<TokenTree>();
    }
}

/// Skips what is left, where it cannot be understood.
pub(crate) fn skip_all(input: ParseStream<'_>) {
    while !input.is_empty() {
        let _skipped = input.parse::<TokenTree>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_words_are_recognised() {
        let known = ["path", "parent", "key", "versions"];
        let check = |word, expected| assert_eq!(nearest(word, &known), expected, "{word}");
        check("pth", Some("path"));
        check("version", Some("versions"));
        check("perant", Some("parent"));
        check("colour", None);
    }
}
