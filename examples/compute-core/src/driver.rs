//! The simulated hypervisor: does what the API has begun.
//!
//! It keeps nothing in memory. What is left to do is in the database, so it may be dropped or
//! killed at any moment, and the next one goes on from there.

use std::time::Duration;

use terrace::Stop;
use tokio::time::sleep;

use crate::store::{Store, StoreError};

/// Takes new servers from `BUILD` to `ACTIVE`, and finishes what else was begun, until it is to stop. Each task takes it `delay` to
/// do, or up to twice that where others come first.
///
/// # Errors
///
/// Where the store fails. It may be begun again at once.
pub async fn run(store: Store, delay: Duration, stop: Stop) -> Result<(), StoreError> {
    tokio::select! {
        error = work(&store, delay) => Err(error),
        () = stop.wait() => Ok(()),
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
    use tokio::task::JoinSet;
    use uuid::Uuid;

    use crate::store::{NewServer, Reboot, Seed, Server};

    const DELAY: Duration = Duration::from_millis(20);

    /// A driver at work, until this is dropped.
    fn start(store: &Store, delay: Duration) -> JoinSet<Result<(), StoreError>> {
        let mut driver = JoinSet::new();
        driver.spawn(run(store.clone(), delay, Stop::never()));
        driver
    }

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
        let _driver = start(&store, DELAY);
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
        let driver = start(&store, Duration::from_secs(3600));
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        sleep(DELAY).await;
        drop(driver);
        assert_eq!(store.server(id).await.unwrap().unwrap().status(), "BUILD");

        let _driver = start(&store, DELAY);
        settled(&store, id, "ACTIVE").await;
    }

    #[tokio::test]
    async fn a_driver_fails_with_its_store_and_the_next_one_goes_on() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        store.execute("UPDATE servers SET task_state = 'unheard of'").await;
        run(store.clone(), DELAY, Stop::never()).await.unwrap_err();
        store.execute("UPDATE servers SET task_state = 'spawning'").await;
        let _driver = start(&store, DELAY);
        settled(&store, id, "ACTIVE").await;
    }

    #[tokio::test]
    async fn a_driver_ends_when_its_server_does() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let (stopper, stop) = Stop::new();
        let driver = tokio::spawn(run(store, DELAY, stop));
        stopper.stop();
        driver.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_server_that_is_deleted_meanwhile_does_no_harm() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let _driver = start(&store, DELAY);
        let gone = store.create_server(&NewServer::example("gone")).await.unwrap().id;
        let kept = store.create_server(&NewServer::example("kept")).await.unwrap().id;
        store.delete_server(gone).await.unwrap();
        settled(&store, kept, "ACTIVE").await;
    }
}
