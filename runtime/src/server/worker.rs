//! Who serves: threads with a runtime of their own, or the runtime of the caller.
//!
//! A worker accepts connections, serves them, and has ended when all of them have. It knows nothing of the others but
//! the number of connections that all may have together.

use core::fmt;
use core::future::pending;
use core::str::FromStr;
use core::time::Duration;
use std::io;
use std::sync::Arc;
use std::thread::{self, available_parallelism};

use futures_util::future::{BoxFuture, select_all};
use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::connection::{Connections, Phase};
use super::error::Cause;
use super::listener::{Listener, Open, accept_any};
use super::stream::Stream;

/// How long to wait where no connection could be accepted, as with too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// The threads for work that blocks, of all workers together: what one runtime of tokio has by itself.
const BLOCKING_THREADS: usize = 512;

/// Which threads serve connections.
///
/// A worker is a thread with a [current-thread runtime](tokio::runtime#current-thread-scheduler) and a socket of its own
/// for each address, among which the kernel spreads connections (`SO_REUSEPORT`). A connection stays with its worker, so
/// that workers wait for each other nowhere. What handlers spawn is the worker's as well, and ends with it. Work that holds its thread holds the worker:
/// [`blocking`](crate::blocking()) moves it off; `tokio::task::block_in_place` panics there.
///
/// What was made in the runtime of the caller, such as a pool of database connections, may be used from every worker.
///
/// It is written, as in the setting `TERRACE_WORKERS`, `per-core`, `shared`, or as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Workers {
    /// A worker for each core that the process may use: the default where the kernel spreads connections fairly, which
    /// is so in Linux.
    PerCore,
    /// So many workers, of which there must be one. Where the kernel does not spread connections, they share one socket.
    Count(usize),
    /// No threads of the server's own: it serves on the runtime that it was started in, which is the default where the
    /// kernel does not spread connections. A multi-thread runtime moves work between its threads, which evens out
    /// connections of very different weight, and costs all of them a little.
    Shared,
}

impl Default for Workers {
    fn default() -> Self {
        if cfg!(target_os = "linux") { Workers::PerCore } else { Workers::Shared }
    }
}

impl Workers {
    /// How many sockets to open for each address.
    pub(super) fn sockets(self) -> usize {
        match self {
            Workers::PerCore => available_parallelism().map_or(1, usize::from),
            Workers::Count(count) => count,
            Workers::Shared => 1,
        }
    }
}

impl fmt::Display for Workers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Workers::PerCore => out.write_str("per-core"),
            Workers::Count(count) => count.fmt(out),
            Workers::Shared => out.write_str("shared"),
        }
    }
}

impl FromStr for Workers {
    type Err = InvalidWorkers;

    fn from_str(text: &str) -> Result<Self, InvalidWorkers> {
        match text {
            "per-core" => Ok(Workers::PerCore),
            "shared" => Ok(Workers::Shared),
            count => count.parse().ok().filter(|count| *count > 0).map(Workers::Count).ok_or(InvalidWorkers),
        }
    }
}

/// A text that does not say which threads serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidWorkers;

impl fmt::Display for InvalidWorkers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("write `per-core`, `shared`, or a number from 1 on")
    }
}

impl core::error::Error for InvalidWorkers {}

/// What one worker serves, and how.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) sockets: Vec<Open>,
    pub(super) connections: Connections,
    /// The connections that all workers may have together.
    pub(super) places: Arc<Semaphore>,
}

/// The workers of a server, at work. Where this is dropped, they end when what they serve has.
#[derive(Debug)]
pub(super) struct Crew(Vec<Worker>);

#[derive(Debug)]
struct Worker {
    phase: watch::Sender<Phase>,
    /// What it says at its end; nothing where it panicked.
    end: oneshot::Receiver<io::Result<()>>,
}

impl Crew {
    /// Lets each do its work: on a thread of its own, or in this runtime where they share it.
    pub(super) fn start(workers: Workers, work: Vec<Work>) -> io::Result<Self> {
        let count = work.len();
        let start = |(n, work): (usize, Work)| match workers {
            Workers::Shared => Ok(Worker::start_here(|told| work.run(told))),
            Workers::PerCore | Workers::Count(_) => Worker::start_thread(n, count, |told| work.run(told)),
        };
        work.into_iter().enumerate().map(start).collect::<io::Result<_>>().map(Crew)
    }

    pub(super) fn tell(&self, phase: Phase) {
        for worker in &self.0 {
            worker.phase.send_replace(phase);
        }
    }

    /// Waits until one of them ends, if there is any. It fails where that one broke.
    pub(super) async fn one_ends(&mut self) -> Result<(), Cause> {
        if self.0.is_empty() {
            return Ok(());
        }
        let (end, at, _) = select_all(self.0.iter_mut().map(|worker| &mut worker.end)).await;
        self.0.swap_remove(at);
        match end {
            Ok(result) => result.map_err(Cause::from),
            Err(_) => Err("a worker panicked".into()),
        }
    }

    /// Waits until all of them have ended. It fails where one of them broke.
    pub(super) async fn all_end(&mut self) -> Result<(), Cause> {
        let mut result = Ok(());
        while !self.0.is_empty() {
            result = result.and(self.one_ends().await);
        }
        result
    }
}

