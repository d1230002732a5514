//! Patterns that mean the same to everyone: to the service (Rust's `regex`), to readers of its documents (ECMA-262 with
//! the `u` flag, as JSON Schema 2020-12 has it), and to clients in Python (`re`).
//!
//! What one of them reads otherwise, or not at all, is refused with what to write instead. All three look for the pattern
//! anywhere in the text, unless it is anchored.

mod class;
mod escape;
mod repetition;

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
}

#[cfg(test)]
mod tests;
