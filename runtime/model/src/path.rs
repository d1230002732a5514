//! The path grammar: what a template may say, and which text a segment takes.
//!
//! # Templates
//!
//! A template is `/`, or one or more segments each led by `/`: `/servers/{server_id}/metadata`. A segment is
//!
//! - a **literal**: one or more of the characters that RFC 3986 lets stand in a path segment unescaped
//!   (`A-Z a-z 0-9 - . _ ~ ! $ & ' ( ) * + , ; = : @`). It is compared byte by byte, case and all;
//! - a **variable**, `{name}`: takes one segment of at least one character;
//! - a **classed variable**, `{name: class}`: as above, if the text is of the [`Class`];
//! - `{name: rest}`: takes this segment and all that follow, at least one character in all. Only at the end.
//!
//! A name is a Rust identifier. A variable is a whole segment: `/v{n}` is not a template. An empty segment is allowed
//! only at the very end, where it stands for a trailing slash: `/v2.1/` and `/v2.1` are two different paths.
//! Templates are joined by appending their segments; `/` alone has none.
//!
//! # Matching
//!
//! A request's path is cut at each `/` *before* anything is decoded, then every segment is percent-decoded by
//! itself: `%2F` is a character of a segment and never a border between two. A path that holds a broken escape or
//! does not decode to UTF-8 matches nothing (see [`decode`]).
//!
//! Where several templates take a path, the first difference from the left decides: at each position a literal
//! comes first, then the classes from the narrowest to the widest (the order of [`Class`]), then a plain variable,
//! then `rest`. So a literal beats a variable, and a literal branch that ends dead is left again for the variable.
//! Unless the API's dialect says otherwise, a template is there only where the request's version has a handler of it, or had
//! one that was removed: one of another version hides nothing.

use core::fmt;
use core::ops;
use std::borrow::Cow;

use crate::swar::has;

/// One segment of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment<'a> {
    /// Text that must be there as written.
    Literal(&'a str),
    /// A named part of the path.
    Variable(Variable<'a>),
}

/// A named part of a path, `{name}` or `{name: class}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Variable<'a> {
    /// The name, a Rust identifier.
    pub name: &'a str,
    /// Which text it takes.
    pub class: Class,
}

/// Which text a variable takes, from the narrowest to the widest: this is also the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A UUID in its hyphenated form, upper or lower case.
    Uuid,
    /// ASCII digits.
    Digits,
    /// Lower-case hexadecimal digits and hyphens, as project ids have them.
    Hex,
    /// ASCII letters, digits, `-` and `_`.
    Slug,
    /// Any text of one segment; what `{name}` means.
    Any,
    /// This segment and all that follow.
    Rest,
}

impl Class {
    /// Every class, in order of precedence.
    pub const ALL: [Class; 6] = [Class::Uuid, Class::Digits, Class::Hex, Class::Slug, Class::Any, Class::Rest];

    /// The class's name in a template.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Uuid => "uuid",
            Class::Digits => "digits",
            Class::Hex => "hex",
            Class::Slug => "slug",
            Class::Any => "any",
            Class::Rest => "rest",
        }
    }

    /// Whether the bytes of a decoded text are of this class. No class takes the empty text.
    pub const fn takes(self, bytes: &[u8]) -> bool {
        if bytes.is_empty() || (matches!(self, Class::Uuid) && bytes.len() != 36) {
            return false;
        }
        if matches!(self, Class::Any | Class::Rest) {
            return true;
        }
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let fits = match self {
                Class::Uuid if matches!(at, 8 | 13 | 18 | 23) => byte == b'-',
                Class::Uuid => byte.is_ascii_hexdigit(),
                Class::Digits => byte.is_ascii_digit(),
                Class::Hex => matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'),
                Class::Slug => byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_',
                Class::Any | Class::Rest => true,
            };
            if !fits {
                return false;
            }
            at += 1;
        }
        true
    }
}

/// Why a text is no template, and which bytes of it are to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The bytes of the template to blame.
    pub at: ops::Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It does not start with `/`.
    NoSlash,
    /// A segment in the middle is empty.
    Empty,
    /// A character that no segment may hold.
    Character(char),
    /// `{` without `}`, or the reverse.
    Unbalanced,
    /// A variable that is only a part of its segment.
    PartOfSegment,
    /// A name that is no identifier.
    Name(String),
    /// A class that does not exist.
    Class(String),
    /// `rest` with segments after it.
    RestNotLast,
    /// The same name twice.
    Duplicate(String),
}