impl Worker {
    fn start_here<F>(work: impl FnOnce(watch::Receiver<Phase>) -> F) -> Self
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let (worker, told, say) = Worker::new();
        let working = work(told);
        // Nobody listens any more where the server was dropped.
        tokio::spawn(async { drop(say.send(working.await)) });
        worker
    }

    fn start_thread<F>(n: usize, of: usize, work: impl FnOnce(watch::Receiver<Phase>) -> F) -> io::Result<Self>
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let (worker, told, say) = Worker::new();
        let working = work(told);
        let blocking = (BLOCKING_THREADS / of).max(1);
        let runtime = runtime::Builder::new_current_thread().enable_all().max_blocking_threads(blocking).build()?;
        let thread = thread::Builder::new().name(format!("terrace-{n}"));
        thread.spawn(move || {
            let result = runtime.block_on(working);
            // What still runs is over. Work that blocks is not waited for.
            runtime.shutdown_background();
            drop(say.send(result));
        })?;
        Ok(worker)
    }

    fn new() -> (Self, watch::Receiver<Phase>, oneshot::Sender<io::Result<()>>) {
        let (phase, told) = watch::channel(Phase::Serving);
        let (say, end) = oneshot::channel();
        (Worker { phase, end }, told, say)
    }
}

impl Work {
    /// In a box, so that there is one copy of it.
    fn run(self, phase: watch::Receiver<Phase>) -> BoxFuture<'static, io::Result<()>> {
        Box::pin(self.run_until(phase))
    }

    async fn run_until(self, mut phase: watch::Receiver<Phase>) -> io::Result<()> {
        let Work { sockets, connections, places } = self;
        let listeners = sockets.into_iter().map(Listener::start).collect::<io::Result<Vec<_>>>()?;
        let (connections, running) = (Arc::new(connections), TaskTracker::new());
        let place = async || Arc::clone(&places).acquire_owned().await.expect("nobody closes it");
        let serve = |stream, place, phase: &watch::Receiver<Phase>| {
            let place = Place::new(place, running.token());
            let (connections, phase) = (Arc::clone(&connections), phase.clone());
            tokio::spawn(async move { connections.serve(stream, place, phase).await });
        };
        let (mut next, mut waiting) = (0, None);
        while waiting.is_none() {
            let stream = tokio::select! {
                biased;
                _ = phase.changed() => break,
                stream = accept(&listeners, &mut next) => stream,
            };
            // It is taken before there is a place for it: a worker that held a place while nobody comes would keep it
            // from the others.
            tokio::select! {
                biased;
                place = place() => serve(stream, place, &phase),
                _ = phase.changed() => waiting = Some(stream),
            }
        }
        let rest: Vec<_> = listeners.into_iter().flat_map(Listener::close).collect();
        for stream in waiting.into_iter().chain(rest) {
            tokio::select! {
                biased;
                place = place() => serve(stream, place, &phase),
                () = over(&mut phase) => break,
            }
        }
        running.close();
        let all_ended = async {
            running.wait().await;
            connections.detached_end().await;
        };
        tokio::select! {
            () = all_ended => {}
            () = over(&mut phase) => {}
        }
        Ok(())
    }
}

/// A connection's place among those that there may be, and what its worker waits for.
#[derive(Debug)]
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
    _running: TaskTrackerToken,
    #[cfg(feature = "prometheus")]
    _counted: crate::metrics::One,
}

impl Place {
    fn new(permit: OwnedSemaphorePermit, running: TaskTrackerToken) -> Self {
        Place {
            _permit: permit,
            _running: running,
            #[cfg(feature = "prometheus")]
            _counted: crate::metrics::One::connection(),
        }
    }
}

/// Waits until nothing may go on. A server that is gone drains without an end.
async fn over(phase: &mut watch::Receiver<Phase>) {
    if phase.wait_for(|phase| *phase == Phase::Over).await.is_err() {
        pending::<()>().await;
    }
}

async fn accept(listeners: &[Listener], next: &mut usize) -> Stream {
    loop {
        match accept_any(listeners, next).await {
            Ok(stream) => return stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_worker_that_breaks_is_noticed() {
        let panics = Worker::start_thread(0, 2, |_| async { panic!("a worker's bug") }).expect("a thread");
        let fails = Worker::start_here(|_| async { Err(io::Error::other("no sockets")) });
        let ends = Worker::start_thread(1, 2, |mut told| async move {
            over(&mut told).await;
            Ok(())
        });
        let mut crew = Crew(vec![panics, fails, ends.expect("a thread")]);
        let mut said = [crew.one_ends().await, crew.one_ends().await].map(|end| end.expect_err("broken").to_string());
        said.sort();
        assert_eq!(said, ["a worker panicked", "no sockets"]);
        crew.tell(Phase::Over);
        assert!(crew.all_end().await.is_ok());
    }

    #[test]
    fn workers_are_written_in_words_or_as_a_number() {
        for (text, workers) in [("per-core", Workers::PerCore), ("shared", Workers::Shared), ("3", Workers::Count(3))] {
            assert_eq!((text.parse(), workers.to_string()), (Ok(workers), text.to_owned()));
        }
        for text in ["", "0", "-1", "many", "Shared"] {
            assert_eq!(text.parse::<Workers>(), Err(InvalidWorkers), "{text}");
        }
    }
}
