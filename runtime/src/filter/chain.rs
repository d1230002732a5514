//! All filters of a pipeline, as one: built with what they stand before, and cloned for each request.

use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tower_service::Service;

use super::passage::{Destination, Passage};
use super::{Behind, Request};
use crate::answer::Response;
use crate::app::Handling;
use crate::context::Context;
use crate::dialect::{self, Problem};
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::notes::Notes;
use crate::private::HandlerFuture;

/// The filters of a pipeline, from the outermost to what is behind them. Clones share what they count.
#[derive(Clone)]
pub struct Chain(Arc<dyn Front>);

impl Chain {
    /// The chain of which this is the outermost link.
    pub fn new(outermost: impl Behind) -> Self {
        Chain(Arc::new(outermost))
    }

    /// Sends a request through, to an API. The future of all filters is one box.
    pub(crate) fn call(&self, request: Request) -> BoxFuture<'static, Response> {
        self.0.call(request)
    }

    /// Sends a request through, to a handler, in whose place it is.
    pub(crate) fn handle(&self, request: Request) -> HandlerFuture {
        self.0.handle(request)
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Chain").finish_non_exhaustive()
    }
}

/// Any outermost link.
trait Front: Send + Sync {
    fn call(&self, request: Request) -> BoxFuture<'static, Response>;

    fn handle(&self, request: Request) -> HandlerFuture;
}

impl<S: Behind> Front for S {
    fn call(&self, request: Request) -> BoxFuture<'static, Response> {
        through(self.clone(), request).boxed()
    }

    fn handle(&self, request: Request) -> HandlerFuture {
        through(self.clone(), request).map(Ok).boxed()
    }
}

async fn through(mut link: impl Behind, request: Request) -> Response {
    let Ok(()) = poll_fn(|task| link.poll_ready(task)).await;
    let Ok(response) = Service::call(&mut link, request).await;
    response
}

/// The end of every chain: what the request says that it goes to.
#[derive(Clone, Copy, Debug)]
pub struct Core;

impl Service<Request> for Core {
    type Response = Response;
    type Error = Infallible;
    type Future = Handled;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Handled {
        let Some(Passage { exchange, to }) = request.extensions_mut().remove() else { return Handled(Way::None) };
        Handled(match to {
            Destination::Api(app, notes) => {
                let (parts, body) = request.into_parts();
                Way::Api(Handling::start(app, exchange, parts, body, Some(&notes)), notes)
            }
            Destination::Handler(aimed, Some(own)) => {
                request.extensions_mut().insert(Passage::to_handler(aimed, exchange.clone(), None));
                Way::Handler(own.handle(request), exchange)
            }
            Destination::Handler(aimed, None) => {
                let handler = aimed.target.route.handler;
                Way::Handler(handler(Context::aimed(aimed, exchange.clone(), request)), exchange)
            }
        })
    }
}

/// The answer of what a request has come to through its filters.
pub struct Handled(Way);

#[expect(clippy::large_enum_variant, reason = "a box would be one more allocation for each request")]
enum Way {
    Api(Handling, Arc<Notes>),
    Handler(HandlerFuture, Exchange),
    /// One of the filters has made a request that nobody knows.
    None,
}

impl Future for Handled {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(match &mut self.0 {
            Way::Api(handling, notes) => ready!(handling.poll(Some(notes), task)),
            Way::Handler(handler, exchange) => {
                let answered = ready!(handler.poll_unpin(task));
                answered.unwrap_or_else(|failure| dialect::answer(&failure, exchange))
            }
            Way::None => unknown(),
        }))
    }
}

impl fmt::Debug for Handled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Handled").finish_non_exhaustive()
    }
}

fn unknown() -> Response {
    let lost = "a filter has made a new request without the extensions of the old one, which has to keep them";
    dialect::answer(&Failure::internal(lost), &Exchange::new(&Problem))
}
