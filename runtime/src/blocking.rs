//! Work that blocks, moved off the worker.

use std::panic::resume_unwind;

use tokio::task::spawn_blocking;
use tokio_util::task::AbortOnDropHandle;

/// Runs what blocks on a thread of its own, so that the worker serves others meanwhile: reading files, waiting for a
/// lock, hashing a password.
///
/// A handler that does nothing else is marked [`#[blocking]`](macro@crate::routes#handlers-that-block) instead. Threads are those of tokio's
/// [blocking pool](tokio::runtime::Builder::max_blocking_threads), where work waits until there is one.
///
/// ```
/// use terrace::prelude::*;
///
/// #[controller(path = "/hosts")]
/// struct Hosts;
///
/// #[routes]
/// impl Hosts {
///     #[get("/name")]
///     async fn name(&self) -> Result<String> {
///         let name = terrace::blocking(|| std::fs::read_to_string("/etc/hostname")).await?;
///         Ok(name.trim().to_owned())
///     }
/// }
/// ```
///
/// A `tracing` span that is current where it is awaited is so for the work too.
///
/// Where nobody waits any more, as the client left or the handler took too long, work that has not begun is not done;
/// work that has begun goes on to its end, and what it returns is dropped.
///
/// # Panics
///
/// Where the work does, as if it were done in place; in a handler that is answered with 500. Outside of a tokio runtime.
pub async fn blocking<T, F>(work: F) -> T
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let span = tracing::Span::current();
    let handle = AbortOnDropHandle::new(spawn_blocking(move || span.in_scope(work)));
    match handle.await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The runtime ends, and this future with it.
            Err(_) => core::future::pending().await,
        },
    }
}
