//! The simulated hypervisor: does what the API has begun.
//!
//! It keeps nothing in memory. What is left to do is in the database, so it may be dropped or
//! killed at any moment, and the next one goes on from there.

use std::error::Error;
use std::time::Duration;

use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

use crate::store::{Store, StoreError};

/// How long the driver stays away after a failure.
const REST: Duration = Duration::from_millis(500);

/// The task that takes new servers from `BUILD` to `ACTIVE`, and finishes reboots, pauses,
/// unpauses, stops and starts.
///
/// It runs until this handle is dropped.
#[derive(Debug)]
#[must_use = "dropping the driver stops it"]
pub struct Driver {
    task: JoinHandle<()>,
}

impl Driver {
    /// Starts on the current runtime. Each task takes it `delay` to do, or up to twice that where
    /// others come first.
    pub fn start(store: Store, delay: Duration) -> Self {
        Self { task: tokio::spawn(supervise(store, delay)) }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts the work again whenever it fails, be it by an error or by a panic.
async fn supervise(store: Store, delay: Duration) {
    let mut worker = JoinSet::new(); // aborts what it holds when it is dropped
    loop {
        let store = store.clone();
        worker.spawn(async move { work(&store, delay).await });
        while let Some(ended) = worker.join_next().await {
            let error: Box<dyn Error + Send + Sync> = match ended {
                Ok(failed) => failed.into(),
                Err(panicked) => panicked.into(),
            };
            tracing::error!(error = &*error, "the driver failed and will start again");
            sleep(REST).await;
        }
    }
}

/// Does what there is to do, then waits for more. It ends only when the store fails, and returns
/// why.
async fn work(store: &Store, delay: Duration) -> StoreError {
    loop {
        match shift(store, delay).await {
            Ok(0) => store.work_arrived().await,
            Ok(done) => tracing::debug!(done, "finished tasks"),
            Err(error) => return error,
        }
    }
}

/// Does what there is to do now, all of it side by side, and tells how much it was.
async fn shift(store: &Store, delay: Duration) -> Result<usize, StoreError> {
    let unfinished = store.unfinished().await?;
    if !unfinished.is_empty() {
        sleep(delay).await;
    }
    for work in &unfinished {
        store.finish(*work).await?;
    }
    Ok(unfinished.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    use crate::store::{NewServer, Reboot, Seed, Server};

    const DELAY: Duration = Duration::from_millis(20);

    /// Waits until the server has this status and nothing is being done to it.
    async fn settled(store: &Store, id: Uuid, status: &str) -> Server {
        for _ in 0..500 {
            let server = store.server(id).await.unwrap().unwrap();
            if server.task_state.is_none() && server.status() == status {
                return server;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("server {id} did not become {status}");
    }

    #[tokio::test]
    async fn a_server_is_built_rebooted_paused_and_stopped() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let _driver = Driver::start(store.clone(), DELAY);
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        settled(&store, id, "ACTIVE").await;

        for how in [Reboot::Soft, Reboot::Hard] {
            store.reboot(id, how).await.unwrap();
            settled(&store, id, "ACTIVE").await;
        }
        store.pause(id).await.unwrap();
        settled(&store, id, "PAUSED").await;
        store.unpause(id).await.unwrap();
        settled(&store, id, "ACTIVE").await;
        store.stop(id).await.unwrap();
        settled(&store, id, "SHUTOFF").await;
        store.start(id).await.unwrap();
        settled(&store, id, "ACTIVE").await;
    }

    #[tokio::test]
    async fn work_left_by_a_dropped_driver_is_taken_up_by_the_next() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let driver = Driver::start(store.clone(), Duration::from_secs(3600));
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        sleep(DELAY).await;
        drop(driver);
        assert_eq!(store.server(id).await.unwrap().unwrap().status(), "BUILD");

        let _driver = Driver::start(store.clone(), DELAY);
        settled(&store, id, "ACTIVE").await;
    }

    #[tokio::test]
    async fn a_driver_outlives_a_failing_store() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let _driver = Driver::start(store.clone(), DELAY);
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        store.execute("UPDATE servers SET task_state = 'unheard of'").await;
        sleep(DELAY * 5).await;
        store.execute("UPDATE servers SET task_state = 'spawning'").await;
        settled(&store, id, "ACTIVE").await;
    }

    #[tokio::test]
    async fn a_server_that_is_deleted_meanwhile_does_no_harm() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let _driver = Driver::start(store.clone(), DELAY);
        let gone = store.create_server(&NewServer::example("gone")).await.unwrap().id;
        let kept = store.create_server(&NewServer::example("kept")).await.unwrap().id;
        store.delete_server(gone).await.unwrap();
        settled(&store, kept, "ACTIVE").await;
    }
}
