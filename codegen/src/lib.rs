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
//! The service's own settings are a type of its own, `#[derive(Settings)]`, which `build` is handed; `()` has none. `serve` reads them
//! from a file, the environment and flags, and those of the server with them: see [`terrace::settings`].
//!
//! | command | what it does |
//! |---|---|
//! | `serve [--settings FILE]` | serves the API; also what happens without a command. Each setting is a flag as well, `--server.listen ADDRESS` |
//! | `settings [--effective]` | prints the defaults of all settings with what is said of them, as TOML; with `--effective` what is in force with the same flags, and where each comes from |
//! | `routes [--version VERSION] [--controller CONTROLLER] [--api API] [--json]` | lists every route, or those of a version or of a controller |
//! | `show NAME [--version VERSION] [--api API] [--json]` | shows a model, by the name of its schema, or an operation, by its id or as `"GET /servers"`, as a version has it |
//! | `diff A B [--api API] [--json] [--markdown]` | tells what differs between two versions, files or folders of documents |
//! | `why REQUEST [-H HEADER]… [-d BODY]` | tells what would become of a request, as `"GET /servers/7"`: its version and why, route, handler, loaders, limits and statuses; where it has no handler, the answer and the nearest routes |
//! | `policies [--json]` | lists the rules that say who may do what, and which operations ask them |
//! | `policies --sample` | writes them as a file for `server.policy_file`, each with what it is for, in comments |
//! | `policies --as WHO [--file FILE] [--json]` | tells what somebody may do, as `"role:member,project:shop"`: for each operation `all`, `own` where it has to be theirs or their project's, `no`, or `public` where no rule is asked |
//! | `changelog [--api API]` | tells, as Markdown, what each version changed |
//! | `openapi [--out DIR]` | writes the documents, to `openapi/<api>/` unless told otherwise |
//! | `openapi --version VERSION [--api API] [--format FORMAT] [--fold]` | prints the whole document of one version, or of the `latest`, in whichever [form](#other-forms); of several APIs that have it, say which |
//! | `openapi --without ALIAS` | prints the document that holds where an extension is off, or several where it is said for each; all other documents are those with all on |
//! | `openapi --pipeline VALUE` | prints the document that holds where a setting chooses another pipeline; all other documents are those of the first |
//! | `openapi --all --out DIR [--format FORMAT] [--fold]` | writes the document of every version whole, for tools that read no patches |
//! | `answers FILE… [--reasons FILE]` | fails where an answer was seen that no document has, or the other way round |
//! | `publish VERSION… [--api API] [--dir DIR]` | promises versions, or `latest`: from now on what breaks their clients is refused |
//! | `check [--dir DIR]` | fails where a document is not what the code says, or a published version is broken, and tells what differs |
//!
//! # Documents
//!
//! One document for each version whose contract differs from the one before, named after the first version in which it
//! holds, `2.1.json`; `index.json` says which file a version uses. An API without versions has `openapi.json`. A
//! contract is all that a document says but for `info.version`.
//!
//! A document lists the aliases of the API's extensions in the member `x-extensions`. An operation names in `x-policy` the rule that says
//! who may do it, and in `x-policy-to-see` the one that says who may see what it is about. The content of a stream has the schema of one
//! item in `x-item-schema`. An API says nothing else by these names.
//!
//! Up to 20 contracts are all kept whole. Of more, the oldest and the newest are whole, and each of the others is a JSON Patch
//! (RFC 6902) on the one before it, `2.2.patch.json`: what a version changed is read at a glance, and the folder stays small.
//! The index then names with `patches` the file that a patch is on, itself a patch or the oldest document.
//!
//! # Published versions
//!
//! `publish 2.1` keeps the document as it is, in the folder `published` beside the current one, with its digest in
//! `published.toml`. From then on it is a promise: `openapi` writes changes that break nobody, and refuses others with the
//! message of `check`; only `publish` moves what is promised. Versions that are not published move freely.
//!
//! ```text
//! 2.1: field-removed at /components/schemas/Server/properties/host: `host` is no longer given
//!   reaches GET /servers, GET /servers/{id}
//!   help: keep the field, with `#[until(V2_2)]`
//! ```
//!
//! What a client sends must still be taken, and what it gets must be what it was told: new fields, new failures and all
//! that is told to people only may come. A change that no rule knows is refused as `not-judged`. The rules are:
//!
//! | of | rules |
//! |---|---|
//! | operations | `version-removed`, `operation-removed`, `operation-id-changed`, `security-changed`, `server-removed`, `extension-removed` |
//! | requests | `parameter-removed`, `parameter-renamed`, `body-removed`, `input-required`, `default-changed` |
//! | answers | `status-removed`, `status-added`, `status-changed`, `header-removed`, `header-optional`, `field-optional` |
//! | both | `media-type-removed`, `field-removed`, `type-changed`, `not-judged` |
//! | what is sent | `type-narrowed`, `choice-removed`, `enum-value-removed`, `constraint-tightened` |
//! | what is answered | `type-widened`, `choice-added`, `enum-value-added`, `constraint-loosened` |
//!
//! What must break all the same is approved in `exceptions.toml` beside the documents, until it is published:
//!
//! ```toml
//! [[exception]]
//! rule = "field-removed"
//! pointer = "/components/schemas/Server/properties/host"
//! versions = ["2.1"]
//! reason = "it told where other people's servers are"
//! ```
//!
//! # Other forms
//!
//! `--format` takes `json` or `yaml`, and `3.0` or `3.1`, between commas: `--format 3.0,yaml`. The document of the newest version is
//! printed unless `--version` names another; with `--out DIR`, that of every version is written to a file of its own.
//!
//! OpenAPI 3.0 says less than 3.1. What has another word there is translated: `null` among types is `nullable`, `const` an
//! `enum` of one value, the first of the `examples` the `example`. What has none is dropped, and listed on stderr with its place:
//!
//! ```text
//! /components/securitySchemes/mutual_tls: OpenAPI 3.0 has no `mutualTLS`; dropped, also where required
//! ```
//!
//! `--fold` is for generators of clients that know one body for success and one for failure of each operation, as `progenitor`.
//! It keeps one media type, JSON where there is. Where failures have several bodies, each becomes `Failure`, a choice of all that
//! the API has; where successes have, or some have none, they are told as bytes. JSON of another name in an answer, as
//! `application/problem+json`, is told as `application/json`. A variable of a path that is called as another parameter of the
//! operation becomes `NAME_in_path`. `null` as all that an action takes may be an empty object too, for which a type can be
//! made. All that it drops or tells otherwise is listed too.
//!
//! # Clients
//!
//! Generators read what `openapi` prints. CI makes clients with three of them, compiles them and calls services with them; what
//! each can do, and the calls themselves, are in `tests/generated`.
//!
//! ```text
//! shop openapi --version latest >shop.json
//! npx openapi-typescript shop.json --default-non-nullable=false --output shop.document.ts
//! openapi-generator-cli generate -g python -i shop.json -o client
//! ```
//!
//! `progenitor` makes a client in a build script, of a document that `shop openapi --format 3.0 --fold` has printed. It reads
//! the document with `openapiv3`, and what it writes is made readable by `prettyplease`:
//!
//! ```ignore
//! let document: OpenAPI = serde_json::from_str(&fs::read_to_string("shop.json")?)?;
//! let client = syn::parse2(Generator::default().generate_tokens(&document)?)?;
//! fs::write(out.join("shop.rs"), prettyplease::unparse(&client))?;
//! ```
//!
//! A document is of one version, and so is the client: its requests have to ask for that version, which a default header does.
//! Where a generator does not know `null` as a type of its own, as that of Python, `--format 3.0` helps.
//!
//! # The docs page
//!
//! With the feature `docs`, [`Main::docs`](Main) has `serve` show a page at a path of its choice, and `docs(&api)` is that page as a
//! service for any host: every operation of every version with its parameters, bodies and errors, in Swagger UI; a search over
//! operations and models; what changed between two versions, as `diff` tells it; and the documents themselves, below
//! `openapi/`. All of it is in the binary.
//!
//! # Answers seen
//!
//! Where the environment variable `TERRACE_ACCESS_LOG` names a file, a terrace API adds a line to it for each answer, in a
//! server, in another host, and in tests. `answers` reads such files and tells, each on a line:
//!
//! - an answer whose status and media type the operation does not document in the request's version;
//! - a success that is no operation's; a failure may be, as that of a path that nobody has;
//! - what is documented and was seen in no version, unless the file of reasons lists it.
//!
//! A reason is a line of an operation, a status and why; `*` stands for any characters, `#` begins a comment. One that nothing
//! needs any more is told as well.
//!
//! ```text
//! # what tests cannot see
//! *          503  a handler may take a minute
//! servers_*  500  the database does not fail
//! ```
//!
//! The operations of all mounts are as one, and where APIs share a controller, what it was seen to answer in one counts for all. Lines
//! of other APIs, and of requests whose client left before they were answered, are passed over. A test run that is to be checked:
//!
//! ```sh
//! rm -f target/access.jsonl
//! TERRACE_ACCESS_LOG=$PWD/target/access.jsonl cargo test -p compute
//! cargo run -p compute -- answers target/access.jsonl --reasons openapi/compute.reasons
//! ```

