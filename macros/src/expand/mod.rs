//! The third stage: a model becomes tokens. Nothing fails here, and nothing is decided that the model does not say.

mod about;
pub(crate) mod answer;
pub(crate) mod api;
mod application;
pub(crate) mod composite;
pub(crate) mod controller;
pub(crate) mod failure;
pub(crate) mod fallback;
pub(crate) mod fields;
mod flatten;
pub(crate) mod from_ref;
pub(crate) mod gate;
mod handler;
mod mention;
pub(crate) mod model;
mod onward;
mod remarks;
pub(crate) mod removed;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod table;
mod typed;
pub(crate) mod variants;
pub(crate) mod versions;
