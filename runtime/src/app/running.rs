//! A handler at work, behind filters of its own: how long it may take, how long it may hold its worker, and what becomes of its panic.

use core::any::Any;
use core::fmt;
use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;
use std::time::Instant;

use futures_util::FutureExt;
use futures_util::future::CatchUnwind;
use tokio::time::Sleep;

use super::table::Target;
use crate::answer::Response;
use crate::context::Context;
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::panic;
use crate::private::HandlerFuture;
use crate::timely;

/// What a handler may do without letting its worker serve others.
const SLOW_POLL: Duration = Duration::from_millis(100);

/// A handler at work. It ends with an answer, whatever happens to it.
pub(super) struct Running {
    handler: CatchUnwind<AssertUnwindSafe<HandlerFuture>>,
    target: Target,
    exchange: Exchange,
    /// How long it may take.
    limit: Option<Duration>,
    /// Ends it. It runs while the handler waits for anything but the body.
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether it was told that it holds its worker.
    is_told: bool,
}

impl Running {
    pub(super) fn start(cx: Context) -> Running {
        let (target, exchange, limit) = (cx.target(), cx.exchange().clone(), cx.limits().handler_time);
        let handler = match cx.filters() {
            None => (target.route.handler)(cx),
            Some((outer, own)) => {
                let (request, passage) = cx.unaimed(own);
                outer.handle(request, passage)
            }
        };
        let handler = AssertUnwindSafe(handler).catch_unwind();
        Running { handler, target, exchange, limit, timer: None, is_told: false }
    }

    /// Polls the handler, and tells the log where that takes long.
    fn poll_handler(&mut self, task: &mut task::Context<'_>) -> Poll<Result<Response, Failure>> {
        let begun = Instant::now();
        let (polled, waits_for_body) = timely::watched(|| self.handler.poll_unpin(task));
        let took = begun.elapsed();
        // A panic is told in its own words, and to write where it was takes its time.
        if took > SLOW_POLL && !self.is_told && !matches!(polled, Poll::Ready(Err(_))) {
            self.is_told = true;
            self.tell(took);
        }
        if let Poll::Ready(result) = polled {
            return Poll::Ready(result.unwrap_or_else(|panic| Err(panicked(&*panic))));
        }
        let limit = self.limit.filter(|_| !waits_for_body);
        ready!(timely::poll_timer(&mut self.timer, limit, task));
        Poll::Ready(Err(took_too_long(limit)))
    }

    fn tell(&self, took: Duration) {
        let route = self.target.route;
        let handler = format_args!("{}::{}", route.owner, route.name);
        tracing::warn!(
            request_id = %self.exchange.id,
            %handler,
            seconds = took.as_secs_f64(),
            "a handler held its worker, which serves nobody else meanwhile; `#[blocking]` or `terrace::blocking` moves it off"
        );
    }
}

impl Future for Running {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Response> {
        let result = ready!(self.poll_handler(task));
        Poll::Ready(result.unwrap_or_else(|failure| dialect::answer(&failure, &self.exchange)))
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Running").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}

pub(crate) fn took_too_long(limit: Option<Duration>) -> Failure {
    let failure = Failure::of(Origin::HandlerTime, 503).detail("the service took too long");
    failure.source(format!("the handler was ended after {:?}", limit.unwrap_or_default()))
}

pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Failure {
    Failure::of(Origin::Panic, 500).source(format!("panicked: {}", panic::message(panic)))
}
