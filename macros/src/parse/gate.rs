//! The attributes that gate a field or a variant by version: `#[since(V2_26)]`, `#[until(V2_57)]`, ….

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Lit, Meta, Token};

use super::settings;
use crate::errors::Errors;

/// All of them that stand on a field or a variant.
#[derive(Default)]
pub(crate) struct Gates {
    pub(crate) since: Option<Ident>,
    pub(crate) until: Option<Ident>,
    pub(crate) required_since: Option<Ident>,
    pub(crate) deprecated_since: Option<Ident>,
    /// `default = …`: the name, and what a field holds where it does not exist.
    pub(crate) default: Option<(Ident, Expr)>,
    /// The names of all that were written.
    pub(crate) names: Vec<Ident>,
}

const NAMES: &[&str] = &["since", "until", "required_since", "deprecated_since"];

impl Gates {
    /// Reads an attribute, where it is one of these.
    pub(crate) fn read(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(name) = attribute.path().get_ident().filter(|name| NAMES.contains(&name.to_string().as_str())) else {
            return;
        };
        let twice = self.names.contains(name);
        self.names.push(name.clone());
        if twice {
            errors.on(name, format!("`{name}` stands twice\nhelp: keep one of them"));
            return;
        }
        let Meta::List(list) = &attribute.meta else {
            errors.on(name, format!("`{name}` names no version\nhelp: write `#[{name}(V…)]`"));
            return;
        };
        errors.keep(list.parse_args_with(|input: ParseStream<'_>| self.read_list(name, input)));
    }

    fn read_list(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let version = version(name, input)?;
        let slot = match name.to_string().as_str() {
            "since" => &mut self.since,
            "until" => &mut self.until,
            "required_since" => &mut self.required_since,
            _ => &mut self.deprecated_since,
        };
        *slot = Some(version);
        if input.parse::<Option<Token![,]>>()?.is_none() || input.is_empty() {
            return if input.is_empty() { Ok(()) } else { Err(input.error("expected `,`")) };
        }
        let key: Ident = input.parse()?;
        let may_default = name == "since" || name == "until";
        if !may_default {
            let message = format!("`{name}` takes a version alone\nhelp: write `#[{name}(V…)]`");
            return Err(syn::Error::new(key.span(), message));
        }
        if key != "default" {
            return Err(settings::unknown(&key, "key", &["default"]));
        }
        if self.default.is_some() {
            return Err(syn::Error::new(key.span(), "a second default\nhelp: keep one of them"));
        }
        let value = settings::value(&key, "…", input)?;
        self.default = Some((key, value));
        input.parse::<Option<Token![,]>>()?;
        if input.is_empty() { Ok(()) } else { Err(input.error("expected the end")) }
    }
}

/// A version, by its constant.
fn version(name: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.is_empty() {
        return Err(syn::Error::new(name.span(), format!("`{name}` names no version\nhelp: write `#[{name}(V…)]`")));
    }
    if input.peek(Lit) {
        return Err(
            input.error(format!("a version is named by its constant\nhelp: write `#[{name}(V…)]`, without quotes"))
        );
    }
    input.parse()
}
