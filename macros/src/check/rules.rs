//! `#[check(…)]`: rules with bounds that make sense. Whether a rule suits a type is a matter of traits.

use proc_macro2::{Ident, Span};
use syn::{ExprPath, LitInt, LitStr, Path};

use super::format::{self, Format};
use super::gate::{self, Range};
use super::pattern;
use crate::errors::Errors;
use crate::parse::rules::{Argument, Bounds, Check, Number, Value};

/// One rule, and where it was written.
pub(crate) struct Rule<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) span: Span,
    pub(crate) kind: Kind<'w>,
    /// The versions in which it holds.
    pub(crate) range: Range<'w>,
}

pub(crate) enum Kind<'w> {
    Length(usize, Option<usize>),
    Items(usize, Option<usize>),
    Unique,
    Range(Option<Value>, Option<Value>),
    Pattern(&'w LitStr),
    Format(&'static Format),
    MultipleOf(u32),
    /// What a function says.
    With(&'w ExprPath),
    /// The rules of a list's items or of a map's values.
    Each(Vec<Rule<'w>>),
    /// The rules of a map's keys.
    Keys(Vec<Rule<'w>>),
}

/// Up to here an `f64`, and thus every reader of JSON, holds every whole number.
const EXACT: i128 = 1 << 53;

pub(crate) fn check<'w>(checks: &'w [Check], set: Option<&'w Path>, errors: &Errors) -> Vec<Rule<'w>> {
    let mut rules = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        let name = check.name.to_string();
        let is_gated = |check: &Check| check.since.is_some() || check.until.is_some();
        let same = |earlier: &&Check| earlier.name == check.name;
        if checks[..at].iter().filter(same).any(|earlier| !is_gated(earlier) || !is_gated(check)) {
            errors.at(check.name.span(), format!("`{name}` stands twice\nhelp: keep one of them"));
        } else if let Some(kind) = kind(&name, check, set, errors) {
            let range = gate::range(check.since.as_ref(), check.until.as_ref(), set, errors);
            rules.push(Rule { name: &check.name, span: check.name.span(), kind, range });
        }
    }
    rules
}

fn kind<'w>(name: &str, check: &'w Check, set: Option<&'w Path>, errors: &Errors) -> Option<Kind<'w>> {
    match &check.argument {
        Argument::None => Some(Kind::Unique),
        Argument::Bounds(bounds) if name == "range" => range(bounds, errors),
        Argument::Bounds(bounds) => counted(name, bounds, errors),
        Argument::Text(text) if name == "format" => format::find(text, errors).map(Kind::Format),
        Argument::Text(pattern) => match pattern::judge(&pattern.value()) {
            Ok(()) => Some(Kind::Pattern(pattern)),
            Err(fault) => {
                errors.on(pattern, fault);
                None
            }
        },
        Argument::Number(number) => multiple(number, errors),
        Argument::Function(path) => Some(Kind::With(path)),
        Argument::Rules(rules) => {
            let rules = self::check(rules, set, errors);
            Some(if name == "each" { Kind::Each(rules) } else { Kind::Keys(rules) })
        }
    }
}

fn counted<'w>(name: &str, bounds: &Bounds, errors: &Errors) -> Option<Kind<'w>> {
    let start = bounds.start.map_or(Some(0), |start| count(name, start, errors));
    let end = match bounds.end {
        Some(end) => Some(count(name, end, errors)?),
        None => None,
    };
    let start = start?;
    if end.is_some_and(|end| end < start) {
        empty(name, bounds, errors);
        return None;
    }
    Some(if name == "length" { Kind::Length(start, end) } else { Kind::Items(start, end) })
}

fn multiple<'w>(number: &LitInt, errors: &Errors) -> Option<Kind<'w>> {
    let value = number.base10_parse().ok().filter(|value| *value > 0);
    if value.is_none() {
        errors.on(
            number,
            format!("nothing is a multiple of `{number}`\nhelp: write a whole number from 1 to {}", u32::MAX),
        );
    }
    value.map(Kind::MultipleOf)
}

fn range<'w>(bounds: &Bounds, errors: &Errors) -> Option<Kind<'w>> {
    for bound in bounds.start.iter().chain(&bounds.end) {
        if matches!(bound.value, Value::Whole(number) if number.abs() > EXACT) {
            let message = format!(
                "`{bound}` is larger than JSON numbers are exact\nhelp: the type's own bounds hold anyway; leave this side open, or stay within {EXACT}"
            );
            errors.at(bound.span, message);
            return None;
        }
    }
    let (start, end) = match (bounds.start.map(|start| start.value), bounds.end.map(|end| end.value)) {
        (Some(Value::Whole(start)), Some(end @ Value::Fraction(_))) => (Some(Value::Fraction(start as f64)), Some(end)),
        (Some(start @ Value::Fraction(_)), Some(Value::Whole(end))) => (Some(start), Some(Value::Fraction(end as f64))),
        same => same,
    };
    let is_empty = match (start, end) {
        (Some(Value::Whole(start)), Some(Value::Whole(end))) => end < start,
        (Some(Value::Fraction(start)), Some(Value::Fraction(end))) => end < start,
        _ => false,
    };
    if is_empty {
        empty("range", bounds, errors);
        return None;
    }
    Some(Kind::Range(start, end))
}

fn count(name: &str, bound: Number, errors: &Errors) -> Option<usize> {
    let count = match bound.value {
        Value::Whole(number) => u32::try_from(number).ok().map(|number| number as usize),
        Value::Fraction(_) => None,
    };
    if count.is_none() {
        errors.at(
            bound.span,
            format!("`{name}` counts, and `{bound}` is no number of things\nhelp: write `{name} = 1..=255`"),
        );
    }
    count
}

fn empty(name: &str, bounds: &Bounds, errors: &Errors) {
    if let (Some(start), Some(end)) = (bounds.start, bounds.end) {
        let message =
            format!("no value is within these bounds\nhelp: the smaller one comes first: `{name} = {end}..={start}`");
        errors.at(bounds.span, message);
    }
}
