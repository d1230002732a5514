//! Patterns, as settings.

use core::fmt;
use core::str::FromStr;
use std::borrow::Cow;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};

use super::value::{SettingValue, Value, Wrong};

/// A regular expression that a whole text must fit, in the syntax of the crate `regex`, without Unicode's classes.
///
/// ```
/// use terrace::settings::Pattern;
///
/// # fn main() -> Result<(), terrace::settings::InvalidPattern> {
/// let pattern: Pattern = "req-[0-9a-f]{4}".parse()?;
/// assert!(pattern.fits("req-1a2b"));
/// assert!(!pattern.fits("req-1a2b3"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Pattern {
    source: Cow<'static, str>,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    /// One that is a default, known to be right: it is compiled when a text is first looked at.
    pub(crate) const fn known(source: &'static str) -> Self {
        Pattern { source: Cow::Borrowed(source), compiled: OnceLock::new() }
    }

    /// Whether a text fits, as a whole.
    pub fn fits(&self, text: &str) -> bool {
        let compile = || whole(&self.source).expect("it is right: it was compiled before, or is a default");
        self.compiled.get_or_init(compile).is_match(text.as_bytes())
    }
}

impl FromStr for Pattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        // What is no pattern alone must not become one between the parentheses.
        match (compiled(text), whole(text)) {
            (Ok(_), Ok(compiled)) => Ok(Pattern { source: text.to_owned().into(), compiled: compiled.into() }),
            (Err(error), _) | (_, Err(error)) => Err(InvalidPattern(error.to_string())),
        }
    }
}

/// What a whole text must fit.
fn whole(pattern: &str) -> Result<Regex, regex::Error> {
    compiled(&format!("^(?:{pattern})$"))
}

fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).unicode(false).build()
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl fmt::Debug for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Pattern({:?})", self.source)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.source)
    }
}

/// A text that is no [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPattern(String);

impl fmt::Display for InvalidPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What `regex` says has several lines, the last of which is what is wrong.
        write!(out, "{}", self.0.lines().last().unwrap_or_default().trim_start_matches("error: "))
    }
}

impl core::error::Error for InvalidPattern {}

impl SettingValue for Pattern {
    const KIND: &'static str = "a regular expression";

    fn read(value: &Value) -> Result<Self, Wrong> {
        let text = value.text().ok_or(Wrong::KIND)?;
        text.parse().map_err(|invalid: InvalidPattern| Wrong::new(invalid))
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.source.to_string()))
    }
}
