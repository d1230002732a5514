//! The future of an answer.

use core::any::Any;
use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;

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
use super::{Admitted, App, RequestLimits, Wanted};
use crate::answer::Response;
use crate::body::Body;
use crate::context::{self, Context, Request};
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
    /// The body is being read, since it tells more.
    Reading { request: Option<Request>, body: Collect<Limited<Timely>>, limits: RequestLimits, wanted: Wanted },
    /// The handler is at work.
    Running(CatchUnwind<AssertUnwindSafe<HandlerFuture>>),
}

impl Answering {
    pub(super) fn start(app: &App, parts: Parts, body: Body) -> Self {
        let mut exchange = Exchange::new(app.inner.dialect);
        let mut echo = Echo::default();
        let is_head = parts.method == Method::HEAD;
        let state = match app.admit(parts, body, &mut exchange, &mut echo) {
            Ok(Admitted::Handled(cx)) => State::run(cx, &mut exchange),
            Ok(Admitted::Read { request, body, limits, wanted }) => {
                State::Reading { request: Some(request), body: body.collect(), limits, wanted }
            }
            Ok(Admitted::Methods(allow)) => State::Done(Some(methods(allow))),
            Err(failure) => State::Done(Some(dialect::answer(&failure, &exchange))),
        };
        Answering { app: app.clone(), exchange, echo, is_head, state, timer: None }
    }

    fn poll_response(&mut self, task: &mut task::Context<'_>) -> Poll<Response> {
        loop {
            let result = match &mut self.state {
                State::Done(response) => {
                    return Poll::Ready(response.take().expect("a future is not polled after its end"));
                }
                State::Reading { request, body, limits, wanted } => {
                    let bytes = context::read(ready!(body.poll_unpin(task)), limits);
                    let request = request.take().expect("it is taken once, and the state with it");
                    let wanted = &*wanted;
                    match bytes.and_then(|bytes| self.app.told(&self.exchange, request, wanted, bytes)) {
                        Ok(cx) => {
                            self.state = State::run(cx, &mut self.exchange);
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
    fn run(cx: Context, exchange: &mut Exchange) -> State {
        *exchange = *cx.exchange();
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
