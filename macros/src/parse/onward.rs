//! `#[link(Reviews::index, book_id = "$response.body#/id")]` and `#[callback(sold: Sale, to = "{$request.body#/notify}")]` on a
//! handler, `new_book: Book` among an API's webhooks: what follows a request, and what the service sends.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, LitStr, Path, Token, Type};

use super::about::only_doc;
use super::doc::Doc;
use super::gate::Gates;
use super::remarks::Remarks;
use super::settings;
use crate::errors::Errors;

/// What stands on a handler.
#[derive(Default)]
pub(crate) struct Onward {
    pub(crate) links: Vec<Link>,
    pub(crate) callbacks: Vec<Callback>,
}

pub(crate) struct Link {
    pub(crate) name: Option<LitStr>,
    /// `Reviews::index`
    pub(crate) to: Path,
    pub(crate) parameters: Vec<(Ident, LitStr)>,
}

pub(crate) struct Callback {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) to: LitStr,
}

pub(crate) struct Webhook {
    pub(crate) doc: Doc,
    pub(crate) remarks: Remarks,
    pub(crate) gates: Gates,
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

impl Onward {
    /// Reads an attribute, and tells whether it is one of these.
    pub(crate) fn read(&mut self, attribute: &Attribute, errors: &Errors) -> bool {
        let Some(name) = attribute.path().get_ident() else { return false };
        let example = if name == "link" {
            "link(Self::show, id = \"$response.body#/id\")"
        } else if name == "callback" {
            "callback(done: Done, to = \"{$request.body#/url}\")"
        } else {
            return false;
        };
        let Some(list) = settings::list(attribute, name, example, errors) else { return true };
        if name == "link" {
            self.links.extend(errors.keep(list.parse_args_with(link)));
        } else {
            self.callbacks.extend(errors.keep(list.parse_args_with(callback)));
        }
        true
    }

    /// Where the first of them stands.
    pub(crate) fn span(&self) -> Option<Span> {
        let link = self.links.first().and_then(|link| link.to.segments.last()).map(|last| last.ident.span());
        link.or_else(|| self.callbacks.first().map(|callback| callback.name.span()))
    }
}

/// `"name", Reviews::index, book_id = "…"`
fn link(input: ParseStream<'_>) -> syn::Result<Link> {
    let mut name = None;
    if input.peek(LitStr) {
        name = Some(input.parse()?);
        input.parse::<Token![,]>()?;
    }
    let to = input.call(Path::parse_mod_style)?;
    let mut parameters = Vec::new();
    while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
        let word = input.call(Ident::parse_any)?;
        let value = settings::text(&word, input)?;
        parameters.push((word, value));
    }
    Ok(Link { name, to, parameters })
}

/// `sold: Sale, to = "…"`
fn callback(input: ParseStream<'_>) -> syn::Result<Callback> {
    let (name, ty) = message(input)?;
    let missing = || {
        let help = format!("help: write `{name}: …, to = \"{{$request.body#/url}}\"`");
        syn::Error::new(name.span(), format!("the callback `{name}` goes nowhere\n{help}"))
    };
    if input.parse::<Option<Token![,]>>()?.is_none() || input.is_empty() {
        return Err(missing());
    }
    let word = input.call(Ident::parse_any)?;
    if word != "to" {
        return Err(settings::unknown(&word, "key", &["to"]));
    }
    let to = settings::text(&word, input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok(Callback { name, ty, to })
}

/// `sold: Sale`
fn message(input: ParseStream<'_>) -> syn::Result<(Ident, Type)> {
    let name: Ident = input.call(Ident::parse_any)?;
    if input.parse::<Option<Token![:]>>()?.is_none() {
        let message = format!("nothing is said of what `{name}` carries\nhelp: write `{name}: …`, with a model");
        return Err(syn::Error::new(name.span(), message));
    }
    Ok((name, input.parse()?))
}

/// One of an API's webhooks, behind its attributes.
pub(crate) fn webhook(mut attributes: Vec<Attribute>, input: ParseStream<'_>, errors: &Errors) -> syn::Result<Webhook> {
    let remarks = Remarks::take(&mut attributes, errors);
    let mut gates = Gates::default();
    attributes.retain(|attribute| {
        let is_gate = ["since", "until"].iter().any(|name| attribute.path().is_ident(name));
        if is_gate {
            gates.read(attribute, errors);
        }
        !is_gate
    });
    let doc = only_doc(&attributes, errors);
    let (name, ty) = message(input)?;
    Ok(Webhook { doc, remarks, gates, name, ty })
}
