//! `api! { pub struct Compute(Nova) at "/v2.1"; errors: openstack; controllers: [Servers]; }`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Path, Token, Visibility, braced, bracketed, parenthesized, token};

use super::about::{self, About};
use super::negotiate::Negotiate;
use super::onward::{Webhook, webhook};
use super::remarks::Remarks;
use super::settings;
use crate::errors::Errors;

pub(crate) struct Written {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) remarks: Remarks,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) versions: Option<Path>,
    pub(crate) mounts: Vec<LitStr>,
    pub(crate) title: Option<LitStr>,
    pub(crate) about: About,
    pub(crate) dialect: Option<Expr>,
    /// Where `negotiate` stands, and what is behind it.
    pub(crate) negotiate: Option<(Span, Negotiate)>,
    /// The one version that all requests get.
    pub(crate) pinned: Option<Ident>,
    pub(crate) body_bytes: Option<Expr>,
    pub(crate) unknown_fields: Option<UnknownFields>,
    pub(crate) additions: Vec<Path>,
    pub(crate) extensions: Vec<Path>,
    pub(crate) webhooks: Vec<Webhook>,
    /// Where `pipeline` or `pipelines` stands, and what is behind it; the first of several.
    pub(crate) pipelines: Option<(Ident, Pipelines)>,
    pub(crate) policies: Vec<Path>,
    pub(crate) controllers: Option<Controllers>,
    pub(crate) krate: Option<Path>,
    /// Whether everything was understood; what was not is reported.
    pub(crate) whole: bool,
}

/// What stands before an API.
pub(crate) enum Pipelines {
    /// `Keystone`
    One(Path),
    /// `composite`: those that a composite puts before it.
    OfComposite,
    /// `auth_strategy { "keystone" => Keystone, "noauth2" => NoAuth2 }`
    Chosen { setting: Ident, of: Vec<Alternative> },
}

/// `"keystone" => Keystone`
pub(crate) struct Alternative {
    pub(crate) value: LitStr,
    pub(crate) pipeline: Path,
}

/// `refuse` or `drop`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownFields {
    Refuse,
    Drop,
}

pub(crate) struct Controllers {
    pub(crate) span: Span,
    pub(crate) entries: Vec<Entry>,
}

/// `Servers`, `Discovery at "/"`, `Discovery at ("/", "/v2.1")`.
pub(crate) struct Entry {
    pub(crate) path: Path,
    pub(crate) mounts: Vec<LitStr>,
}

const KNOWN: &[&str] = &[
    "title",
    "errors",
    "negotiate",
    "pinned",
    "body_bytes",
    "unknown_fields",
    "additions",
    "extensions",
    "webhooks",
    "pipeline",
    "pipelines",
    "policies",
    "controllers",
    "crate",
];

/// All statements, these and those about the API.
fn known() -> Vec<&'static str> {
    KNOWN.iter().copied().chain(About::KNOWN).collect()
}

pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> syn::Result<Written> {
    let parser = |input: ParseStream<'_>| {
        let mut attributes = input.call(Attribute::parse_outer)?;
        let remarks = Remarks::take(&mut attributes, errors);
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let mut written = Written {
            attributes,
            remarks,
            visibility,
            name,
            versions: None,
            mounts: Vec::new(),
            title: None,
            about: About::default(),
            dialect: None,
            negotiate: None,
            pinned: None,
            body_bytes: None,
            unknown_fields: None,
            additions: Vec::new(),
            extensions: Vec::new(),
            webhooks: Vec::new(),
            pipelines: None,
            policies: Vec::new(),
            controllers: None,
            krate: None,
            whole: true,
        };
        let mut whole = settings::statement(input, errors, |input| head(&mut written, input));
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            whole &= settings::statement(input, errors, |input| statement(&mut written, &mut seen, input));
        }
        written.whole = whole;
        Ok(written)
    };
    parser.parse2(tokens)
}

/// `(Nova) at "/v2.1", "/v2.1/{project_id: hex}"`
fn head(written: &mut Written, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        written.versions = Some(content.call(Path::parse_mod_style)?);
    }
    if !is_at(input) {
        return Ok(());
    }
    input.parse::<Ident>()?;
    loop {
        written.mounts.push(mount(input)?);
        if input.parse::<Option<Token![,]>>()?.is_none() {
            return Ok(());
        }
    }
}

fn mount(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse().map_err(|error| syn::Error::new(error.span(), "`at` without a path\nhelp: write `at \"/…\"`"))
}

fn is_at(input: ParseStream<'_>) -> bool {
    input.fork().parse::<Ident>().is_ok_and(|word| word == "at")
}

