//! `#[controller(path = "/servers", key = server_id: Uuid, …)] pub struct Servers { … }`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Item, ItemStruct, LitStr, Path, Token, Type};

use super::policy::Policy;
use super::remarks::Remarks;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) item: ItemStruct,
    pub(crate) remarks: Remarks,
    pub(crate) policy: Option<Policy>,
    pub(crate) settings: Settings,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) path: Option<LitStr>,
    pub(crate) key: Option<Key>,
    pub(crate) versions: Option<Path>,
    pub(crate) parent: Option<Path>,
    pub(crate) one: Option<LitStr>,
    pub(crate) many: Option<LitStr>,
    pub(crate) tag: Option<LitStr>,
    pub(crate) body_bytes: Option<Expr>,
    pub(crate) pipeline: Option<Path>,
    pub(crate) krate: Option<Path>,
    /// The names of all that were written, also of those that were not understood.
    pub(crate) seen: Vec<String>,
}

/// `server_id: Uuid`
pub(crate) struct Key {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

const KNOWN: &[&str] = &["path", "key", "parent", "versions", "one", "many", "tag", "body_bytes", "pipeline", "crate"];

pub(crate) fn parse(settings: TokenStream, item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let mut item = match syn::parse2(item)? {
        Item::Struct(item) => item,
        other => return Err(syn::Error::new(keyword(&other), ONLY_STRUCTS)),
    };
    let (remarks, policy) = (Remarks::take(&mut item.attrs, errors), Policy::take(&mut item.attrs, errors));
    let mut written = Settings::default();
    let parser = |input: ParseStream<'_>| {
        let seen = settings::read(input, KNOWN, errors, |name, input| written.read(name, input));
        written.seen = seen;
        Ok(())
    };
    errors.keep(parser.parse2(settings));
    Ok(Written { item, remarks, policy, settings: written })
}

const ONLY_STRUCTS: &str =
    "a controller is a struct\nhelp: put `#[controller(…)]` on a struct, and `#[routes]` on its `impl`";

/// The keyword of an item, to point at.
pub(super) fn keyword(item: &Item) -> Span {
    match item {
        Item::Enum(item) => item.enum_token.span,
        Item::Union(item) => item.union_token.span,
        Item::Impl(item) => item.impl_token.span,
        Item::Fn(item) => item.sig.fn_token.span,
        Item::Trait(item) => item.trait_token.span,
        _ => Span::call_site(),
    }
}

impl Settings {
    /// Whether a setting was written, understood or not.
    pub(crate) fn saw(&self, name: &str) -> bool {
        self.seen.iter().any(|seen| seen == name)
    }

    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if name == "path" {
            self.path = Some(settings::text(name, input)?);
        } else if name == "key" {
            self.key = Some(key(name, input)?);
        } else if name == "versions" {
            self.versions = Some(settings::path(name, input)?);
        } else if name == "parent" {
            self.parent = Some(settings::path(name, input)?);
        } else if name == "one" {
            self.one = Some(settings::text(name, input)?);
        } else if name == "many" {
            self.many = Some(settings::text(name, input)?);
        } else if name == "tag" {
            self.tag = Some(settings::text(name, input)?);
        } else if name == "body_bytes" {
            self.body_bytes = Some(settings::bytes(name, input)?);
        } else if name == "pipeline" {
            self.pipeline = Some(settings::path(name, input)?);
        } else {
            self.krate = Some(settings::path(name, input)?);
        }
        Ok(())
    }
}

fn key(setting: &Ident, input: ParseStream<'_>) -> syn::Result<Key> {
    let name: Ident = settings::value(setting, "server_id: Uuid", input)?;
    if input.parse::<Option<Token![:]>>()?.is_none() {
        let message = format!("the key `{name}` has no type\nhelp: write `key = {name}: String`, or another type");
        return Err(syn::Error::new(name.span(), message));
    }
    Ok(Key { name, ty: input.parse()? })
}
