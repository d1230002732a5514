//! Media ranges, as `Accept` lists them (RFC 9110, section 12.5.1).

use std::borrow::Cow;

/// One media range, with its parameters.
#[derive(Clone, Copy)]
pub(crate) struct Range<'l> {
    text: &'l str,
}

/// The ranges of a line. A comma in quotes ends none.
pub(crate) fn ranges(line: &str) -> impl Iterator<Item = Range<'_>> {
    cut(line, b',').map(|text| Range { text })
}

impl<'l> Range<'l> {
    /// Whether it is this media type, whatever its parameters.
    pub(crate) fn is(&self, essence: &str) -> bool {
        cut(self.text, b';').next().is_some_and(|found| found.trim().eq_ignore_ascii_case(essence))
    }

    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<Cow<'l, str>> {
        cut(self.text, b';').skip(1).find_map(|parameter| {
            let (found, value) = parameter.split_once('=')?;
            found.trim().eq_ignore_ascii_case(name).then(|| unquoted(value.trim()))
        })
    }

    /// How much it is liked, in thousandths; what is no number counts as 1, as if it were not there.
    pub(crate) fn quality(&self) -> u16 {
        let quality = self.parameter("q").and_then(|text| text.parse::<f32>().ok());
        quality.filter(|quality| (0.0..=1.0).contains(quality)).map_or(1000, |quality| (quality * 1000.0) as u16)
    }
}

/// A value without its quotes, where it has some.
fn unquoted(value: &str) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Cow::Borrowed(value);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut escaped = false;
    let text = inner.chars().filter(|found| {
        escaped = *found == '\\' && !escaped;
        !escaped
    });
    Cow::Owned(text.collect())
}

/// The parts of a text between separators that stand in no quotes.
fn cut(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let (mut quoted, mut escaped) = (false, false);
        let end = text.bytes().position(|byte| {
            let ends = byte == separator && !quoted;
            quoted ^= byte == b'"' && !escaped;
            escaped = quoted && byte == b'\\' && !escaped;
            ends
        });
        let (part, behind) = match end {
            Some(end) => (&text[..end], Some(&text[end + 1..])),
            None => (text, None),
        };
        rest = behind;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_parameters_and_qualities() {
        let check = |line: &str, expected: &[(Option<&str>, u16)]| {
            let found: Vec<_> = ranges(line)
                .filter(|range| range.is("application/vnd.x+json"))
                .map(|range| (range.parameter("version"), range.quality()))
                .collect();
            let found: Vec<_> = found.iter().map(|(version, quality)| (version.as_deref(), *quality)).collect();
            assert_eq!(found, expected, "{line}");
        };
        check("application/vnd.x+json; version=2", &[(Some("2"), 1000)]);
        check("Application/Vnd.X+JSON;VERSION=\"2\"; q=0.5", &[(Some("2"), 500)]);
        check("text/html, application/vnd.x+json", &[(None, 1000)]);
        check("application/vnd.x+json;version=1;q=0, */*;version=9", &[(Some("1"), 0)]);
        check("text/html;a=\",application/vnd.x+json\",application/vnd.x+json;version=3", &[(Some("3"), 1000)]);
        check("application/vnd.x+json;version=\"a\\\"b\\\\\";q=often", &[(Some("a\"b\\"), 1000)]);
        check("application/vnd.x+json;version=;q=2", &[(Some(""), 1000)]);
        check("application/vnd.x+json;version", &[(None, 1000)]);
        check("", &[]);
        check(",;=,\"", &[]);
    }
}
