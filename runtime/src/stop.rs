//! What tells those that work for long that their server is about to end.

use core::future::{pending, poll_fn};
use core::pin::pin;
use core::task::Poll;

use terrace_model::Part;
use tokio::sync::watch;
use tokio::task::yield_now;

use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::Failure;

/// Tells that the server begins to drain: for whatever works for long, so that it ends in good order and does not hold
/// the server until its [`drain_time`](crate::Limits::drain_time) is over.
///
/// A handler takes it as an argument. Clones tell the same.
///
/// ```
/// use std::time::Duration;
/// use terrace::Stop;
/// use terrace::prelude::*;
///
/// #[controller(path = "/changes")]
/// struct Changes;
///
/// #[routes]
/// impl Changes {
///     /// Wait for a change.
///     #[index]
///     async fn next(&self, stop: Stop) -> Result<&'static str, NotFound> {
///         tokio::select! {
///             () = tokio::time::sleep(Duration::from_secs(20)) => Ok("something changed"),
///             () = stop.wait() => Err(NotFound::new("nothing changed")),
///         }
///     }
/// }
/// ```
///
/// Where no [`Server`](crate::Server) serves the API, as in a test or in another program, it never comes; a host that
/// knows better puts a `Stop` into the [extensions](http::Extensions) of its requests.
#[derive(Clone, Debug, Default)]
pub struct Stop(Option<watch::Receiver<bool>>);

impl Stop {
    /// One that never comes.
    pub fn never() -> Self {
        Stop(None)
    }

    /// One that comes when it is said, as in a test of what waits for it.
    ///
    /// ```
    /// let (stopper, stop) = terrace::Stop::new();
    /// assert!(!stop.is_stopping());
    /// stopper.stop();
    /// assert!(stop.is_stopping());
    /// ```
    pub fn new() -> (Stopper, Stop) {
        let (stopper, stop) = watch::channel(false);
        (Stopper(stopper), Stop(Some(stop)))
    }

    /// Whether it has come.
    pub fn is_stopping(&self) -> bool {
        self.0.as_ref().is_some_and(|stop| *stop.borrow() || stop.has_changed().is_err())
    }

    /// Waits until it comes. It may be dropped and called again: nothing is missed.
    pub async fn wait(&self) {
        let Some(stop) = &self.0 else { return pending().await };
        let mut stop = stop.clone();
        let mut told = pin!(stop.wait_for(|is_stopping| *is_stopping));
        // Who waits is woken one after the other. Who is polled before its turn, as another one in its task was woken, looks itself.
        poll_fn(|task| match self.is_stopping() {
            true => Poll::Ready(()),
            // An error says that the other end is gone, which is a stop as well.
            false => told.as_mut().poll(task).map(drop),
        })
        .await;
    }

    /// The same, and once more until who waits in the same task, and is polled before, had its turn.
    pub(crate) async fn wait_behind(&self) {
        self.wait().await;
        yield_now().await;
    }
}

impl<C: Controller> FromRequest<C> for Stop {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(cx.stop().clone())
    }
}

/// The other end of a [`Stop`], which comes when this is used or dropped.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Lets it come.
    pub fn stop(self) {
        self.0.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn it_comes_for_all_clones() {
        let (stopper, stop) = Stop::new();
        let other = stop.clone();
        assert!(pin!(other.wait()).now_or_never().is_none());
        stopper.stop();
        assert!(pin!(other.wait()).now_or_never().is_some());
        assert!(stop.is_stopping() && other.is_stopping());
    }

    #[test]
    fn it_comes_where_nobody_is_left_to_say_so() {
        let (stopper, stop) = Stop::new();
        drop(stopper);
        assert!(stop.is_stopping() && pin!(stop.wait()).now_or_never().is_some());
    }

    #[test]
    fn who_was_not_woken_knows_it_too() {
        let (stopper, stop) = Stop::new();
        let mut waiting = pin!(stop.wait());
        assert!(waiting.as_mut().now_or_never().is_none());
        let wakes = stopper.0.send_if_modified(|is_stopping| {
            *is_stopping = true;
            false
        });
        assert!(!wakes && waiting.now_or_never().is_some());
    }

    #[test]
    fn never_is_never() {
        let stop = Stop::never();
        assert!(!stop.is_stopping() && pin!(stop.wait()).now_or_never().is_none());
    }
}
