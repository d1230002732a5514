//! Version labels: of one form, in ascending order, each with a constant of its own.

use core::fmt;

use proc_macro2::{Ident, Span};
use syn::{Attribute, LitStr, Path, Visibility};

use super::notice::{self, Notice};
use crate::errors::Errors;
use crate::parse::versions::{Labels, Written};

pub(crate) struct Versions<'w> {
    pub(crate) attributes: &'w [Attribute],
    pub(crate) visibility: &'w Visibility,
    pub(crate) name: &'w Ident,
    pub(crate) labels: Vec<Label>,
    pub(crate) lapses: Vec<Lapse>,
    pub(crate) krate: Option<&'w Path>,
}

/// A version, and the constant that stands for it.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) constant: Ident,
}

/// Versions that should be used no more, by the places of the first and the last.
pub(crate) struct Lapse {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) notice: Notice,
}

/// More than that is a slip of the pen: `"2.1" ..= "2.20250101"`.
const MOST: u64 = 10_000;

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Versions<'w> {
    let texts = match &written.labels {
        Labels::List(list) => list.iter().map(|label| (label.value(), label.span())).collect(),
        Labels::Counted(first, last) => counted(first, last, errors),
    };
    if texts.is_empty() && errors.is_empty() {
        errors.on(&written.name, format!("`{}` has no versions\nhelp: write at least one: `\"1.0\"`", written.name));
    }
    let labels = labels(&texts, errors);
    Versions {
        attributes: &written.attributes,
        visibility: &written.visibility,
        name: &written.name,
        lapses: lapses(written, &labels, errors),
        labels,
        krate: written.krate.as_ref(),
    }
}

/// The versions that should be used no more, each of them said once.
fn lapses(written: &Written, labels: &[Label], errors: &Errors) -> Vec<Lapse> {
    let mut lapses: Vec<Lapse> = Vec::new();
    let place = |literal: &LitStr| {
        let at = labels.iter().position(|label| label.text == literal.value());
        if at.is_none() && errors.is_empty() {
            let name = &written.name;
            let help = "help: name one of those above";
            errors.on(literal, format!("`{}` is no version of `{name}`\n{help}", literal.value()));
        }
        at
    };
    for lapse in &written.lapses {
        let notice = notice::check(&lapse.notice, errors);
        let last = lapse.last.as_ref().unwrap_or(&lapse.first);
        let (Some(from), Some(to)) = (place(&lapse.first), place(last)) else { continue };
        if from > to {
            errors.on(
                last,
                format!("`{}` is older than `{}`\nhelp: write the oldest first", last.value(), lapse.first.value()),
            );
        } else if lapses.iter().any(|known| known.first <= to && from <= known.last) {
            errors
                .on(&lapse.first, "some of these are deprecated already\nhelp: name each version in one `deprecated`");
        } else {
            lapses.push(Lapse { first: from, last: to, notice });
        }
    }
    lapses
}

/// The labels that are fine; every other one is reported.
fn labels(texts: &[(String, Span)], errors: &Errors) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut before: Option<(&str, Form)> = None;
    for (text, span) in texts {
        let form = match Form::of(text) {
            Ok(form) => form,
            Err(message) => {
                errors.at(*span, message);
                continue;
            }
        };
        let label = Label { text: text.clone(), constant: Ident::new(&constant(text), *span) };
        if let Some(known) = labels.iter().find(|known| known.constant == label.constant) {
            errors.at(*span, duplicate(known, &label));
            continue;
        }
        if let Some((before, earlier)) = &before
            && let Some(message) = order(before, earlier, text, &form)
        {
            errors.at(*span, message);
            continue;
        }
        before = Some((text, form));
        labels.push(label);
    }
    labels
}

fn duplicate(known: &Label, label: &Label) -> String {
    if known.text == label.text {
        return format!("the version `{}` stands twice\nhelp: keep one of them", label.text);
    }
    let (one, other, constant) = (&known.text, &label.text, &label.constant);
    format!("`{one}` and `{other}` both have the constant `{constant}`\nhelp: name one of them otherwise")
}

fn order(before: &str, earlier: &Form, text: &str, form: &Form) -> Option<String> {
    if !earlier.is_like(form) {
        return Some(format!(
            "`{text}` is {form}, `{before}` before it is {earlier}\nhelp: write all versions of a set in one form"
        ));
    }
    (form < earlier).then(|| format!("`{text}` is older than `{before}` before it\nhelp: list the oldest first"))
}

