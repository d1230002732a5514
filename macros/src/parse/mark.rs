//! The attributes inside a `#[routes] impl`: `#[load]`, `#[show]`, `#[get(member, "/…", since = V2_26)]`, ….

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, Lit, LitInt, LitStr, Meta, Path, Token, parenthesized, token};

use super::notice::Notice;
use super::settings;
use crate::errors::Errors;

/// One such attribute.
pub(crate) struct Mark {
    /// The attribute's name, `show`.
    pub(crate) name: Ident,
    pub(crate) kind: Kind,
    /// `member`, as in `#[get(member, "/…")]`.
    pub(crate) member: Option<Ident>,
    /// `patch`, as in `#[update(patch)]`.
    pub(crate) patch: Option<Ident>,
    /// The texts before the settings: a path, or an action's name.
    pub(crate) texts: Vec<LitStr>,
    pub(crate) settings: Settings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Load,
    Index,
    Show,
    Create,
    Update,
    Delete,
    Get,
    Post,
    Put,
    Patch,
    Action,
}

#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) status: Option<LitInt>,
    pub(crate) since: Option<Ident>,
    pub(crate) until: Option<Ident>,
    /// `gap = "…"`
    pub(crate) gap: Option<Reason>,
    /// `removed = "…"`
    pub(crate) removed: Option<Reason>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) operation_id: Option<LitStr>,
    pub(crate) envelope: Option<Envelope>,
    pub(crate) body_bytes: Option<Expr>,
    pub(crate) pipeline: Option<Path>,
    /// `detached`, where it stands.
    pub(crate) detached: Option<Span>,
    pub(crate) etag: Option<Tag>,
}

/// Why a handler ends.
pub(crate) struct Reason {
    /// Where the setting's name stands.
    pub(crate) span: Span,
    pub(crate) text: LitStr,
}

/// `etag`, or `etag = required`
pub(crate) struct Tag {
    /// Where `etag` stands.
    pub(crate) span: Span,
    /// Where `required` stands.
    pub(crate) required: Option<Span>,
}

/// `deprecated`, `deprecated = V2_36`, `deprecated(since = V2_36, on = "2025-06-30", …)`
#[derive(Default)]
pub(crate) struct Deprecated {
    pub(crate) since: Option<Ident>,
    pub(crate) notice: Notice,
}

pub(crate) enum Envelope {
    /// `envelope = none`
    None,
    /// `envelope = "…"`
    Named(LitStr),
}

const KNOWN: &[&str] = &[
    "status",
    "since",
    "until",
    "gap",
    "removed",
    "deprecated",
    "operation_id",
    "envelope",
    "body_bytes",
    "pipeline",
    "detached",
    "etag",
];

impl Kind {
    fn of(name: &Ident) -> Option<Kind> {
        Some(match name.to_string().as_str() {
            "load" => Kind::Load,
            "index" => Kind::Index,
            "show" => Kind::Show,
            "create" => Kind::Create,
            "update" => Kind::Update,
            "delete" => Kind::Delete,
            "get" => Kind::Get,
            "post" => Kind::Post,
            "put" => Kind::Put,
            "patch" => Kind::Patch,
            "action" => Kind::Action,
            _ => return None,
        })
    }
}

impl Mark {
    /// Whether an attribute is one of these.
    pub(crate) fn is_one(attribute: &Attribute) -> bool {
        attribute.path().get_ident().is_some_and(|name| Kind::of(name).is_some())
    }

