//! `versions! { pub Nova: "2.1" ..= "2.104" }`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, LitStr, Path, Token, Visibility};

use super::notice::Notice;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) labels: Labels,
    pub(crate) lapses: Vec<Lapse>,
    pub(crate) krate: Option<Path>,
}

/// `"2.1" ..= "2.35", on = "2025-06-30"`
pub(crate) struct Lapse {
    pub(crate) first: LitStr,
    pub(crate) last: Option<LitStr>,
    pub(crate) notice: Notice,
}

pub(crate) enum Labels {
    /// `"v1", "v2"`
    List(Vec<LitStr>),
    /// `"2.1" ..= "2.104"`
    Counted(LitStr, LitStr),
}

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let mut written = Written {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            name: input.parse()?,
            labels: Labels::List(Vec::new()),
            lapses: Vec::new(),
            krate: None,
        };
        if let Err(error) = rest(input, &mut written) {
            errors.push(error);
            settings::skip_all(input);
        }
        Ok(written)
    };
    parser.parse2(tokens)
}

fn rest(input: ParseStream<'_>, written: &mut Written) -> syn::Result<()> {
    input.parse::<Token![:]>()?;
    written.labels = input.parse()?;
    while input.parse::<Option<Token![;]>>()?.is_some() && !input.is_empty() {
        statement(input, written)?;
    }
    if input.is_empty() {
        return Ok(());
    }
    Err(input.error("expected the end\nhelp: one `versions!` declares one set"))
}

const KNOWN: &[&str] = &["deprecated", "crate"];

fn statement(input: ParseStream<'_>, written: &mut Written) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    if !KNOWN.contains(&name.to_string().as_str()) {
        return Err(settings::unknown(&name, "statement", KNOWN));
    }
    input.parse::<Token![:]>()?;
    if name == "deprecated" {
        written.lapses.push(input.parse()?);
    } else {
        written.krate = Some(input.call(Path::parse_mod_style)?);
    }
    Ok(())
}

impl Parse for Lapse {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let first = input.parse()?;
        let last = input.parse::<Option<Token![..=]>>()?.map(|_| input.parse()).transpose()?;
        let mut notice = Notice::default();
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() && !input.peek(Token![;]) {
            let name = input.call(Ident::parse_any)?;
            if !Notice::KNOWN.contains(&name.to_string().as_str()) {
                return Err(settings::unknown(&name, "key", &Notice::KNOWN));
            }
            notice.read(&name, input)?;
        }
        Ok(Lapse { first, last, notice })
    }
}

impl Parse for Labels {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut list = Vec::new();
        while input.peek(LitStr) {
            let label: LitStr = input.parse()?;
            if list.is_empty() && input.peek(Token![..=]) {
                input.parse::<Token![..=]>()?;
                let last = input.parse()?;
                input.parse::<Option<Token![,]>>()?;
                return Ok(Labels::Counted(label, last));
            }
            list.push(label);
            if input.parse::<Option<Token![,]>>()?.is_none() {
                break;
            }
        }
        Ok(Labels::List(list))
    }
}
