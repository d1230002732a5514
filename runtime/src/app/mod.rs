//! An API with its controllers built: from a request to its answer.
//!
//! The checks of a request, in order: its path and method (OPTIONS is answered here), its version, its content type, for actions the body and its
//! key, the handler's range of versions. What follows is the handler's: arguments, loaders, the call itself.

mod answering;
mod negotiate;
pub(crate) mod table;

use core::any::{Any, TypeId};
use core::convert::Infallible;
use core::fmt;
use core::task::{self, Poll};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use terrace_model::router::Router;
use tower_service::Service;

use crate::answer::Response;
use crate::body::{Body, BodyError};
use crate::context::Context;
use crate::controller::{Api, Controller};
use crate::dialect::{self, Dialect};
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::json;
use crate::private::ApiTable;
use crate::state::{FromState, Parts as State};

pub use answering::Answering;
use negotiate::{Echo, Scheme};
use table::{Choices, Leaf, Media, Target};

/// An API with its controllers built: what serves requests. Clones share everything.
///
/// By itself it limits the bytes of a body and no time; a [`Server`](crate::Server) sets its own
/// [`Limits`](crate::Limits).
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    limits: RequestLimits,
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
    controllers: Box<[Built]>,
    router: Router<Leaf>,
    scheme: Scheme,
}

/// A controller, built.
pub struct Built {
    of: TypeId,
    controller: Box<dyn Any + Send + Sync>,
}

impl Built {
    /// Builds a controller from its parts.
    pub fn of<C: FromState<S> + Send + Sync + 'static, S>(parts: &State<S>) -> Self {
        Built { of: TypeId::of::<C>(), controller: Box::new(C::from_state(parts)) }
    }
}

impl App {
    /// Builds an API from its controllers, in the order of its table.
    #[doc(hidden)]
    pub fn new<A: Api>(controllers: impl IntoIterator<Item = Built>) -> Self {
        App::build(A::TABLE, A::DIALECT, controllers.into_iter().collect())
    }

    fn build(table: &'static ApiTable, dialect: &'static dyn Dialect, controllers: Box<[Built]>) -> Self {
        let scheme = Scheme::new(table.negotiation, table.versions);
        let router = table::router(table, dialect.answers_head_and_options());
        App { inner: Arc::new(Inner { table, dialect, controllers, router, scheme }), limits: RequestLimits::default() }
    }

    /// The API's table.
    pub(crate) fn table(&self) -> &'static ApiTable {
        self.inner.table
    }

    /// What one request may take.
    pub(crate) fn limits(&self) -> RequestLimits {
        self.limits
    }

    /// The same with other limits.
    pub(crate) fn limited(self, limits: RequestLimits) -> Self {
        App { limits, ..self }
    }

    /// A controller, looked for first where it should be.
    pub(crate) fn controller<C: Controller>(&self, likely: usize) -> &C {
        let all = &self.inner.controllers;
        let is = |built: &&Built| built.of == TypeId::of::<C>();
        let built = all.get(likely).filter(is).or_else(|| all.iter().find(is));
        built
            .and_then(|built| built.controller.downcast_ref())
            .expect("an API lists its handlers' controllers and their parents: `check::api::entry`")
    }

    /// All that happens before a handler is called.
    fn admit(&self, parts: Parts, body: Body, exchange: &mut Exchange, echo: &mut Echo) -> Result<Admitted, Failure> {
        let app = &*self.inner;
        let Ok(Some(found)) = app.router.find(parts.uri.path()) else { return Err(unrouted()) };
        let leaf = found.value;
        if leaf.tells(&parts.method) {
            return Ok(Admitted::Methods(leaf.allow.clone()));
        }
        let Some(choices) = leaf.choices(&parts.method) else {
            return Err(Failure::of(Origin::WrongMethod, 405).header(ALLOW, leaf.allow.clone()));
        };
        let variables: Vec<_> =
            leaf.names.iter().copied().zip(found.values.into_iter().map(|value| value.into_owned())).collect();
        if choices.versioned {
            let chosen = app.scheme.choose(&parts.headers, &variables);
            *echo = chosen.echo;
            exchange.version = chosen.version?;
        }
        self.media_type(&parts, &body, choices, exchange)?;
        let (target, actions) = if choices.actions {
            (choices.targets.first().copied(), Some(Arc::clone(&choices.targets)))
        } else {
            (choices.at(exchange.version), None)
        };
        let target = target.ok_or_else(not_in_version)?;
        let cx = Context::new(self.clone(), *exchange, target, parts, body, variables);
        Ok(Admitted::Handled { cx, actions })
    }

    fn media_type(&self, parts: &Parts, body: &Body, choices: &Choices, exchange: &Exchange) -> Result<(), Failure> {
        let Some(media) = choices.reads(exchange.version).filter(|_| !http_body::Body::is_end_stream(body)) else {
            return Ok(());
        };
        // Bytes that are no text are no media type either.
        let content_type = parts.headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap_or("?"));
        let (is_right, expected) = match media {
            Media::Json => (self.inner.dialect.is_json(content_type), "application/json"),
            Media::Form => (content_type.is_some_and(dialect::is_form), dialect::FORM),
        };
        if is_right {
            return Ok(());
        }
        Err(Failure::of(Origin::MediaType, 415).detail(match content_type {
            Some(found) => format!("the body is `{found}`, where `{expected}` was expected"),
            None => format!("the body has no content type, where `{expected}` was expected"),
        }))
    }
}

/// A request that nothing is wrong with so far.
#[expect(clippy::large_enum_variant, reason = "it is taken apart where it is returned")]
enum Admitted {
    /// It may reach its handler.
    Handled {
        cx: Context,
        /// The actions among which the body's key chooses.
        actions: Option<Arc<Vec<Target>>>,
    },
    /// It asks for the methods of a path.
    Methods(HeaderValue),
}

/// Chooses the handler of an action by the body's one key.
fn act(cx: &mut Context, actions: &[Target], body: Bytes) -> Result<(), Failure> {
    let Some(key) = json::only_key(&body).map_err(|error| Failure::of_body(&error))? else {
        let detail = "the body is not an object with one key, the action's name";
        return Err(Failure::of(Origin::NotAnAction, 400).detail(detail));
    };
    let mut named = actions.iter().filter(|target| target.route.action == Some(&key)).peekable();
    if named.peek().is_none() {
        let detail = format!("there is no action `{key}`");
        return Err(Failure::of(Origin::UnknownAction(key), 400).detail(detail));
    }
    let target = named.find(|target| target.holds(cx.version())).ok_or_else(not_in_version)?;
    cx.set_body(body);
    cx.aim(*target);
    Ok(())
}

fn unrouted() -> Failure {
    Failure::of(Origin::Unrouted, 404)
}

fn not_in_version() -> Failure {
    Failure::of(Origin::NotInVersion, 404)
}

impl<B> Service<Request<B>> for App
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BodyError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        let (parts, body) = request.into_parts();
        Answering::start(self, parts, Body::new(body))
    }
}

impl fmt::Debug for App {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("App").field("api", &self.inner.table.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Built").finish_non_exhaustive()
    }
}
