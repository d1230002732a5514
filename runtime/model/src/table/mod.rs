//! The tables of controllers, routes and APIs.
//!
//! What a handler *is called as* belongs to the runtime, so the tables are generic over it (`H`) and never look at it.

mod about;
mod addition;
mod answer;
mod api;
mod doc;
mod extension;
mod link;
mod message;
mod node;
mod part;
mod route;
mod without;

pub use about::{About, Contact, Extension, ExternalDocs, License, Remarks, Server, ServerVariable, Tag};
pub use addition::Addition;
pub use answer::{Answer, Answers, Content, HeaderDoc, Status};
pub use api::{Api, Entry, Mount, UnknownFields};
pub use doc::{Doc, Place};
pub use extension::{ExtensionTable, joined, length};
pub use link::Link;
pub use message::Message;
pub use node::{Key, Load, Node, Resource};
pub use part::{Arg, PageLimits, Part, Security};
pub use route::{Ending, Envelope, Level, Method, Preconditions, Route};
