//! `#[routes] impl Servers { #[show] async fn show(&self, …) … }`.
//!
//! Signatures are parsed, bodies are left as tokens: a body that is being written breaks nothing here.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, Meta, Path, Signature, Token, Type, TypePath, Visibility, braced, token};

use super::mark::Mark;
use super::onward::Onward;
use super::policy::Policy;
use super::remarks::Remarks;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) of: Type,
    /// The type behind `for`, of an `impl` of a trait.
    pub(crate) for_type: Option<Type>,
    pub(crate) items: Vec<Item>,
    /// The controller of another type that the handlers are added to.
    pub(crate) added_to: Option<Type>,
    pub(crate) krate: Option<Path>,
}

pub(crate) enum Item {
    Method(Box<Method>),
    /// Anything else, as it is.
    Other(TokenStream),
}

pub(crate) struct Method {
    /// Without those of terrace.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) marks: Vec<Mark>,
    /// `#[blocking]`, by its name.
    pub(crate) blocking: Option<Ident>,
    pub(crate) remarks: Remarks,
    pub(crate) onward: Onward,
    pub(crate) policy: Option<Policy>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: TokenTree,
}

pub(crate) fn parse(settings: TokenStream, item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let (mut added_to, mut krate) = (None, None);
    let parser = |input: ParseStream<'_>| {
        settings::read(input, &["of", "crate"], errors, |name, input| {
            let path = settings::path(name, input)?;
            if name == "of" {
                added_to = Some(Type::Path(TypePath { attrs: Vec::new(), qself: None, path }));
            } else {
                krate = Some(path);
            }
            Ok(())
        });
        Ok(())
    };
    errors.keep(parser.parse2(settings));
    let mut written = (|input: ParseStream<'_>| block(input, errors)).parse2(item)?;
    (written.added_to, written.krate) = (added_to, krate);
    Ok(written)
}

const ONLY_IMPLS: &str = "routes are declared on an `impl`\nhelp: put `#[routes]` on `impl Controller { … }`";

fn block(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Written> {
    let mut attributes = input.call(Attribute::parse_outer)?;
    if !input.peek(Token![impl]) {
        return Err(input.error(ONLY_IMPLS));
    }
    let impl_token = input.parse()?;
    let mut generics: Generics = input.parse()?;
    let of = input.parse()?;
    let for_token: Option<Token![for]> = input.parse()?;
    let for_type = for_token.map(|_| input.parse()).transpose()?;
    generics.where_clause = input.parse()?;
    let content;
    braced!(content in input);
    attributes.extend(content.call(Attribute::parse_inner)?);
    let mut items = Vec::new();
    while !content.is_empty() {
        items.push(item(&content, errors)?);
    }
    Ok(Written { attributes, impl_token, generics, of, for_type, items, added_to: None, krate: None })
}

fn item(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Item> {
    let ahead = input.fork();
    let is_marked = ahead.call(Attribute::parse_outer)?.iter().any(Mark::is_one);
    ahead.parse::<Visibility>()?;
    if ahead.parse::<Signature>().is_err() || !ahead.peek(token::Brace) {
        let tokens = other(input)?;
        if is_marked {
            // Left away: rustc has said what is wrong with it, and would go on about its attributes and arguments.
            errors.at(place(&tokens), "this handler cannot be read\nhelp: finish its signature");
            return Ok(Item::Other(TokenStream::new()));
        }
        return Ok(Item::Other(tokens));
    }
    let attributes = input.call(Attribute::parse_outer)?;
    method(input, attributes, errors)
}

/// A method, behind its attributes.
fn method(input: ParseStream<'_>, all: Vec<Attribute>, errors: &Errors) -> syn::Result<Item> {
    let (mut attributes, mut marks, mut blocking) = (Vec::new(), Vec::new(), None);
    let (mut remarks, mut onward, mut policy) = (Remarks::default(), Onward::default(), None);
    for attribute in all {
        if let Some(mark) = Mark::parse(&attribute, errors) {
            marks.push(mark);
        } else if attribute.path().is_ident("blocking") {
            blocking = self::blocking(&attribute, blocking.is_some(), errors);
        } else if !remarks.read(&attribute, errors)
            && !onward.read(&attribute, errors)
            && !Policy::read(&mut policy, &attribute, errors)
        {
            attributes.push(attribute);
        }
    }
    let (visibility, signature, body) = (input.parse()?, input.parse()?, input.parse()?);
    let method = Method { attributes, marks, blocking, remarks, onward, policy, visibility, signature, body };
    Ok(Item::Method(Box::new(method)))
}

/// `#[blocking]`, which is all that it says.
fn blocking(attribute: &Attribute, is_second: bool, errors: &Errors) -> Option<Ident> {
    if is_second {
        errors.on(attribute.path(), "`blocking` stands twice\nhelp: keep one of them");
    } else if !matches!(attribute.meta, Meta::Path(_)) {
        errors.on(&attribute.meta, "`blocking` has no settings\nhelp: write `#[blocking]`");
    }
    attribute.path().get_ident().cloned()
}

/// The tokens of something that is no method, or not yet.
fn other(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let token: TokenTree = input.parse()?;
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
            _ => false,
        };
        tokens.extend([token]);
        if ends || input.is_empty() {
            return Ok(tokens);
        }
    }
}

/// The name behind `fn`, or where something begins.
fn place(tokens: &TokenStream) -> Span {
    let behind =
        tokens.clone().into_iter().skip_while(|token| !matches!(token, TokenTree::Ident(word) if word == "fn"));
    let place = behind.skip(1).chain(tokens.clone()).next();
    place.map_or_else(Span::call_site, |token| token.span())
}

impl Method {
    /// Its name.
    pub(crate) fn name(&self) -> &Ident {
        &self.signature.ident
    }
}
