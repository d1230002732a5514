//! Repetitions: `*`, `+`, `?` and counts in braces.

use super::{Fault, LONGEST, Reader, fault, too_long};

impl Reader<'_> {
    /// How often at most the thing before is looked for; once where there is no limit.
    pub(super) fn quantifier(&mut self) -> Result<u64, Fault> {
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
}