mod answers;
mod changelog;
mod check;
#[cfg(feature = "checked")]
mod checked;
mod command;
mod compat;
mod diff;
#[cfg(feature = "docs")]
mod docs;
mod documents;
mod error;
mod export;
mod filters;
mod folder;
mod openapi;
mod policies;
mod publish;
mod routes;
mod settings;
mod show;
mod source;
mod version;
mod why;

use std::process::ExitCode;

use terrace::settings::Settings;
use terrace::{Api, Application};
use terrace_model::Version;

use source::Source;

#[cfg(feature = "checked")]
pub use checked::checked;
pub use command::{Build, Main};
#[cfg(feature = "docs")]
pub use docs::{Docs, docs};
pub use error::Error;

/// Runs the command that the process was started with.
///
/// `A` is what `api!` or `composite!` declares; of several APIs each has a folder of its own, `openapi/<api>/`.
///
/// `build` makes the state out of the service's own settings; only `serve` calls it. [`Main`] is the same, to be
/// set up.
pub fn main<A: Application, S: Settings>(build: impl Build<A, S> + 'static) -> ExitCode {
    Main::<A, S>::new(build).run()
}

/// The OpenAPI document of one version, as JSON; `None` for an API without versions.
///
/// # Errors
///
/// Two types claim one schema name.
pub fn document<A: Api>(version: Option<Version>) -> Result<String, Error> {
    let document = openapi::Emitter::new(Source::of::<A>()).document(version)?;
    folder::text(&document)
}
