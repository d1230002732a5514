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
    arrival: Arc<dyn Arrival>,
    /// Whether its reader waits for more of it.
    is_awaited: bool,
}

/// Who is told how a body arrives.
pub(crate) trait Arrival: Debug + Send + Sync {
    /// Its reader waits for more of it, or does so no more.
    fn is_awaited(&self, is_awaited: bool);

    /// There is no more of it.
    fn has_ended(&self);
}

impl Received {
    pub(crate) fn new(body: Incoming, arrival: Arc<dyn Arrival>) -> Self {
        Received { body, arrival, is_awaited: false }
    }

    fn is_awaited(&mut self, is_awaited: bool) {
        if self.is_awaited != is_awaited {
            self.is_awaited = is_awaited;
            self.arrival.is_awaited(is_awaited);
        }
    }

    pub(super) fn poll_frame(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(task);
        self.is_awaited(polled.is_pending());
        let frame = ready!(polled);
        if frame.is_none() || self.body.is_end_stream() {
            self.arrival.has_ended();
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

impl Drop for Received {
    fn drop(&mut self) {
        self.is_awaited(false);
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body.fmt(out)
    }
}
