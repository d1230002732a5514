//! What must compile: every form of every declaration, a module each. What must not is in `tests/ui`.
//! rustfmt would take commas away that must be taken.

#![allow(
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    reason = "each stands for a crate of its own, whose `pub` others use"
)]

mod additions;
mod answers_without_a_prelude;
mod api;
mod composites;
mod controllers;
#[rustfmt::skip]
mod documents;
mod failures;
mod failures_without_a_prelude;
mod gates;
mod models;
mod models_without_a_prelude;
mod nesting;
#[rustfmt::skip]
mod onward;
mod paths;
mod routes;
mod servers;
mod settings;
mod states;
mod versions;
