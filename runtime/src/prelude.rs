//! What a file with controllers needs: `use terrace::prelude::*;`.

pub use crate::answer::{Accepted, Created, IntoResponse, NoContent, Result};
pub use crate::body::Body;
pub use crate::conditional::Tagged;
pub use crate::etag::ETag;
pub use crate::extract::{Cookie, Form, FromRequest, Header, Json, Loaded, Mount, Path, Query};
pub use crate::failure::{BadRequest, Conflict, Forbidden, Internal, NotFound, Unprocessable};
pub use crate::location::Located;
pub use crate::media::Typed;
pub use crate::model::{Extra, Patch};
pub use crate::page::{Page, Paging};
pub use crate::state::FromRef;

pub use bytes::Bytes;
pub use terrace_macros::{
    Answer, Failure, FromRef, PolicyTarget, Provided, Settings, api, composite, controller, extension, filter, model,
    paste, pipeline, policies, removed, routes, versions,
};
pub use terrace_model::Version;
pub use uuid::Uuid;
