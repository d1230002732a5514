//! Work beside the requests: tasks that are begun again where they fail, and what is done once at the start or the end.

use core::fmt;
use core::panic::AssertUnwindSafe;
use core::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::time::{Instant, sleep};

use super::error::Cause;
use crate::dialect::chain;
use crate::panic;
use crate::stop::Stop;

/// How long to wait before a task that failed is begun again: twice as long each time, between these.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(30));
/// A task that ran for so long has not failed at once: its next pause is the first one again.
const STEADY: Duration = Duration::from_secs(60);

/// What a [task](crate::Server::task) or a hook of a server, or what is done with a WebSocket, may end with: nothing, or a `Result`
/// of nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a task, a hook or a WebSocket ends with",
    label = "must be `()` or `Result<(), E>` with an error",
    note = "an error is anything that `Box<dyn Error + Send + Sync>` can be made from"
)]
pub trait Outcome {
    /// What went wrong, if something did.
    ///
    /// # Errors
    ///
    /// Its own.
    fn outcome(self) -> Result<(), Cause>;
}

impl Outcome for () {
    fn outcome(self) -> Result<(), Cause> {
        Ok(())
    }
}

// Else rustc says what `E` is not, in words that are nobody's.
#[diagnostic::do_not_recommend]
impl<E: Into<Cause>> Outcome for Result<(), E> {
    fn outcome(self) -> Result<(), Cause> {
        self.map_err(Into::into)
    }
}

/// A task that is begun again where it fails.
pub(super) struct Task {
    name: String,
    begin: Box<dyn FnMut(Stop) -> BoxFuture<'static, Result<(), Cause>> + Send>,
}

impl Task {
    pub(super) fn new<F, Fut>(name: String, mut begin: F) -> Self
    where
        F: FnMut(Stop) -> Fut + Send + 'static,
        Fut: Future<Output: Outcome> + Send + 'static,
    {
        Task { name, begin: Box::new(move |stop| begin(stop).map(Outcome::outcome).boxed()) }
    }

    /// Runs it until it is done, or until the server ends.
    pub(super) async fn run(mut self, stop: Stop) {
        let (first, last) = PAUSES;
        let mut pause = first;
        loop {
            let begun = Instant::now();
            let run = whole(async { (self.begin)(stop.clone()).await });
            let Err(error) = run.await else {
                return tracing::debug!(task = self.name, "a task is done");
            };
            if stop.is_stopping() {
                return tracing::error!(task = self.name, error = chain(&*error), "a task failed as the server ended");
            }
            if begun.elapsed() >= STEADY {
                pause = first;
            }
            tracing::error!(task = self.name, error = chain(&*error), "a task failed, and begins again in {pause:?}");
            tokio::select! {
                () = sleep(pause) => pause = last.min(pause * 2),
                () = stop.wait() => return,
            }
        }
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Task").field(&self.name).finish()
    }
}

/// What is done once, when the server starts or ends.
pub(super) struct Hook(BoxFuture<'static, Result<(), Cause>>);

impl Hook {
    pub(super) fn new(work: impl Future<Output: Outcome> + Send + 'static) -> Self {
        Hook(whole(work.map(Outcome::outcome)).boxed())
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Hook")
    }
}

/// Does one after the other, until one fails.
pub(super) async fn all(hooks: Vec<Hook>) -> Result<(), Cause> {
    for Hook(work) in hooks {
        work.await?;
    }
    Ok(())
}

/// Does each, whatever becomes of the others. Tells the first failure; the others are logged.
pub(super) async fn each(hooks: Vec<Hook>) -> Result<(), Cause> {
    let mut result = Ok(());
    for Hook(work) in hooks {
        match (work.await, &result) {
            (Err(error), Ok(())) => result = Err(error),
            (Err(error), Err(_)) => tracing::error!(error = chain(&*error), "one more thing failed at the end"),
            (Ok(()), _) => {}
        }
    }
    result
}

/// A panic is a failure like another.
async fn whole(work: impl Future<Output = Result<(), Cause>>) -> Result<(), Cause> {
    match AssertUnwindSafe(work).catch_unwind().await {
        Ok(result) => result,
        Err(panic) => Err(format!("panicked: {}", panic::message(&*panic)).into()),
    }
}
