//! Patterns that mean the same to everyone: to the service (Rust's `regex`), to readers of its documents (ECMA-262 with
//! the `u` flag, as JSON Schema 2020-12 has it), and to clients in Python (`re`).
//!
//! What one of them reads otherwise, or not at all, is refused with what to write instead. All three look for the pattern
//! anywhere in the text, unless it is anchored.

use core::fmt;
use core::iter::Peekable;
use core::str::Chars;

/// Why a pattern is refused, and what to write instead.
#[derive(Debug)]
pub(crate) struct Fault {
    what: String,
    help: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\nhelp: {}", self.what, self.help)
    }
}

fn fault<T>(what: impl Into<String>, help: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { what: what.into(), help: help.into() })
}

/// How many characters a pattern may look for with its repetitions written out: what stays far below the limits of all three.
const LONGEST: u64 = 10_000;

/// How deep groups may be within each other.
const DEEPEST: u32 = 50;

/// Judges a pattern.
pub(crate) fn judge(pattern: &str) -> Result<(), Fault> {
    if pattern.is_empty() {
        return fault("the empty pattern fits every text", "leave the rule out");
    }
    if let Some(control) = pattern.chars().find(|letter| letter.is_control()) {
        let escaped = format!("\\x{:02x}", u32::from(control));
        return fault(
            format!("a pattern is written without control characters, and this has U+{:04X}", u32::from(control)),
            format!("write `{escaped}`, in a raw string: `r\"…\"`"),
        );
    }
    let mut reader = Reader { rest: pattern.chars().peekable(), depth: 0, anchored: false };
    let length = reader.alternatives()?;
    if reader.rest.peek().is_some() {
        return fault("a `)` closes no group", "write `\\)` for the character");
    }
    too_long(length)
}

fn too_long(length: u64) -> Result<(), Fault> {
    if length > LONGEST {
        let what = format!("the repetitions of the pattern come to {length} characters, and {LONGEST} are the most");
        return fault(what, "write `+` or `*`, and bound the text with `length = …`");
    }
    Ok(())
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    depth: u32,
    /// Whether a `$` was the last that was read, or the last of a way through the group that was.
    anchored: bool,
}

