//! What travels with a request through its filters, in its extensions: who it is, and where it goes.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Chain, Request};
use crate::app::App;
use crate::app::table::Target;
use crate::base_url::{BaseUrl, PublicUrl};
use crate::dialect::Problem;
use crate::exchange::{Exchange, RequestId};
use crate::failure::Failure;
use crate::notes::{Asker, Notes};
use crate::variables::Variables;

/// What travels with a request.
#[derive(Clone)]
pub(crate) struct Passage {
    pub(super) exchange: Exchange,
    pub(super) to: Destination,
}

/// What is behind all filters of a chain.
#[derive(Clone)]
pub(crate) enum Destination {
    /// An API, as the host that got the request serves it.
    Api(App, Arc<Notes>),
    /// A handler of one, behind filters of its own where it has some.
    Handler(Aimed, Option<Chain>),
}

/// A handler, with what the request's path says to it.
#[derive(Clone)]
pub(crate) struct Aimed {
    pub(crate) app: App,
    pub(crate) target: Target,
    pub(crate) variables: Variables,
}

impl Passage {
    /// To an API.
    pub(crate) fn to_api(app: App, exchange: Exchange, notes: Arc<Notes>) -> Self {
        Passage { exchange, to: Destination::Api(app, notes) }
    }

    /// To a handler, through filters of its own in the end.
    pub(crate) fn to_handler(aimed: Aimed, exchange: Exchange, own: Option<Chain>) -> Self {
        Passage { exchange, to: Destination::Handler(aimed, own) }
    }

    fn app(&self) -> &App {
        match &self.to {
            Destination::Api(app, _) | Destination::Handler(Aimed { app, .. }, _) => app,
        }
    }
}

/// Who a request is. Where a filter has made a new one, without the extensions of the old one, nobody knows.
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
    match &request.extensions().get::<Passage>()?.to {
        Destination::Handler(Aimed { app, variables, .. }, _) => {
            variables.get(name, app.leaf(variables.leaf()), request.uri().path())
        }
        Destination::Api(..) => None,
    }
}

/// The URL under which the client reaches the service.
pub(crate) fn base_url(request: &Request) -> Result<BaseUrl, Failure> {
    let passage = request.extensions().get::<Passage>();
    BaseUrl::of(request, passage.map_or(&PublicUrl::OfHost, |passage| passage.app().public_url()))
}

/// Whether that is one URL, whatever requests say.
pub(crate) fn has_fixed_url(request: &Request) -> bool {
    let passage = request.extensions().get::<Passage>();
    passage.is_some_and(|passage| matches!(passage.app().public_url(), PublicUrl::Fixed(_)))
}

/// Gives a request another id, unless it has one of its client already. It is too late where the request has come to a handler.
pub(crate) fn rename(request: &mut Request, id: RequestId) {
    if let Some(Passage { exchange, to: Destination::Api(_, notes) }) = request.extensions_mut().get_mut() {
        exchange.id = notes.named(id);
    }
}

/// Notes who has sent a request, until it has come to a handler.
pub(crate) fn asked_by(request: &Request, asker: Asker) {
    if let Some(Passage { to: Destination::Api(_, notes), .. }) = request.extensions().get() {
        notes.asked_by(asker);
    }
}
