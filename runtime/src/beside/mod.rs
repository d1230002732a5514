//! What stands beside APIs, each at a path of its own: health, metrics, and any other service.
//!
//! A composite declares it, or a server has it; in both cases it is found before the APIs. So a path beside them that one has as well is
//! refused, where a composite is compiled or a server starts.

mod folder;
mod health;
mod mounted;

use core::cmp::Reverse;
use core::fmt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::header::{ALLOW, HeaderValue};
use http::{Method, Request, StatusCode};
use tower_service::Service;

use crate::answer::Response;
use crate::app::App;
use crate::body::{Body, BoxError};
use crate::dialect;
use crate::exchange::Exchange;
use crate::failure::Failure;

pub use health::Health;
use health::Readiness;
use mounted::Mounted;
pub use mounted::OriginalUri;

/// What stands beside APIs.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The setting that put it there.
    pub(crate) setting: &'static str,
    pub(crate) path: Arc<str>,
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

/// What a composite says.
const COMPOSITE: &str = "beside";

impl Beside {
    /// A service, at a path and below.
    pub(crate) fn mounted<S, B>(setting: &'static str, path: &str, service: S) -> Self
    where
        S: Service<Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Beside { setting, path: path.into(), what: What::Mounted(Mounted::new(service)) }
    }

    /// A service of a composite.
    pub fn service<S, B>(path: &str, service: S) -> Self
    where
        S: Service<Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Beside::mounted(COMPOSITE, path, service)
    }

    /// The files of a folder.
    pub fn folder(path: &str, folder: impl AsRef<Path>) -> Self {
        Beside::mounted(COMPOSITE, path, folder::of(folder.as_ref()))
    }

    /// Whether the process is alive.
    pub fn alive(path: &str) -> Self {
        Beside { setting: COMPOSITE, path: path.into(), what: What::Alive }
    }

    /// Whether it is ready, as these checks say.
    pub fn ready(path: &str, health: Health) -> Self {
        Beside { setting: COMPOSITE, path: path.into(), what: What::Ready(Arc::new(Readiness::new(health))) }
    }

    #[cfg(feature = "prometheus")]
    pub(crate) fn metrics(path: &str) -> Self {
        Beside { setting: "metrics", path: path.into(), what: What::Metrics }
    }

    #[cfg(feature = "prometheus")]
    pub(crate) fn is_metrics(&self) -> bool {
        matches!(self.what, What::Metrics)
    }

    /// What a server tells of its health.
    pub(crate) fn of_health(health: Health) -> [Self; 2] {
        let setting = "health";
        let alive = Beside { setting, ..Beside::alive(&health.alive) };
        let ready = Beside { setting, ..Beside::ready(&health.ready.clone(), health) };
        [alive, ready]
    }

    /// The one among some that has a path, which has the longest. They are in the order of [`Beside::sort`].
    pub(crate) fn find<'b>(all: &'b [Beside], path: &str) -> Option<&'b Beside> {
        all.iter().find(|one| one.takes(path))
    }

    /// Puts the longest paths first.
    pub(crate) fn sort(all: &mut [Beside]) {
        all.sort_by_key(|one| Reverse(one.path.len()));
    }

    /// A name that two of its checks have.
    pub(crate) fn doubled(&self) -> Option<&str> {
        match &self.what {
            What::Ready(readiness) => readiness.doubled(),
            _ => None,
        }
    }

    pub(crate) fn takes(&self, path: &str) -> bool {
        match (&self.what, path.strip_prefix(&*self.path)) {
            (_, Some("")) => true,
            (What::Mounted(_), Some(tail)) => tail.starts_with('/'),
            _ => false,
        }
    }

    /// Answers as what stands beside this app.
    pub(crate) fn answer(self, app: App, request: Request<Body>) -> BoxFuture<'static, Response> {
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
