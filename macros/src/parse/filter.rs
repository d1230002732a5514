//! `#[filter(headers = ["x-served-by"], security = …)] async fn token(request: Request, next: impl Next) -> Response { … }`.
//!
//! Or `fn token(request: Head<'_>) -> Result<Identity, Unauthorized> { … }`. The signature is parsed, the body is left as tokens.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Path, Signature, Token, Visibility, bracketed, token};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: TokenTree,
    pub(crate) settings: Settings,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) headers: Vec<LitStr>,
    pub(crate) security: Option<Expr>,
    pub(crate) krate: Option<Path>,
}

const KNOWN: &[&str] = &["headers", "security", "crate"];

const ONLY_FUNCTIONS: &str = "a filter is a function\nhelp: write `#[filter] async fn served_by(request: Request, next: impl Next) -> Response { … }`";

pub(crate) fn parse(settings: TokenStream, item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let mut written = Settings::default();
    let parser = |input: ParseStream<'_>| {
        settings::read(input, KNOWN, errors, |name, input| written.read(name, input));
        Ok(())
    };
    errors.keep(parser.parse2(settings));
    let (attributes, visibility, signature, body) = function.parse2(item)?;
    Ok(Written { attributes, visibility, signature, body, settings: written })
}

type Function = (Vec<Attribute>, Visibility, Signature, TokenTree);

fn function(input: ParseStream<'_>) -> syn::Result<Function> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    let keywords = [input.peek(Token![struct]), input.peek(Token![enum]), input.peek(Token![impl])];
    if keywords.contains(&true) {
        return Err(input.error(ONLY_FUNCTIONS));
    }
    let signature = input.parse()?;
    if !input.peek(token::Brace) {
        return Err(input.error("a filter without a body\nhelp: finish the function"));
    }
    Ok((attributes, visibility, signature, input.parse()?))
}

impl Settings {
    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if name == "headers" {
            self.headers = headers(name, input)?;
        } else if name == "security" {
            self.security = Some(settings::value(name, "Security::Bearer(\"token\")", input)?);
        } else {
            self.krate = Some(settings::path(name, input)?);
        }
        Ok(())
    }
}

/// `= ["x-served-by"]`
fn headers(name: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    let equals: Option<Token![=]> = input.parse()?;
    if equals.is_none() || !input.peek(token::Bracket) {
        let message = "`headers` is a list of names\nhelp: write `headers = [\"x-served-by\"]`";
        return Err(syn::Error::new(name.span(), message));
    }
    let content;
    bracketed!(content in input);
    let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&content);
    settings::skip_all(&content);
    Ok(names?.into_iter().collect())
}