/// `"2.1" ..= "2.104"`: the last number counts up, the text before it stays.
fn counted(first: &LitStr, last: &LitStr, errors: &Errors) -> Vec<(String, Span)> {
    let (from, to) = (first.value(), last.value());
    for (label, text) in [(first, &from), (last, &to)] {
        if split(text).is_none() {
            errors.on(label, format!("`{text}` does not end in a number to count\nhelp: list the versions one by one"));
            return Vec::new();
        }
    }
    let (Some((stem, start)), Some((other, end))) = (split(&from), split(&to)) else {
        return Vec::new();
    };
    if stem != other {
        errors.on(
            last,
            format!("only the last number counts up, and `{to}` differs from `{from}` before it\nhelp: write `\"{stem}{end}\"`"),
        );
        return Vec::new();
    }
    if start > end {
        errors.on(last, format!("`{to}` is older than `{from}`\nhelp: write the oldest first"));
        return Vec::new();
    }
    if end - start >= MOST {
        errors.on(last, format!("these are more than {MOST} versions\nhelp: list those that there are"));
        return Vec::new();
    }
    (start..=end).map(|number| (format!("{stem}{number}"), first.span())).collect()
}

/// A label's last number, and what is before it.
fn split(label: &str) -> Option<(&str, u64)> {
    let stem = label.trim_end_matches(|last: char| last.is_ascii_digit());
    let number = label[stem.len()..].parse().ok()?;
    Some((stem, number))
}

/// `V2_1` for `2.1`, `V1` for `v1`.
fn constant(label: &str) -> String {
    let text = label.strip_prefix('v').unwrap_or(label);
    let text: String = text.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
    format!("V{}", text.to_ascii_uppercase())
}

/// How a label is written. Labels of one form are comparable, words are not.
#[derive(Debug, PartialEq, PartialOrd)]
enum Form {
    /// `2025-01-01`
    Date(Vec<u64>),
    /// `2.26`, `v1`, `1.2.0`
    Numbers { v: bool, numbers: Vec<u64>, release: Release },
    /// `antelope`
    Word,
}

/// The end of a semantic version, as far as its order goes.
#[derive(Debug, PartialEq, PartialOrd)]
enum Release {
    /// `1.0.0-rc.1`
    Before(Vec<Identifier>),
    /// `1.0.0`
    Full,
}

#[derive(Debug, PartialEq, PartialOrd)]
enum Identifier {
    Number(u64),
    Text(String),
}

impl Form {
    fn of(label: &str) -> Result<Form, String> {
        if let Some(found) = label.chars().find(|found| !found.is_ascii_alphanumeric() && !"._-".contains(*found)) {
            return Err(format!(
                "`{}` cannot stand in a version\nhelp: use ASCII letters, digits, `.`, `_` and `-`",
                found.escape_default()
            ));
        }
        if !label.contains(|found: char| found.is_ascii_alphanumeric()) {
            return Err("a version without a letter or a digit\nhelp: name it, as `\"1.0\"`".to_owned());
        }
        if let Some(date) = date(label) {
            return if (1..=12).contains(&date[1]) && (1..=31).contains(&date[2]) {
                Ok(Form::Date(date))
            } else {
                Err(format!("`{label}` is not a day\nhelp: write the year, the month and the day: `\"2025-01-31\"`"))
            };
        }
        let (v, text) = match label.strip_prefix('v') {
            Some(text) => (true, text),
            None => (false, label),
        };
        let (core, release) = match text.split_once('-') {
            Some((core, end)) => (core, Release::Before(end.split('.').map(Identifier::of).collect())),
            None => (text, Release::Full),
        };
        let numbers: Result<Vec<u64>, _> = core.split('.').map(str::parse).collect();
        match numbers {
            Ok(numbers) if release == Release::Full || numbers.len() == 3 => Ok(Form::Numbers { v, numbers, release }),
            _ => Ok(Form::Word),
        }
    }

    /// Whether two labels are written alike.
    fn is_like(&self, other: &Form) -> bool {
        match (self, other) {
            (Form::Numbers { v, numbers, .. }, Form::Numbers { v: other_v, numbers: others, .. }) => {
                v == other_v && numbers.len() == others.len()
            }
            (Form::Date(_), Form::Date(_)) | (Form::Word, Form::Word) => true,
            _ => false,
        }
    }
}

