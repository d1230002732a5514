//! The command line of a terrace API: OpenAPI documents for every version, a check that they are current, its routes.
//!
//! A service's binary is one call of [`main`]. Everything but `serve` reads the API's tables, which are constants: no
//! configuration is read, no database is opened, nothing is built.
//!
//! ```no_run
//! use terrace::prelude::*;
//!
//! /// What is said, and how.
//! #[model]
//! pub struct Greeting {
//!     /// The text.
//!     pub text: String,
//! }
//!
//! /// Greetings.
//! #[controller(path = "/greetings")]
//! pub struct Greetings;
//!
//! #[routes]
//! impl Greetings {
//!     /// Say hello.
//!     #[index]
//!     async fn index(&self) -> Json<Greeting> {
//!         Json(Greeting { text: "hello".into() })
//!     }
//! }
//!
//! api! {
//!     /// Hello.
//!     pub struct Hello at "/";
//!     controllers: [Greetings];
//! }
//!
//! async fn build(_: ()) -> Result<(), std::convert::Infallible> {
//!     Ok(())
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     terrace_codegen::main::<Hello, ()>(build)
//! }
//! ```
//!
//! The service's own flags are a type of its own, `#[derive(clap::Args)]`, which `build` is handed; `()` has none.
//!
//! | command | what it does |
//! |---|---|
//! | `serve` | serves the API, `--listen ADDRESS`; also what happens without a command |
//! | `routes [--json]` | lists every route |
//! | `openapi [--out DIR]` | writes the documents, to `openapi/<api>/` unless told otherwise |
//! | `check [--dir DIR]` | fails where a document is not what the code says, and tells what differs |
//!
//! # Documents
//!
//! One document for each version whose contract differs from the one before, named after the first version in which it
//! holds, `2.1.json`; `index.json` says which file a version uses. An API without versions has `openapi.json`. A
//! contract is all that a document says but for `info.version`.

mod check;
mod command;
mod error;
mod folder;
mod openapi;
mod routes;
mod source;

use std::process::ExitCode;

use terrace::Api;
use terrace_model::Version;

use source::Source;

pub use command::{Build, Main};
pub use error::Error;

/// Runs the command that the process was started with.
///
/// `build` makes the API's state out of the service's own flags; only `serve` calls it. [`Main`] is the same with
/// settings.
pub fn main<A: Api, Args: clap::Args>(build: impl Build<A, Args> + 'static) -> ExitCode {
    Main::<A, Args>::new(build).run()
}

/// The OpenAPI document of one version, as JSON; `None` for an API without versions.
///
/// # Errors
///
/// Two types claim one schema name.
pub fn document<A: Api>(version: Option<Version>) -> Result<String, Error> {
    let document = openapi::Emitter::new(Source::of::<A>()).document(version).map_err(Error::clash)?;
    folder::text(&document)
}
