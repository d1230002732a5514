//! Who may do what: rules in the language of oslo.policy.
//!
//! | a rule | holds where |
//! |---|---|
//! | `@`, or nothing | always |
//! | `!` | never |
//! | `role:member` | who asks has the role, in whichever case it is written |
//! | `rule:admin` | the rule of that name holds |
//! | `project_id:%(project_id)s` | who asks is as the target says |
//! | `user_id:jane` | who asks is as the text says |
//! | `'public':%(visibility)s`, `True:%(is_public)s`, `None:%(owner)s` | the target is as the literal says |
//! | `… and …`, `… or …`, `not …`, `( … )` | as it reads; `not` binds closest, then `and` |
//!
//! Of who asks a rule may say `user_id`, `project_id`, `domain_id`, `system_scope`, and `is_admin`, which is whether the rule
//! `context_is_admin` holds. What is not known, of who asks or of the target, never holds.
//!
//! oslo.policy logs a rule that it cannot read and goes on without it. Here a file with such a rule is refused with the line, as one is
//! that asks rules which are not there or in a circle, names a rule twice, or has others decide by `http:`. Of a rule that speaks of
//! something which nothing has that is loaded before the handler, `%(nonsense)s`, the log is warned with the line, for oslo.policy takes it.

mod enforcer;
mod error;
mod file;
mod may;
pub(crate) mod permit;
mod rules;
pub(crate) mod target;
mod unknown;

pub use enforcer::Enforcer;
pub(crate) use enforcer::{Reader, reader};
pub use error::PolicyError;
pub use file::PolicyFile;
pub use may::{May, Refused, Rule};
pub use rules::Rules;
pub use target::{PolicyTarget, TargetValue};
pub use terrace_model::policy::{OldName, PolicyRule, PolicyScope, PolicySet};

/// A set of rules: what [`policies!`](crate::policies) declares.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of policies",
    label = "not declared by `policies!`",
    note = "declare one: `policies! {{ pub ServerRules; /// Make a server. … }}`"
)]
pub trait Policies {
    /// Its rules.
    const SET: &'static PolicySet;
}
