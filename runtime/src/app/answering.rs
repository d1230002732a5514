//! The future of an answer.

use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::panic::resume_unwind;

use futures_util::FutureExt;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use http_body::Body as _;
use terrace_model::Version;
use tokio::task::JoinHandle;
use tracing::Instrument;

use super::App;
use super::admission::Admitted;
use super::negotiate::Told;
use super::reading::Reading;
use super::running::Running;
use crate::access::Line;
use crate::answer::Response;
use crate::body::Body;
use crate::context::Context;
use crate::dialect::{self, Dialect, Options};
use crate::exchange::Exchange;
use crate::notice;
use crate::private::RouteTable;

/// The answer to one request, on its way. Nothing of it is boxed but the handler's own future, and the timer of one that
/// waits. Where it is dropped, as the client left, so is its handler, unless that is detached.
pub struct Answering {
    app: App,
    exchange: Exchange,
    /// What it tells about the version.
    told: Told,
    /// The handler, once there is one.
    route: Option<&'static RouteTable>,
    /// Whether the answer goes out without its body.
    is_head: bool,
    state: State,
    /// Told where this is dropped before there is an answer, else when that is.
    line: Option<Box<Line>>,
}

enum State {
    /// The answer is there.
    Done(Option<Response>),
    /// The body is being read, since it tells more.
    Reading(Box<Reading>),
    /// The handler is at work.
    Running(Running),
    /// It is so in a task of its own.
    Detached(JoinHandle<Response>),
}

impl Answering {
    pub(super) fn start(app: &App, parts: Parts, body: Body) -> Self {
        let mut exchange = Exchange::new(app.host().inner.dialect);
        let mut told = Told::default();
        let is_head = parts.method == Method::HEAD;
        let mut line = Line::begin(app.table().name, exchange.id, &parts);
        let admitted = app.admit(parts, body, &mut exchange, &mut told, &mut line);
        if let Some(line) = &mut line {
            line.admitted(&exchange);
        }
        let within = line.as_deref().map(Line::enter);
        let route = match &admitted {
            Ok(Admitted::Handled(cx)) => Some(cx.target().route),
            _ => None,
        };
        let state = match admitted {
            Ok(Admitted::Handled(cx)) => State::run(app, cx, &mut exchange, line.as_deref()),
            Ok(Admitted::Read(reading)) => State::Reading(reading),
            Ok(Admitted::Methods(allow)) => State::Done(Some(methods(allow, exchange.dialect))),
            Err(failure) => State::Done(Some(dialect::answer(&failure, &exchange))),
        };
        drop(within);
        Answering { app: app.clone(), exchange, told, route, is_head, state, line }
    }

    /// The version that the request got.
    pub(crate) fn version(&self) -> Option<Version> {
        self.exchange.version
    }

    fn poll_response(&mut self, line: Option<&Line>, task: &mut task::Context<'_>) -> Poll<Response> {
        loop {
            let response = match &mut self.state {
                State::Done(response) => {
                    return Poll::Ready(response.take().expect("a future is not polled after its end"));
                }
                State::Reading(reading) => match ready!(reading.poll_context(&self.app, &self.exchange, task)) {
                    Ok(cx) => {
                        self.route = Some(cx.target().route);
                        self.state = State::run(&self.app, cx, &mut self.exchange, line);
                        continue;
                    }
                    Err(failure) => dialect::answer(&failure, &self.exchange),
                },
                State::Running(running) => ready!(running.poll_unpin(task)),
                State::Detached(joined) => ready!(poll_joined(joined, task)),
            };
            self.state = State::Done(Some(response));
        }
    }
}

impl State {
    fn run(app: &App, cx: Context, exchange: &mut Exchange, line: Option<&Line>) -> State {
        *exchange = *cx.exchange();
        if let Some(line) = line {
            line.aimed(&cx.target());
        }
        let is_detached = cx.target().route.detached;
        let running = Running::start(cx, app.limits().handler_time);
        if is_detached {
            State::Detached(app.host().inner.detached.spawn(running.in_current_span()))
        } else {
            State::Running(running)
        }
    }
}

fn poll_joined(joined: &mut JoinHandle<Response>, task: &mut task::Context<'_>) -> Poll<Response> {
    match ready!(joined.poll_unpin(task)) {
        Ok(response) => Poll::Ready(response),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The runtime ends, and this future with it.
            Err(_) => Poll::Pending,
        },
    }
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let line = self.line.take();
        let within = line.as_deref().map(Line::enter);
        let polled = self.poll_response(line.as_deref(), task);
        drop(within);
        self.line = line;
        let mut response = ready!(polled);
        self.exchange.dialect.identify(self.exchange.id, response.headers_mut());
        self.app.host().inner.scheme.write(&self.told, &mut response);
        notice::write(self.route, self.exchange.version, response.headers_mut());
        let exchange = &self.exchange;
        let response = if self.is_head { bodiless(response) } else { response.map(|body| body.answers(exchange)) };
        Poll::Ready(Ok(match self.line.take() {
            Some(line) => logged(response, line),
            None => response,
        }))
    }
}

impl fmt::Debug for Answering {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answering").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}

/// The answer with a line that is told when it was sent.
fn logged(response: Response, mut line: Box<Line>) -> Response {
    line.answered(response.status(), response.headers());
    response.map(|body| body.logged(line))
}

/// The answer to OPTIONS.
fn methods(allow: Option<HeaderValue>, dialect: &dyn Dialect) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = match dialect.options() {
        Options::OfPaths => StatusCode::NO_CONTENT,
        Options::Everywhere => StatusCode::OK,
    };
    response.headers_mut().extend(allow.map(|allow| (ALLOW, allow)));
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
