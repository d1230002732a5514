//! What happens to a server in the course of its life.
//!
//! An action only begins here: it checks the state and sets a task. The driver does the task and
//! ends it with [`Store::finish`]. A server with a task is therefore unfinished work, also after a
//! crash.

use sqlx::{FromRow, SqliteConnection};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::error::BlockingState;
use super::{Server, Store, StoreError, TaskState, VmState, now, servers};

/// The ways to reboot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reboot {
    /// Asks the system to start again: it has to run.
    Soft,
    /// Switches off and on: helps also where something else has got stuck.
    Hard,
}

/// A server with something left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Unfinished {
    /// The server.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// What is left to do.
    #[sqlx(rename = "task_state")]
    pub task: TaskState,
}

/// What it takes to begin an action.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// Its name, as a client knows it.
    pub name: &'static str,
    /// The states in which it may begin.
    pub from: &'static [VmState],
    /// The tasks that it may take the place of.
    pub instead_of: &'static [TaskState],
    /// What the driver is to do.
    pub task: TaskState,
}

const SOFT_REBOOT: Action =
    Action { name: "reboot", from: &[VmState::Active], instead_of: &[], task: TaskState::Rebooting };

const HARD_REBOOT: Action = Action {
    name: "reboot",
    from: &[VmState::Active, VmState::Paused, VmState::Stopped, VmState::Error],
    instead_of: &[TaskState::Rebooting, TaskState::RebootingHard, TaskState::Pausing, TaskState::Unpausing],
    task: TaskState::RebootingHard,
};

const PAUSE: Action = Action { name: "pause", from: &[VmState::Active], instead_of: &[], task: TaskState::Pausing };

const UNPAUSE: Action =
    Action { name: "unpause", from: &[VmState::Paused], instead_of: &[], task: TaskState::Unpausing };

const STOP: Action = Action { name: "stop", from: &[VmState::Active], instead_of: &[], task: TaskState::PoweringOff };

const START: Action = Action { name: "start", from: &[VmState::Stopped], instead_of: &[], task: TaskState::PoweringOn };

impl Store {
    /// Begins a reboot.
    pub async fn reboot(&self, id: Uuid, how: Reboot) -> Result<(), StoreError> {
        let action = match how {
            Reboot::Soft => &SOFT_REBOOT,
            Reboot::Hard => &HARD_REBOOT,
        };
        self.begin(id, action).await
    }

    /// Begins to bring a running server to a standstill.
    pub async fn pause(&self, id: Uuid) -> Result<(), StoreError> {
        self.begin(id, &PAUSE).await
    }

    /// Begins to set a paused server going again.
    pub async fn unpause(&self, id: Uuid) -> Result<(), StoreError> {
        self.begin(id, &UNPAUSE).await
    }

    /// Begins to switch a running server off.
    pub async fn stop(&self, id: Uuid) -> Result<(), StoreError> {
        self.begin(id, &STOP).await
    }

    /// Begins to switch a stopped server on.
    pub async fn start(&self, id: Uuid) -> Result<(), StoreError> {
        self.begin(id, &START).await
    }

    /// Locks a server, perhaps for a reason, whatever its state. A locked one lets no action begin.
    pub async fn lock(&self, id: Uuid, reason: Option<&str>) -> Result<(), StoreError> {
        self.set_locked(id, true, reason).await
    }

    /// Unlocks a server, whatever its state.
    pub async fn unlock(&self, id: Uuid) -> Result<(), StoreError> {
        self.set_locked(id, false, None).await
    }

