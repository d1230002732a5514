//! `removed! { pub struct Retired(Nova); reason: "…"; "/os-cells": get, post; }`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, Visibility, parenthesized, token};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) versions: Option<Path>,
    pub(crate) reason: Option<LitStr>,
    pub(crate) paths: Vec<Line>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// `"/os-cells": get, post`
pub(crate) struct Line {
    pub(crate) path: LitStr,
    pub(crate) requests: Vec<Request>,
}

/// `get`, or `action("reserve")`
pub(crate) struct Request {
    pub(crate) word: Ident,
    pub(crate) action: Option<LitStr>,
}

const KNOWN: &[&str] = &["reason", "crate"];

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let mut written = Written {
            attributes,
            visibility,
            name: input.parse()?,
            versions: None,
            reason: None,
            paths: Vec::new(),
            krate: None,
            whole: true,
        };
        let mut whole = settings::statement(input, errors, |input| head(&mut written, input));
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| statement(&mut written, input));
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

/// `(Nova)`, or nothing.
fn head(written: &mut Written, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        written.versions = Some(content.call(Path::parse_mod_style)?);
    }
    Ok(())
}

fn statement(written: &mut Written, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(LitStr) {
        let path = input.parse()?;
        input.parse::<Token![:]>()?;
        let requests = Punctuated::<Request, Token![,]>::parse_separated_nonempty(input)?;
        written.paths.push(Line { path, requests: requests.into_iter().collect() });
        return Ok(());
    }
    let name = input.call(Ident::parse_any)?;
    if !KNOWN.contains(&name.to_string().as_str()) {
        return Err(settings::unknown(&name, "statement", KNOWN));
    }
    let is_second = if name == "reason" { written.reason.is_some() } else { written.krate.is_some() };
    if is_second {
        return Err(syn::Error::new(name.span(), format!("`{name}` stands twice\nhelp: keep one of them")));
    }
    input.parse::<Token![:]>()?;
    if name == "reason" {
        written.reason = Some(input.parse()?);
    } else {
        written.krate = Some(input.call(Path::parse_mod_style)?);
    }
    Ok(())
}

impl Parse for Request {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.parse()?;
        let mut action = None;
        if word == "action" {
            let content;
            parenthesized!(content in input);
            action = Some(content.parse()?);
        }
        Ok(Request { word, action })
    }
}
