//! `negotiate: header("Books-Version", date), query("version"), default = oldest;`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token, parenthesized, token};

use super::settings;

/// How a request chooses its version.
#[derive(Default)]
pub(crate) struct Negotiate {
    /// In the order in which they are looked at.
    pub(crate) sources: Vec<Source>,
    pub(crate) absent: Option<Absent>,
    /// `latest = off`
    pub(crate) no_latest: bool,
    /// `echo = off`
    pub(crate) no_echo: bool,
    /// Where `conflict = refuse` stands.
    pub(crate) conflict: Option<Span>,
}

/// Where a version may stand.
pub(crate) struct Source {
    pub(crate) span: Span,
    pub(crate) form: Form,
    /// Where `date` stands.
    pub(crate) date: Option<Span>,
}

pub(crate) enum Form {
    /// `header("…", service = "…"), legacy "…"`
    Header { name: LitStr, service: Option<LitStr>, legacy: Option<LitStr> },
    /// `query("version")`
    Query(LitStr),
    /// `media_type("application/vnd.books+json", parameter = "v")`
    MediaType { name: LitStr, parameter: Option<LitStr> },
    /// `path("version")`
    Path(LitStr),
}

/// What a request without a version gets.
pub(crate) enum Absent {
    Oldest,
    Newest,
    /// `default = V2_1`
    Is(Ident),
    /// `required`
    Required,
}

const FORMS: &[&str] = &["header", "query", "media_type", "path"];
const OPTIONS: &[&str] = &["default", "required", "latest", "echo", "conflict"];

impl Parse for Negotiate {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut negotiate = Negotiate::default();
        let mut seen: Vec<Ident> = Vec::new();
        loop {
            let word = input.call(Ident::parse_any)?;
            if word == "legacy" {
                negotiate.legacy(&word, input)?;
            } else if OPTIONS.iter().any(|option| word == option) {
                if seen.contains(&word) {
                    return Err(syn::Error::new(word.span(), format!("`{word}` stands twice\nhelp: keep one of them")));
                }
                negotiate.option(&word, input)?;
                seen.push(word);
            } else if FORMS.iter().any(|form| word == form) {
                negotiate.sources.push(source(&word, input)?);
            } else {
                let known: Vec<_> = FORMS.iter().chain(OPTIONS).copied().collect();
                return Err(settings::unknown(&word, "way to choose a version", &known));
            }
            if input.parse::<Option<Token![,]>>()?.is_none() || input.peek(Token![;]) || input.is_empty() {
                return Ok(negotiate);
            }
        }
    }
}

impl Negotiate {
    /// `legacy "…"`, behind a header.
    fn legacy(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match self.sources.last_mut().map(|source| &mut source.form) {
            Some(Form::Header { legacy, .. }) if legacy.is_none() => *legacy = Some(input.parse()?),
            _ => {
                let help = "write `header(\"…\"), legacy \"…\"`";
                return Err(syn::Error::new(word.span(), format!("`legacy` of no header\nhelp: {help}")));
            }
        }
        Ok(())
    }

    fn option(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if word == "required" {
            settings::flag(word, input)?;
            return self.absent(word, Absent::Required);
        }
        if word == "default" {
            let value: Ident = settings::value(word, "oldest", input)?;
            let absent = match value.to_string().as_str() {
                "oldest" => Absent::Oldest,
                "newest" => Absent::Newest,
                _ => Absent::Is(value),
            };
            return self.absent(word, absent);
        }
        let wanted = if word == "conflict" { "refuse" } else { "off" };
        let value: Ident = settings::value(word, wanted, input)?;
        if value != wanted {
            return Err(settings::unknown(&value, &format!("value of `{word}`"), &[wanted]));
        }
        if word == "latest" {
            self.no_latest = true;
        } else if word == "echo" {
            self.no_echo = true;
        } else {
            self.conflict = Some(word.span());
        }
        Ok(())
    }

    fn absent(&mut self, word: &Ident, absent: Absent) -> syn::Result<()> {
        if self.absent.replace(absent).is_some() {
            let message = "what is required needs no default\nhelp: keep `required` or `default`";
            return Err(syn::Error::new(word.span(), message));
        }
        Ok(())
    }
}

/// `("…", key = "…", date)`, behind a form's name.
fn source(form: &Ident, input: ParseStream<'_>) -> syn::Result<Source> {
    if !input.peek(token::Paren) {
        let message = format!("`{form}` of no name\nhelp: write `{form}(\"…\")`");
        return Err(syn::Error::new(form.span(), message));
    }
    let content;
    parenthesized!(content in input);
    let name: LitStr = content.parse()?;
    let known: &[&str] = match form.to_string().as_str() {
        "header" => &["service", "date"],
        "media_type" => &["parameter", "date"],
        _ => &["date"],
    };
    let (mut value, mut date) = (None, None);
    while content.parse::<Option<Token![,]>>()?.is_some() && !content.is_empty() {
        let word: Ident = content.parse()?;
        if word == "date" {
            settings::flag(&word, &content)?;
            date = Some(word.span());
        } else if known.iter().any(|known| word == known) {
            value = Some(settings::text(&word, &content)?);
        } else {
            return Err(settings::unknown(&word, "key", known));
        }
    }
    if !content.is_empty() {
        return Err(content.error("expected `,` or `)`"));
    }
    let span = form.span();
    let form = match form.to_string().as_str() {
        "header" => Form::Header { name, service: value, legacy: None },
        "query" => Form::Query(name),
        "media_type" => Form::MediaType { name, parameter: value },
        _ => Form::Path(name),
    };
    Ok(Source { span, form, date })
}
