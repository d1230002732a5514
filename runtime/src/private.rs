//! What generated code names. Nobody else should: it changes without notice.

pub use core;
pub use std;

pub use serde;
pub use terrace_model::*;
pub use tower_service::Service;

use core::future::Future;
use core::pin::Pin;

use crate::answer::Response;
use crate::context::Context;
use crate::failure::Failure;

/// How a request reaches a handler.
pub type Handler = fn(Context) -> HandlerFuture;

/// A handler at work.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send>>;

/// The tables, with handlers as the runtime calls them.
pub type ApiTable = Api<Handler>;
/// See [`ApiTable`].
pub type EntryTable = Entry<Handler>;
/// See [`ApiTable`].
pub type ResourceTable = Resource<Handler>;
/// See [`ApiTable`].
pub type RouteTable = Route<Handler>;
