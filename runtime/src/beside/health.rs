//! Whether a server is alive, and whether it is ready: what an orchestrator or a balancer asks.

use core::fmt;
use core::panic::AssertUnwindSafe;
use core::time::Duration;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use http::{Response as Answer, StatusCode};
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::answer::Response;
use crate::body::{Body, BoxError};
use crate::dialect::chain;
use crate::panic;
use crate::stop::Stop;

/// How long an outcome is told to others: so often, at most, do those who ask cause work.
const FRESH: Duration = Duration::from_secs(1);

/// Tells whether a server is alive and whether it is ready, at two paths beside the API: [`Server::health`](crate::Server::health).
///
/// | path | asks | answers |
/// |---|---|---|
/// | `/healthz` | whether the process should be left to live | 200 `{"status":"alive"}` |
/// | `/readyz` | whether it should get requests | 200 `{"status":"ready"}` where all checks pass; 503 `{"status":"not ready","failed":["database"]}`; 503 `{"status":"draining"}` once the server is asked to end, before it closes a connection ([`Limits::drain_delay`](crate::Limits::drain_delay)) |
///
/// Both answer GET and HEAD. Why a check failed is in the log alone. Checks run at the same time, each within
/// [`Health::time`], and once a second at most, however many ask; a check that panics has failed.
///
/// ```
/// # use terrace::{Application, Health, Server};
/// # #[derive(Clone)]
/// # struct Store;
/// # impl Store { async fn ping(&self) -> Result<(), std::io::Error> { Ok(()) } }
/// # fn example<A: Application>(api: A, store: Store) -> Server {
/// Server::new(api).health(Health::new().check("database", move || {
///     let store = store.clone();
///     async move { store.ping().await }
/// }))
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Health {
    pub(super) alive: String,
    pub(super) ready: String,
    time: Duration,
    checks: Vec<Check>,
}

#[derive(Clone)]
struct Check {
    name: String,
    run: Arc<dyn Fn() -> BoxFuture<'static, Result<(), BoxError>> + Send + Sync>,
}

impl Default for Health {
    fn default() -> Self {
        let time = Duration::from_secs(2);
        Health { alive: "/healthz".to_owned(), ready: "/readyz".to_owned(), time, checks: Vec::new() }
    }
}

impl Health {
    /// Health without checks: the server is ready until it is asked to end.
    pub fn new() -> Self {
        Health::default()
    }

    /// Adds something without which the server is not ready, under the name by which clients are told of it. Of two of one
    /// name, a server does not start.
    #[must_use]
    pub fn check<F, Fut, E>(mut self, name: impl Into<String>, check: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let run = Arc::new(move || check().map(|outcome| outcome.map_err(Into::into)).boxed());
        self.checks.push(Check { name: name.into(), run });
        self
    }

    /// How long each check may take: 2 seconds, unless told otherwise.
    #[must_use]
    pub fn time(self, time: Duration) -> Self {
        Health { time, ..self }
    }

    /// Where it is told whether the server is alive, instead of `/healthz`.
    #[must_use]
    pub fn alive_at(self, path: impl Into<String>) -> Self {
        Health { alive: path.into(), ..self }
    }

    /// Where it is told whether the server is ready, instead of `/readyz`.
    #[must_use]
    pub fn ready_at(self, path: impl Into<String>) -> Self {
        Health { ready: path.into(), ..self }
    }
}

impl Check {
    async fn passes(&self, time: Duration) -> bool {
        let running = AssertUnwindSafe(async { (self.run)().await }).catch_unwind();
        let problem = match timeout(time, running).await {
            Ok(Ok(Ok(()))) => return true,
            Ok(Ok(Err(error))) => chain(&*error),
            Ok(Err(panic)) => format!("panicked: {}", panic::message(&*panic)),
            Err(_) => format!("took more than {time:?}"),
        };
        tracing::warn!(check = self.name, error = problem, "the server is not ready");
        false
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Check").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What is told of a server's health.
#[derive(Serialize)]
struct Told<'t> {
    status: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    failed: &'t [String],
}

/// That the server is alive, as it can say so.
pub(super) fn alive() -> Response {
    told(StatusCode::OK, "alive", &[])
}

/// Who is asked whether the server is ready.
#[derive(Debug)]
pub(super) struct Readiness {
    health: Health,
    /// Which checks had failed, and when.
    last: Mutex<Option<(Instant, Vec<String>)>>,
}

impl Readiness {
    pub(super) fn new(health: Health) -> Self {
        Readiness { health, last: Mutex::new(None) }
    }

    /// A name that two checks have.
    pub(super) fn doubled(&self) -> Option<&str> {
        let names = self.health.checks.iter().map(|check| &*check.name);
        names
            .enumerate()
            .find(|(at, name)| self.health.checks[..*at].iter().any(|one| one.name == *name))
            .map(|(_, name)| name)
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = &str> {
        self.health.checks.iter().map(|check| &*check.name)
    }

    pub(super) async fn answer(&self, stop: &Stop) -> Response {
        if stop.is_stopping() {
            return told(StatusCode::SERVICE_UNAVAILABLE, "draining", &[]);
        }
        match &*self.failed().await {
            [] => told(StatusCode::OK, "ready", &[]),
            failed => told(StatusCode::SERVICE_UNAVAILABLE, "not ready", failed),
        }
    }

    /// The checks that fail. Who asks while others wait for it waits with them.
    async fn failed(&self) -> Vec<String> {
        let mut last = self.last.lock().await;
        if let Some((at, failed)) = &*last
            && at.elapsed() < FRESH
        {
            return failed.clone();
        }
        let Health { checks, time, .. } = &self.health;
        let passed = join_all(checks.iter().map(|check| check.passes(*time))).await;
        let failed = checks.iter().zip(passed).filter(|(_, passed)| !passed).map(|(check, _)| check.name.clone());
        let failed: Vec<_> = failed.collect();
        *last = Some((Instant::now(), failed.clone()));
        failed
    }
}

fn told(status: StatusCode, word: &'static str, failed: &[String]) -> Response {
    let text = serde_json::to_vec(&Told { status: word, failed }).expect("texts have a form in JSON");
    let mut response = Answer::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
