//! `composite! { pub struct Osapi; apis: [Versions, Compute]; }`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token, Visibility, braced, bracketed, token};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) apis: Option<(Ident, Vec<Listed>)>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// `Compute`, `Legacy { id: "v2.0" }`.
pub(crate) struct Listed {
    pub(crate) path: Path,
    /// What version documents say of it, as fields of a struct.
    pub(crate) about: Option<Punctuated<syn::FieldValue, Token![,]>>,
}

const KNOWN: &[&str] = &["apis", "crate"];

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let mut written = Written { attributes, visibility, name, apis: None, krate: None, whole: true };
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
        let apis = Punctuated::<Listed, Token![,]>::parse_terminated(&content)?;
        written.apis = Some((name, apis.into_iter().collect()));
    } else {
        written.krate = Some(input.call(Path::parse_mod_style)?);
    }
    seen.push(text);
    Ok(())
}

impl Parse for Listed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.call(Path::parse_mod_style)?;
        if !input.peek(token::Brace) {
            return Ok(Listed { path, about: None });
        }
        let content;
        braced!(content in input);
        Ok(Listed { path, about: Some(Punctuated::parse_terminated(&content)?) })
    }
}
