//! `#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], …)] pub struct Shelve { … }`.

use proc_macro2::{Ident, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{Item, ItemStruct, LitStr, Path};

use super::controller::keyword;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) item: ItemStruct,
    pub(crate) settings: Settings,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) alias: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) updated: Option<LitStr>,
    pub(crate) versions: Option<Path>,
    pub(crate) since: Option<Ident>,
    pub(crate) of: Vec<Path>,
    pub(crate) controllers: Vec<Path>,
    pub(crate) additions: Vec<Path>,
    pub(crate) fields: Vec<Path>,
    pub(crate) policies: Vec<Path>,
    pub(crate) krate: Option<Path>,
    /// The names of all that were written, also of those that were not understood.
    pub(crate) seen: Vec<String>,
}

const KNOWN: &[&str] =
    &["alias", "name", "updated", "versions", "since", "of", "controllers", "additions", "fields", "policies", "crate"];

pub(crate) fn parse(settings: TokenStream, item: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let item = match syn::parse2(item)? {
        Item::Struct(item) => item,
        other => return Err(syn::Error::new(keyword(&other), ONLY_STRUCTS)),
    };
    let mut written = Settings::default();
    let parser = |input: ParseStream<'_>| {
        let seen = settings::read(input, KNOWN, errors, |name, input| written.read(name, input));
        written.seen = seen;
        Ok(())
    };
    errors.keep(parser.parse2(settings));
    Ok(Written { item, settings: written })
}

const ONLY_STRUCTS: &str =
    "an extension is a struct\nhelp: put `#[extension(…)]` on a struct, and `#[routes(of = …)]` on its `impl`s";

impl Settings {
    /// Whether a setting was written, understood or not.
    pub(crate) fn saw(&self, name: &str) -> bool {
        self.seen.iter().any(|seen| seen == name)
    }

    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if name == "alias" {
            self.alias = Some(settings::text(name, input)?);
        } else if name == "name" {
            self.name = Some(settings::text(name, input)?);
        } else if name == "updated" {
            self.updated = Some(settings::text(name, input)?);
        } else if name == "versions" {
            self.versions = Some(settings::path(name, input)?);
        } else if name == "since" {
            self.since = Some(settings::value(name, "V…", input)?);
        } else if name == "of" {
            self.of = settings::paths(name, "Servers", input)?;
        } else if name == "controllers" {
            self.controllers = settings::paths(name, "Tags", input)?;
        } else if name == "additions" {
            self.additions = settings::paths(name, "Rack", input)?;
        } else if name == "fields" {
            self.fields = settings::paths(name, "ExtStatus", input)?;
        } else if name == "policies" {
            self.policies = settings::paths(name, "ShelvePolicies", input)?;
        } else {
            self.krate = Some(settings::path(name, input)?);
        }
        Ok(())
    }
}
