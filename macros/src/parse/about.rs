//! Statements of `api!` about who is behind an API and where it is served: `contact`, `license`, `terms_of_service`, `servers`,
//! `tags`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, LitStr, Token, bracketed, parenthesized, token};

use super::doc::Doc;
use super::remarks::Remarks;
use super::settings;
use crate::errors::Errors;

#[derive(Default)]
pub(crate) struct About {
    pub(crate) contact: Option<Contact>,
    pub(crate) license: Option<License>,
    pub(crate) terms_of_service: Option<LitStr>,
    pub(crate) servers: Vec<Server>,
    pub(crate) tags: Vec<Tag>,
}

/// `"The shop's team", email = "…", url = "…"`
pub(crate) struct Contact {
    pub(crate) name: LitStr,
    pub(crate) email: Option<LitStr>,
    pub(crate) url: Option<LitStr>,
}

/// `"Apache 2.0", identifier = "Apache-2.0"`
pub(crate) struct License {
    pub(crate) name: LitStr,
    pub(crate) identifier: Option<LitStr>,
    pub(crate) url: Option<LitStr>,
}

/// `"https://{region}.example.com" (region = "eu" | "us")`
pub(crate) struct Server {
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks,
    pub(crate) url: LitStr,
    pub(crate) variables: Vec<Variable>,
}

/// `region = "eu" | "us"`, of which the first is the default.
pub(crate) struct Variable {
    pub(crate) doc: Doc,
    pub(crate) name: Ident,
    /// One at least.
    pub(crate) values: Vec<LitStr>,
}

/// `"books"`
pub(crate) struct Tag {
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks,
    pub(crate) name: LitStr,
}

impl About {
    /// The statements' names.
    pub(crate) const KNOWN: [&str; 5] = ["contact", "license", "terms_of_service", "servers", "tags"];

    /// Reads what is behind one of them.
    pub(crate) fn read(&mut self, statement: &str, input: ParseStream<'_>) -> syn::Result<()> {
        match statement {
            "contact" => {
                let (name, [email, url]) = named(["email", "url"], input)?;
                self.contact = Some(Contact { name, email, url });
            }
            "license" => {
                let (name, [identifier, url]) = named(["identifier", "url"], input)?;
                self.license = Some(License { name, identifier, url });
            }
            "terms_of_service" => self.terms_of_service = Some(input.parse()?),
            "servers" => self.servers = list(input, server)?,
            _ => self.tags = list(input, tag)?,
        }
        Ok(())
    }
}

/// `"…", key = "…", key = "…"`
fn named(known: [&str; 2], input: ParseStream<'_>) -> syn::Result<(LitStr, [Option<LitStr>; 2])> {
    let name = input.parse()?;
    let mut found = [None, None];
    while input.parse::<Option<Token![,]>>()?.is_some() && !input.peek(Token![;]) && !input.is_empty() {
        let word = input.call(Ident::parse_any)?;
        let Some(at) = known.iter().position(|known| word == known) else {
            return Err(settings::unknown(&word, "key", &known));
        };
        let text = settings::text(&word, input)?;
        if found[at].replace(text).is_some() {
            return Err(syn::Error::new(word.span(), format!("`{word}` stands twice\nhelp: keep one of them")));
        }
    }
    Ok((name, found))
}

/// `[…]`, with attributes before each item.
pub(crate) fn list<T>(
    input: ParseStream<'_>,
    item: fn(Vec<Attribute>, ParseStream<'_>, &Errors) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    let content;
    bracketed!(content in input);
    let errors = Errors::new();
    let items = separated(&content, |input| item(input.call(Attribute::parse_outer)?, input, &errors));
    let items = errors.keep(items).unwrap_or_default();
    errors.into_result().map(|()| items)
}

/// Items with commas between them, up to the end of the input.
fn separated<T>(
    input: ParseStream<'_>,
    mut item: impl FnMut(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(item(input)?);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(items)
}

fn server(mut attributes: Vec<Attribute>, input: ParseStream<'_>, errors: &Errors) -> syn::Result<Server> {
    let remarks = Remarks::take(&mut attributes, errors);
    let doc = only_doc(&attributes, errors);
    let url = input.parse()?;
    let mut variables = Vec::new();
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        variables = separated(&content, |input| variable(input, errors))?;
    }
    Ok(Server { doc, remarks, url, variables })
}

fn variable(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Variable> {
    let doc = only_doc(&input.call(Attribute::parse_outer)?, errors);
    let name: Ident = input.call(Ident::parse_any)?;
    let mut values = vec![settings::text(&name, input)?];
    while input.parse::<Option<Token![|]>>()?.is_some() {
        values.push(input.parse()?);
    }
    Ok(Variable { doc, name, values })
}

fn tag(mut attributes: Vec<Attribute>, input: ParseStream<'_>, errors: &Errors) -> syn::Result<Tag> {
    let remarks = Remarks::take(&mut attributes, errors);
    Ok(Tag { doc: only_doc(&attributes, errors), remarks, name: input.parse()? })
}

/// A doc comment; nothing else stands on what is no item.
pub(crate) fn only_doc(attributes: &[Attribute], errors: &Errors) -> Doc {
    for other in attributes.iter().filter(|attribute| !attribute.path().is_ident("doc")) {
        let known = "a doc comment, `#[external_docs(…)]` and `#[extension(…)]`";
        errors.on(other.path(), format!("an attribute that means nothing here\nhelp: known are {known}"));
    }
    Doc::of(attributes)
}
