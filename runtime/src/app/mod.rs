//! An API with its controllers built: from a request to its answer.
//!
//! Filters of the API come first, where it has some. Then the checks of a request, in order:
//!
//! 1. size: a body of more declared bytes than any handler takes, 413;
//! 2. route: the path, 404, then its method, 405; HEAD is GET's, and OPTIONS is answered here. A path that the request's version
//!    has not gives way to another that takes it;
//! 3. version, 400 and 406; a request that was removed from it, 410;
//! 4. content type of a body, 415;
//! 5. action key, 400, for which the body is read, up to the largest limit of the path's actions;
//! 6. JSON, 400: here only where no handler exists in the version, else by the handler's argument, which reads it but once;
//! 7. version range of the handler, 404; an action that was removed from it, 410;
//! 8. the filters of the controller, and then those of the handler;
//! 9. the handler's arguments in their order, the body among them, with the limit of the handler, 413;
//! 10. loaders, outermost first;
//! 11. the rules that its policy names, 403, and 404 where who asks must not see what is there;
//! 12. the conditions that an `etag` handler keeps, 304, 412 and 428, and then the arguments that need what was loaded;
//! 13. the handler.

mod admission;
mod answering;
mod built;
mod examine;
mod handling;
mod negotiate;
mod place;
mod reading;
mod running;
pub(crate) mod table;
mod urlmap;

use core::any::TypeId;
use core::convert::Infallible;
use core::fmt;
use core::task::{self, Poll};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Request};
use terrace_model::router::Router;
use tokio_util::task::TaskTracker;
use tower_service::Service;

use crate::answer::Response;
use crate::arrived::Arrived;
use crate::base_url::PublicUrl;
use crate::beside::Beside;
use crate::body::{Body, BoxError};
use crate::controller::Declared;
use crate::dialect::Dialect;
use crate::exchange::Exchange;
use crate::filter::{self, Allowance, Chain, Front};
use crate::model::batch::Batched;
use crate::model::open::Added;
use crate::openstack::{About, Listed};
use crate::peer::Peer;
use crate::policy::Enforcer;
use crate::private::ApiTable;
use crate::stop::Stop;

pub use answering::Answering;
pub use built::Built;
pub use examine::{Examined, Unhandled, examine};
pub(crate) use handling::Handling;
use negotiate::Scheme;
pub(crate) use running::{panicked, took_too_long};
use table::{Leaf, Target};
use urlmap::UrlMap;
pub use urlmap::answering;

/// What is wrong where a future is polled once more.
const ENDED: &str = "a future is not polled after its end";

/// An application with its controllers built, one API or several: what serves requests. Clones share everything.
///
/// By itself it limits the bytes of a body and no time; a [`Server`](crate::Server) sets its own
/// [`Limits`](crate::Limits).
///
/// # Access lines
///
/// Each request is told of when its answer was sent, or given up: in a `tracing` event of the level `INFO` and the target
/// `terrace::access`, wherever the API is served, by a [`TestClient`](crate::TestClient) too. Where the environment variable
/// `TERRACE_ACCESS_LOG` names a file, the same is appended to it as a JSON object on a line; several processes may share one. A server
/// that cannot write to it does not start.
///
/// | field | |
/// |---|---|
/// | `api` | the name of the API's type |
/// | `pipeline` | the value that chose its pipeline; `-` where it has not several |
/// | `id` | the request's id, a UUID; the log of its failures has it too, and the answer in the dialect's form |
/// | `method`, `path` | as they were sent, without the query |
/// | `route` | the path as documents write it, `/servers/{server_id}`; `-` where there is none |
/// | `operation` | the operation id of the handler; `-` where none was chosen |
/// | `version` | the version that the request got; `-` where it got none |
/// | `status` | the answer's; 0 where the client left before there was one |
/// | `media_type` | the answer's, without parameters; `-` where it has none |
/// | `bytes` | what was taken of the answer's body |
/// | `seconds` | from the request's head to the end of its answer |
/// | `user`, `client` | who asks, and from which address, where the filter [`AccessLog`](crate::filters::AccessLog) tells them; else `-` |
#[derive(Clone)]
pub struct App {
    /// One pointer, as it is cloned for every request.
    apis: Arc<Apis>,
    /// Which of the APIs answers.
    at: usize,
    /// Whether it is known that this one reads the request's path as it was sent.
    pub(crate) as_sent: bool,
    /// The API whose version document is asked for by other means than the path.
    named: Option<usize>,
}

