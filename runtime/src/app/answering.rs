//! The future of an answer.

use core::any::Any;
use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::CatchUnwind;
use http::request::Parts;
use http_body_util::combinators::Collect;
use http_body_util::{BodyExt, Limited};
use tokio::time::Sleep;

use super::negotiate::Echo;
use super::table::Target;
use super::{Admitted, App, act};
use crate::answer::Response;
use crate::body::Body;
use crate::context::{self, Context};
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::private::HandlerFuture;
use crate::timely::{self, Timely};

/// The answer to one request, on its way. Nothing of it is boxed but the handler's own future, and the timer of one that
/// waits.
pub struct Answering {
    app: App,
    exchange: Exchange,
    echo: Echo,
    state: State,
    /// Ends the handler. It runs while the handler waits for anything but the body.
    timer: Option<Pin<Box<Sleep>>>,
}

#[expect(clippy::large_enum_variant, reason = "a box would be one more allocation for each request")]
enum State {
    /// The answer is there.
    Done(Option<Response>),
    /// The body is being read for the action's name.
    Reading { cx: Option<Context>, actions: Arc<Vec<Target>>, body: Collect<Limited<Timely>> },
    /// The handler is at work.
    Running(CatchUnwind<AssertUnwindSafe<HandlerFuture>>),
}

impl Answering {
    pub(super) fn start(app: &App, parts: Parts, body: Body) -> Self {
        let mut exchange = Exchange::new(app.inner.dialect);
        let mut echo = Echo::default();
        let admitted = app.admit(parts, body, &mut exchange, &mut echo);
        let state = admitted.and_then(|admitted| {
            exchange = *admitted.cx.exchange();
            State::of(admitted)
        });
        let state = state.unwrap_or_else(|failure| State::Done(Some(dialect::answer(&failure, &exchange))));
        Answering { app: app.clone(), exchange, echo, state, timer: None }
    }

    fn poll_response(&mut self, task: &mut task::Context<'_>) -> Poll<Response> {
        loop {
            let result = match &mut self.state {
                State::Done(response) => {
                    return Poll::Ready(response.take().expect("a future is not polled after its end"));
                }
                State::Reading { cx, actions, body } => {
                    let bytes = context::read(ready!(body.poll_unpin(task)), &self.app.limits());
                    let mut cx = cx.take().expect("it is taken once, and the state with it");
                    match bytes.and_then(|bytes| act(&mut cx, actions, bytes)) {
                        Ok(()) => {
                            self.exchange = *cx.exchange();
                            self.state = State::run(cx);
                            continue;
                        }
                        Err(failure) => Err(failure),
                    }
                }
                State::Running(handler) => {
                    let (polled, waits_for_body) = timely::watched(|| handler.poll_unpin(task));
                    match polled {
                        Poll::Ready(result) => result.unwrap_or_else(|panic| Err(panicked(&*panic))),
                        Poll::Pending => {
                            let limit = self.app.limits().handler_time.filter(|_| !waits_for_body);
                            ready!(timely::poll_timer(&mut self.timer, limit, task));
                            Err(took_too_long(limit))
                        }
                    }
                }
            };
            let response = result.unwrap_or_else(|failure| dialect::answer(&failure, &self.exchange));
            self.state = State::Done(Some(response));
        }
    }
}

impl State {
    fn of(Admitted { mut cx, actions }: Admitted) -> Result<State, Failure> {
        if let Some(actions) = actions
            && let Some(body) = cx.unread()?
        {
            return Ok(State::Reading { cx: Some(cx), actions, body: body.collect() });
        }
        Ok(State::run(cx))
    }

    fn run(cx: Context) -> State {
        State::Running(AssertUnwindSafe(cx.call()).catch_unwind())
    }
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let mut response = ready!(self.poll_response(task));
        let headers = response.headers_mut();
        self.exchange.dialect.identify(self.exchange.id, headers);
        self.app.inner.scheme.write(&self.echo, headers);
        Poll::Ready(Ok(response))
    }
}

impl fmt::Debug for Answering {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answering").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}

fn took_too_long(limit: Option<Duration>) -> Failure {
    let failure = Failure::of(Origin::HandlerTime, 503).detail("the service took too long");
    failure.source(format!("the handler was ended after {:?}", limit.unwrap_or_default()))
}

fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => message,
        (_, Some(message)) => message.as_str(),
        _ => "a value that is no text",
    };
    Failure::of(Origin::Panic, 500).source(format!("panicked: {message}"))
}