impl Reader<'_> {
    /// `a|b|c`, up to the end or to a `)`; gives how many characters it looks for.
    fn alternatives(&mut self) -> Result<u64, Fault> {
        let (mut length, mut anchored) = (0, false);
        loop {
            self.anchored = false;
            length += self.sequence()?;
            too_long(length)?;
            anchored |= self.anchored;
            if self.rest.next_if_eq(&'|').is_none() {
                self.anchored = anchored;
                return Ok(length);
            }
        }
    }

    fn sequence(&mut self) -> Result<u64, Fault> {
        let mut length = 0;
        let mut is_first = true;
        while let Some(next) = self.rest.next_if(|next| !matches!(next, '|' | ')')) {
            match next {
                '^' if is_first => {}
                '^' => {
                    return fault(
                        "a `^` stands first, as nothing can be before the start of the text",
                        "write `\\^` for the character",
                    );
                }
                '$' => self.anchored = true,
                _ => {
                    let before = core::mem::take(&mut self.anchored);
                    let one = self.atom(next)?;
                    self.nothing_behind_the_end()?;
                    self.anchored |= before;
                    length += one * self.quantifier()?;
                    too_long(length)?;
                }
            }
            self.nothing_behind_the_end()?;
            is_first = false;
        }
        Ok(length)
    }

    /// Refuses what stands behind a `$`, be it at the end of a group.
    fn nothing_behind_the_end(&mut self) -> Result<(), Fault> {
        if self.anchored && self.rest.peek().is_some_and(|next| !matches!(next, '|' | ')')) {
            return fault(
                "a `$` stands last: in Python it also fits before a line end",
                "move it to the end, or write `\\$` for the character",
            );
        }
        Ok(())
    }

    /// One thing that can be repeated; gives how long it is.
    fn atom(&mut self, first: char) -> Result<u64, Fault> {
        Ok(match first {
            '(' => self.group()?,
            '[' => self.class()?,
            '\\' => {
                self.escape(false)?;
                1
            }
            '.' => {
                return fault(
                    "`.` leaves out other line ends in JavaScript than elsewhere",
                    "write `[^\\n]`, or the characters that may be there",
                );
            }
            '*' | '+' | '?' => {
                return fault(
                    format!("there is nothing for `{first}` to repeat"),
                    format!("write `\\{first}` for the character"),
                );
            }
            '{' | '}' | ']' => {
                return fault(
                    format!("`{first}` alone is an error in JavaScript"),
                    format!("write `\\{first}` for the character"),
                );
            }
            _ => 1,
        })
    }

    fn group(&mut self) -> Result<u64, Fault> {
        if self.rest.next_if_eq(&'?').is_some() {
            self.group_kind()?;
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return fault(format!("groups are nested deeper than {DEEPEST}"), "write the pattern flatter");
        }
        let length = self.alternatives()?;
        self.depth -= 1;
        if self.rest.next().is_none() {
            return fault("a group is not closed", "add `)`, or write `\\(` for the character");
        }
        Ok(length.max(1))
    }

    /// What stands behind `(?`: only `:` means one thing.
    fn group_kind(&mut self) -> Result<(), Fault> {
        let plain = "write `(?:…)`, or `(…)`";
        match (self.rest.next(), self.rest.peek()) {
            (Some(':'), _) => Ok(()),
            (Some('='), _) => fault(
                "Rust's `regex` has no lookahead, `(?=…)`",
                "take two patterns on two types, or `with = path::to::function`",
            ),
            (Some('!'), _) => fault(
                "Rust's `regex` has no lookahead, `(?!…)`",
                "say what may be there, or write `with = path::to::function`",
            ),
            (Some('<'), Some('=' | '!')) => {
                fault("Rust's `regex` has no lookbehind", "say what may be there, or write `with = path::to::function`")
            }
            (Some('<' | 'P'), _) => fault("named groups are written differently in Python and in JavaScript", plain),
            (Some('>'), _) => fault("only Python has atomic groups, `(?>…)`", plain),
            (Some('#'), _) => fault("only Python has comments, `(?#…)`", "put it in a comment of the code"),
            (Some('('), _) => fault("only Python has conditions, `(?(…)…)`", "write the alternatives out: `a|b`"),
            (Some(_), _) => fault(
                "flags within a pattern, `(?i)`, are not for JavaScript",
                "write both cases out, `[aA]`; there are no other flags to be had",
            ),
            (None, _) => fault("a group is not closed", "add `)`, or write `\\(` for the character"),
        }
    }

    /// How often at most the thing before is looked for; once where there is no limit.
    fn quantifier(&mut self) -> Result<u64, Fault> {
        let times = match self.rest.peek() {
            Some('*' | '+' | '?') => {
                self.rest.next();
                1
            }
            Some('{') => {
                self.rest.next();
                self.counts()?
            }
            _ => return Ok(1),
        };
        // Whether as much or as little as can be is taken makes no difference to whether a text fits.
        self.rest.next_if_eq(&'?');
        match self.rest.peek() {
            Some('+') => fault(
                "only Python has possessive repetitions, as `a++`",
                "leave the second `+` out; a service never searches for long",
            ),
            Some('*' | '?' | '{') => {
                fault("a repetition of a repetition is an error in JavaScript", "put the first in a group: `(?:a*)+`")
            }
            _ => Ok(times),
        }
    }

    /// `{2}`, `{2,}`, `{2,5}`, without the first brace; gives the larger number.
    fn counts(&mut self) -> Result<u64, Fault> {
        let wrong = || fault("`{` starts no count", "write `{2}`, `{2,}` or `{2,5}`, or `\\{` for the character");
        let Some(least) = self.count()? else { return wrong() };
        let most = match self.rest.next() {
            Some('}') => return Ok(least.max(1)),
            Some(',') => self.count()?.unwrap_or(least),
            _ => return wrong(),
        };
        if self.rest.next() != Some('}') {
            return wrong();
        }
        if most < least {
            return fault(format!("`{{{least},{most}}}` fits nothing"), format!("write `{{{most},{least}}}`"));
        }
        Ok(most.max(1))
    }

    fn count(&mut self) -> Result<Option<u64>, Fault> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        if digits.is_empty() {
            return Ok(None);
        }
        let number: u64 = digits.parse().unwrap_or(u64::MAX);
        if number > LONGEST {
            too_long(number)?;
        }
        Ok(Some(number))
    }

    /// `[a-z_]`, without the first bracket; gives how many characters it names.
    fn class(&mut self) -> Result<u64, Fault> {
        self.rest.next_if_eq(&'^');
        if self.rest.peek() == Some(&']') {
            return fault(
                "`[]` is empty in JavaScript, and goes on in Rust and Python",
                "write `\\]` for the character",
            );
        }
        let mut named = 0;
        loop {
            let Some(first) = self.rest.next() else {
                return fault("a `[` is not closed", "add `]`, or write `\\[` for the character");
            };
            if first == ']' {
                return Ok(named);
            }
            let low = self.member(first, named == 0)?;
            named += 1;
            let mut ahead = self.rest.clone();
            if ahead.next() != Some('-') || ahead.peek() == Some(&']') {
                continue;
            }
            self.rest.next();
            let Some(last) = self.rest.next() else { continue };
            if last == '-' {
                return fault("a `-` in the middle of `[…]` is read in several ways", "write `\\-`");
            }
            let high = self.member(last, false)?;
            if high < low {
                return fault(
                    format!("the range from `{low}` to `{high}` is empty"),
                    format!("write `{high}-{low}`, or `\\-` for the character"),
                );
            }
            if self.rest.peek() == Some(&'-') {
                let mut ahead = self.rest.clone();
                ahead.next();
                if ahead.peek() != Some(&']') {
                    return fault("a `-` behind a range is read in several ways", "write `\\-`");
                }
            }
        }
    }

    /// One character of a class.
    fn member(&mut self, first: char, is_first: bool) -> Result<char, Fault> {
        match first {
            '\\' => self.escape(true),
            '[' => fault("a `[` within `[…]` begins another set in Rust", "write `\\[` for the character"),
            '-' if !is_first && self.rest.peek() != Some(&']') => {
                fault("a `-` in the middle of `[…]` is read in several ways", "write `\\-`")
            }
            '&' | '~' | '|' | '-' if self.rest.peek() == Some(&first) => fault(
                format!("`{first}{first}` within `[…]` joins sets in some languages"),
                if first == '-' { "write `\\-`".to_owned() } else { format!("write one `{first}`") },
            ),
            other => Ok(other),
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self, in_class: bool) -> Result<char, Fault> {
        let Some(letter) = self.rest.next() else {
            return fault("a pattern ends in the middle of an escape", "write `\\\\` for the character");
        };
        Ok(match letter {
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => letter,
            '-' if in_class => '-',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\x0c',
            'v' => '\x0b',
            'x' => self.code(letter, 2)?,
            'u' => self.code(letter, 4)?,
            'd' => {
                return fault("`\\d` is `[0-9]` in JavaScript, and every digit of Unicode elsewhere", "write `[0-9]`");
            }
            'D' => return fault("`\\D` leaves out `[0-9]` in JavaScript, and more elsewhere", "write `[^0-9]`"),
            'w' => {
                return fault(
                    "`\\w` is `[0-9A-Za-z_]` in JavaScript, and every letter of Unicode elsewhere",
                    "write `[0-9A-Za-z_]`",
                );
            }
            'W' => {
                return fault(
                    "`\\W` leaves out `[0-9A-Za-z_]` in JavaScript, and more elsewhere",
                    "write `[^0-9A-Za-z_]`",
                );
            }
            's' => return fault("`\\s` is other blanks in each language", "write `[ \\t\\r\\n]`"),
            'S' => return fault("`\\S` leaves out other blanks in each language", "write `[^ \\t\\r\\n]`"),
            'b' | 'B' => {
                return fault(
                    format!("`\\{letter}` is the edge of other words in each language"),
                    "write the characters that may stand there",
                );
            }
            'A' | 'z' | 'Z' => {
                return fault(format!("JavaScript has no `\\{letter}`"), "write `^` first or `$` last");
            }
            'p' | 'P' => return fault("Python has no classes of Unicode, `\\p{…}`", "write the ranges: `[a-zà-öø-ÿ]`"),
            'k' | '1'..='9' => {
                return fault(
                    format!("Rust's `regex` has no way back to an earlier group, `\\{letter}`"),
                    "write `with = path::to::function`",
                );
            }
            '0' => return fault("`\\0` is not for Rust", "write `\\x00`"),
            'a' | 'e' | 'c' | 'U' | 'N' => {
                return fault(
                    format!("`\\{letter}` is not for all of Rust, JavaScript and Python"),
                    "write the character itself, or `\\u` and four digits",
                );
            }
            other if other.is_ascii_alphanumeric() => {
                return fault(format!("`\\{other}` means nothing"), format!("write `{other}`"));
            }
            other => {
                return fault(
                    format!("`\\{other}` is an error in JavaScript"),
                    format!("write `{other}`, which needs no backslash"),
                );
            }
        })
    }

    /// The digits of `\x41` or `\u0041`.
    fn code(&mut self, letter: char, digits: usize) -> Result<char, Fault> {
        if self.rest.peek() == Some(&'{') {
            let what = format!("Python has no `\\{letter}{{…}}`");
            return fault(what, "write the character itself, or `\\u` and four digits");
        }
        let mut text = String::new();
        while text.len() < digits
            && let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit)
        {
            text.push(digit);
        }
        if text.len() < digits {
            let what = format!("`\\{letter}` has {digits} digits");
            return fault(what, format!("write `\\{letter}{}`", "0041".split_at(4 - digits).1));
        }
        let code = u32::from_str_radix(&text, 16).ok().and_then(char::from_u32);
        code.ok_or_else(|| Fault {
            what: format!("`\\u{text}` is half a character"),
            help: "write the character itself".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_all_languages_agree_on_is_taken() {
        for pattern in [
            "a",
            "^[a-z][a-z0-9-]*$",
            r"^[0-9]{4}-[0-9]{2}$",
            "^(?:a|b|)$",
            "^(a|b)+?$",
            "^a$|^b$",
            "(^|,)a(,|$)",
            r"^[^\n]+$",
            r"\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/",
            r"[\]\[\\^\-]",
            "[-a]",
            "[a-]",
            "[a-z-]",
            "[&~|#^]",
            r"\x41\u00e9[\x20-\x7e]",
            "^[a-zà-öø-ÿ]{2,60}$",
            "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$",
            "a{2}b{2,}c{2,3}?",
            "é漢🦀",
            " # /",
            r"[\t\r\n\f\v]",
        ] {
            if let Err(fault) = judge(pattern) {
                panic!("{pattern}: {fault}");
            }
            regex::Regex::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        }
    }

    #[test]
    fn what_they_read_differently_is_refused_with_what_to_write() {
        let check = |pattern: &str, expected: &str| match judge(pattern) {
            Ok(()) => panic!("{pattern} is taken"),
            Err(fault) => assert!(fault.to_string().contains(expected), "{pattern}: {fault}"),
        };
        check("", "leave the rule out");
        check("a\n", "write `\\x0a`");
        check(r"\d", "write `[0-9]`");
        check(r"\D", "write `[^0-9]`");
        check(r"[\w]", "write `[0-9A-Za-z_]`");
        check(r"\W", "write `[^0-9A-Za-z_]`");
        check(r"\s", r"write `[ \t\r\n]`");
        check(r"\S", r"write `[^ \t\r\n]`");
        check(r"\ba\b", "edge of other words");
        check(r"[\b]", "edge of other words");
        check(r"\Aa\z", "write `^` first or `$` last");
        check(r"a\Z", "has no `\\Z`");
        check(r"\p{L}", "Python has no classes of Unicode");
        check(r"(a)\1", "no way back");
        check(r"\k<a>", "no way back");
        check("(?=a)", "no lookahead");
        check("(?!a)", "no lookahead");
        check("(?<=a)", "no lookbehind");
        check("(?<!a)", "no lookbehind");
        check("(?<a>a)", "named groups");
        check("(?P<a>a)", "named groups");
        check("(?i)a", "flags");
        check("(?i:a)", "flags");
        check("(?>a)", "atomic");
        check("(?#a)", "comments");
        check("(?(1)a)", "conditions");
        check("(?", "not closed");
        check("(a", "not closed");
        check("a)", "closes no group");
        check("[a", "not closed");
        check("[]a]", "empty in JavaScript");
        check("[^]a]", "empty in JavaScript");
        check("[[:alpha:]]", "begins another set");
        check("[a[b]]", "begins another set");
        check("[a-z&&b]", "joins sets");
        check("[a~~b]", "joins sets");
        check("[a||b]", "joins sets");
        check("[a--b]", "in the middle");
        check("[--a]", "joins sets");
        check("[a-c-e]", "behind a range");
        check("[z-a]", "write `a-z`");
        check(".", r"write `[^\n]`");
        check("a++", "possessive");
        check("a*+", "possessive");
        check("a{2}+", "possessive");
        check("a**", "repetition of a repetition");
        check("a{2}{3}", "repetition of a repetition");
        check("*a", "nothing for `*` to repeat");
        check("(?:+)", "nothing for `+` to repeat");
        check("a|?", "nothing for `?` to repeat");
        check("^*a", "nothing for `*` to repeat");
        check("a$+", "a `$` stands last");
        check("(a$)*", "a `$` stands last");
        check("(a|b$)c", "a `$` stands last");
        check("((a|b$|c))d", "a `$` stands last");
        check("a{", "starts no count");
        check("a{,3}", "starts no count");
        check("a{3,2}", "write `{2,3}`");
        check("{", "write `\\{`");
        check("a}", "write `\\}`");
        check("a]", "write `\\]`");
        check("a^", "a `^` stands first");
        check("a$b", "a `$` stands last");
        check(r"a$\n", "a `$` stands last");
        check(r"\-", "is an error in JavaScript");
        check(r"\é", "is an error in JavaScript");
        check(r"\0", r"write `\x00`");
        check(r"\a", "not for all");
        check(r"\U0001F980", "not for all");
        check(r"\q", "write `q`");
        check(r"a\", "in the middle of an escape");
        check(r"\u{1F980}", "write the character itself");
        check(r"\x{41}", "write the character itself");
        check(r"\x4", r"write `\x41`");
        check(r"\u41", r"write `\u0041`");
        check(r"\ud83e", "half a character");
        check("a{10001}", "bound the text with `length");
        check("(?:a{101}){100}", "bound the text with `length");
        check("a{99999999999999999999}", "bound the text with `length");
        check(&"(".repeat(51), "nested deeper");
    }

    proptest! {
        /// Whatever is taken, the service can read: a pattern never fails while it serves.
        #[test]
        fn what_is_taken_is_read(pattern in r"([\[\](){}^$|?*+\\&~.,a-c0-3:<=!xudn-]|\\PC){1,12}") {
            if judge(&pattern).is_ok() {
                prop_assert!(regex::Regex::new(&pattern).is_ok());
            }
        }
    }
}
