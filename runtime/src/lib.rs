//! Declare an HTTP API once; get a server, an OpenAPI document for every version, and a build that refuses a wrong API.
//!
//! A controller's struct says what a resource *is*, its `impl` what it *does*, and [`api!`] lists the controllers:
//!
//! ```
//! use terrace::TestClient;
//! use terrace::prelude::*;
//!
//! /// Words for somebody.
//! #[model]
//! struct Greeting {
//!     text: String,
//! }
//!
//! /// Greetings, one for every name.
//! #[controller(path = "/greetings", key = name: String)]
//! struct Greetings;
//!
//! #[routes]
//! impl Greetings {
//!     /// Greet somebody.
//!     #[show]
//!     async fn show(&self, name: Path<String>) -> Json<Greeting> {
//!         Json(Greeting { text: format!("Hello, {}!", *name) })
//!     }
//! }
//!
//! api! {
//!     /// Hello.
//!     struct Hello at "/";
//!     controllers: [Greetings];
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! // `terrace::serve(Hello::new(())).await` serves it; a test calls it without a socket.
//! let client = TestClient::new(Hello::new(()));
//! assert_eq!(client.get("/greetings/you").await.text(), r#"{"text":"Hello, you!"}"#);
//! assert_eq!(client.get("/nothing").await.status(), 404);
//! # }
//! ```
//!
//! - what handlers take ([`FromRequest`]): [`Path`], [`Query`], [`Header`], [`Cookie`], [`Json`], [`Form`], [`Loaded`], [`Paging`], or one of your own;
//! - what they answer ([`IntoResponse`]): [`Json`], [`Page`], [`Created`], [`Accepted`], [`NoContent`], [`SeeOther`] and the other
//!   redirects, or one of your own, by `#[derive(Answer)]` where it has headers or several statuses; and failures
//!   ([`IntoFailure`]), by `#[derive(Failure)]` or ready-made as [`NotFound`];
//! - which versions there are: [`versions!`]; how requests choose one: [`api!`](api!#versions); what was removed: [`removed!`]; and a
//!   document that tells: [`Discovery`];
//! - how failures look: [`dialect`];
//! - what stands before it: [`filter`](macro@filter), [`pipeline!`], and the [`filters`] that ship;
//! - how it is served: [`serve`], [`Server`], and in tests [`TestClient`];
//! - what it is told in a file, the environment and flags: [`settings`].

mod access;
mod answer;
mod app;
mod arrived;
mod base_url;
mod beside;
mod blocking;
mod body;
mod client;
mod client_address;
mod coarse;
mod conditional;
mod context;
mod controller;
pub mod dialect;
mod discovery;
mod etag;
mod events;
mod exchange;
mod extension;
mod extract;
mod failure;
pub mod filter;
pub mod filters;
mod header;
mod identity;
pub mod json;
mod lines;
mod load;
mod location;
pub mod media;
#[cfg(feature = "prometheus")]
mod metrics;
mod model;
mod movable;
#[cfg(feature = "multipart")]
mod multipart;
mod notes;
mod notice;
pub mod openstack;
#[cfg(feature = "outbound")]
mod outbound;
mod page;
mod panic;
mod peer;
pub mod policy;
pub mod prelude;
mod query;
mod ranged;
mod server;
pub mod settings;
mod span;
mod state;
mod stop;
mod switched;
mod timely;
mod variables;
#[cfg(feature = "websocket")]
pub mod websocket;

#[doc(hidden)]
pub mod private;

pub use answer::{Accepted, Created, IntoResponse, NoContent, Response, Result};
pub use app::App;
pub use base_url::{BaseUrl, InvalidBaseUrl, PublicUrl};
pub use beside::{Health, OriginalUri};
pub use blocking::blocking;
pub use body::{Body, BodyError};
pub use client::{Observed, TestClient, TestRequest, TestResponse};
pub use client_address::ClientAddress;
pub use conditional::Tagged;
pub use context::Context;
pub use controller::{Api, Application, Controller, Loads, Routes, Under};
pub use dialect::Dialect;
pub use discovery::Discovery;
pub use etag::{ETag, NoETag};
pub use events::{Event, EventData, Events};
pub use exchange::{Exchange, RequestId};
pub use extension::{Extension, RoutesOf};
#[cfg(feature = "tls")]
pub use extract::ClientCertificate;
pub use extract::{Cookie, Form, FromRequest, Header, Json, Loaded, Mount, Path, Query};
pub use failure::{
    At, BadGateway, BadRequest, Conflict, Failure, FieldError, Forbidden, GatewayTimeout, Gone, Internal, IntoFailure,
    NotFound, NotImplemented, Origin, PreconditionFailed, PreconditionRequired, ServiceUnavailable, TooManyRequests,
    Unauthorized, Unprocessable, VersionProblem,
};
pub use header::HeaderContent;
pub use identity::Identity;
pub use json::Violations;
pub use lines::{Lines, LinesError};
pub use location::{Located, PermanentRedirect, SeeOther, TemporaryRedirect};
pub use media::{MediaType, Typed};
pub use model::{Addition, Batch, Extra, Key, Model, Parameter, Patch, Writer};
#[cfg(feature = "multipart")]
pub use multipart::{Field, Multipart, MultipartError};
pub use page::{Page, Paging};
pub use ranged::{File, FileError, Ranged};
#[cfg(feature = "tls")]
pub use server::Tls;
pub use server::{
    Address, Bound, InvalidLogFormat, InvalidWorkers, Limits, LogFormat, Outcome, ServeError, Server, Workers, serve,
};
pub use state::{FromRef, FromState, Parts, Unready};
pub use stop::{Stop, Stopper};
pub use switched::UnknownExtension;

pub use bytes::Bytes;
pub use http;
#[doc = include_str!("docs/answer.md")]
pub use terrace_macros::Answer;
#[doc = include_str!("docs/failure.md")]
pub use terrace_macros::Failure;
#[doc = include_str!("docs/from_ref.md")]
pub use terrace_macros::FromRef;
/// Says what of a type rules may speak of: see [`policy::PolicyTarget`].
pub use terrace_macros::PolicyTarget;
#[doc = include_str!("docs/provided.md")]
pub use terrace_macros::Provided;
/// Makes a struct settings of a service, or an enum a choice of words: see [`settings`].
pub use terrace_macros::Settings;
#[doc = include_str!("docs/api.md")]
pub use terrace_macros::api;
#[doc = include_str!("docs/composite.md")]
pub use terrace_macros::composite;
#[doc = include_str!("docs/controller.md")]
pub use terrace_macros::controller;
#[doc = include_str!("docs/extension.md")]
pub use terrace_macros::extension;
#[doc = include_str!("docs/filter.md")]
pub use terrace_macros::filter;
#[doc = include_str!("docs/model.md")]
pub use terrace_macros::model;
#[doc = include_str!("docs/paste.md")]
pub use terrace_macros::paste;
#[doc = include_str!("docs/pipeline.md")]
pub use terrace_macros::pipeline;
#[doc = include_str!("docs/policies.md")]
pub use terrace_macros::policies;
#[doc = include_str!("docs/removed.md")]
pub use terrace_macros::removed;
#[doc = include_str!("docs/routes.md")]
pub use terrace_macros::routes;
#[doc = include_str!("docs/versions.md")]
pub use terrace_macros::versions;
pub use terrace_model::{Answer, Answers, Content, HeaderDoc, Part, Security, Status, Version, VersionSet, Versions};
pub use uuid::Uuid;

/// The README's examples, as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