/// All that an application is: one API, or several, each with its paths.
#[derive(Clone)]
struct Apis {
    hosts: Box<[Host]>,
    map: Arc<UrlMap>,
    /// What stands beside them, the longest paths first.
    beside: Arc<[Beside]>,
    enforcer: Arc<Enforcer>,
}

/// An API as one host serves it.
#[derive(Clone)]
struct Host {
    inner: Arc<Inner>,
    about: &'static About,
    /// What stands before it.
    front: Option<Front>,
    limits: RequestLimits,
    /// The most bytes of a body that any handler takes.
    largest_body: usize,
    public_url: PublicUrl,
    stop: Stop,
}

impl Host {
    /// Whether there are filters before the API, or before a handler.
    fn has_filters(&self) -> bool {
        self.front.is_some() || self.inner.has_filters
    }

    fn listed(&self) -> Listed {
        Listed { table: self.inner.table, dialect: self.inner.dialect, about: self.about }
    }
}

/// What one request may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLimits {
    pub(crate) body_bytes: usize,
    pub(crate) body_time: Option<Duration>,
    pub(crate) handler_time: Option<Duration>,
}

impl Default for RequestLimits {
    fn default() -> Self {
        RequestLimits { body_bytes: 1 << 20, body_time: None, handler_time: None }
    }
}

struct Inner {
    table: &'static ApiTable,
    dialect: &'static dyn Dialect,
    additions: &'static [Added],
    controllers: Box<[Built]>,
    batches: Box<[Batched]>,
    router: Router<Leaf>,
    scheme: Scheme,
    /// Whether there are filters before some of its handlers.
    has_filters: bool,
    /// What runs whether anybody waits for it or not: detached handlers, and what talks over WebSockets.
    detached: TaskTracker,
}

impl App {
    fn build(
        table: &'static ApiTable,
        dialect: &'static dyn Dialect,
        additions: &'static [Added],
        controllers: Box<[Built]>,
        batches: Box<[Batched]>,
    ) -> Self {
        let scheme = Scheme::new(table.negotiation, table.versions);
        let router = table::router(table, dialect);
        let mut resources = table.entries.iter().map(|entry| entry.resource);
        let has_filters = resources.any(|resource| {
            resource.node.pipeline.is_some() || resource.routes.iter().any(|route| route.pipeline.is_some())
        });
        let limits = RequestLimits::default();
        let largest_body = table::largest_body(table, limits.body_bytes);
        let inner = Inner {
            table,
            dialect,
            additions,
            controllers,
            batches,
            router,
            scheme,
            has_filters,
            detached: TaskTracker::new(),
        };
        let (inner, public_url, stop) = (Arc::new(inner), PublicUrl::OfHost, Stop::never());
        App::of([Host { inner, about: &About::NONE, front: None, limits, largest_body, public_url, stop }].into())
    }

    /// Puts an API behind filters.
    #[doc(hidden)]
    #[must_use]
    pub fn behind(self, front: Option<&Front>) -> Self {
        self.hosted(|host| host.front = front.cloned())
    }

    /// Puts several APIs beside each other, in the order declared.
    #[doc(hidden)]
    pub fn composite(apis: impl IntoIterator<Item = App>, declared: &'static [Declared]) -> Self {
        let hosts = apis.into_iter().flat_map(|app| app.apis.hosts.clone()).zip(declared);
        App::of(hosts.map(|(host, declared)| Host { about: &declared.about, ..host }).collect())
    }

