//! The tables of terrace, and the rules that judge them.
//!
//! An API is `'static` data: [`Node`]s say what a resource *is*, [`Route`]s what it *does*, [`Type`]s what travels.
//! Macros write the tables, the runtime serves them, codegen prints them, and the `const fn`s in [`check`] judge
//! them while the crate is compiled. This crate has no dependencies, does no I/O and knows no async.

pub mod check;
pub mod day;
pub mod filter;
pub mod foreign;
pub mod member;
pub mod negotiation;
pub mod notice;
pub mod path;
pub mod policy;
pub mod router;
pub mod schema;
pub mod swar;
pub mod table;
pub mod version;

pub use day::Day;
pub use filter::{Alternative, Choice, Filter, Pipeline, Provision, Setting};
pub use foreign::{Described, Foreign};
pub use negotiation::{Absent, Carrier, Negotiation, Source};
pub use notice::{Deprecation, Lapse, Notice};
pub use path::{Class, Segment, Variable};
pub use policy::{Ask, Guard, OldName, PolicyRule, PolicyScope, PolicySet};
pub use schema::{
    Access, Constraint, ExampleRef, Field, FieldNames, Life, Name, Rule, Shape, Tagging, Type, TypeRef, Variant,
};
pub use table::{
    About, Addition, Answer, Answers, Api, Arg, Contact, Content, Doc, Ending, Entry, Envelope, Extension,
    ExtensionTable, ExternalDocs, HeaderDoc, Key, Level, License, Link, Load, Message, Method, Mount, Node, PageLimits,
    Part, Place, Preconditions, Remarks, Resource, Route, Security, Server, ServerVariable, Status, Tag, UnknownFields,
};
pub use version::{Range, Version, VersionSet, Versions};
