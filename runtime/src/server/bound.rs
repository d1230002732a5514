//! A server with its sockets open: how it begins, serves and ends.

use core::future::pending;
use core::time::Duration;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::announce;
use super::connection::{Connections, Phase};
use super::error::{Cause, ServeError};
use super::limits::Limits;
use super::listener::{Address, Opened};
use super::signal::asked_to_end;
use super::worker::{Crew, Work, Workers};
use crate::app::App;
use crate::stop::Stop;

/// How long workers may take to drop what is over.
const CUTTING: Duration = Duration::from_secs(1);

/// A server with its sockets open.
#[derive(Debug)]
pub struct Bound {
    pub(super) app: App,
    pub(super) limits: Limits,
    pub(super) workers: Workers,
    pub(super) addresses: Vec<Address>,
    pub(super) opened: Vec<Opened>,
}

impl Bound {
    /// The first TCP address that it listens on, where there is one.
    pub fn address(&self) -> Option<SocketAddr> {
        self.addresses.iter().find_map(|address| match address {
            Address::Tcp(address) => Some(*address),
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
    /// Where a worker cannot start, or breaks. What goes wrong with one connection concerns no other.
    pub async fn serve(self) -> Result<(), ServeError> {
        self.run(asked_to_end(), asked_to_end).await
    }

    /// As [`Bound::serve`], but until a future is done.
    ///
    /// # Errors
    ///
    /// See [`Bound::serve`].
    pub async fn serve_until(self, end: impl Future<Output = ()>) -> Result<(), ServeError> {
        self.run(end, pending).await
    }

    /// Serves until the first future is done, and drains until the other one is, at most.
    async fn run<E>(self, end: impl Future<Output = ()>, again: impl FnOnce() -> E) -> Result<(), ServeError>
    where
        E: Future<Output = ()>,
    {
        announce(&self.app, &self.addresses);
        let Bound { app, limits, workers, mut opened, .. } = self;
        let (stopper, stop) = Stop::new();
        let work = share(&app.stopping(stop), &limits, &mut opened);
        let mut crew = Crew::start(workers, work).map_err(|error| broken(error.into()))?;
        let result = tokio::select! {
            () = end => Ok(()),
            result = crew.one_ends() => result.map_err(broken),
        };
        tracing::info!("ending");
        let again = again();
        stopper.stop();
        let drained = async {
            if result.is_ok() {
                sleep(limits.drain_delay).await;
            }
            drop(opened);
            crew.tell(Phase::Draining);
            timeout(limits.drain_time, crew.all_end()).await
        };
        let ended = tokio::select! {
            ended = drained => ended.ok(),
            () = again => None,
        };
        let Some(ended) = ended else {
            tracing::warn!("some requests did not end in time");
            crew.tell(Phase::Over);
            // A worker that is held by its work does not hold the server.
            let _ = timeout(CUTTING, crew.all_end()).await;
            return result;
        };
        result.and(ended.map_err(broken))
    }
}

/// The sockets, shared out among the workers.
fn share(app: &App, limits: &Limits, opened: &mut [Opened]) -> Vec<Work> {
    let places = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let mut work = Vec::new();
    loop {
        let sockets: Vec<_> = opened.iter_mut().filter_map(|opened| opened.sockets.pop()).collect();
        if sockets.is_empty() {
            return work;
        }
        let connections = Connections::new(app.clone(), limits.clone());
        work.push(Work { sockets, connections, places: Arc::clone(&places) });
    }
}

fn broken(cause: Cause) -> ServeError {
    ServeError::new("workers", "a worker broke, so that the server ended", Some(cause))
}
