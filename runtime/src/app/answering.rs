//! The future of an answer: of the API's own, or of its filters.

use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::mem;
use core::ops::ControlFlow;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::panic::catch_unwind;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::header::CONTENT_LENGTH;
use http::{Method, StatusCode};
use http_body::Body as _;
use terrace_model::Version;
use tracing::Span;

use super::handling::Handling;
use super::{ENDED, panicked};
use crate::access::Line;
use crate::answer::Response;
use crate::arrived::Arrived;
use crate::dialect;
use crate::exchange::Exchange;
use crate::filter::{Chain, Outcome, Panic, Passage};
use crate::notes::Notes;

/// The answer to one request, on its way. Besides it there are in boxes the request's context, the handler's own future, the timer of one
/// that waits, and of its filters those that wait for something, one more future. Where it is dropped, as the client left, so is its
/// handler, unless that is detached.
pub struct Answering(Box<Underway>);

/// It is large, and goes from hand to hand.
struct Underway {
    /// Whether the answer goes out without its body.
    is_head: bool,
    stage: Stage,
    /// Told where this is dropped before there is an answer, else when that is.
    line: Option<Box<Line>>,
}

enum Stage {
    /// The API is at work. Nothing is before it, or these filters, of which none waits.
    Direct(Handling, Option<Passed>),
    /// It is no API that answers.
    Beside(BoxFuture<'static, Response>),
    /// A filter has answered.
    Answered(Option<Box<Outcome>>, Exchange),
    /// Filters are at work.
    Filtered { passed: Chain, behind: BoxFuture<'static, Response>, exchange: Exchange, notes: Arc<Notes> },
}

/// Filters that the request has passed, and the answer has not.
struct Passed {
    chain: Chain,
    notes: Option<Arc<Notes>>,
}

impl Answering {
    pub(super) fn start(arrived: Box<Arrived>) -> Self {
        let is_head = *arrived.request.method() == Method::HEAD;
        let mut line = Line::begin(&arrived);
        if let Some(chain) = arrived.app.front() {
            let stage = Stage::filtered(chain.clone(), arrived, line.as_deref_mut());
            return Answering(Box::new(Underway { is_head, stage, line }));
        }
        let stage = Stage::Direct(Handling::new(&arrived), None);
        // It is large: it is put in its box before it begins.
        let mut underway = Box::new(Underway { is_head, stage, line });
        let Underway { stage, line, .. } = &mut *underway;
        if let Stage::Direct(handling, _) = stage {
            handling.begin(arrived, line.as_deref().map(Line::notes));
        }
        Answering(underway)
    }

    /// The answer of what stands beside APIs, as it is.
    pub(super) fn beside(answer: BoxFuture<'static, Response>) -> Self {
        Answering(Box::new(Underway { is_head: false, stage: Stage::Beside(answer), line: None }))
    }

    /// Whether it is no API that answers.
    pub(crate) fn is_beside(&self) -> bool {
        matches!(self.0.stage, Stage::Beside(_))
    }

    /// The version that the request got.
    pub(crate) fn version(&self) -> Option<Version> {
        match &self.0.stage {
            Stage::Direct(handling, _) => handling.exchange().version,
            Stage::Beside(_) | Stage::Answered(..) => None,
            Stage::Filtered { notes, .. } => notes.version(),
        }
    }
}

impl Stage {
    /// Sends a request through filters, with what they and the API behind them need to know of it.
    #[inline(never)]
    fn filtered(chain: Chain, mut arrived: Box<Arrived>, line: Option<&mut Line>) -> Stage {
        let Arrived { app, request, exchange, .. } = &mut *arrived;
        let waits = chain.waits();
        let notes = line.map(Line::notes_behind);
        // What filters that wait find out is told by notes alone.
        let notes = notes.or_else(|| waits.then(|| Arc::new(Notes::new(Span::none(), request.method().clone()))));
        let mut passage = Passage::to_api(app.clone(), exchange.clone(), notes.clone());
        let within = notes.as_deref().map(Notes::enter);
        if let ControlFlow::Break(outcome) = chain.enter(request, &mut passage) {
            return Stage::Answered(Some(Box::new(outcome)), passage.exchange().clone());
        }
        drop(within);
        match notes {
            Some(notes) if waits => {
                let exchange = passage.exchange().clone();
                Stage::Filtered { behind: chain.proceed(arrived.request, passage), passed: chain, exchange, notes }
            }
            notes => {
                (arrived.app, arrived.exchange, arrived.allowance) = passage.arrived();
                Stage::Direct(Handling::start(arrived, notes.as_deref()), Some(Passed { chain, notes }))
            }
        }
    }

    /// What is known of the request: all, once there is an answer. Nothing where it is of no API.
    fn exchange(&self) -> Option<&Exchange> {
        match self {
            Stage::Direct(handling, _) => Some(handling.exchange()),
            Stage::Beside(_) => None,
            Stage::Answered(_, exchange) | Stage::Filtered { exchange, .. } => Some(exchange),
        }
    }

    /// See [`Running::poll`](super::running::Running::poll) for why the answer is not returned.
    #[inline(always)]
    fn poll(&mut self, line: Option<&Line>, into: &mut Option<Response>, task: &mut task::Context<'_>) -> Poll<()> {
        match self {
            Stage::Direct(handling, None) => return handling.poll(line.map(Line::notes), into, task),
            Stage::Direct(handling, Some(Passed { chain, notes })) => {
                let came = ready!(caught(|| handling.poll_into(notes.as_deref(), into, task)));
                chain.leave(handling.exchange(), came, into);
            }
            Stage::Beside(answer) => *into = Some(ready!(answer.poll_unpin(task))),
            Stage::Answered(outcome, exchange) => {
                let panicked = |panic: Panic| dialect::answer(&panicked(&*panic), exchange);
                *into = outcome.take().map(|outcome| outcome.unwrap_or_else(panicked));
            }
            Stage::Filtered { passed, behind, exchange, notes } => {
                let came = ready!(caught(|| behind.poll_unpin(task).map(|response| *into = Some(response))));
                (exchange.version, exchange.operation) = (notes.version(), notes.operation());
                if let Some(id) = notes.id() {
                    exchange.id = id.clone();
                }
                passed.leave(exchange, came, into);
            }
        }
        Poll::Ready(())
    }
}

/// Polls what may panic.
fn caught(poll: impl FnOnce() -> Poll<()>) -> Poll<Result<(), Panic>> {
    match catch_unwind(AssertUnwindSafe(poll)) {
        Ok(polled) => polled.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    }
}

impl Answering {
    /// Polls for the answer, which is written to where the caller wants it.
    #[inline(always)]
    pub(crate) fn poll_into(&mut self, into: &mut Option<Response>, task: &mut task::Context<'_>) -> Poll<()> {
        let Underway { is_head, stage, line } = &mut *self.0;
        let within = line.as_deref().map(Line::enter);
        let polled = stage.poll(line.as_deref(), into, task);
        drop(within);
        ready!(polled);
        if let (Some(response), Some(exchange)) = (into, stage.exchange()) {
            exchange.dialect.identify(&exchange.id, response.headers_mut());
            if *is_head {
                leave_body(response);
            } else {
                response.body_mut().answers(exchange);
            }
            if let Some(line) = line.take() {
                log(response, line);
            }
        }
        Poll::Ready(())
    }
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let mut response = None;
        self.poll_into(&mut response, task).map(|()| Ok(response.expect(ENDED)))
    }
}

impl fmt::Debug for Answering {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answering").field("exchange", &self.0.stage.exchange()).finish_non_exhaustive()
    }
}

/// Lets a line be told when the answer was sent.
fn log(response: &mut Response, mut line: Box<Line>) {
    line.answered(response.status(), response.headers());
    let body = mem::take(response.body_mut());
    *response.body_mut() = body.logged(line);
}

/// Makes the answer to GET that to HEAD, which says how long its body is, without the body.
fn leave_body(response: &mut Response) {
    let body = mem::take(response.body_mut());
    let has_body = !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if let Some(length) = body.size_hint().exact().filter(|_| has_body) {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
}
