//! What asks a server to end: ctrl-c, and where there are signals also SIGTERM.

#[cfg(unix)]
use core::task::Poll;

use futures_util::future::BoxFuture;

/// Done when the process is asked to end. Signals are listened for at once, not when the future is first polled; one that
/// came before is not heard.
#[cfg(unix)]
pub(super) fn asked_to_end() -> BoxFuture<'static, ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    if let Some(Err(error)) = signals.iter().find(|signal| signal.is_err()) {
        tracing::warn!(%error, "a signal to end will not be heard");
    }
    let mut signals: Vec<_> = signals.into_iter().flatten().collect();
    Box::pin(core::future::poll_fn(move |task| {
        if signals.iter_mut().any(|signal| signal.poll_recv(task).is_ready()) { Poll::Ready(()) } else { Poll::Pending }
    }))
}

/// Done at ctrl-c.
#[cfg(not(unix))]
pub(super) fn asked_to_end() -> BoxFuture<'static, ()> {
    Box::pin(async {
        if tokio::signal::ctrl_c().await.is_err() {
            core::future::pending::<()>().await;
        }
    })
}