    /// The same with this beside its APIs, and nothing else.
    #[doc(hidden)]
    #[must_use]
    pub fn with(mut self, beside: impl IntoIterator<Item = Beside>) -> Self {
        let mut beside: Vec<_> = beside.into_iter().collect();
        Beside::sort(&mut beside);
        Arc::make_mut(&mut self.apis).beside = beside.into();
        self
    }

    /// What stands beside its APIs.
    pub(crate) fn beside(&self) -> &[Beside] {
        &self.apis.beside
    }

    fn of(hosts: Box<[Host]>) -> Self {
        let apis: Vec<_> = hosts.iter().map(Host::listed).collect();
        let map = Arc::new(UrlMap::new(&apis));
        let enforcer = Arc::new(Enforcer::new(hosts.iter().map(|host| host.inner.table).collect()));
        App {
            apis: Arc::new(Apis { hosts, map, beside: Arc::default(), enforcer }),
            at: 0,
            as_sent: false,
            named: None,
        }
    }

    fn host(&self) -> &Host {
        &self.apis.hosts[self.at]
    }

    /// The rules that say who may do what.
    pub fn enforcer(&self) -> &Enforcer {
        &self.apis.enforcer
    }

    /// The tables of all APIs.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'static ApiTable> {
        self.apis.hosts.iter().map(|host| host.inner.table)
    }

    /// The same as an application declares of its APIs, without the extensions that are off.
    #[doc(hidden)]
    pub fn declared(&self, apis: &[Declared]) -> Vec<Declared> {
        apis.iter().zip(self.tables()).map(|(api, table)| api.having(table)).collect()
    }

    /// What is known of all APIs.
    pub(crate) fn listed(&self) -> impl Iterator<Item = Listed> {
        self.apis.hosts.iter().map(Host::listed)
    }

    /// What is known of the API that answers.
    pub(crate) fn listed_own(&self) -> Listed {
        self.host().listed()
    }

    /// The same where the API of a path answers.
    pub(crate) fn at(mut self, path: &str) -> Self {
        self.at = self.apis.map.find(path);
        self
    }

    /// The API's table.
    pub(crate) fn table(&self) -> &'static ApiTable {
        self.host().inner.table
    }

    /// The value that chose its pipeline, where it has several.
    pub(crate) fn pipeline(&self) -> Option<&'static str> {
        self.host().front.as_ref().and_then(|front| front.value)
    }

    /// The filters before it.
    fn front(&self) -> Option<&Chain> {
        self.host().front.as_ref().map(|front| &front.chain)
    }

    /// The handlers of a path that the router has found.
    pub(crate) fn leaf(&self, at: usize) -> &Leaf {
        self.host().inner.router.value(at)
    }

    /// The paths of all APIs, as documents write them.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &str> {
        self.apis.hosts.iter().flat_map(|host| host.inner.router.values()).map(|leaf| &*leaf.template)
    }

    /// How its failures look.
    pub(crate) fn dialect(&self) -> &'static dyn Dialect {
        self.host().inner.dialect
    }

    /// What the API adds to models.
    pub(crate) fn additions(&self) -> &'static [Added] {
        self.host().inner.additions
    }

    /// What gives fields to models in answers.
    pub(crate) fn batches(&self) -> &[Batched] {
        &self.host().inner.batches
    }

    /// What one request may take.
    pub(crate) fn limits(&self) -> RequestLimits {
        self.host().limits
    }

    /// Who knows under which URL clients see the API, where a request does not say.
    pub(crate) fn public_url(&self) -> &PublicUrl {
        &self.host().public_url
    }

    /// The same under another URL.
    pub(crate) fn seen_at(self, public_url: &PublicUrl) -> Self {
        self.hosted(|host| host.public_url = public_url.clone())
    }

    /// What a request to a handler may take.
    pub(crate) fn limits_of(&self, target: &Target, allowance: Allowance) -> RequestLimits {
        let declared = self.host().inner.table.body_bytes(target.node, target.route);
        let own = RequestLimits { body_bytes: declared.unwrap_or(self.host().limits.body_bytes), ..self.host().limits };
        allowance.within(own)
    }

    /// What a request may take of which it is not known yet to which of these handlers it goes.
    fn limits_of_any(&self, targets: &[Target], allowance: Allowance) -> RequestLimits {
        let body_bytes = targets.iter().map(|target| self.limits_of(target, allowance).body_bytes).max();
        RequestLimits { body_bytes: body_bytes.unwrap_or(self.host().limits.body_bytes), ..self.host().limits }
    }

    /// The same with other limits.
    pub(crate) fn limited(self, limits: RequestLimits) -> Self {
        self.hosted(|host| {
            let largest_body = table::largest_body(host.inner.table, limits.body_bytes);
            (host.limits, host.largest_body) = (limits, largest_body);
        })
    }

    /// Whether there are filters anywhere.
    pub(crate) fn has_filters(&self) -> bool {
        self.apis.hosts.iter().any(Host::has_filters)
    }

    /// What tells that the host is about to end.
    pub(crate) fn stop(&self) -> &Stop {
        &self.host().stop
    }

    /// The same in a host that ends then.
    pub(crate) fn stopping(self, stop: &Stop) -> Self {
        self.hosted(|host| host.stop = stop.clone())
    }

    fn hosted(mut self, change: impl FnMut(&mut Host)) -> Self {
        Arc::make_mut(&mut self.apis).hosts.iter_mut().for_each(change);
        self
    }

    /// Runs something whether anybody waits for it or not.
    #[cfg(feature = "websocket")]
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.host().inner.detached.spawn(work);
    }

    /// Waits until nothing runs that is detached. Where something begins meanwhile, it is waited for as well.
    pub(crate) async fn detached_end(&self) {
        for host in &self.apis.hosts {
            host.inner.detached.close();
            host.inner.detached.wait().await;
        }
    }

    /// What stands before a handler behind the API's own filters: its controller's pipeline and then its own, the outermost first.
    pub(crate) fn filters(&self, target: &Target) -> Option<(Chain, Option<Chain>)> {
        if target.node.pipeline.is_none() && target.route.pipeline.is_none() {
            return None;
        }
        self.host().inner.controllers.get(target.entry)?.filters(target.route.name)
    }

    /// Answers a request of a peer.
    pub(crate) fn answer(self, mut request: filter::Request, peer: &Peer) -> Answering {
        let path = request.uri().path();
        if let Some(beside) = Beside::find(&self.apis.beside, path) {
            let (beside, app) = (beside.clone(), self.at(path));
            peer.tell(true, request.extensions_mut());
            return Answering::beside(beside.answer(app, request));
        }
        let app = self.asked(path, request.headers());
        peer.tell(app.host().has_filters(), request.extensions_mut());
        let exchange = Exchange::new(app.host().inner.dialect);
        Answering::start(Arrived::new(app, request, exchange, Allowance::default()))
    }

    /// The same where the API answers that a request asks for.
    pub(crate) fn asked(mut self, path: &str, headers: &HeaderMap) -> Self {
        let map = &self.apis.map;
        (self.at, self.as_sent) = map.find_read(path);
        self.named = map.named(self.at, headers);
        if let Some(named) = self.named {
            self.at = map.find(map.document(named));
        }
        self
    }

    /// A controller, looked for first where it should be.
    pub(crate) fn controller<C: 'static>(&self, likely: usize) -> &C {
        let all = &self.host().inner.controllers;
        let found = all.get(likely).and_then(Built::controller);
        let found = found.or_else(|| Built::of_type(all, TypeId::of::<C>())?.controller());
        found.expect("an API lists its handlers' controllers and their parents: `check::api::entry`")
    }
}

impl<B> Service<Request<B>> for App
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        self.clone().answer(request.map(Body::new), &Peer::default())
    }
}

impl fmt::Debug for App {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("App")
            .field("apis", &self.tables().map(|table| table.name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
