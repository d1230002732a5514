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
use http::header::{ALLOW, CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use http_body::Body as _;
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
    /// Whether the answer goes out without its body.
    is_head: bool,
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
        let is_head = parts.method == Method::HEAD;
        let admitted = app.admit(parts, body, &mut exchange, &mut echo);
        let state = admitted.and_then(|admitted| {
            if let Admitted::Handled { cx, .. } = &admitted {
                exchange = *cx.exchange();
            }
            State::of(admitted)
        });
        let state = state.unwrap_or_else(|failure| State::Done(Some(dialect::answer(&failure, &exchange))));
        Answering { app: app.clone(), exchange, echo, is_head, state, timer: None }
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
    fn of(admitted: Admitted) -> Result<State, Failure> {
        let (mut cx, actions) = match admitted {
            Admitted::Handled { cx, actions } => (cx, actions),
            Admitted::Methods(allow) => return Ok(State::Done(Some(methods(allow)))),
        };
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
        Poll::Ready(Ok(if self.is_head { bodiless(response) } else { response }))
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

/// The answer to OPTIONS.
fn methods(allow: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, allow);
    response
}

/// The answer to HEAD: that to GET, which says how long its body is, without the body.
fn bodiless(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let has_body = !matches!(parts.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if let Some(length) = body.size_hint().exact().filter(|_| has_body) {
        parts.headers.entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
    Response::from_parts(parts, Body::empty())
}

fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => message,
        (_, Some(message)) => message.as_str(),
        _ => "a value that is no text",
    };
    Failure::of(Origin::Panic, 500).source(format!("panicked: {message}"))
}
