//! Declare an HTTP API once; get a server, an OpenAPI document for every version, and a build that refuses a wrong API.

mod answer;
mod body;
mod context;
mod controller;
mod dialect;
mod extract;
mod failure;
pub mod json;
mod model;
mod state;

#[doc(hidden)]
pub mod private;

pub use answer::{Accepted, Created, IntoResponse, NoContent, Response};
pub use body::Body;
pub use context::Context;
pub use controller::{Api, App, Controller, Loads, Routes, Under};
pub use dialect::Dialect;
pub use extract::{FromRequest, Header, Json, Loaded, Mount, Path, Query};
pub use failure::{Failure, IntoFailure, Internal};
pub use model::{Model, Parameter};
pub use state::{FromRef, FromState, Parts};

pub use terrace_model::{Version, VersionSet, Versions};
