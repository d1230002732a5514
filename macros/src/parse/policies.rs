//! `policies! { pub ServerRules: [BaseRules]; /// Make a server. "servers:create": "role:member"; }`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, Visibility, bracketed};

use super::doc::Doc;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    /// For what somebody is authenticated, where a rule does not say.
    pub(crate) scopes: Option<Vec<Ident>>,
    /// The sets whose rules these may ask.
    pub(crate) beside: Vec<Path>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// `"servers:create": "role:member"`, with what stands above it.
pub(crate) struct Rule {
    pub(crate) name: LitStr,
    pub(crate) default: LitStr,
    pub(crate) doc: Doc,
    pub(crate) scopes: Option<Vec<Ident>>,
    pub(crate) renamed: Vec<Renamed>,
}

/// `#[renamed("compute:create", since = "21.0.0", reason = "…")]`
pub(crate) struct Renamed {
    pub(crate) from: LitStr,
    pub(crate) since: Option<LitStr>,
    pub(crate) reason: Option<LitStr>,
}

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let mut attributes = input.call(Attribute::parse_outer)?;
        let mut scopes = None;
        attributes.retain(|attribute| {
            let is_scopes = attribute.path().is_ident("scopes");
            if is_scopes {
                scopes = self::scopes(attribute, errors);
            }
            !is_scopes
        });
        let (visibility, name) = (input.parse()?, input.parse()?);
        let (beside, rules) = (Vec::new(), Vec::new());
        let mut written = Written { attributes, visibility, name, scopes, beside, rules, krate: None, whole: true };
        let mut whole = settings::statement(input, errors, |input| head(&mut written, input));
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| statement(&mut written, errors, input));
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

/// `: [BaseRules]`, or nothing.
fn head(written: &mut Written, input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![:]>>()?.is_none() {
        return Ok(());
    }
    let content;
    bracketed!(content in input);
    let paths = Punctuated::<Path, Token![,]>::parse_terminated_with(&content, Path::parse_mod_style)?;
    written.beside = paths.into_iter().collect();
    Ok(())
}

fn statement(written: &mut Written, errors: &Errors, input: ParseStream<'_>) -> syn::Result<()> {
    let attributes = input.call(Attribute::parse_outer)?;
    if input.peek(LitStr) {
        let rule = rule(&attributes, errors, input)?;
        written.rules.push(rule);
        return Ok(());
    }
    let name = input.call(Ident::parse_any)?;
    if name != "crate" {
        return Err(settings::unknown(&name, "statement", &["crate"]));
    }
    input.parse::<Token![:]>()?;
    written.krate = Some(input.call(Path::parse_mod_style)?);
    Ok(())
}

fn rule(attributes: &[Attribute], errors: &Errors, input: ParseStream<'_>) -> syn::Result<Rule> {
    let name: LitStr = input.parse()?;
    if input.parse::<Option<Token![:]>>()?.is_none() || !input.peek(LitStr) {
        let text = name.value();
        let message = format!(
            "`{text}` has no rule\nhelp: write `\"{text}\": \"role:member\";`, or \"@\" where everybody may, \"!\" where nobody may"
        );
        return Err(syn::Error::new(name.span(), message));
    }
    let default = input.parse()?;
    let (mut scopes, mut renamed) = (None, Vec::new());
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("scopes") {
            scopes = self::scopes(attribute, errors);
        } else if path.is_ident("renamed") {
            renamed.extend(self::renamed(attribute, errors));
        } else if !path.is_ident("doc") {
            errors.on(path, "a rule has no such attribute\nhelp: known are `scopes` and `renamed`");
        }
    }
    Ok(Rule { name, default, doc: Doc::of(attributes), scopes, renamed })
}

/// `#[scopes(project, system)]`
fn scopes(attribute: &Attribute, errors: &Errors) -> Option<Vec<Ident>> {
    let name = attribute.path().get_ident()?;
    let list = settings::list(attribute, name, "scopes(project)", errors)?;
    let words = list.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated);
    errors.keep(words).map(|words| words.into_iter().collect())
}

fn renamed(attribute: &Attribute, errors: &Errors) -> Option<Renamed> {
    let name = attribute.path().get_ident()?;
    let list = settings::list(attribute, name, "renamed(\"old:name\", since = \"…\", reason = \"…\")", errors)?;
    errors.keep(list.parse_args_with(|input: ParseStream<'_>| {
        let mut renamed = Renamed { from: input.parse()?, since: None, reason: None };
        input.parse::<Option<Token![,]>>()?;
        settings::read(input, &["since", "reason"], errors, |name, input| {
            let text = Some(settings::text(name, input)?);
            if name == "since" {
                renamed.since = text;
            } else {
                renamed.reason = text;
            }
            Ok(())
        });
        Ok(renamed)
    }))
}