    /// Says that a server is in a state, whatever it is, and that nothing is being done to it.
    pub async fn reset_state(&self, id: Uuid, state: VmState) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let changed = sqlx::query("UPDATE servers SET vm_state = ?, task_state = NULL, updated = ? WHERE id = ?")
            .bind(state)
            .bind(now())
            .bind(id.hyphenated())
            .execute(&mut *tx)
            .await?;
        if changed.rows_affected() == 0 {
            return Err(StoreError::ServerNotFound(id));
        }
        Ok(tx.commit().await?)
    }

    async fn set_locked(&self, id: Uuid, locked: bool, reason: Option<&str>) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let changed = sqlx::query("UPDATE servers SET locked = ?, locked_reason = ?, updated = ? WHERE id = ?")
            .bind(locked)
            .bind(reason)
            .bind(now())
            .bind(id.hyphenated())
            .execute(&mut *tx)
            .await?;
        if changed.rows_affected() == 0 {
            return Err(StoreError::ServerNotFound(id));
        }
        Ok(tx.commit().await?)
    }

    /// Begins an action on a server.
    pub async fn begin(&self, id: Uuid, action: &Action) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        action.begin(&mut tx, id).await?;
        Ok(tx.commit().await?)
    }

    /// Waits until something has changed since the last call. What changed before this call is not missed.
    pub async fn work_arrived(&self) {
        self.writer.work_arrived().await;
    }

    /// The servers with something left to do, oldest first.
    pub async fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        let work = sqlx::query_as("SELECT id, task_state FROM servers WHERE task_state IS NOT NULL ORDER BY number");
        Ok(work.fetch_all(&self.readers).await?)
    }

    /// Ends a task: the server is then what the task was to make of it.
    ///
    /// Nothing happens where the server is gone by now, or has been given another task.
    pub async fn finish(&self, work: Unfinished) -> Result<(), StoreError> {
        let now = now();
        let mut tx = self.writer.begin().await?;
        sqlx::query(
            "UPDATE servers SET vm_state = ?, task_state = NULL, updated = ?, \
                 launched_at = coalesce(launched_at, ?), \
                 availability_zone = coalesce(availability_zone, 'nova') \
             WHERE id = ? AND task_state = ?",
        )
        .bind(work.task.leads_to())
        .bind(&now)
        .bind(&now)
        .bind(work.id.hyphenated())
        .bind(work.task)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

impl Action {
    /// Begins it on a server, as a part of a change under way. A server that is locked, busy or in the wrong state refuses it.
    pub async fn begin(&self, tx: &mut SqliteConnection, id: Uuid) -> Result<(), StoreError> {
        let server = servers::find(tx, id).await?;
        require_unlocked(&server)?;
        require(&server, self.name, self.from)?;
        if let Some(task) = server.task_state.filter(|task| !self.instead_of.contains(task)) {
            return Err(refusal(&server, self.name, BlockingState::Task(task)));
        }
        sqlx::query("UPDATE servers SET task_state = ?, updated = ? WHERE id = ?")
            .bind(self.task)
            .bind(now())
            .bind(id.hyphenated())
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// Refuses an action on a server that is in none of the states in which it may begin.
pub(super) fn require(server: &Server, action: &'static str, from: &[VmState]) -> Result<(), StoreError> {
    match from.contains(&server.vm_state) {
        true => Ok(()),
        false => Err(refusal(server, action, BlockingState::Vm(server.vm_state))),
    }
}

/// Refuses what a locked server does not let happen.
pub(super) fn require_unlocked(server: &Server) -> Result<(), StoreError> {
    match server.locked {
        true => Err(StoreError::Locked(server.id)),
        false => Ok(()),
    }
}

fn refusal(server: &Server, action: &'static str, state: BlockingState) -> StoreError {
    StoreError::InvalidState { server: server.id, action, state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewServer, Seed};

    /// Puts a server into a state, tries an action, and compares the task that it begins or the
    /// state that it names.
    async fn check(vm_state: VmState, task: Option<TaskState>, action: &Action, expected: Result<TaskState, &str>) {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        let mut tx = store.writer.begin().await.unwrap();
        let update = sqlx::query("UPDATE servers SET vm_state = ?, task_state = ?").bind(vm_state).bind(task);
        update.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();

        let outcome = store.begin(id, action).await;
        let server = store.server(id).await.unwrap().unwrap();
        assert_eq!(server.vm_state, vm_state, "only the driver changes what a server is");
        match expected {
            Ok(begun) => {
                outcome.unwrap();
                assert_eq!(server.task_state, Some(begun));
            }
            Err(state) => {
                let says = format!("Cannot '{}' instance {id} while it is in {state}", action.name);
                assert_eq!(outcome.unwrap_err().to_string(), says);
                assert_eq!(server.task_state, task);
            }
        }
    }

    #[tokio::test]
    async fn an_action_begins_in_the_right_state_only() {
        use TaskState::{Pausing, PoweringOff, PoweringOn, Rebooting, RebootingHard, Spawning, Unpausing};
        use VmState::{Active, Building, Paused, Stopped};

        check(Active, None, &PAUSE, Ok(Pausing)).await;
        check(Paused, None, &PAUSE, Err("vm_state paused")).await;
        check(Active, Some(Pausing), &PAUSE, Err("task_state pausing")).await;
        check(Building, Some(Spawning), &PAUSE, Err("vm_state building")).await;

        check(Paused, None, &UNPAUSE, Ok(Unpausing)).await;
        check(Active, None, &UNPAUSE, Err("vm_state active")).await;

        check(Active, None, &SOFT_REBOOT, Ok(Rebooting)).await;
        check(Active, Some(Rebooting), &SOFT_REBOOT, Err("task_state rebooting")).await;
        check(Active, Some(RebootingHard), &SOFT_REBOOT, Err("task_state rebooting_hard")).await;
        check(Paused, None, &SOFT_REBOOT, Err("vm_state paused")).await;

        check(Active, None, &HARD_REBOOT, Ok(RebootingHard)).await;
        check(Active, Some(Rebooting), &HARD_REBOOT, Ok(RebootingHard)).await;
        check(Paused, Some(Unpausing), &HARD_REBOOT, Ok(RebootingHard)).await;
        check(Stopped, None, &HARD_REBOOT, Ok(RebootingHard)).await;
        check(Active, Some(PoweringOff), &HARD_REBOOT, Err("task_state powering-off")).await;
        check(Building, Some(Spawning), &HARD_REBOOT, Err("vm_state building")).await;

        check(Active, None, &STOP, Ok(PoweringOff)).await;
        check(Active, Some(PoweringOff), &STOP, Err("task_state powering-off")).await;
        check(Stopped, None, &STOP, Err("vm_state stopped")).await;
        check(Paused, None, &STOP, Err("vm_state paused")).await;

        check(Stopped, None, &START, Ok(PoweringOn)).await;
        check(Stopped, Some(PoweringOn), &START, Err("task_state powering-on")).await;
        check(Active, None, &START, Err("vm_state active")).await;
    }

    #[tokio::test]
    async fn a_locked_server_lets_nothing_be_done_until_it_is_unlocked() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        store.finish(Unfinished { id, task: TaskState::Spawning }).await.unwrap();
        for _ in 0..2 {
            store.lock(id, Some("mine")).await.unwrap();
        }
        for outcome in [
            store.pause(id).await,
            store.unpause(id).await,
            store.stop(id).await,
            store.start(id).await,
            store.reboot(id, Reboot::Hard).await,
            store.set_metadata_item(id, "k", "v").await,
            store.delete_metadata_item(id, "k").await,
            store.delete_server(id).await,
        ] {
            assert_eq!(outcome.unwrap_err().to_string(), format!("Instance {id} is locked"));
        }
        assert_eq!(store.server(id).await.unwrap().unwrap().locked_reason.as_deref(), Some("mine"));
        store.unlock(id).await.unwrap();
        store.stop(id).await.unwrap();
        assert!(matches!(store.lock(Uuid::nil(), None).await, Err(StoreError::ServerNotFound(id)) if id.is_nil()));
    }

    #[tokio::test]
    async fn a_state_is_what_an_administrator_says() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        for (state, status) in [(VmState::Error, "ERROR"), (VmState::Active, "ACTIVE")] {
            store.reset_state(id, state).await.unwrap();
            assert_eq!(store.server(id).await.unwrap().unwrap().status(), status);
            assert_eq!(store.unfinished().await.unwrap(), []);
        }
        assert!(matches!(store.reset_state(Uuid::nil(), VmState::Error).await, Err(StoreError::ServerNotFound(_))));
    }

    #[tokio::test]
    async fn an_action_on_no_server_is_refused() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        assert!(matches!(store.pause(Uuid::nil()).await, Err(StoreError::ServerNotFound(id)) if id.is_nil()));
    }

    #[tokio::test]
    async fn a_finished_task_leaves_what_it_was_to_make() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        store.finish(Unfinished { id, task: TaskState::Spawning }).await.unwrap();

        let server = store.server(id).await.unwrap().unwrap();
        assert_eq!((server.status(), server.vm_state.power()), ("ACTIVE", 1));
        assert_eq!(server.availability_zone.as_deref(), Some("nova"));
        assert_eq!(server.address().unwrap().to_string(), "10.0.0.1");
        assert!(server.launched_at.is_some());
        assert_eq!(store.unfinished().await.unwrap(), []);

        store.pause(id).await.unwrap();
        store.finish(Unfinished { id, task: TaskState::Pausing }).await.unwrap();
        let paused = store.server(id).await.unwrap().unwrap();
        assert_eq!((paused.status(), paused.vm_state.power()), ("PAUSED", 3));
        assert_eq!(paused.launched_at, server.launched_at);
    }

    #[tokio::test]
    async fn a_task_that_was_replaced_is_not_finished() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        store.finish(Unfinished { id, task: TaskState::Spawning }).await.unwrap();
        store.reboot(id, Reboot::Soft).await.unwrap();
        let soft = store.unfinished().await.unwrap()[0];
        store.reboot(id, Reboot::Hard).await.unwrap();

        store.finish(soft).await.unwrap();
        assert_eq!(store.server(id).await.unwrap().unwrap().status(), "HARD_REBOOT");
        store.delete_server(id).await.unwrap();
        store.finish(soft).await.unwrap();
    }
}
