//! The attributes inside of a model: `#[check(…)]`, `#[example(…)]`, marks, and those of serde's that models honour.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, ExprPath, LitStr, Meta, Token};

use super::access::Access;
use super::doc::Doc;
use super::gate::Gates;
use super::remarks::Remarks;
use super::rules::{self, Check};
use super::{json, settings};
use crate::errors::Errors;

/// All that stands on a type, a field or a variant.
#[derive(Default)]
pub(crate) struct Helpers {
    pub(crate) doc: Doc,
    pub(crate) checks: Vec<Check>,
    /// An example, and where it was written.
    pub(crate) example: Option<(Span, Example)>,
    pub(crate) access: Access,
    pub(crate) gates: Gates,
    pub(crate) remarks: Remarks,
    pub(crate) serde: Serde,
    /// The word in `#[schema(utoipa)]`.
    pub(crate) utoipa: Option<Ident>,
}

/// What stands in `#[example(…)]`.
pub(crate) enum Example {
    /// JSON text.
    Json(String),
    /// A value of the type.
    Value(Expr),
}

/// What stands in `#[serde(…)]`.
#[derive(Default)]
pub(crate) struct Serde {
    pub(crate) rename: Option<LitStr>,
    pub(crate) rename_all: Option<LitStr>,
    pub(crate) default: Option<Absent>,
    pub(crate) skip_serializing_if: Option<ExprPath>,
    pub(crate) flatten: Option<Ident>,
    pub(crate) tag: Option<LitStr>,
    pub(crate) content: Option<LitStr>,
    pub(crate) untagged: Option<Ident>,
    /// The names of all that were written.
    pub(crate) names: Vec<Ident>,
}

/// `default`, or `default = "path"`.
pub(crate) struct Absent {
    pub(crate) span: Span,
    pub(crate) path: Option<ExprPath>,
}

const HONOURED: &[&str] =
    &["rename", "rename_all", "default", "skip_serializing_if", "flatten", "tag", "content", "untagged"];

/// serde's other attributes, and what to write instead.
const REFUSED: &[(&str, &str)] = &[
    ("alias", "have a field for each name, and let `#[until]` and `#[since]` say when"),
    ("borrow", "a model owns what it holds; leave it out"),
    ("bound", "a type parameter of a model is a model; leave it out"),
    ("crate", "write `#[model(crate = …)]`"),
    ("deny_unknown_fields", "unknown fields are refused anyway; leave it out"),
    ("deserialize_with", "give the field a type of its own that implements `Model`"),
    ("from", "implement `Model` by hand"),
    ("getter", "implement `Model` by hand"),
    ("into", "implement `Model` by hand"),
    ("other", "add a variant for each name that is known"),
    ("remote", "implement `Model` by hand for a type of your own"),
    ("rename_all_fields", "write `rename_all` on the variants"),
    ("serialize_with", "give the field a type of its own that implements `Model`"),
    ("skip", "keep what does not travel in a struct around the model"),
    ("skip_deserializing", "write `#[read_only]`"),
    ("skip_serializing", "write `#[write_only]`"),
    ("transparent", "a struct with one unnamed field is written as that field; leave it out"),
    ("try_from", "implement `Model` by hand"),
    ("with", "give the field a type of its own that implements `Model`"),
];

impl Helpers {
    /// Those among some attributes.
    pub(crate) fn of(attributes: &[Attribute], errors: &Errors) -> Helpers {
        let mut helpers = Helpers { doc: Doc::of(attributes), ..Helpers::default() };
        for attribute in attributes {
            let path = attribute.meta.path();
            if path.is_ident("check") {
                helpers.read_checks(attribute, errors);
            } else if path.is_ident("serde") {
                helpers.read_serde(attribute, errors);
            } else if path.is_ident("example") {
                helpers.read_example(attribute, errors);
            } else if path.is_ident("schema") {
                helpers.read_schema(attribute, errors);
            } else if !helpers.remarks.read(attribute, errors) {
                helpers.access.read(attribute, errors);
                helpers.gates.read(attribute, errors);
            }
        }
        helpers
    }

    fn read_checks(&mut self, attribute: &Attribute, errors: &Errors) {
        if let Some(list) = list(attribute, "check(length = 1..=255)", errors) {
            rules::read(list, &mut self.checks, errors);
        }
    }

