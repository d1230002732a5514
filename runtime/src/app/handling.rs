//! An API at work on one request: from its head to the handler's answer. What its host adds to every answer comes after.

use core::fmt;
use core::task::{self, Poll, ready};
use std::panic::resume_unwind;

use futures_util::FutureExt;
use http::StatusCode;
use http::header::{ALLOW, HeaderValue};
use tokio::task::JoinHandle;
use tracing::Instrument;

use super::admission::Admitted;
use super::negotiate::Told;
use super::reading::Reading;
use super::running::Running;
use super::{App, ENDED};
use crate::answer::Response;
use crate::arrived::Arrived;
use crate::body::Body;
use crate::context::Context;
use crate::dialect::{self, Dialect, Options};
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::notes::Notes;
use crate::notice;
use crate::private::RouteTable;

/// The answer of an API's own, on its way. Nothing of it is boxed but the request's context, the handler's own future, the timer of one that
/// waits, and what is kept of a request whose body is read before it has a handler.
pub(crate) struct Handling {
    app: App,
    exchange: Exchange,
    /// What it tells about the version.
    told: Told,
    /// The handler, once there is one.
    route: Option<&'static RouteTable>,
    state: State,
}

enum State {
    /// No handler may have the request.
    Failed(Failure),
    /// It asks for the methods of a path, if there is one.
    Methods(Option<HeaderValue>),
    /// The answer was given.
    Ended,
    /// The body is being read, since it tells more.
    Reading(Box<Reading>),
    /// The handler is at work.
    Running(Running),
    /// It is so in a task of its own.
    Detached(JoinHandle<Response>),
}

// Each function here that is not inlined copies all of this once more.
impl Handling {
    #[inline(always)]
    pub(crate) fn start(arrived: Box<Arrived>, notes: Option<&Notes>) -> Self {
        let mut handling = Handling::new(&arrived);
        handling.begin(arrived, notes);
        handling
    }

    /// One that has not begun.
    #[inline(always)]
    pub(super) fn new(Arrived { app, exchange, .. }: &Arrived) -> Self {
        let (app, exchange) = (app.clone(), exchange.clone());
        Handling { app, exchange, told: Told::default(), route: None, state: State::Ended }
    }

    /// Begins to work on its request.
    pub(super) fn begin(&mut self, mut arrived: Box<Arrived>, notes: Option<&Notes>) {
        let Handling { app, exchange, told, route, state } = self;
        let admitted = arrived.admit(told, notes);
        exchange.version = arrived.exchange.version;
        if let Some(notes) = notes {
            notes.admitted(exchange);
        }
        let _within = notes.map(Notes::enter);
        *state = match admitted {
            Ok(Admitted::Handled(target)) => {
                *route = Some(target.route);
                State::run(app, Context::new(arrived, target), exchange, notes)
            }
            Ok(Admitted::Read(wanted)) => Reading::start(arrived, wanted).map_or_else(State::Failed, State::Reading),
            Ok(Admitted::Methods(allow)) => State::Methods(allow),
            Err(failure) => State::Failed(failure),
        };
    }

    /// What is known of the request.
    pub(super) fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// The answer, with what it tells about its version. See [`Running::poll`] for why it is not returned.
    #[inline(always)]
    pub(crate) fn poll(
        &mut self,
        notes: Option<&Notes>,
        into: &mut Option<Response>,
        task: &mut task::Context<'_>,
    ) -> Poll<()> {
        ready!(self.poll_response(notes, into, task));
        if let Some(response) = into {
            if !self.told.is_empty() {
                self.app.host().inner.scheme.write(&self.told, response);
            }
            notice::write(self.route, self.exchange.version, response.headers_mut());
        }
        Poll::Ready(())
    }

    /// The same behind filters: not a part of whoever calls it.
    #[inline(never)]
    pub(crate) fn poll_into(
        &mut self,
        notes: Option<&Notes>,
        into: &mut Option<Response>,
        task: &mut task::Context<'_>,
    ) -> Poll<()> {
        self.poll(notes, into, task)
    }

    /// The same for one who keeps no place for it.
    pub(crate) fn poll_answer(&mut self, notes: Option<&Notes>, task: &mut task::Context<'_>) -> Poll<Response> {
        let mut response = None;
        self.poll_into(notes, &mut response, task).map(|()| response.expect(ENDED))
    }

    #[inline(always)]
    fn poll_response(
        &mut self,
        notes: Option<&Notes>,
        into: &mut Option<Response>,
        task: &mut task::Context<'_>,
    ) -> Poll<()> {
        loop {
            match &mut self.state {
                State::Failed(failure) => *into = Some(dialect::answer(failure, &self.exchange)),
                State::Methods(allow) => *into = Some(methods(allow.take(), self.exchange.dialect)),
                State::Ended => unreachable!("{ENDED}"),
                State::Reading(reading) => match ready!(reading.poll_context(task)) {
                    Ok(cx) => {
                        self.route = Some(cx.target().route);
                        self.state = State::run(&self.app, cx, &mut self.exchange, notes);
                        continue;
                    }
                    Err(failure) => *into = Some(dialect::answer(&failure, &self.exchange)),
                },
                State::Running(running) => ready!(running.poll(&self.exchange, into, task)),
                State::Detached(joined) => *into = Some(ready!(poll_joined(joined, task))),
            }
            self.state = State::Ended;
            return Poll::Ready(());
        }
    }
}

impl State {
    fn run(app: &App, cx: Context, exchange: &mut Exchange, notes: Option<&Notes>) -> State {
        exchange.operation = Some(cx.operation_id());
        if let Some(notes) = notes {
            notes.aimed(&cx.target());
        }
        let is_detached = cx.target().route.detached;
        let running = Running::start(cx);
        if is_detached {
            let answer = running.answer(exchange.clone());
            State::Detached(app.host().inner.detached.spawn(answer.in_current_span()))
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

impl fmt::Debug for Handling {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Handling").field("exchange", &self.exchange).finish_non_exhaustive()
    }
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
