//! `pipeline! { pub Keystone: [served_by, layer(TimeoutLayer::new(…), answers = [408]), Limit = Limit::default(), token]; }`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitInt, Path, Token, Visibility, bracketed, parenthesized, token};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) entries: Vec<Entry>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// One filter.
pub(crate) enum Entry {
    /// `token`, or `Limit = Limit::default()`.
    Filter { path: Path, value: Option<Expr> },
    /// `layer(TimeoutLayer::new(…), answers = [408])`.
    Layer { word: Path, layer: Expr, answers: Option<Vec<LitInt>> },
    /// Anything else, which is none.
    Other(Expr),
}

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let (visibility, name) = (input.parse()?, input.parse()?);
        let mut written = Written { attributes, visibility, name, entries: Vec::new(), krate: None, whole: true };
        let mut whole = settings::statement(input, errors, |input| {
            if !input.peek(Token![:]) || !input.peek2(token::Bracket) {
                let name = &written.name;
                let message =
                    format!("`{name}` has no filters\nhelp: write `{name}: [request_id, token]`, with your own");
                return Err(syn::Error::new(name.span(), message));
            }
            input.parse::<Token![:]>()?;
            let content;
            bracketed!(content in input);
            let entries = Punctuated::<Entry, Token![,]>::parse_terminated(&content);
            // What is left is no second mistake.
            settings::skip_all(&content);
            written.entries = entries?.into_iter().collect();
            Ok(())
        });
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| {
                let word = input.call(Ident::parse_any)?;
                if word != "crate" {
                    return Err(settings::unknown(&word, "statement", &["crate"]));
                }
                input.parse::<Token![:]>()?;
                written.krate = Some(input.call(Path::parse_mod_style)?);
                Ok(())
            });
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let is_named = ahead.call(Path::parse_mod_style).is_ok_and(|path| !path.is_ident("layer"));
        let is_layer = !is_named && ahead.peek(token::Paren);
        if !is_layer && !ahead.is_empty() && !ahead.peek(Token![,]) && !ahead.peek(Token![=]) {
            return input.parse().map(Entry::Other);
        }
        let path = input.call(Path::parse_mod_style)?;
        if is_layer {
            return layer(path, input);
        }
        let value = input.parse::<Option<Token![=]>>()?.map(|_| input.parse()).transpose()?;
        Ok(Entry::Filter { path, value })
    }
}

/// `(TimeoutLayer::new(…), answers = [408])`, behind `layer`.
fn layer(word: Path, input: ParseStream<'_>) -> syn::Result<Entry> {
    let content;
    parenthesized!(content in input);
    let inside = inside(&content);
    settings::skip_all(&content);
    let (layer, answers) = inside?;
    Ok(Entry::Layer { word, layer, answers })
}

fn inside(content: ParseStream<'_>) -> syn::Result<(Expr, Option<Vec<LitInt>>)> {
    let layer = content.parse()?;
    if content.parse::<Option<Token![,]>>()?.is_none() || content.is_empty() {
        return Ok((layer, None));
    }
    let name: Ident = content.parse()?;
    if name != "answers" {
        return Err(settings::unknown(&name, "key", &["answers"]));
    }
    content.parse::<Token![=]>()?;
    let statuses;
    bracketed!(statuses in content);
    let answers = Punctuated::<LitInt, Token![,]>::parse_terminated(&statuses)?.into_iter().collect();
    content.parse::<Option<Token![,]>>()?;
    if !content.is_empty() {
        return Err(content.error("expected `)`"));
    }
    Ok((layer, Some(answers)))
}
