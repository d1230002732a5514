//! `composite! { pub struct Osapi; apis: [Versions, Compute behind Keystone]; }`.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Path, Token, Type, Visibility, braced, bracketed, parenthesized, token};

use super::api::{self, Pipelines};
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) apis: Option<(Ident, Vec<Listed>)>,
    pub(crate) beside: Vec<Beside>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// `Compute`, `Legacy { id: "v2.0" } behind Keystone`.
pub(crate) struct Listed {
    pub(crate) path: Path,
    /// What version documents say of it, as fields of a struct.
    pub(crate) about: Option<About>,
    /// What the composite puts before it, and the word that says so.
    pub(crate) behind: Option<(Ident, Pipelines)>,
}

/// `id: "v2.0", status: Deprecated`
pub(crate) type About = Punctuated<syn::FieldValue, Token![,]>;

/// `"/admin" => service(axum::Router)`
pub(crate) struct Beside {
    pub(crate) place: LitStr,
    pub(crate) what: What,
}

/// What stands beside APIs; types are those of parts of the state.
pub(crate) enum What {
    Service(Type),
    /// `folder("public")`
    Folder(LitStr),
    /// `folder(Public)`
    FolderOf(Type),
    Alive,
    Ready(Type),
}

const KNOWN: &[&str] = &["apis", "beside", "crate"];

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let mut written =
            Written { attributes, visibility, name, apis: None, beside: Vec::new(), krate: None, whole: true };
        let mut seen: Vec<String> = Vec::new();
        let mut whole = settings::statement(input, errors, |_| Ok(()));
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| statement(&mut written, &mut seen, input));
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

fn statement(written: &mut Written, seen: &mut Vec<String>, input: ParseStream<'_>) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    let text = name.to_string();
    if !KNOWN.contains(&text.as_str()) {
        return Err(settings::unknown(&name, "statement", KNOWN));
    }
    if seen.contains(&text) {
        return Err(syn::Error::new(name.span(), format!("`{text}` stands twice\nhelp: keep one of them")));
    }
    input.parse::<Token![:]>()?;
    if text == "apis" {
        let content;
        bracketed!(content in input);
        let apis = Punctuated::<Listed, Token![,]>::parse_terminated(&content);
        // What is left is no second mistake.
        settings::skip_all(&content);
        written.apis = Some((name, apis?.into_iter().collect()));
    } else if text == "beside" {
        let content;
        braced!(content in input);
        let beside = Punctuated::<Beside, Token![,]>::parse_terminated(&content);
        // What is left is no second mistake.
        settings::skip_all(&content);
        written.beside = beside?.into_iter().collect();
    } else {
        written.krate = Some(input.call(Path::parse_mod_style)?);
    }
    seen.push(text);
    Ok(())
}

impl Parse for Listed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (path, about) = told(input)?;
        if !input.peek(Ident) {
            return Ok(Listed { path, about, behind: None });
        }
        let word: Ident = input.parse()?;
        if word != "behind" {
            return Err(settings::unknown(&word, "word", &["behind"]));
        }
        let pipelines = if input.peek(Ident) && input.peek2(token::Brace) {
            api::chosen(&word, input)?
        } else {
            Pipelines::One(input.call(Path::parse_mod_style)?)
        };
        Ok(Listed { path, about, behind: Some((word, pipelines)) })
    }
}

impl Parse for Beside {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let place = input.parse().map_err(|error| {
            let message = "a place is a text in quotes\nhelp: write `\"/admin\" => service(axum::Router)`";
            syn::Error::new(error.span(), message)
        })?;
        input.parse::<Token![=>]>()?;
        let word = input.call(Ident::parse_any)?;
        let text = word.to_string();
        if text == "alive" {
            return Ok(Beside { place, what: What::Alive });
        }
        let example = match text.as_str() {
            "service" => "service(axum::Router)",
            "folder" => "folder(\"public\")",
            "ready" => "ready(Health)",
            _ => return Err(settings::unknown(&word, "kind", &["service", "folder", "alive", "ready"])),
        };
        if !input.peek(token::Paren) {
            return Err(syn::Error::new(word.span(), format!("`{word}` of what?\nhelp: write `{example}`")));
        }
        let content;
        parenthesized!(content in input);
        let what = match text.as_str() {
            "service" => What::Service(content.parse()?),
            "folder" if content.peek(LitStr) => What::Folder(content.parse()?),
            "folder" => What::FolderOf(content.parse()?),
            _ => What::Ready(content.parse()?),
        };
        if !content.is_empty() {
            return Err(content.error("expected `)`"));
        }
        Ok(Beside { place, what })
    }
}

/// `Legacy { id: "v2.0" }`
pub(super) fn told(input: ParseStream<'_>) -> syn::Result<(Path, Option<About>)> {
    let path = input.call(Path::parse_mod_style)?;
    if !input.peek(token::Brace) {
        return Ok((path, None));
    }
    let content;
    braced!(content in input);
    Ok((path, Some(Punctuated::parse_terminated(&content)?)))
}
