//! A server with its sockets open: how it begins, serves and ends.

use core::future::pending;
use core::time::Duration;
use std::net::SocketAddr;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::task::AbortOnDropHandle;

use super::connection::{Connections, Phase};
use super::error::{Cause, ServeError};
use super::limits::Limits;
use super::listener::{Address, Opened};
use super::log;
use super::reload::{Reach, Reload};
use super::signal::asked_to_end;
use super::site::Site;
use super::task::{self, Hook, Task};
#[cfg(feature = "tls")]
use super::tls::Renewing;
use super::worker::{Crew, Work, Workers};
use crate::policy;
use crate::stop::Stop;

/// What ends a server.
type End = BoxFuture<'static, ()>;

/// How long workers may take to drop what is over.
const CUTTING: Duration = Duration::from_secs(1);

/// A server with its sockets open.
#[derive(Debug)]
pub struct Bound {
    pub(super) site: Site,
    pub(super) limits: Limits,
    pub(super) workers: Workers,
    pub(super) addresses: Vec<Address>,
    pub(super) opened: Vec<Opened>,
    pub(super) tasks: Vec<Task>,
    pub(super) on_start: Vec<Hook>,
    pub(super) on_stop: Vec<Hook>,
    pub(super) reload: Option<Box<dyn Reload>>,
    pub(super) reader: Option<policy::Reader>,
    pub(super) log: Option<log::Level>,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Renewing>,
}

impl Bound {
    /// The first TCP address that it listens on, where there is one.
    pub fn address(&self) -> Option<SocketAddr> {
        self.addresses.iter().find_map(|address| match address {
            Address::Tcp(address) => Some(*address),
            #[cfg(feature = "tls")]
            Address::Tls(address) => Some(*address),
            #[cfg(unix)]
            Address::Unix(_) => None,
        })
    }

    /// All that it listens on, in the order in which it was told.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// See [`Server::serve`](crate::Server::serve).
    ///
    /// # Errors
    ///
    /// Where something fails that is done [at the start](crate::Server::on_start) or [at the end](crate::Server::on_stop), or
    /// where a worker breaks. What goes wrong with one connection concerns no other.
    pub async fn serve(self) -> Result<(), ServeError> {
        self.run(asked_to_end(), asked_to_end).await
    }

    /// As [`Bound::serve`], but until a future is done.
    ///
    /// # Errors
    ///
    /// See [`Bound::serve`].
    pub async fn serve_until(self, end: impl Future<Output = ()>) -> Result<(), ServeError> {
        let (tell, told) = oneshot::channel::<()>();
        let mut serving = self.run(told.map(drop).boxed(), || pending().boxed());
        tokio::select! {
            biased;
            result = &mut serving => result,
            () = end => {
                drop(tell);
                serving.await
            }
        }
    }

    /// In a box, so that the program of the caller has no copy of what is done.
    fn run(self, end: End, again: fn() -> End) -> BoxFuture<'static, Result<(), ServeError>> {
        Box::pin(self.run_until(end, again))
    }

    /// Serves until the first future is done, and drains until the other one is, at most.
    async fn run_until(self, mut end: End, again: fn() -> End) -> Result<(), ServeError> {
        let Bound {
            site, limits, workers, addresses, mut opened, tasks, on_start, on_stop, reload, reader, log, ..
        } = self;
        #[cfg(feature = "tls")]
        let tls = self.tls;
        let reach = Reach {
            app: site.app().clone(),
            reader,
            log,
            #[cfg(feature = "tls")]
            tls: tls.as_ref().map(Renewing::files),
        };
        let _reloading = reload.map(|reload| AbortOnDropHandle::new(tokio::spawn(reload.run(reach))));
        tokio::select! {
            biased;
            started = task::all(on_start) => started.map_err(|cause| failed("on_start", "the service cannot start", cause))?,
            () = &mut end => return Ok(()),
        }
        site.announce(&addresses, workers);
        let (stopper, stop) = Stop::new();
        let site = site.stopping(&stop);
        #[cfg(feature = "tls")]
        let (acceptor, _renewing) = match tls.map(|tls| (tls.acceptor(), tokio::spawn(tls.run()))) {
            Some((acceptor, renewing)) => (Some(acceptor), Some(AbortOnDropHandle::new(renewing))),
            None => (None, None),
        };
        let connections = || {
            let connections = Connections::new(site.clone(), limits.clone());
            #[cfg(feature = "tls")]
            let connections = connections.over_tls(acceptor.clone());
            connections
        };
        let work = share(&mut opened, limits.connections, connections);
        let mut crew = Crew::start(workers, work).map_err(broken)?;
        let mut tasks: JoinSet<()> = tasks.into_iter().map(|task| task.run(stop.clone())).collect();
        let result = tokio::select! {
            () = end => Ok(()),
            result = crew.one_ends() => result.map_err(broken),
        };
        tracing::info!("ending");
        let mut again = again();
        stopper.stop();
        let drained = async {
            if result.is_ok() {
                sleep(limits.drain_delay).await;
            }
            drop(opened);
            crew.tell(Phase::Draining);
            let all_end = async {
                let ended = crew.all_end().await.map_err(broken);
                while tasks.join_next().await.is_some() {}
                ended
            };
            timeout(limits.drain_time, all_end).await
        };
        let (drained, is_rushed) = tokio::select! {
            drained = drained => (drained, false),
            () = &mut again => (Ok(Ok(())), true),
        };
        let result = result.and(drained.unwrap_or_else(|_| {
            tracing::warn!("some requests or tasks did not end in time");
            Ok(())
        }));
        tasks.abort_all();
        crew.tell(Phase::Over);
        // A worker that is held by its work does not hold the server.
        let _ = timeout(CUTTING, crew.all_end()).await;
        if is_rushed {
            tracing::warn!("ended before all was done, as it was asked to end again");
            return result;
        }
        tokio::select! {
            stopped = timeout(limits.drain_time, task::each(on_stop)) => match stopped {
                Ok(stopped) => result.and(stopped.map_err(|cause| failed("on_stop", "the service did not end well", cause))),
                Err(_) => {
                    tracing::warn!("what is done at the end did not end in time");
                    result
                }
            },
            () = again => result,
        }
    }
}

/// The sockets, shared out among the workers.
fn share(opened: &mut [Opened], connections: usize, serving: impl Fn() -> Connections) -> Vec<Work> {
    let places = Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS)));
    let mut work = Vec::new();
    loop {
        let sockets: Vec<_> = opened.iter_mut().filter_map(|opened| opened.sockets.pop()).collect();
        if sockets.is_empty() {
            return work;
        }
        work.push(Work { sockets, connections: serving(), places: Arc::clone(&places) });
    }
}

fn broken(cause: impl Into<Cause>) -> ServeError {
    failed("workers", "a worker broke, so that the server ended", cause.into())
}

fn failed(setting: &'static str, problem: &str, cause: Cause) -> ServeError {
    ServeError::new(setting, problem, Some(cause))
}
