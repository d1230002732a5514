//! `#[check(length = 1..=255, pattern = "…", each(…), since = V2_19)]`: what a value must be.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprPath, Lit, LitInt, LitStr, RangeLimits, UnOp, parenthesized, token};

use super::{mark, settings};
use crate::errors::Errors;

/// One rule.
pub(crate) struct Check {
    pub(crate) name: Ident,
    pub(crate) argument: Argument,
    /// The versions in which it holds, as `#[check(…, since = V2_19)]` says.
    pub(crate) since: Option<Ident>,
    pub(crate) until: Option<Ident>,
}

/// What a rule is told.
pub(crate) enum Argument {
    /// Nothing, as in `unique`.
    None,
    /// `= 1..=255`
    Bounds(Bounds),
    /// `= "…"`
    Text(LitStr),
    /// `= 8`
    Number(LitInt),
    /// `= path::to::function`
    Function(ExprPath),
    /// `(length = 1..=60, …)`
    Rules(Vec<Check>),
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

const RULES: &[&str] =
    &["length", "range", "items", "unique", "pattern", "format", "multiple_of", "with", "each", "keys"];

/// Reads the rules of an attribute.
pub(crate) fn read(attribute: &Attribute, checks: &mut Vec<Check>, errors: &Errors) {
    let (mut since, mut until) = (None, None);
    let first = checks.len();
    let known: Vec<&str> = RULES.iter().copied().chain(["since", "until"]).collect();
    let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
        settings::read(input, &known, errors, |name, input| {
            if name == "since" {
                since = Some(mark::version(name, input)?);
            } else if name == "until" {
                until = Some(mark::version(name, input)?);
            } else {
                checks.push(check(name, input, errors)?);
            }
            Ok(())
        });
        Ok(())
    });
    errors.keep(parsed);
    // The versions of an attribute are those of all its rules.
    for check in &mut checks[first..] {
        (check.since, check.until) = (since.clone(), until.clone());
    }
}

fn check(name: &Ident, input: ParseStream<'_>, errors: &Errors) -> syn::Result<Check> {
    let argument = match name.to_string().as_str() {
        "unique" => {
            settings::flag(name, input)?;
            Argument::None
        }
        "format" | "pattern" => Argument::Text(settings::text(name, input)?),
        "multiple_of" => Argument::Number(settings::value(name, "8", input)?),
        "with" => Argument::Function(settings::value(name, "path::to::function", input)?),
        "each" | "keys" => Argument::Rules(inner(name, input, errors)?),
        _ => Argument::Bounds(bounds(name, input)?),
    };
    Ok(Check { name: name.clone(), argument, since: None, until: None })
}

/// `(length = 1..=60, …)`: the rules of items or of keys.
fn inner(name: &Ident, input: ParseStream<'_>, errors: &Errors) -> syn::Result<Vec<Check>> {
    let help = || format!("`{name}` says nothing\nhelp: write `{name}(length = 1..=60)`");
    if !input.peek(token::Paren) {
        return Err(syn::Error::new(name.span(), help()));
    }
    let content;
    parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(name.span(), help()));
    }
    let mut checks = Vec::new();
    settings::read(&content, RULES, errors, |name, input| {
        checks.push(check(name, input, errors)?);
        Ok(())
    });
    Ok(checks)
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
