//! What is known of the request before it is looked into: its version, its id.

use terrace_model::{Part, Version, Versions};

use super::FromRequest;
use crate::context::Context;
use crate::controller::Controller;
use crate::failure::Failure;

impl<C: Controller<Versions: Versions>> FromRequest<C> for Version {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.version().ok_or_else(|| Failure::internal("a controller with versions is in an API without"))
    }
}

impl<C: Controller> FromRequest<C> for crate::RequestId {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(cx.request_id().clone())
    }
}