fn statement(written: &mut Written, seen: &mut Vec<String>, input: ParseStream<'_>) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    let text = name.to_string();
    let known = known();
    if !known.contains(&text.as_str()) {
        return Err(settings::unknown(&name, "statement", &known));
    }
    if seen.contains(&text) {
        return Err(syn::Error::new(name.span(), format!("`{text}` stands twice\nhelp: keep one of them")));
    }
    input.parse::<Token![:]>()?;
    match text.as_str() {
        "title" => written.title = Some(input.parse()?),
        "errors" => written.dialect = Some(input.parse()?),
        "pinned" => written.pinned = Some(input.parse()?),
        "negotiate" => written.negotiate = Some((name.span(), input.parse()?)),
        "body_bytes" => written.body_bytes = Some(input.parse()?),
        "unknown_fields" => written.unknown_fields = Some(input.parse()?),
        "additions" => written.additions = input.parse::<settings::List>()?.0,
        "extensions" => written.extensions = input.parse::<settings::List>()?.0,
        "webhooks" => written.webhooks = about::list(input, webhook)?,
        "pipeline" | "pipelines" => pipelines(written, name, input)?,
        "policies" => written.policies = input.parse::<settings::List>()?.0,
        "controllers" => written.controllers = Some(controllers(&name, input)?),
        about if About::KNOWN.contains(&about) => written.about.read(about, input)?,
        _ => written.krate = Some(input.call(Path::parse_mod_style)?),
    }
    seen.push(text);
    Ok(())
}

fn pipelines(written: &mut Written, name: Ident, input: ParseStream<'_>) -> syn::Result<()> {
    let read = match name == "pipeline" {
        true => match input.call(Path::parse_mod_style)? {
            path if path.is_ident("composite") => Pipelines::OfComposite,
            path => Pipelines::One(path),
        },
        false => chosen(&name, input)?,
    };
    if let Some((before, _)) = &written.pipelines {
        let message = format!("`{before}` says already what stands before `{}`\nhelp: keep one of them", written.name);
        return Err(syn::Error::new(name.span(), message));
    }
    written.pipelines = Some((name, read));
    Ok(())
}

/// `auth_strategy { "keystone" => Keystone, "noauth2" => NoAuth2 }`
pub(super) fn chosen(name: &Ident, input: ParseStream<'_>) -> syn::Result<Pipelines> {
    const HELP: &str = "help: write `pipelines: auth_strategy { \"keystone\" => Keystone, \"noauth2\" => NoAuth2 };`";
    let setting = input.call(Ident::parse_any);
    let (Ok(setting), true) = (setting, input.peek(token::Brace)) else {
        let message = format!("`{name}` needs a setting, and a pipeline for each of its values\n{HELP}");
        return Err(syn::Error::new(name.span(), message));
    };
    let content;
    braced!(content in input);
    let of = Punctuated::<Alternative, Token![,]>::parse_terminated(&content);
    // What is left is no second mistake.
    settings::skip_all(&content);
    Ok(Pipelines::Chosen { setting, of: of?.into_iter().collect() })
}

impl Parse for Alternative {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let value: LitStr = input.parse().map_err(|error: syn::Error| {
            let message = "the value of a setting is a text in quotes\nhelp: write `\"keystone\" => Keystone`";
            syn::Error::new(error.span(), message)
        })?;
        if input.parse::<Option<Token![=>]>>()?.is_none() {
            let text = value.value();
            let message = format!("`{text}` chooses no pipeline\nhelp: write `\"{text}\" => Keystone`, with your own");
            return Err(syn::Error::new(value.span(), message));
        }
        Ok(Alternative { value, pipeline: input.call(Path::parse_mod_style)? })
    }
}

impl Parse for UnknownFields {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "refuse" => Ok(UnknownFields::Refuse),
            "drop" => Ok(UnknownFields::Drop),
            _ => Err(settings::unknown(&word, "word for unknown fields", &["refuse", "drop"])),
        }
    }
}

fn controllers(name: &Ident, input: ParseStream<'_>) -> syn::Result<Controllers> {
    let content;
    bracketed!(content in input);
    let entries = Punctuated::<Entry, Token![,]>::parse_terminated(&content)?;
    Ok(Controllers { span: name.span(), entries: entries.into_iter().collect() })
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.call(Path::parse_mod_style)?;
        let mut mounts = Vec::new();
        if is_at(input) {
            input.parse::<Ident>()?;
            if input.peek(token::Paren) {
                let content;
                parenthesized!(content in input);
                mounts.extend(Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?);
            } else {
                mounts.push(mount(input)?);
            }
        }
        Ok(Entry { path, mounts })
    }
}
