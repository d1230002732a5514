//! What a server receives.

use core::fmt::{self, Debug};
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;

use super::BodyError;

/// A request's body as hyper reads it.
pub(crate) struct Received {
    body: Incoming,
    end: Arc<dyn End>,
}

/// Who is told of the end of a body.
pub(crate) trait End: Debug + Send + Sync {
    /// There is no more of it.
    fn has_ended(&self);
}

impl Received {
    pub(crate) fn new(body: Incoming, end: Arc<dyn End>) -> Self {
        Received { body, end }
    }

    pub(super) fn poll_frame(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(task));
        if frame.is_none() || self.body.is_end_stream() {
            self.end.has_ended();
        }
        Poll::Ready(frame.map(|frame| frame.map_err(|error| BodyError::of(error.into()))))
    }

    pub(super) fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body.fmt(out)
    }
}
