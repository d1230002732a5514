//! Reasons why something documented is not seen: lines of an operation, a status, and the reason.
//!
//! ```text
//! # no test waits that long
//! *          503  a handler may take a minute
//! servers_*  40*  …
//! ```

use std::path::Path;

use super::coverage::Coverage;
use super::pattern::is_like;

/// The lines of a file of reasons.
#[derive(Default)]
pub(super) struct Reasons {
    all: Vec<Reason>,
    /// What is wrong with a line.
    wrong: Vec<String>,
}

struct Reason {
    place: String,
    operation: String,
    status: String,
    is_needed: bool,
}

impl Reasons {
    pub(super) fn parse(path: &Path, text: &str) -> Reasons {
        let mut reasons = Reasons::default();
        for (number, line) in (1..).zip(text.lines()) {
            let mut words = line.split_whitespace();
            let Some(operation) = words.next().filter(|word| !word.starts_with('#')) else { continue };
            let place = format!("{}:{number}", path.display());
            match (words.next(), words.next()) {
                (Some(status), Some(_)) => reasons.all.push(Reason {
                    place,
                    operation: operation.to_owned(),
                    status: status.to_owned(),
                    is_needed: false,
                }),
                _ => reasons.wrong.push(format!("{place}: write an operation, a status, and the reason")),
            }
        }
        reasons
    }

    /// Whether there is a reason not to see an answer.
    pub(super) fn excuse(&mut self, operation: &str, status: u16) -> bool {
        let mut matching = self.all.iter_mut().filter(|reason| reason.covers(operation, status)).peekable();
        let is_excused = matching.peek().is_some();
        matching.for_each(|reason| reason.is_needed = true);
        is_excused
    }

    /// What is wrong with the reasons themselves.
    pub(super) fn unneeded(self, coverage: &[&Coverage]) -> impl Iterator<Item = String> {
        let spare = self.all.into_iter().filter(|reason| !reason.is_needed).map(|reason| {
            let mut all = coverage.iter().flat_map(|coverage| coverage.each());
            let is_documented = all.any(|(operation, (status, _), _)| reason.covers(operation, *status));
            let why = if is_documented { "all of it was seen" } else { "nothing of it is documented" };
            format!("{}: `{} {}` is no reason any more: {why}", reason.place, reason.operation, reason.status)
        });
        self.wrong.into_iter().chain(spare)
    }
}

impl Reason {
    fn covers(&self, operation: &str, status: u16) -> bool {
        is_like(operation, &self.operation) && is_like(&status.to_string(), &self.status)
    }
}
