//! What stands behind a backslash: characters that would mean something else, and those that are hard to see.

use super::{Fault, Reader, fault};

impl Reader<'_> {
    /// What stands behind a backslash.
    pub(super) fn escape(&mut self, in_class: bool) -> Result<char, Fault> {
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
