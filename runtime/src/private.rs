//! What generated code names. Nobody else should: it changes without notice.

pub use core;
pub use core::any::TypeId;
pub use core::clone::Clone;
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt::Debug;
pub use core::marker::{Copy, Send, Sync};
pub use core::option::Option::{self, None, Some};
pub use core::prelude::v1::derive;
pub use core::primitive::{bool, f64, i128, str, u8, usize};
pub use core::result::Result::{self, Err, Ok};
pub use core::task::{Context as TaskContext, Poll};
pub use core::{concat, env, file, include_bytes, line, module_path};
pub use std;
pub use std::borrow::{Cow, ToOwned};
pub use std::boxed::Box;
pub use std::format;
pub use std::vec::Vec;

pub use bytes::Bytes;
pub use http;
pub use serde;
pub use terrace_macros::__Model as Model;
pub use terrace_model::*;
pub use tower_service::Service;

pub use crate::NoContent;
pub use crate::app::{Answering, Built, Examined, Unhandled, answering, examine};
pub use crate::beside::Beside;
pub use crate::conditional::{precondition, preconditions, validated};
pub use crate::controller::{Declared, Part};
pub use crate::extension::{Extended, Extends};
pub use crate::extract::{early, only, ready, take};
pub use crate::failure::unforeseen::Unforeseen;
pub use crate::filter::{
    Around, Behind, Chain, Chained, Filtered, Following, Front, Function, FunctionLayer, Look, LookAnswer, LookedAt,
    Looking, MaybeChained, PassLayer, Passage, answer_of, of_context,
};
pub use crate::header::{answered, declared};
pub use crate::load::{Keyless, LoadedBy, Misread, Outcome, Unversioned};
pub use crate::movable::{Movable, moved};
pub use crate::policy::permit::asks;
pub use crate::policy::target::{NoTarget, Probe, Targeted, targets, text as target_text};
pub use crate::state::Fills;
pub use crate::switched::{aliases, find as find_extension};

pub use crate::model::by_serde::{BySerde, default_text as foreign_default_text, describe};
pub use crate::model::wraps::Wraps;
pub use crate::model::{batch, example, open, read, rule, scope, variants, write};

use core::future::Future;
use core::pin::Pin;

use crate::answer::Response;
use crate::context::Context;
use crate::failure::{Failure, Gone, IntoFailure};
use crate::model::Parameter;

/// How a request reaches a handler.
pub type Handler = fn(Context) -> HandlerFuture;

/// A handler at work. Its answer is in a box: it is large, and goes from hand to hand.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Box<Response>, Failure>> + Send>>;

/// The tables, with handlers as the runtime calls them.
pub type ApiTable = Api<Handler>;
/// See [`ApiTable`].
pub type EntryTable = Entry<Handler>;
/// See [`ApiTable`].
pub type ExtensionTable = terrace_model::ExtensionTable<Handler>;
/// See [`ApiTable`].
pub type ResourceTable = Resource<Handler>;
/// See [`ApiTable`].
pub type RouteTable = Route<Handler>;

/// The table of a key's type.
pub const fn key_type<K: Parameter>() -> &'static Type {
    const { &K::TYPE }
}

/// The table of a handler of which nothing is said. Others differ from it in some fields: each field that is written out costs compile time.
pub const ROUTE: RouteTable = Route {
    owner: "",
    name: "",
    place: Place { file: "", line: 0 },
    method: Method::Get,
    level: Level::Collection,
    path: &[],
    action: None,
    range: Range::ALL,
    ending: Ending::Silent,
    deprecation: Deprecation::No,
    notice: Notice::NONE,
    status: 200,
    operation_id: "",
    envelope: Envelope::Inherit,
    body_bytes: None,
    pipeline: None,
    guard: Guard::Inherit,
    detached: false,
    preconditions: None,
    doc: Doc::NONE,
    remarks: Remarks::NONE,
    links: &[],
    callbacks: &[],
    args: &[],
    answers: &Answers::NONE,
    handler: gone,
};

/// The table of a request that was removed. No handler of it is ever called.
pub const fn removed(
    owner: &'static str,
    name: &'static str,
    place: Place,
    method: Method,
    path: &'static [Segment<'static>],
    action: Option<&'static str>,
    reason: &'static str,
) -> RouteTable {
    Route {
        owner,
        name,
        place,
        method,
        path,
        action,
        ending: Ending::Removed(reason),
        status: 410,
        operation_id: name,
        envelope: Envelope::None,
        guard: Guard::Public,
        answers: &GONE,
        ..ROUTE
    }
}

/// The table of a header that filters add, whose value is a text.
pub const fn header(name: &'static str) -> HeaderDoc {
    HeaderDoc { name, description: "", ty: key_type::<std::string::String>() }
}

const GONE: Answers = Gone::ANSWERS;

fn gone(_: Context) -> HandlerFuture {
    Box::pin(core::future::ready(Err(Gone::default().into_failure())))
}

/// The table of an API of one controller, for the rules that compare its handlers with each other.
pub const fn alone(entries: &'static [EntryTable; 1]) -> ApiTable {
    Api {
        name: "",
        title: "",
        doc: Doc::NONE,
        about: About::NONE,
        remarks: Remarks::NONE,
        webhooks: &[],
        versions: None,
        mounts: &[Mount { path: &[] }],
        negotiation: Negotiation::NONE,
        body_bytes: None,
        unknown_fields: UnknownFields::Refuse,
        extensions: &[],
        additions: &[],
        pipelines: Choice::NONE,
        policies: &[],
        entries,
    }
}

/// An API's table, with other pipelines before it.
pub const fn put_behind(table: &'static ApiTable, pipelines: Choice) -> ApiTable {
    ApiTable { pipelines, ..*table }
}

/// What `#[derive(Settings)]` writes, and what is known of settings before they are read.
pub mod settings {
    pub use crate::settings::{Field, Preset, Reading, Shape, choice, flags, option, word};
}
