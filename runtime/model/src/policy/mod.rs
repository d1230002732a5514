//! Policies: the language of the rules that say who may do what, as oslo.policy has it.

mod check;
mod parse;
mod text;

use core::fmt;

pub use check::{Asked, Check, Mention};
pub use text::Text;

/// Why a text is no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError(String);

impl SyntaxError {
    fn new(message: impl Into<String>) -> Self {
        SyntaxError(message.into())
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl core::error::Error for SyntaxError {}
