//! Policies: the language of the rules that say who may do what, as oslo.policy has it.

mod check;
mod circle;
mod guard;
mod parse;
mod set;
mod text;

use core::fmt;

pub use check::{Asked, Check, Mention};
pub use circle::{Checks, Endless, asked};
pub use guard::{Ask, Guard};
pub use set::{OldName, PolicyRule, PolicyScope, PolicySet};
pub use text::Text;

/// How many rules may ask each other in a row.
pub const DEPTH: usize = 64;
/// The rule that says who `is_admin:True` is.
pub const ADMIN: &str = "context_is_admin";
/// What rules may say of who asks.
pub const ASKER: &[&str] = &["user_id", "project_id", "domain_id", "system_scope", "is_admin"];
/// What of a target is known where nothing was loaded that says it: who asks is meant.
pub const OWN: &[&str] = &["project_id", "user_id"];

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
