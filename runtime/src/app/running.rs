//! A handler at work, behind filters of its own: how long it may take, how long it may hold its worker, and what becomes of its panic.

use core::any::Any;
use core::fmt;
use core::future::poll_fn;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;
use std::panic::catch_unwind;

use futures_util::FutureExt;
use tokio::time::Sleep;

use crate::answer::Response;
use crate::coarse;
use crate::context::Context;
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::panic;
use crate::private::{HandlerFuture, RouteTable};
use crate::timely;

/// What a handler may do without letting its worker serve others.
const SLOW_POLL: Duration = Duration::from_millis(100);

/// A handler at work. It ends with an answer, whatever happens to it.
pub(super) struct Running {
    handler: HandlerFuture,
    route: &'static RouteTable,
    /// How long it may take.
    limit: Option<Duration>,
    /// Ends it. It runs while the handler waits for anything but the body.
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether it was told that it holds its worker.
    is_told: bool,
}

impl Running {
    pub(super) fn start(cx: Context) -> Running {
        let (route, limit) = (cx.target().route, cx.limits().handler_time);
        let handler = match cx.filters() {
            None => (route.handler)(cx),
            Some((outer, own)) => {
                let (request, passage) = cx.unaimed(own);
                outer.handle(request, passage)
            }
        };
        Running { handler, route, limit, timer: None, is_told: false }
    }

    /// Polls the handler, and tells the log where that takes long. The answer is written to where the caller wants it: it is large, and each
    /// function that returns it copies it.
    pub(super) fn poll(
        &mut self,
        exchange: &Exchange,
        into: &mut Option<Response>,
        task: &mut task::Context<'_>,
    ) -> Poll<()> {
        let begun = coarse::now();
        let mut polled = Poll::Pending;
        let handler = AssertUnwindSafe(|| polled = self.handler.poll_unpin(task));
        let (caught, waits_for_body) = timely::watched(|| catch_unwind(handler));
        let took = coarse::now().saturating_sub(begun);
        // A panic is told in its own words, and to write where it was takes its time.
        if took > SLOW_POLL && !self.is_told && caught.is_ok() {
            self.is_told = true;
            self.tell(took, exchange);
        }
        let failure = match (caught, polled) {
            (Ok(()), Poll::Ready(Ok(response))) => {
                *into = Some(*response);
                return Poll::Ready(());
            }
            (Ok(()), Poll::Ready(Err(failure))) => failure,
            (Ok(()), Poll::Pending) => {
                let limit = self.limit.filter(|_| !waits_for_body);
                ready!(timely::poll_timer(&mut self.timer, limit, task));
                took_too_long(limit)
            }
            (Err(panic), _) => panicked(&*panic),
        };
        *into = Some(dialect::answer(&failure, exchange));
        Poll::Ready(())
    }

    /// The answer, whether or not anybody waits for it.
    pub(super) async fn answer(mut self, exchange: Exchange) -> Response {
        let mut response = None;
        poll_fn(|task| self.poll(&exchange, &mut response, task)).await;
        response.expect("what is ready is there")
    }

    fn tell(&self, took: Duration, exchange: &Exchange) {
        let handler = format_args!("{}::{}", self.route.owner, self.route.name);
        tracing::warn!(
            request_id = %exchange.id,
            %handler,
            seconds = took.as_secs_f64(),
            "a handler held its worker, which serves nobody else meanwhile; `#[blocking]` or `terrace::blocking` moves it off"
        );
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Running").field("operation", &self.route.operation_id).finish_non_exhaustive()
    }
}

pub(crate) fn took_too_long(limit: Option<Duration>) -> Failure {
    let failure = Failure::of(Origin::HandlerTime, 503).detail("the service took too long");
    failure.source(format!("the handler was ended after {:?}", limit.unwrap_or_default()))
}

pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Failure {
    Failure::of(Origin::Panic, 500).source(format!("panicked: {}", panic::message(panic)))
}