/// Year, month and day of `2025-01-31`.
fn date(label: &str) -> Option<Vec<u64>> {
    let parts: Vec<&str> = label.split('-').collect();
    let is_date = parts.iter().map(|part| part.len()).eq([4, 2, 2]);
    if is_date { parts.into_iter().map(|part| part.parse().ok()).collect() } else { None }
}

impl Identifier {
    fn of(text: &str) -> Identifier {
        text.parse().map_or_else(|_| Identifier::Text(text.to_owned()), Identifier::Number)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Date(_) => out.write_str("a date"),
            Form::Word => out.write_str("a word"),
            Form::Numbers { v, numbers, .. } => {
                let count = match numbers.len() {
                    1 => "one number".to_owned(),
                    2 => "two numbers".to_owned(),
                    3 => "three numbers".to_owned(),
                    more => format!("{more} numbers"),
                };
                write!(out, "{count}{}", if *v { " behind a `v`" } else { "" })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn labels_of(text: &str) -> Result<Vec<(String, String)>, String> {
        let errors = Errors::new();
        let tokens = text.parse().map_err(|error| format!("{error}"))?;
        let written = parse::versions::parse(tokens, &errors).map_err(|error| error.to_string())?;
        let labels = check(&written, &errors).labels;
        match errors.messages() {
            found if found.is_empty() => {
                Ok(labels.into_iter().map(|label| (label.text, label.constant.to_string())).collect())
            }
            found => Err(found.join("; ")),
        }
    }

    #[test]
    fn labels_have_constants() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let expected: Vec<_> = expected.iter().map(|(label, name)| (label.to_string(), name.to_string())).collect();
            assert_eq!(labels_of(&format!("pub Releases: {text}")), Ok(expected), "{text}");
        };
        check(r#""v1", "v2""#, &[("v1", "V1"), ("v2", "V2")]);
        check(r#""2.9" ..= "2.11""#, &[("2.9", "V2_9"), ("2.10", "V2_10"), ("2.11", "V2_11")]);
        check(r#""v1" ..= "v2","#, &[("v1", "V1"), ("v2", "V2")]);
        check(r#""2025-01-01", "2025-06-01","#, &[("2025-01-01", "V2025_01_01"), ("2025-06-01", "V2025_06_01")]);
        check(
            r#""1.2.0-rc.2", "1.2.0-rc.10", "1.2.0""#,
            &[("1.2.0-rc.2", "V1_2_0_RC_2"), ("1.2.0-rc.10", "V1_2_0_RC_10"), ("1.2.0", "V1_2_0")],
        );
        check(r#""zed", "antelope""#, &[("zed", "VZED"), ("antelope", "VANTELOPE")]);
    }

    #[test]
    fn wrong_labels_are_refused() {
        let check = |text: &str, expected: &str| {
            let found = labels_of(&format!("pub Releases: {text}")).expect_err(text);
            assert!(found.contains(expected), "{text}: {found}");
        };
        check("", "has no versions");
        check(r#""1.0", "1.0""#, "`1.0` stands twice");
        check(r#""1.10", "1.9""#, "`1.9` is older than `1.10`");
        check(r#""1.0.0", "1.0.0-rc.1""#, "`1.0.0-rc.1` is older than `1.0.0`");
        check(r#""1.0", "2""#, "`2` is one number, `1.0` before it is two numbers");
        check(r#""v1", "2""#, "`2` is one number, `v1` before it is one number behind a `v`");
        check(r#""1.0", "2025-01-01""#, "`2025-01-01` is a date");
        check(r#""2025-13-01""#, "is not a day");
        check(r#""a.b", "a_b""#, "both have the constant `VA_B`");
        check(r#""2.1" ..= "3.4""#, "help: write `\"2.4\"`");
        check(r#""2.9" ..= "2.1""#, "`2.1` is older than `2.9`");
        check(r#""2.1" ..= "2.x""#, "does not end in a number");
        check(r#""2.1" ..= "2.99999""#, "more than 10000");
        check(r#""1 0""#, "` ` cannot stand in a version");
        check(r#""""#, "without a letter or a digit");
        check(r#""1" more"#, "expected the end");
        check(r#""1"; crate: a::b; more"#, "unknown statement `more`");
    }
}
