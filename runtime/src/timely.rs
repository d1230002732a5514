//! Time limits of one request: of its body, and of its handler.
//!
//! A timer is made where something waits for the first time, so that a request that never waits costs none.

use core::cell::Cell;
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use crate::body::{Body, BodyError};

thread_local! {
    /// Whether what is polled on this thread waits for a request's body.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// A body that fails where it keeps its reader waiting for longer than it may, all waits together. What the reader does
/// meanwhile does not count.
#[derive(Debug)]
pub(crate) struct Timely {
    body: Body,
    /// What is left of the time.
    left: Option<Duration>,
    /// Since when it is waited for.
    since: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Timely {
    pub(crate) fn new(body: Body, limit: Option<Duration>) -> Self {
        Timely { body, left: limit, since: None, timer: None }
    }
}

impl http_body::Body for Timely {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Timely { body, left, since, timer } = &mut *self;
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(task) {
            if let (Some(since), Some(left)) = (since.take(), left) {
                *left = left.saturating_sub(since.elapsed());
            }
            return Poll::Ready(frame);
        }
        WAITS.set(true);
        if since.is_none() {
            let now = Instant::now();
            *since = Some(now);
            if let (Some(timer), Some(left)) = (timer.as_mut(), *left) {
                timer.as_mut().reset(now + left);
            }
        }
        ready!(poll_timer(timer, *left, task));
        Poll::Ready(Some(Err(BodyError::TooLate)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Polls something, and tells whether it waits for a request's body: then it is the client that takes its time.
pub(crate) fn watched<T>(poll: impl FnOnce() -> T) -> (T, bool) {
    let outer = WAITS.replace(false);
    let polled = poll();
    (polled, WAITS.replace(outer))
}

/// Ready after a time, counted from the first call since the last one without a limit.
pub(crate) fn poll_timer(
    timer: &mut Option<Pin<Box<Sleep>>>,
    limit: Option<Duration>,
    task: &mut task::Context<'_>,
) -> Poll<()> {
    match limit {
        Some(limit) => timer.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut().poll(task),
        None => {
            *timer = None;
            Poll::Pending
        }
    }
}