    fn read_serde(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(list) = list(attribute, "serde(rename = \"…\")", errors) else { return };
        let known: Vec<&str> = HONOURED.iter().copied().chain(REFUSED.iter().map(|(name, _)| *name)).collect();
        let parsed = list.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, &known, errors, |name, input| self.serde.read(name, input));
            Ok(())
        });
        errors.keep(parsed);
    }

    fn read_example(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(list) = list(attribute, "example(\"…\")", errors) else { return };
        if self.example.is_some() {
            errors.on(attribute.meta.path(), "a second example\nhelp: keep one of them");
        } else {
            self.example = errors.keep(list.parse_args_with(example));
        }
    }

    /// Who describes the type of a field.
    fn read_schema(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(list) = list(attribute, "schema(utoipa)", errors) else { return };
        let word = list.parse_args_with(|input: ParseStream<'_>| {
            let span = input.span();
            let word = input.call(Ident::parse_any).ok().filter(|word| word == "utoipa" && input.is_empty());
            let message = "`schema` says who describes the type of a field\nhelp: write `#[schema(utoipa)]`; what else there is to say has attributes of its own, as `#[check(…)]` and `#[example(…)]`";
            word.ok_or_else(|| syn::Error::new(span, message))
        });
        self.utoipa = errors.keep(word);
    }
}

impl Serde {
    fn read(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let text = name.to_string();
        if let Some((_, help)) = REFUSED.iter().find(|(refused, _)| *refused == text) {
            return Err(syn::Error::new(name.span(), format!("a model has no `{text}` of serde's\nhelp: {help}")));
        }
        let twice = self.names.contains(name);
        self.names.push(name.clone());
        if twice {
            return Err(syn::Error::new(name.span(), format!("`{text}` stands twice\nhelp: keep one of them")));
        }
        match text.as_str() {
            "rename" => self.rename = Some(settings::text(name, input)?),
            "rename_all" => self.rename_all = Some(settings::text(name, input)?),
            "tag" => self.tag = Some(settings::text(name, input)?),
            "content" => self.content = Some(settings::text(name, input)?),
            "flatten" => self.flatten = Some(name.clone()),
            "untagged" => self.untagged = Some(name.clone()),
            "skip_serializing_if" => self.skip_serializing_if = Some(function(name, input)?),
            _ => {
                let path = if input.peek(Token![=]) { Some(function(name, input)?) } else { None };
                self.default = Some(Absent { span: name.span(), path });
            }
        }
        Ok(())
    }
}

/// JSON where it begins like that, else an expression.
fn example(input: ParseStream<'_>) -> syn::Result<(Span, Example)> {
    let span = input.span();
    // A lone lower-case word is more likely a text whose quotes were forgotten than a variable, which there is none of here.
    let is_value = input.fork().call(Ident::parse_any).is_ok_and(|word| {
        let is_constant = word.to_string().starts_with(char::is_uppercase);
        !["true", "false", "null"].iter().any(|json| word == json) && (is_constant || !input.peek2(syn::parse::End))
    });
    let is_path = input.peek(Token![::]) || input.peek(Token![<]) || input.peek(Token![&]);
    if is_value || is_path {
        return Ok((span, Example::Value(input.parse()?)));
    }
    json::parse(input).map(|text| (span, Example::Json(text)))
}

/// An attribute with something in parentheses.
fn list<'a>(attribute: &'a Attribute, example: &str, errors: &Errors) -> Option<&'a Attribute> {
    if matches!(&attribute.meta, Meta::List(list) if !list.tokens.is_empty()) {
        return Some(attribute);
    }
    let path = attribute.meta.path();
    let name = path.get_ident().map(ToString::to_string).unwrap_or_default();
    errors.on(path, format!("`{name}` says nothing\nhelp: write `#[{example}]`"));
    None
}

/// `= "path::to::function"`
fn function(name: &Ident, input: ParseStream<'_>) -> syn::Result<ExprPath> {
    let text = settings::text(name, input)?;
    let help =
        format!("`{}` is not the path of a function\nhelp: write `{name} = \"path::to::function\"`", text.value());
    text.parse().map_err(|_| syn::Error::new(text.span(), help))
}
