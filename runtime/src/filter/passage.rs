//! What travels with a request through its filters: who it is, where it goes, and what it may take.
//!
//! Filters that do not wait are given it beside the request. Where a request leaves terrace's hands, in a function or a layer of tower, it
//! is among the request's extensions.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Allowance, Chain, Request};
use crate::answer::Response;
use crate::app::App;
use crate::app::table::Target;
use crate::base_url::{BaseUrl, PublicUrl};
use crate::dialect::{self, Problem};
use crate::exchange::{Exchange, RequestId};
use crate::failure::Failure;
use crate::notes::{Asker, Notes};
use crate::variables::Variables;

/// What travels with a request.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Passage {
    pub(super) exchange: Exchange,
    pub(super) to: Destination,
    pub(crate) allowance: Allowance,
}

/// What is behind all filters of a chain.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// An API, as the host that got the request serves it, and where to note what is found out, where anybody asks for that.
    Api(App, Option<Arc<Notes>>),
    /// A handler of one, behind filters of its own where it has some.
    Handler(Aimed, Option<Chain>),
}

/// A handler, with what the request's path says to it.
#[derive(Clone, Debug)]
pub(crate) struct Aimed {
    pub(crate) app: App,
    pub(crate) target: Target,
    pub(crate) variables: Variables,
}

impl Passage {
    /// To an API, by way of filters that may change the request's path.
    pub(crate) fn to_api(mut app: App, exchange: Exchange, notes: Option<Arc<Notes>>) -> Self {
        app.as_sent = false;
        Passage { exchange, to: Destination::Api(app, notes), allowance: Allowance::default() }
    }

    /// To a handler, through filters of its own in the end.
    pub(crate) fn to_handler(aimed: Aimed, exchange: Exchange, allowance: Allowance, own: Option<Chain>) -> Self {
        Passage { exchange, to: Destination::Handler(aimed, own), allowance }
    }

    /// Puts it among the request's extensions.
    pub(super) fn put(self, request: &mut Request) {
        request.extensions_mut().insert(self);
    }

    /// Takes it from there. It is not there where a filter has made a new request without the extensions of the old one.
    pub(super) fn take(request: &mut Request) -> Option<Self> {
        request.extensions_mut().remove()
    }

    /// Who the request is.
    pub(crate) fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// The answer to a failure, in the dialect of the API to which the request goes.
    pub(crate) fn refusal(&self, failure: &Failure) -> Response {
        dialect::answer(failure, &self.exchange)
    }

    /// The API that a request has come to, and what that needs to know of it.
    pub(crate) fn arrived(self) -> (App, Exchange, Allowance) {
        let (Destination::Api(app, _) | Destination::Handler(Aimed { app, .. }, _)) = self.to;
        (app, self.exchange, self.allowance)
    }

    fn app(&self) -> &App {
        match &self.to {
            Destination::Api(app, _) | Destination::Handler(Aimed { app, .. }, _) => app,
        }
    }

    /// What a variable of the request's path says, once that is known.
    pub(super) fn variable<'r>(&'r self, request: &'r Request, name: &str) -> Option<Cow<'r, str>> {
        match &self.to {
            Destination::Handler(Aimed { app, variables, .. }, _) => {
                variables.get(name, app.leaf(variables.leaf()), request.uri().path())
            }
            Destination::Api(..) => None,
        }
    }

    /// The URL under which the client reaches the service.
    pub(crate) fn base_url(&self, request: &Request) -> Result<BaseUrl, Failure> {
        BaseUrl::of(request, self.app().public_url())
    }

    /// Whether that is one URL, whatever requests say.
    pub(crate) fn has_fixed_url(&self) -> bool {
        matches!(self.app().public_url(), PublicUrl::Fixed(_))
    }

    /// Gives the request another id, unless it has one of its client already. It is too late where it has come to a handler.
    pub(crate) fn rename(&mut self, id: RequestId) {
        match &self.to {
            Destination::Api(_, Some(notes)) => self.exchange.id = notes.named(id),
            Destination::Api(_, None) if !self.exchange.id.is_sent() => self.exchange.id = id,
            _ => {}
        }
    }

    /// Notes who has sent the request, until it has come to a handler.
    pub(crate) fn asked_by(&self, asker: Asker) {
        if let Destination::Api(_, Some(notes)) = &self.to {
            notes.asked_by(asker);
        }
    }
}

/// Who a request is that is in no terrace's hands. Where a filter has made a new one, without the extensions of the old one, nobody knows.
pub(crate) fn exchange(request: &Request) -> Exchange {
    let passage = request.extensions().get::<Passage>();
    passage.map_or_else(|| Exchange::new(&Problem), |passage| passage.exchange.clone())
}

/// What a variable of a request's path says, that of a mount or of a controller, decoded: `project_id` of `/v2.1/{project_id}/servers`.
///
/// Filters of a controller or a handler know it. Those of an API stand before paths are looked at: to them it is `None`, as is a variable that
/// the path does not have.
///
/// ```
/// use terrace::filter::{self, Next, Request};
/// use terrace::prelude::*;
/// use terrace::{Response, TestClient};
///
/// /// Knows one shop.
/// #[filter]
/// async fn in_north(request: Request, next: impl Next) -> Result<Response, NotFound> {
///     match filter::variable(&request, "shop").as_deref() {
///         Some("north") => Ok(next.run(request).await),
///         _ => Err(NotFound::new("there is no such shop")),
///     }
/// }
///
/// pipeline! { InNorth: [in_north] }
///
/// #[controller(path = "/books", pipeline = InNorth)]
/// struct Books;
///
/// #[routes]
/// impl Books {
///     #[index]
///     async fn index(&self) {}
/// }
///
/// api! {
///     struct Shops at "/{shop}";
///     controllers: [Books];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Shops::new(()));
/// assert_eq!(client.get("/north/books").await.status(), 204);
/// assert_eq!(client.get("/south/books").await.status(), 404);
/// # }
/// ```
pub fn variable<'r>(request: &'r Request, name: &str) -> Option<Cow<'r, str>> {
    request.extensions().get::<Passage>()?.variable(request, name)
}

/// The answer to a request that nobody knows.
pub(super) fn lost() -> Response {
    let lost = "a filter has made a new request without the extensions of the old one, which has to keep them";
    dialect::answer(&Failure::internal(lost), &Exchange::new(&Problem))
}
