//! What a server serves: the API, and what stands beside it, each at a path of its own.
//!
//! What is asked for beside the API is found before it, so a path beside it that the API has as well is refused at start.

use core::cmp::Reverse;
use core::fmt;
use core::pin::Pin;
use core::task::{self, Poll};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::header::{ALLOW, HeaderValue};
use http::{Method, Request, StatusCode};
use terrace_model::Segment;
use terrace_model::path;
use tower_service::Service;

use super::error::ServeError;
use super::health::{self, Health, Readiness};
use super::listener::Address;
use super::mount::Mounted;
use super::worker::Workers;
use crate::answer::Response;
use crate::app::{Answering, App, RequestLimits};
use crate::body::{Body, BoxError};
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::stop::Stop;

/// An API and what stands beside it. Clones share everything.
#[derive(Clone, Debug)]
pub(super) struct Site {
    app: App,
    /// The longest paths first.
    beside: Arc<[Beside]>,
}

/// What stands beside the API.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    /// The setting that put it there.
    setting: &'static str,
    path: Arc<str>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// A service, at the path and below.
    Mounted(Mounted),
    Alive,
    Ready(Arc<Readiness>),
    #[cfg(feature = "prometheus")]
    Metrics,
}

impl Beside {
    pub(super) fn mounted(path: String, service: Mounted) -> Self {
        Beside { setting: "mount", path: path.into(), what: What::Mounted(service) }
    }

    #[cfg(feature = "prometheus")]
    pub(super) fn metrics(path: String) -> Self {
        Beside { setting: "metrics", path: path.into(), what: What::Metrics }
    }

    fn of_health(health: Health) -> [Self; 2] {
        let beside = |path: &str, what| Beside { setting: "health", path: path.into(), what };
        let alive = beside(&health.alive, What::Alive);
        let ready = beside(&health.ready.clone(), What::Ready(Arc::new(Readiness::new(health))));
        [alive, ready]
    }

    fn takes(&self, path: &str) -> bool {
        match (&self.what, path.strip_prefix(&*self.path)) {
            (_, Some("")) => true,
            (What::Mounted(_), Some(tail)) => tail.starts_with('/'),
            _ => false,
        }
    }

    fn problem(&self, problem: impl fmt::Display) -> ServeError {
        ServeError::new(self.setting, format!("`{}` {problem}", self.path), None)
    }
}

impl Site {
    /// Puts everything in its place.
    pub(super) fn new(app: App, mut beside: Vec<Beside>, health: Option<Health>) -> Result<Self, ServeError> {
        if let Some(name) = health.as_ref().and_then(Health::doubled) {
            return Err(ServeError::new("health", format!("two checks have the name `{name}`; rename one"), None));
        }
        beside.extend(health.into_iter().flat_map(Beside::of_health));
        let routes = routes(&app);
        for (at, one) in beside.iter().enumerate() {
            is_plain(&one.path).map_err(|problem| one.problem(problem))?;
            if let Some(other) = beside[..at].iter().find(|other| other.path == one.path) {
                let by = if other.setting == one.setting {
                    "twice".to_owned()
                } else {
                    format!("by `{}` as well", other.setting)
                };
                return Err(one.problem(format_args!("is taken {by}; choose another path")));
            }
            if let Some(route) = routes.iter().find(|route| one.takes(route)) {
                return Err(one.problem(format_args!("would hide `{route}` of the API; choose another path")));
            }
        }
        #[cfg(feature = "prometheus")]
        if beside.iter().any(|one| matches!(one.what, What::Metrics)) {
            crate::metrics::begin().map_err(|cause| {
                let problem = "another recorder of metrics is in place; let it tell of them instead";
                ServeError::new("metrics", problem, Some(cause))
            })?;
        }
        beside.sort_by_key(|one| Reverse(one.path.len()));
        Ok(Site { app, beside: beside.into() })
    }

    pub(super) fn limited(self, limits: RequestLimits) -> Self {
        Site { app: self.app.limited(limits), ..self }
    }

    pub(super) fn stopping(self, stop: &Stop) -> Self {
        Site { app: self.app.stopping(stop), ..self }
    }

    /// See [`App::detached_end`].
    pub(super) async fn detached_end(&self) {
        self.app.detached_end().await;
    }

