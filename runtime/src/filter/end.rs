//! The end of every chain: an API, or one of its handlers.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::passage::{Destination, Passage};
use super::{Behind, Request};
use crate::answer::Response;
use crate::app::Handling;
use crate::arrived::Arrived;
use crate::context::Context;
use crate::dialect;
use crate::exchange::Exchange;
use crate::notes::Notes;
use crate::private::HandlerFuture;

/// The end of every chain: what the request says that it goes to.
#[derive(Clone, Copy, Debug)]
pub struct End;

impl Behind for End {
    const WAITS: bool = false;

    fn call(self: Arc<Self>, request: Request, passage: Passage) -> impl Future<Output = Response> + Send + 'static {
        self.begin(request, passage)
    }

    fn begin(self: Arc<Self>, request: Request, passage: Passage) -> Handled {
        let Passage { exchange, to, allowance } = passage;
        Handled(match to {
            Destination::Api(app, notes) => {
                let arrived = Arrived::new(app, request, exchange, allowance);
                Way::Api(Handling::start(arrived, notes.as_deref()), notes)
            }
            Destination::Handler(aimed, Some(own)) => {
                let passage = Passage::to_handler(aimed, exchange.clone(), allowance, None);
                Way::Handler(own.handle(request, passage), exchange)
            }
            Destination::Handler(aimed, None) => {
                let handler = aimed.target.route.handler;
                Way::Handler(handler(Context::aimed(aimed, exchange.clone(), allowance, request)), exchange)
            }
        })
    }
}

/// The answer of what a request has come to through its filters.
pub struct Handled(Way);

enum Way {
    Api(Handling, Option<Arc<Notes>>),
    Handler(HandlerFuture, Exchange),
    /// That of further filters, of which one waits for something.
    Boxed(BoxFuture<'static, Response>),
}

impl Handled {
    pub(super) fn boxed(answer: impl Future<Output = Response> + Send + 'static) -> Self {
        Handled(Way::Boxed(answer.boxed()))
    }
}

impl Future for Handled {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Response> {
        match &mut self.0 {
            Way::Api(handling, notes) => handling.poll_answer(notes.as_deref(), task),
            Way::Handler(handler, exchange) => {
                let answered = ready!(handler.poll_unpin(task));
                Poll::Ready(answered.map_or_else(|failure| dialect::answer(&failure, exchange), |response| *response))
            }
            Way::Boxed(answer) => answer.poll_unpin(task),
        }
    }
}

impl fmt::Debug for Handled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Handled").finish_non_exhaustive()
    }
}
