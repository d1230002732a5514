//! An API at work on one request: from its head to the handler's answer. What its host adds to every answer comes after.

use core::fmt;
use core::task::{self, Poll, ready};
use std::panic::resume_unwind;

use futures_util::FutureExt;
use http::StatusCode;
use http::header::{ALLOW, HeaderValue};
use http::request::Parts;
use tokio::task::JoinHandle;
use tracing::Instrument;

use super::admission::Admitted;
use super::negotiate::Told;
use super::reading::Reading;
use super::running::Running;
use super::{App, ENDED};
use crate::answer::Response;
use crate::body::Body;
use crate::context::Context;
use crate::dialect::{self, Dialect, Options};
use crate::exchange::Exchange;
use crate::filter::Allowance;
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
    /// The answer is there.
    Done(Option<Response>),
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
    pub(crate) fn start(
        app: App,
        mut exchange: Exchange,
        parts: Parts,
        body: Body,
        allowance: Allowance,
        notes: Option<&Notes>,
    ) -> Self {
        let mut told = Told::default();
        let admitted = app.admit(parts, body, allowance, &mut exchange, &mut told, notes);
        if let Some(notes) = notes {
            notes.admitted(&exchange);
        }
        let _within = notes.map(Notes::enter);
        let route = match &admitted {
            Ok(Admitted::Handled(cx)) => Some(cx.target().route),
            _ => None,
        };
        let state = match admitted {
            Ok(Admitted::Handled(cx)) => State::run(&app, cx, &mut exchange, notes),
            Ok(Admitted::Read(reading)) => State::Reading(reading),
            Ok(Admitted::Methods(allow)) => State::Done(Some(methods(allow, exchange.dialect))),
            Err(failure) => State::Done(Some(dialect::answer(&failure, &exchange))),
        };
        Handling { app, exchange, told, route, state }
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
            self.app.host().inner.scheme.write(&self.told, response);
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
                State::Done(response) => *into = response.take(),
                State::Reading(reading) => match ready!(reading.poll_context(&self.app, &self.exchange, task)) {
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
            self.state = State::Done(None);
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
