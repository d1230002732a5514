//! What handlers say of who may.

use crate::filter::Provision;

/// What a handler or a controller says of who may.
#[derive(Clone, Copy, Debug)]
pub enum Guard {
    /// Nothing: what a handler's controller says holds for it.
    Inherit,
    /// Whoever reaches it may: no rule is asked.
    Public,
    /// Whom a rule allows it.
    Asks(Ask),
}

/// Which rules are asked before a handler.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The rule that has to hold, else 403.
    pub rule: &'static str,
    /// The rule that has to hold before, else 404: who may not see the resource is not told that it is there.
    pub see: Option<&'static str>,
    /// Who asks.
    pub asker: &'static Provision,
}

impl Guard {
    /// What is asked before a handler with this guard, whose controller has another.
    pub const fn or(&self, controller: &Guard) -> Option<Ask> {
        match (self, controller) {
            (Guard::Asks(ask), _) | (Guard::Inherit, Guard::Asks(ask)) => Some(*ask),
            (Guard::Public, _) | (Guard::Inherit, _) => None,
        }
    }
}
