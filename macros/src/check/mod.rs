//! The second stage: what the user wrote becomes a model, or errors.
//!
//! A model holds nothing that `expand` would have to look at twice. Rules that compare items (nesting, duplicates,
//! overlapping versions) are not here: a macro sees one item. They are `const fn`s in `terrace-model`.

pub(crate) mod about;
pub(crate) mod access;
pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod case;
pub(crate) mod choice;
pub(crate) mod composite;
pub(crate) mod controller;
pub(crate) mod extension;
pub(crate) mod failure;
pub(crate) mod filter;
pub(crate) mod format;
pub(crate) mod from_ref;
pub(crate) mod gate;
pub(crate) mod handler;
pub(crate) mod interpolation;
pub(crate) mod model;
pub(crate) mod name;
pub(crate) mod negotiate;
pub(crate) mod notice;
pub(crate) mod onward;
pub(crate) mod open;
pub(crate) mod paste;
pub(crate) mod path;
pub(crate) mod pattern;
pub(crate) mod pipeline;
pub(crate) mod policies;
pub(crate) mod provided;
pub(crate) mod remarks;
pub(crate) mod removed;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod settings_type;
pub(crate) mod signature;
pub(crate) mod target;
pub(crate) mod versions;