    /// Reads an attribute; `None` where it is not one of these.
    pub(crate) fn parse(attribute: &Attribute, errors: &Errors) -> Option<Mark> {
        let name = attribute.path().get_ident()?;
        let kind = Kind::of(name)?;
        let mut mark = Mark {
            name: name.clone(),
            kind,
            member: None,
            patch: None,
            texts: Vec::new(),
            settings: Settings::default(),
        };
        match &attribute.meta {
            Meta::Path(_) => {}
            Meta::List(list) => {
                errors.keep(list.parse_args_with(|input: ParseStream<'_>| {
                    mark.read(input, errors);
                    Ok(())
                }));
            }
            Meta::NameValue(pair) => {
                errors
                    .on(&pair.eq_token, format!("`{name}` takes its settings in brackets\nhelp: write `#[{name}(…)]`"));
            }
        }
        Some(mark)
    }

    fn read(&mut self, input: ParseStream<'_>, errors: &Errors) {
        while self.leading(input) {
            if input.parse::<Token![,]>().is_err() {
                break;
            }
        }
        let settings = &mut self.settings;
        settings::read(input, KNOWN, errors, |name, input| settings.read(name, input));
    }

    /// Reads a path, `member` or `patch`, which come before the settings.
    fn leading(&mut self, input: ParseStream<'_>) -> bool {
        if let Ok(text) = input.parse::<LitStr>() {
            self.texts.push(text);
            return true;
        }
        if !input.peek(syn::Ident::peek_any) || input.peek2(Token![=]) {
            return false;
        }
        let word = match input.fork().call(Ident::parse_any) {
            Ok(word) if word == "member" => &mut self.member,
            Ok(word) if word == "patch" && self.kind == Kind::Update => &mut self.patch,
            _ => return false,
        };
        *word = input.call(Ident::parse_any).ok();
        true
    }

    /// Where the attribute's name stands.
    pub(crate) fn span(&self) -> Span {
        self.name.span()
    }
}

impl Settings {
    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if name == "status" {
            self.status = Some(settings::value(name, "202", input)?);
        } else if name == "since" {
            self.since = Some(version(name, input)?);
        } else if name == "until" {
            self.until = Some(version(name, input)?);
        } else if name == "gap" {
            self.gap = Some(Reason { span: name.span(), text: settings::text(name, input)? });
        } else if name == "removed" {
            self.removed = Some(Reason { span: name.span(), text: settings::text(name, input)? });
        } else if name == "deprecated" {
            self.deprecated = Some(deprecated(name, input)?);
        } else if name == "operation_id" {
            self.operation_id = Some(settings::text(name, input)?);
        } else if name == "body_bytes" {
            self.body_bytes = Some(settings::bytes(name, input)?);
        } else if name == "pipeline" {
            self.pipeline = Some(settings::path(name, input)?);
        } else if name == "detached" {
            settings::flag(name, input)?;
            self.detached = Some(name.span());
        } else if name == "etag" {
            self.etag = Some(Tag { span: name.span(), required: required(name, input)? });
        } else {
            self.envelope = Some(envelope(name, input)?);
        }
        Ok(())
    }
}

/// `= V2_26`
pub(crate) fn version(name: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(Token![=]) && input.peek2(Lit) {
        input.parse::<Token![=]>()?;
        let message = format!("a version is named by its constant\nhelp: write `{name} = V…`, without quotes");
        return Err(input.error(message));
    }
    settings::value(name, "V…", input)
}

/// `= V2_36`, `(since = V2_36, …)`, or nothing.
fn deprecated(name: &Ident, input: ParseStream<'_>) -> syn::Result<Deprecated> {
    let mut deprecated = Deprecated::default();
    if !input.peek(token::Paren) {
        deprecated.since = input.peek(Token![=]).then(|| version(name, input)).transpose()?;
        return Ok(deprecated);
    }
    let content;
    parenthesized!(content in input);
    let known: Vec<&str> = ["since"].into_iter().chain(Notice::KNOWN).collect();
    let errors = Errors::new();
    settings::read(&content, &known, &errors, |name, input| {
        if name == "since" {
            deprecated.since = Some(version(name, input)?);
            return Ok(());
        }
        deprecated.notice.read(name, input)
    });
    errors.into_result().map(|()| deprecated)
}

/// `= required`, or nothing.
fn required(name: &Ident, input: ParseStream<'_>) -> syn::Result<Option<Span>> {
    if !input.peek(Token![=]) {
        return Ok(None);
    }
    let word: Ident = settings::value(name, "required", input)?;
    if word == "required" {
        return Ok(Some(word.span()));
    }
    let message = format!(
        "`{word}` says nothing of a tag\nhelp: write `{name}`, or `{name} = required` where a request must name the tag"
    );
    Err(syn::Error::new(word.span(), message))
}

/// `= "…"`, `= none`
fn envelope(name: &Ident, input: ParseStream<'_>) -> syn::Result<Envelope> {
    if input.peek2(LitStr) {
        return settings::text(name, input).map(Envelope::Named);
    }
    let word: Ident = settings::value(name, "\"…\"", input)?;
    if word == "none" {
        return Ok(Envelope::None);
    }
    let message = format!("an envelope is a text, or `none`\nhelp: write `envelope = \"{word}\"` or `envelope = none`");
    Err(syn::Error::new(word.span(), message))
}
