//! `versions! { pub Nova: "2.1" ..= "2.104" }`.

use proc_macro2::{Ident, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, LitStr, Path, Token, Visibility};

use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) labels: Labels,
    pub(crate) krate: Option<Path>,
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
    if input.parse::<Option<Token![;]>>()?.is_some() && !input.is_empty() {
        input.parse::<Token![crate]>()?;
        input.parse::<Token![:]>()?;
        written.krate = Some(input.call(Path::parse_mod_style)?);
        input.parse::<Option<Token![;]>>()?;
    }
    if input.is_empty() {
        return Ok(());
    }
    Err(input.error("expected the end\nhelp: one `versions!` declares one set"))
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
