//! The constraint `pattern`: a regular expression, compiled when a value is first looked at.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::Regex;

use super::Patch;
use super::wraps::{Itself, Maybe, Within, Wraps};
use crate::json::Violations;

/// Text, as a rule looks at it.
#[diagnostic::on_unimplemented(
    message = "`pattern` and `format` are rules for text",
    label = "`{Self}` is no text",
    note = "`each(…)` looks at the items of a list or a map, `keys(…)` at the keys of a map"
)]
pub trait IsText<Way = Itself> {
    /// The text.
    fn text(&self) -> Option<&str>;
}

/// A regular expression.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    /// One that `#[check(pattern = …)]` took.
    pub const fn new(source: &'static str) -> Pattern {
        Pattern { source, compiled: OnceLock::new() }
    }

    pub(super) fn fits(&self, text: &str) -> bool {
        let compile = || Regex::new(self.source).expect("`#[check]` takes what `regex` can read, and no more");
        self.compiled.get_or_init(compile).is_match(text)
    }
}

/// Text: the pattern is found in it.
pub fn pattern<Way, T: IsText<Way>>(found: &mut Violations, value: &T, pattern: &Pattern) {
    if value.text().is_some_and(|text| !pattern.fits(text)) {
        found.report(format!("expected text that fits the pattern `{}`", pattern.source));
    }
}

macro_rules! texts {
    ($($type:ty,)*) => {$(
        impl IsText for $type {
            fn text(&self) -> Option<&str> {
                Some(self)
            }
        }
    )*};
}

texts! { String, Box<str>, Cow<'static, str>, }

#[diagnostic::do_not_recommend]
impl<T: IsText<Way>, Way> IsText<Maybe<Way>> for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(T::text)
    }
}

#[diagnostic::do_not_recommend]
impl<T: IsText<Way>, Way> IsText<Maybe<Way>> for Patch<T> {
    fn text(&self) -> Option<&str> {
        self.value().and_then(T::text)
    }
}

#[diagnostic::do_not_recommend]
impl<T: IsText<Way> + 'static, W: Wraps<T>, Way> IsText<Within<T, Way>> for W {
    fn text(&self) -> Option<&str> {
        self.inner().text()
    }
}
