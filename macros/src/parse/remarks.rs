//! `#[external_docs("https://…", "…")]` and `#[extension("x-internal": true)]`: what documents tell of something beside what
//! it is. They stand on whatever documents have an object for.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;
use syn::{Attribute, LitStr, Token};

use super::{json, settings};
use crate::errors::Errors;

#[derive(Default)]
pub(crate) struct Remarks {
    pub(crate) docs: Option<Docs>,
    pub(crate) extensions: Vec<Extension>,
}

/// `#[external_docs("https://…", "…")]`
pub(crate) struct Docs {
    /// Where the attribute's name stands.
    pub(crate) span: Span,
    pub(crate) url: LitStr,
    pub(crate) description: Option<LitStr>,
}

/// `"x-internal": true`, with the value as JSON text.
pub(crate) struct Extension {
    pub(crate) name: LitStr,
    pub(crate) value: String,
}

impl Remarks {
    /// Those among some attributes, which become none of the item's.
    pub(crate) fn take(attributes: &mut Vec<Attribute>, errors: &Errors) -> Remarks {
        let mut remarks = Remarks::default();
        attributes.retain(|attribute| !remarks.read(attribute, errors));
        remarks
    }

    /// Reads an attribute, and tells whether it is one of these.
    pub(crate) fn read(&mut self, attribute: &Attribute, errors: &Errors) -> bool {
        let Some(name) = attribute.path().get_ident() else { return false };
        let example = if name == "external_docs" {
            "external_docs(\"https://…\", \"…\")"
        } else if name == "extension" {
            "extension(\"x-…\": true)"
        } else {
            return false;
        };
        let Some(list) = settings::list(attribute, name, example, errors) else { return true };
        errors.keep(list.parse_args_with(|input: ParseStream<'_>| {
            if name == "extension" { self.extensions(input) } else { self.docs(name, input) }
        }));
        true
    }

    fn docs(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let url = input.parse()?;
        let comma: Option<Token![,]> = input.parse()?;
        let description = if comma.is_some() && !input.is_empty() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        if self.docs.is_some() {
            return Err(syn::Error::new(name.span(), "`external_docs` stands twice\nhelp: keep one of them"));
        }
        self.docs = Some(Docs { span: name.span(), url, description });
        Ok(())
    }

    fn extensions(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            let name = input.parse()?;
            input.parse::<Token![:]>()?;
            self.extensions.push(Extension { name, value: json::parse(input)? });
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}
