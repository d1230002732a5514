//! The first stage: tokens become what the user wrote, with spans. Nothing is judged here beyond syntax.

pub(crate) mod about;
pub(crate) mod access;
pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod composite;
pub(crate) mod controller;
pub(crate) mod doc;
pub(crate) mod failure;
pub(crate) mod filter;
pub(crate) mod from_ref;
pub(crate) mod gate;
pub(crate) mod helpers;
pub(crate) mod json;
pub(crate) mod mark;
pub(crate) mod model;
pub(crate) mod negotiate;
pub(crate) mod notice;
pub(crate) mod onward;
pub(crate) mod pipeline;
pub(crate) mod provided;
pub(crate) mod remarks;
pub(crate) mod removed;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod versions;
