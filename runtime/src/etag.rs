//! Entity tags: what tells one state of a resource from another.

use core::fmt::{self, Display};
use core::str::FromStr;

use http::header::HeaderValue;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Deserializer;
use terrace_model::{Shape, Type};

use crate::json::Violations;
use crate::model::{Model, Parameter, Writer};

/// An entity tag (RFC 9110, section 8.8.3): `"7"`, or `W/"7"` where it is weak.
///
/// A strong one is another one with every change, a weak one with every change that matters.
///
/// ```
/// # use terrace::ETag;
/// assert_eq!(ETag::strong(7).to_string(), r#""7""#);
/// assert_eq!(ETag::weak("a b").to_string(), r#"W/"a%20b""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ETag {
    weak: bool,
    opaque: String,
}

impl ETag {
    /// One that is another one with every change. What a tag cannot hold, and `%`, is percent-encoded.
    pub fn strong(text: impl Display) -> Self {
        ETag { weak: false, opaque: encoded(&text.to_string()) }
    }

    /// One that is another one with every change that matters. What a tag cannot hold, and `%`, is percent-encoded.
    pub fn weak(text: impl Display) -> Self {
        ETag { weak: true, opaque: encoded(&text.to_string()) }
    }

    /// Whether it is weak.
    pub fn is_weak(&self) -> bool {
        self.weak
    }

    /// Whether two tags are of the same thing, byte by byte: neither is weak, and they are equal.
    pub fn same(&self, other: &ETag) -> bool {
        !self.weak && self == other
    }

    /// Whether two tags are of the same thing, as far as it matters: they are equal, weak or not.
    pub fn alike(&self, other: &ETag) -> bool {
        self.opaque == other.opaque
    }

    /// As a header's value.
    pub(crate) fn value(&self) -> HeaderValue {
        HeaderValue::try_from(self.to_string()).expect("what a tag cannot hold was encoded")
    }
}

fn encoded(text: &str) -> String {
    const FOREIGN: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%');
    utf8_percent_encode(text, FOREIGN).to_string()
}

impl Display for ETag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\"{}\"", if self.weak { "W/" } else { "" }, self.opaque)
    }
}

impl FromStr for ETag {
    type Err = NoETag;

    fn from_str(text: &str) -> Result<Self, NoETag> {
        match first_tag(text) {
            Some((tag, "")) => Ok(tag),
            _ => Err(NoETag),
        }
    }
}

/// A text that is no [`ETag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoETag;

impl Display for NoETag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("expected a tag in quotes, as \"7\" or W/\"7\"")
    }
}

impl core::error::Error for NoETag {}

impl Model for ETag {
    const TYPE: Type =
        Type { example: Some(|_| Some(r#""\"7\"""#.to_owned())), ..Type::plain(Shape::Text { format: None }) };

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.value(&format_args!("{self}"))
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::read(from)?.parse().map_err(serde::de::Error::custom)
    }

    fn check(&self, _: &mut Violations) {}
}

impl Parameter for ETag {}

/// The tag at the beginning of a text, and what is behind it.
pub(crate) fn first_tag(text: &str) -> Option<(ETag, &str)> {
    let (weak, quoted) = match text.strip_prefix("W/") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (opaque, rest) = quoted.strip_prefix('"')?.split_once('"')?;
    let is_fine = opaque.chars().all(|found| found > ' ' && found != '\u{7f}');
    is_fine.then(|| (ETag { weak, opaque: opaque.to_owned() }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_what_it_is_written_as() {
        for tag in [ETag::strong(""), ETag::weak("ä \"%"), ETag::strong("a/b-c")] {
            assert_eq!(tag.to_string().parse(), Ok(tag.clone()), "{tag}");
            assert_eq!(tag.value().as_bytes(), tag.to_string().as_bytes());
        }
        assert_ne!(ETag::strong("%20"), ETag::strong(" "));
        assert_eq!("\"a\" ".parse::<ETag>(), Err(NoETag));
    }
}
