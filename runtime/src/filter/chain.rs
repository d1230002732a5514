//! All filters of an API, as one: built with it, and cloned for each request.

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

use super::{Behind, Passage, Request};
use crate::answer::Response;
use crate::app::Handling;
use crate::dialect::{self, Problem};
use crate::exchange::Exchange;
use crate::failure::Failure;

/// The filters of an API, from the outermost to the API itself. Clones share what they count.
#[derive(Clone)]
pub struct Chain(Arc<dyn Front>);

impl Chain {
    /// The chain of which this is the outermost link.
    pub fn new(outermost: impl Behind) -> Self {
        Chain(Arc::new(outermost))
    }

    /// Sends a request through. The future of all filters is one box.
    pub(crate) fn call(&self, request: Request) -> BoxFuture<'static, Response> {
        self.0.call(request)
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
}

impl<S: Behind> Front for S {
    fn call(&self, request: Request) -> BoxFuture<'static, Response> {
        let mut link = self.clone();
        async move {
            let Ok(()) = poll_fn(|task| link.poll_ready(task)).await;
            let Ok(response) = Service::call(&mut link, request).await;
            response
        }
        .boxed()
    }
}

/// The end of every chain: the API. Which it is, and as whose host serves it, the request says.
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
        let Some(passage) = request.extensions_mut().remove::<Passage>() else { return Handled(None) };
        let (parts, body) = request.into_parts();
        let Passage { app, exchange, notes } = &passage;
        let handling = Handling::start(app, *exchange, parts, body, Some(notes));
        Handled(Some((handling, passage)))
    }
}

/// The API's answer to what came through its filters; nothing where one of them made a request that nobody knows.
pub struct Handled(Option<(Handling, Passage)>);

impl Future for Handled {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let Some((handling, passage)) = &mut self.0 else { return Poll::Ready(Ok(unknown())) };
        Poll::Ready(Ok(ready!(handling.poll(Some(&passage.notes), task))))
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
