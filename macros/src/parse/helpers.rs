//! The attributes inside of a model: `#[check(…)]`, `#[example(…)]`, and those of serde's that models honour.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprPath, Lit, LitStr, Meta, RangeLimits, Token, UnOp};

use super::doc::Doc;
use super::gate::Gates;
use super::{json, mark, settings};
use crate::errors::Errors;

/// All that stands on a type, a field or a variant.
#[derive(Default)]
pub(crate) struct Helpers {
    pub(crate) doc: Doc,
    pub(crate) checks: Vec<Check>,
    /// JSON text, and where it was written.
    pub(crate) example: Option<(Span, String)>,
    pub(crate) gates: Gates,
    pub(crate) serde: Serde,
}

/// One rule of `#[check(…)]`.
pub(crate) struct Check {
    pub(crate) name: Ident,
    /// Absent where the rule has none, as `unique`.
    pub(crate) bounds: Option<Bounds>,
    /// The versions in which it holds, as `#[check(…, since = V2_19)]` says.
    pub(crate) since: Option<Ident>,
    pub(crate) until: Option<Ident>,
}

/// `1..=255`, `..=5`, `1..`
pub(crate) struct Bounds {
    pub(crate) span: Span,
    pub(crate) start: Option<Number>,
    pub(crate) end: Option<Number>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Whole(i128),
    Fraction(f64),
}

/// What stands in `#[serde(…)]`.
#[derive(Default)]
pub(crate) struct Serde {
    pub(crate) rename: Option<LitStr>,
    pub(crate) rename_all: Option<LitStr>,
    pub(crate) default: Option<Absent>,
    pub(crate) skip_serializing_if: Option<ExprPath>,
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

const RULES: &[&str] = &["length", "range", "items", "unique", "since", "until"];

const HONOURED: &[&str] = &["rename", "rename_all", "default", "skip_serializing_if", "tag", "content", "untagged"];

/// serde's other attributes, and what to write instead.
const REFUSED: &[(&str, &str)] = &[
    ("alias", "a field has one name on the wire; `rename = \"…\"` chooses it"),
    ("borrow", "a model owns what it holds; leave it out"),
    ("bound", "a type parameter of a model is a model; leave it out"),
    ("crate", "write `#[model(crate = …)]`"),
    ("deny_unknown_fields", "unknown fields are refused anyway; leave it out"),
    ("deserialize_with", "give the field a type of its own that implements `Model`"),
    ("flatten", "list the fields here, or keep the other model in a field"),
    ("from", "implement `Model` by hand"),
    ("getter", "implement `Model` by hand"),
    ("into", "implement `Model` by hand"),
    ("other", "add a variant for each name that is known"),
    ("remote", "implement `Model` by hand for a type of your own"),
    ("rename_all_fields", "write `rename_all` on the variants"),
    ("serialize_with", "give the field a type of its own that implements `Model`"),
    ("skip", "keep what does not travel in a struct around the model"),
    ("skip_deserializing", "use one model to read and another to write"),
    ("skip_serializing", "use one model to read and another to write"),
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
            } else {
                helpers.gates.read(attribute, errors);
            }
        }
        helpers
    }

    fn read_checks(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(list) = list(attribute, "check(length = 1..=255)", errors) else { return };
        let (mut since, mut until) = (None, None);
        let first = self.checks.len();
        let parsed = list.parse_args_with(|input: ParseStream<'_>| {
            settings::read(input, RULES, errors, |name, input| {
                if name == "since" {
                    since = Some(mark::version(name, input)?);
                    return Ok(());
                } else if name == "until" {
                    until = Some(mark::version(name, input)?);
                    return Ok(());
                }
                let bounds = if name == "unique" { None } else { Some(bounds(name, input)?) };
                self.checks.push(Check { name: name.clone(), bounds, since: None, until: None });
                Ok(())
            });
            Ok(())
        });
        errors.keep(parsed);
        // The versions of an attribute are those of all its rules.
        for check in &mut self.checks[first..] {
            (check.since, check.until) = (since.clone(), until.clone());
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
        } else if let Some((span, text)) = errors.keep(list.parse_args_with(json::parse)) {
            self.example = Some((span, text));
        }
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

fn bounds(name: &Ident, input: ParseStream<'_>) -> syn::Result<Bounds> {
    let example = if name == "length" { "1..=255" } else { "0..=10" };
    let value: Expr = settings::value(name, example, input)?;
    let wrong = |span, what: String| Err(syn::Error::new(span, what));
    let value = ungrouped(&value);
    let Expr::Range(range) = value else {
        let number = number(value).map(|number| number.to_string()).unwrap_or_else(|_| "0".to_owned());
        let message = format!("the bounds of `{name}` are a range\nhelp: write `{name} = {number}..={number}`");
        return wrong(value.span(), message);
    };
    if let (RangeLimits::HalfOpen(dots), Some(end)) = (&range.limits, &range.end) {
        let end = match number(end)?.value {
            Value::Whole(end) => (end - 1).to_string(),
            Value::Fraction(end) => end.to_string(),
        };
        let message = format!("both bounds of `{name}` are included\nhelp: write `..={end}`");
        return wrong(dots.span(), message);
    }
    let number = |bound: &Option<Box<Expr>>| bound.as_ref().map(|bound| number(bound)).transpose();
    let (start, end) = (number(&range.start)?, number(&range.end)?);
    if start.is_none() && end.is_none() {
        return wrong(range.span(), format!("`{name}` has no bounds\nhelp: write `{name} = {example}`"));
    }
    Ok(Bounds { span: range.span(), start, end })
}

fn number(bound: &Expr) -> syn::Result<Number> {
    let bound = ungrouped(bound);
    let span = bound.span();
    let (negative, literal) = match bound {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => (true, ungrouped(&unary.expr)),
        literal => (false, literal),
    };
    let value = match literal {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok().map(Value::Whole),
            Lit::Float(number) => number.base10_parse().ok().map(Value::Fraction),
            _ => None,
        },
        _ => None,
    };
    let value = match value {
        Some(Value::Whole(number)) if negative => Value::Whole(-number),
        Some(Value::Fraction(number)) if negative => Value::Fraction(-number),
        Some(value) => value,
        None => return Err(syn::Error::new(span, "a bound is written as a number\nhelp: write `1..=255`")),
    };
    Ok(Number { span, value })
}

/// An expression without the invisible group that a `macro_rules!` put around it.
fn ungrouped(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

impl core::fmt::Display for Number {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.value {
            Value::Whole(number) => number.fmt(out),
            Value::Fraction(number) => number.fmt(out),
        }
    }
}