impl fmt::Display for PathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::NoSlash => out.write_str("a path without a `/` at its start\nhelp: write one, as in `/servers`"),
            Problem::Empty => {
                out.write_str("an empty segment\nhelp: write one `/` between two segments; only the last may be empty")
            }
            Problem::Character('%') => out
                .write_str("`%` in a path\nhelp: write the text itself; requests are decoded before they are compared"),
            Problem::Character(found) => {
                let found = found.escape_default();
                write!(
                    out,
                    "`{found}` cannot stand in a path\nhelp: a segment has letters, digits and `-._~!$&'()*+,;=:@`"
                )
            }
            Problem::Unbalanced => {
                out.write_str("`{` and `}` do not pair\nhelp: a variable is `{name}` or `{name: class}`")
            }
            Problem::PartOfSegment => {
                out.write_str("a variable takes a whole segment\nhelp: write `/{name}` between two `/`")
            }
            Problem::Name(name) => write!(out, "`{name}` is no name for a variable\nhelp: use a Rust identifier"),
            Problem::Class(class) => {
                write!(out, "no class `{class}`\nhelp: the classes are ")?;
                for (at, class) in Class::ALL.into_iter().enumerate() {
                    write!(out, "{}`{}`", if at == 0 { "" } else { ", " }, class.name())?;
                }
                Ok(())
            }
            Problem::RestNotLast => {
                out.write_str("segments behind a `rest` variable, which takes the whole tail\nhelp: put it last")
            }
            Problem::Duplicate(name) => {
                write!(out, "the variable `{name}` stands twice in one path\nhelp: choose another name")
            }
        }
    }
}

impl core::error::Error for PathError {}

/// Reads a template.
///
/// # Errors
///
/// The first [`Problem`] from the left.
pub fn parse(template: &str) -> Result<Vec<Segment<'_>>, PathError> {
    let Some(tail) = template.strip_prefix('/') else {
        return Err(PathError { at: 0..template.len(), problem: Problem::NoSlash });
    };
    let mut segments = Vec::new();
    if tail.is_empty() {
        return Ok(segments);
    }
    let mut start = 1;
    for text in tail.split('/') {
        let at = start..start + text.len();
        let last = at.end == template.len();
        start = at.end + 1;
        let segment = segment(text, last).map_err(|problem| PathError { at: at.clone(), problem })?;
        if let Segment::Variable(new) = segment {
            let seen = |old: &Segment<'_>| matches!(old, Segment::Variable(old) if old.name == new.name);
            if segments.iter().any(seen) {
                return Err(PathError { at, problem: Problem::Duplicate(new.name.to_owned()) });
            }
        }
        segments.push(segment);
    }
    Ok(segments)
}

fn segment(text: &str, last: bool) -> Result<Segment<'_>, Problem> {
    if text.is_empty() && !last {
        return Err(Problem::Empty);
    }
    let opens = text.matches('{').count();
    if opens != text.matches('}').count() {
        return Err(Problem::Unbalanced);
    }
    if opens == 0 {
        return match text.chars().find(|&found| !is_literal(found)) {
            Some(found) => Err(Problem::Character(found)),
            None => Ok(Segment::Literal(text)),
        };
    }
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let Some(inner) = inner.filter(|inner| !inner.contains(['{', '}'])) else {
        return Err(Problem::PartOfSegment);
    };
    let (name, class) = match inner.split_once(':') {
        Some((name, class)) => (name.trim(), self::class(class.trim())?),
        None => (inner.trim(), Class::Any),
    };
    if !is_identifier(name) {
        return Err(Problem::Name(name.to_owned()));
    }
    if class == Class::Rest && !last {
        return Err(Problem::RestNotLast);
    }
    Ok(Segment::Variable(Variable { name, class }))
}

fn class(name: &str) -> Result<Class, Problem> {
    Class::ALL.into_iter().find(|class| class.name() == name).ok_or_else(|| Problem::Class(name.to_owned()))
}

fn is_literal(found: char) -> bool {
    found.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(found)
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
        && name != "_"
}