    pub(super) fn call<B>(&self, request: Request<B>) -> Serving
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        match self.beside.iter().find(|one| one.takes(request.uri().path())) {
            None => Serving::Api(self.app.clone().call(request)),
            Some(one) => {
                let app = self.app.clone().at(request.uri().path());
                Serving::Beside(one.clone().answer(app, request.map(Body::new)))
            }
        }
    }

    /// Tells the log what is served, and where.
    pub(super) fn announce(&self, addresses: &[Address], workers: Workers) {
        let addresses: Vec<_> = addresses.iter().map(Address::to_string).collect();
        let workers = match (workers, workers.sockets()) {
            (Workers::Shared, _) => "on the runtime of the program".to_owned(),
            (_, 1) => "with 1 worker".to_owned(),
            (_, count) => format!("with {count} workers"),
        };
        for table in self.app.tables() {
            let own = table.entries.iter().flat_map(|entry| entry.mounts.unwrap_or_default());
            let mounts = if table.mounts.is_empty() { own.collect() } else { Vec::from_iter(table.mounts) };
            let mounts: Vec<_> = mounts.into_iter().map(|mount| written(mount.path)).collect();
            let versions = match (table.versions, table.negotiation.pinned()) {
                (None, _) => None,
                (_, Some(version)) => Some(format!(", version {version}")),
                (Some(set), None) => Some(format!(", versions {} to {}", set.oldest(), set.newest())),
            };
            tracing::info!(
                "serving {} at {}, below {}{}, {workers}",
                table.name,
                addresses.join(" and "),
                mounts.join(" and "),
                versions.unwrap_or_default()
            );
        }
        if !self.beside.is_empty() {
            let beside: Vec<_> = self.beside.iter().rev().map(Beside::to_string).collect();
            tracing::info!("serving {} beside it", beside.join(", "));
        }
    }
}

impl Beside {
    fn answer(self, app: App, request: Request<Body>) -> BoxFuture<'static, Response> {
        match self.what {
            What::Mounted(service) => async move {
                let answered = service.answer(self.path, app.clone(), request).await;
                answered.unwrap_or_else(|failure| failed(&app, &failure))
            }
            .boxed(),
            _ if ![Method::GET, Method::HEAD].contains(request.method()) => async { only_read() }.boxed(),
            What::Alive => async { health::alive() }.boxed(),
            What::Ready(readiness) => async move { readiness.answer(app.stop()).await }.boxed(),
            #[cfg(feature = "prometheus")]
            What::Metrics => async { crate::metrics::told() }.boxed(),
        }
    }
}

impl fmt::Display for Beside {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path)?;
        match &self.what {
            What::Mounted(_) => out.write_str(" (mounted)"),
            What::Alive => out.write_str(" (whether it is alive)"),
            What::Ready(readiness) => {
                let checks: Vec<_> = readiness.checks().collect();
                let checks = if checks.is_empty() { String::new() } else { format!(": {}", checks.join(", ")) };
                write!(out, " (whether it is ready{checks})")
            }
            #[cfg(feature = "prometheus")]
            What::Metrics => out.write_str(" (metrics)"),
        }
    }
}

/// An answer on its way, of the API or of what stands beside it.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are of the API, and a box would be one more allocation for each"
)]
pub(super) enum Serving {
    Api(Answering),
    Beside(BoxFuture<'static, Response>),
}

impl Future for Serving {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Response> {
        match &mut *self {
            Serving::Api(answering) => answering.poll_unpin(task).map(|Ok(response)| response),
            Serving::Beside(answering) => answering.poll_unpin(task),
        }
    }
}

impl fmt::Debug for Serving {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Serving").finish_non_exhaustive()
    }
}

/// What a mounted service fails with on its way, as the API would say it.
fn failed(app: &App, failure: &Failure) -> Response {
    let exchange = Exchange::new(app.dialect());
    let mut response = dialect::answer(failure, &exchange);
    app.dialect().identify(exchange.request_id(), response.headers_mut());
    response
}

/// The answer to a method that does not read.
fn only_read() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// The paths of the APIs' routes, as documents write them.
fn routes(app: &App) -> Vec<String> {
    let routes = app.tables().flat_map(|table| table.entries.iter().flat_map(|entry| table.paths_of(entry)));
    routes.map(|path| written(&path)).collect()
}

fn written(path: &[Segment<'_>]) -> String {
    match path {
        [] => "/".to_owned(),
        path => path.iter().map(|segment| format!("/{segment}")).collect(),
    }
}

/// Whether a path is one or more literal segments.
fn is_plain(path: &str) -> Result<(), &'static str> {
    let segments = path::parse(path).map_err(|_| "is no path; write one like `/ui`")?;
    match segments.last() {
        None => Err("is the whole site; write a path like `/ui`"),
        Some(Segment::Literal("")) => Err("ends with a `/`; write it without"),
        _ if segments.iter().any(|segment| matches!(segment, Segment::Variable(_))) => {
            Err("has a variable; write it without")
        }
        _ => Ok(()),
    }
}
