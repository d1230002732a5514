//! Why policies cannot be had.

use core::fmt;

/// Why a file of rules cannot be used: all that is wrong with it, a line each, `policy.yaml:12: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    problems: Vec<String>,
}

impl PolicyError {
    /// A file's problems, where there are some.
    pub(super) fn unless_none(problems: Vec<String>) -> Result<(), PolicyError> {
        if problems.is_empty() { Ok(()) } else { Err(PolicyError { problems }) }
    }

    /// A file's problems with their lines, in the order of these, where there are some.
    pub(super) fn of_file(name: &str, mut problems: Vec<(usize, String)>) -> Result<(), PolicyError> {
        problems.sort();
        PolicyError::unless_none(
            problems.into_iter().map(|(line, problem)| format!("{name}:{line}: {problem}")).collect(),
        )
    }

    pub(super) fn one(problem: String) -> Self {
        PolicyError { problems: vec![problem] }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problems.join("\n"))
    }
}

impl core::error::Error for PolicyError {}
