//! The future of an answer: of the API's own, or of its filters.

use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, CatchUnwind};
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{Method, Request, StatusCode};
use http_body::Body as _;
use terrace_model::Version;
use tracing::Span;

use super::handling::Handling;
use super::{App, panicked};
use crate::access::Line;
use crate::answer::Response;
use crate::body::Body;
use crate::dialect;
use crate::exchange::Exchange;
use crate::filter::{Chain, Passage};
use crate::notes::Notes;

/// The answer to one request, on its way. Nothing of it is boxed but the handler's own future, the timer of one that waits, and
/// all filters as one. Where it is dropped, as the client left, so is its handler, unless that is detached.
pub struct Answering {
    /// Whether the answer goes out without its body.
    is_head: bool,
    stage: Stage,
    /// Told where this is dropped before there is an answer, else when that is.
    line: Option<Box<Line>>,
}

#[expect(clippy::large_enum_variant, reason = "without filters a box would be one more allocation for each request")]
enum Stage {
    /// Nothing is before the API.
    Direct(Handling),
    /// It is no API that answers.
    Beside(BoxFuture<'static, Response>),
    /// Filters are.
    Filtered {
        through: CatchUnwind<AssertUnwindSafe<BoxFuture<'static, Response>>>,
        exchange: Exchange,
        notes: Arc<Notes>,
    },
}

impl Answering {
    pub(super) fn start(app: App, parts: Parts, body: Body) -> Self {
        let exchange = Exchange::new(app.host().inner.dialect);
        let is_head = parts.method == Method::HEAD;
        let mut line = Line::begin(app.table().name, &exchange.id, &parts);
        let Some(front) = &app.host().front else {
            let notes = line.as_deref().map(Line::notes);
            return Answering {
                is_head,
                stage: Stage::Direct(Handling::start(app, exchange, parts, body, notes)),
                line,
            };
        };
        let stage =
            Stage::filtered(&app, &front.chain, exchange, Request::from_parts(parts, body), line.as_deref_mut());
        Answering { is_head, stage, line }
    }

    /// The answer of what stands beside APIs, as it is.
    pub(super) fn beside(answer: BoxFuture<'static, Response>) -> Self {
        Answering { is_head: false, stage: Stage::Beside(answer), line: None }
    }

    /// The version that the request got.
    pub(crate) fn version(&self) -> Option<Version> {
        match &self.stage {
            Stage::Direct(handling) => handling.exchange().version,
            Stage::Beside(_) => None,
            Stage::Filtered { notes, .. } => notes.version(),
        }
    }
}

impl Stage {
    /// Sends a request through filters, with what they and the API behind them need to know of it.
    fn filtered(
        app: &App,
        chain: &Chain,
        exchange: Exchange,
        mut request: Request<Body>,
        line: Option<&mut Line>,
    ) -> Stage {
        let notes = match line {
            Some(line) => line.notes_behind(),
            None => Arc::new(Notes::new(Span::none(), request.method().clone())),
        };
        request.extensions_mut().insert(Passage::to_api(app.clone(), exchange.clone(), Arc::clone(&notes)));
        Stage::Filtered { through: AssertUnwindSafe(chain.call(request)).catch_unwind(), exchange, notes }
    }

    /// What is known of the request: all, once there is an answer. Nothing where it is of no API.
    fn exchange(&self) -> Option<&Exchange> {
        match self {
            Stage::Direct(handling) => Some(handling.exchange()),
            Stage::Beside(_) => None,
            Stage::Filtered { exchange, .. } => Some(exchange),
        }
    }

    #[inline(always)]
    fn poll(&mut self, line: Option<&Line>, task: &mut task::Context<'_>) -> Poll<Response> {
        match self {
            Stage::Direct(handling) => handling.poll(line.map(Line::notes), task),
            Stage::Beside(answer) => answer.poll_unpin(task),
            Stage::Filtered { through, exchange, notes } => {
                let response = ready!(through.poll_unpin(task));
                (exchange.version, exchange.operation) = (notes.version(), notes.operation());
                if let Some(id) = notes.id() {
                    exchange.id = id.clone();
                }
                Poll::Ready(response.unwrap_or_else(|panic| dialect::answer(&panicked(&*panic), exchange)))
            }
        }
    }
}

impl Future for Answering {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let line = self.line.take();
        let within = line.as_deref().map(Line::enter);
        let polled = self.stage.poll(line.as_deref(), task);
        drop(within);
        self.line = line;
        let mut response = ready!(polled);
        let Some(exchange) = self.stage.exchange() else { return Poll::Ready(Ok(response)) };
        exchange.dialect.identify(&exchange.id, response.headers_mut());
        if self.is_head {
            response = bodiless(response);
        } else {
            response.body_mut().answers(exchange);
        }
        if let Some(line) = self.line.take() {
            response = logged(response, line);
        }
        Poll::Ready(Ok(response))
    }
}

impl fmt::Debug for Answering {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answering").field("exchange", &self.stage.exchange()).finish_non_exhaustive()
    }
}

/// The answer with a line that is told when it was sent.
fn logged(response: Response, mut line: Box<Line>) -> Response {
    line.answered(response.status(), response.headers());
    response.map(|body| body.logged(line))
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
