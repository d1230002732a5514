//! Classes of characters, `[a-z_]`.

use super::{Fault, Reader, fault};

impl Reader<'_> {
    /// `[a-z_]`, without the first bracket; gives how many characters it names.
    pub(super) fn class(&mut self) -> Result<u64, Fault> {
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
}
