//! What a server serves: the API, and what stands beside it, each at a path of its own.
//!
//! What is asked for beside the API is found before it, so a path beside it that the API has as well is refused at start.

use core::fmt;

use terrace_model::Segment;
use terrace_model::path;

use super::error::ServeError;
use super::listener::Address;
use super::worker::Workers;
use crate::app::{Answering, App, RequestLimits};
use crate::beside::{Beside, Health};
use crate::filter::Request;
use crate::peer::Peer;
use crate::stop::Stop;

/// APIs and what stands beside them. Clones share everything.
#[derive(Clone, Debug)]
pub(super) struct Site {
    app: App,
}

impl Beside {
    fn problem(&self, problem: impl fmt::Display) -> ServeError {
        ServeError::new(self.setting, format!("`{}` {problem}", self.path), None)
    }
}

impl Site {
    /// Puts everything in its place.
    pub(super) fn new(app: App, own: Vec<Beside>, health: Option<Health>) -> Result<Self, ServeError> {
        let mut beside = app.beside().to_vec();
        beside.extend(own);
        beside.extend(health.into_iter().flat_map(Beside::of_health));
        for (at, one) in beside.iter().enumerate() {
            if let Some(name) = one.doubled() {
                let problem = format!("two checks have the name `{name}`; rename one");
                return Err(ServeError::new(one.setting, problem, None));
            }
            is_plain(&one.path).map_err(|problem| one.problem(problem))?;
            if let Some(other) = beside[..at].iter().find(|other| other.path == one.path) {
                let by = if other.setting == one.setting {
                    "twice".to_owned()
                } else {
                    format!("by `{}` as well", other.setting)
                };
                return Err(one.problem(format_args!("is taken {by}; choose another path")));
            }
            if let Some(route) = app.templates().find(|route| one.takes(route)) {
                return Err(one.problem(format_args!("would hide `{route}` of the API; choose another path")));
            }
        }
        #[cfg(feature = "prometheus")]
        if beside.iter().any(Beside::is_metrics) {
            crate::metrics::begin().map_err(|cause| {
                let problem = "another recorder of metrics is in place; let it tell of them instead";
                ServeError::new("metrics", problem, Some(cause))
            })?;
        }
        Ok(Site { app: app.with(beside) })
    }

    /// The APIs.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    pub(super) fn limited(self, limits: RequestLimits) -> Self {
        Site { app: self.app.limited(limits) }
    }

    pub(super) fn stopping(self, stop: &Stop) -> Self {
        Site { app: self.app.stopping(stop) }
    }

    /// See [`App::has_filters`].
    pub(super) fn has_filters(&self) -> bool {
        self.app.has_filters()
    }

    /// See [`App::detached_end`].
    pub(super) async fn detached_end(&self) {
        self.app.detached_end().await;
    }

    pub(super) fn call(&self, request: Request, peer: &Peer) -> Answering {
        self.app.clone().answer(request, peer)
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
            let mounts: Vec<_> = mounts.into_iter().map(|mount| path::written(mount.path)).collect();
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
        let beside = self.app.beside();
        if !beside.is_empty() {
            let beside: Vec<_> = beside.iter().rev().map(Beside::to_string).collect();
            tracing::info!("serving {} beside it", beside.join(", "));
        }
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