/// A path as documents write it: without the classes of variables.
///
/// ```
/// use terrace_model::path::{parse, written};
///
/// assert_eq!(written(&parse("/servers/{server_id: uuid}")?), "/servers/{server_id}");
/// assert_eq!(written(&parse("/")?), "/");
/// # Ok::<(), terrace_model::path::PathError>(())
/// ```
pub fn written(path: &[Segment<'_>]) -> String {
    if path.is_empty() {
        return "/".to_owned();
    }
    let lengths = path.iter().map(|segment| match segment {
        Segment::Literal(text) => "/".len() + text.len(),
        Segment::Variable(variable) => "/{}".len() + variable.name.len(),
    });
    let mut written = String::with_capacity(lengths.sum());
    for segment in path {
        match segment {
            Segment::Literal(text) => written.extend(["/", text]),
            Segment::Variable(variable) => written.extend(["/{", variable.name, "}"]),
        }
    }
    written
}

/// Decodes the percent escapes of one segment (RFC 3986, section 2.1).
///
/// `None` where an escape is broken, or where the result is not UTF-8.
pub fn decode(segment: &str) -> Option<Cow<'_, str>> {
    if !has(segment.as_bytes(), b'%') {
        return Some(Cow::Borrowed(segment));
    }
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex(bytes.next()?)? << 4 | hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

impl fmt::Display for Segment<'_> {
    /// The segment as documents write it: the literal, or `{name}` without its class.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Literal(text) => out.write_str(text),
            Segment::Variable(variable) => write!(out, "{{{}}}", variable.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Segment<'_> {
        Segment::Literal(text)
    }

    fn variable(name: &str, class: Class) -> Segment<'_> {
        Segment::Variable(Variable { name, class })
    }

    #[test]
    fn templates_are_read() {
        let check = |template, expected: &[Segment<'_>]| assert_eq!(parse(template).as_deref(), Ok(expected));
        check("/", &[]);
        check("/servers", &[literal("servers")]);
        check("/v2.1/", &[literal("v2.1"), literal("")]);
        check("/a/{b}/{c: uuid}", &[literal("a"), variable("b", Class::Any), variable("c", Class::Uuid)]);
        check("/{tail:rest}", &[variable("tail", Class::Rest)]);
    }

    #[test]
    fn what_is_no_template_is_refused_with_its_place() {
        let check = |template, at, problem| assert_eq!(parse(template), Err(PathError { at, problem }), "{template}");
        check("", 0..0, Problem::NoSlash);
        check("servers", 0..7, Problem::NoSlash);
        check("/a//b", 3..3, Problem::Empty);
        check("/a b", 1..4, Problem::Character(' '));
        check("/a%20b", 1..6, Problem::Character('%'));
        check("/{a", 1..3, Problem::Unbalanced);
        check("/a}", 1..3, Problem::Unbalanced);
        check("/v{a}", 1..5, Problem::PartOfSegment);
        check("/{a}{b}", 1..7, Problem::PartOfSegment);
        check("/{}", 1..3, Problem::Name(String::new()));
        check("/{a-b}", 1..6, Problem::Name("a-b".into()));
        check("/{a: int}", 1..9, Problem::Class("int".into()));
        check("/{a: rest}/b", 1..10, Problem::RestNotLast);
        check("/{a}/{a}", 5..8, Problem::Duplicate("a".into()));
    }

    #[test]
    fn classes_take_what_they_say() {
        let check =
            |class: Class, text: &str, expected| assert_eq!(class.takes(text.as_bytes()), expected, "{class:?} {text}");
        check(Class::Uuid, "11111111-1111-4111-8111-11111111111F", true);
        check(Class::Uuid, "11111111-1111-4111-8111-11111111111", false);
        check(Class::Uuid, "111111111111141118111111111111111111", false);
        check(Class::Digits, "0042", true);
        check(Class::Digits, "-1", false);
        check(Class::Hex, "dead-beef", true);
        check(Class::Hex, "DEADBEEF", false);
        check(Class::Slug, "a-b_C9", true);
        check(Class::Slug, "a.b", false);
        check(Class::Any, "", false);
        check(Class::Any, "a/b", true);
    }

    #[test]
    fn escapes_are_decoded_within_a_segment() {
        assert_eq!(decode("a%2Fb").as_deref(), Some("a/b"));
        assert_eq!(decode("%E4%BD%A0").as_deref(), Some("你"));
        for broken in ["%", "%2", "%zz", "%ff", "%C0%AF"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
