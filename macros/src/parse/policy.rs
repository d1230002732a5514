//! `#[policy("servers:create")]` on handlers and controllers: which rule says who may.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, LitStr, Token};

use super::settings;
use crate::errors::Errors;

/// One such attribute.
pub(crate) struct Policy {
    /// Where its name stands.
    pub(crate) span: Span,
    pub(crate) said: Said,
}

pub(crate) enum Said {
    /// `#[policy(public)]`
    Public,
    /// `#[policy("servers:update", see = "servers:show")]`, or `hidden`, where it is the same rule.
    Asks { rule: LitStr, see: Option<LitStr> },
}

const HELP: &str =
    "help: write `#[policy(\"service:resource:operation\")]`, or `#[policy(public)]` where no rule is to be asked";

impl Policy {
    /// The one among some attributes, which becomes none of the item's.
    pub(crate) fn take(attributes: &mut Vec<Attribute>, errors: &Errors) -> Option<Policy> {
        let mut policy = None;
        attributes.retain(|attribute| !Policy::read(&mut policy, attribute, errors));
        policy
    }

    /// Reads an attribute, and tells whether it is one of these.
    pub(crate) fn read(known: &mut Option<Policy>, attribute: &Attribute, errors: &Errors) -> bool {
        let Some(name) = attribute.path().get_ident().filter(|name| *name == "policy") else { return false };
        let Some(list) = settings::list(attribute, name, "policy(\"service:resource:operation\")", errors) else {
            return true;
        };
        let Some(said) = errors.keep(list.parse_args_with(|input: ParseStream<'_>| said(input, errors))) else {
            return true;
        };
        if known.is_some() {
            let help = "help: keep one of them; a rule can ask others: `\"rule:one and rule:other\"`";
            errors.on(name, format!("`policy` stands twice\n{help}"));
        } else {
            *known = Some(Policy { span: name.span(), said });
        }
        true
    }
}

fn said(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Said> {
    if !input.peek(LitStr) {
        let span = input.span();
        let word = input.call(Ident::parse_any).ok().filter(|word| word == "public" && input.is_empty());
        settings::skip_all(input);
        return match word {
            Some(_) => Ok(Said::Public),
            None => Err(syn::Error::new(span, format!("a policy is named by the text of a rule's name\n{HELP}"))),
        };
    }
    let rule: LitStr = input.parse()?;
    let mut see = None;
    if input.parse::<Option<Token![,]>>()?.is_some() {
        settings::read(input, &["hidden", "see"], errors, |name, input| {
            if see.is_some() {
                let message = "`hidden` and `see` say both who sees it\nhelp: keep one of them";
                return Err(syn::Error::new(name.span(), message));
            }
            see = Some(if name == "see" {
                settings::text(name, input)?
            } else {
                settings::flag(name, input)?;
                rule.clone()
            });
            Ok(())
        });
    }
    Ok(Said::Asks { rule, see })
}
