//! Who may do what: rules by the names that Nova has for them, with Nova's defaults.

mod administration;
mod projects;

pub use administration::AdministrationRules;
pub use projects::ProjectRules;
