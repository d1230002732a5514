//! Hosts: the machines that servers run on. To clients each is a service and a hypervisor.

use sqlx::{FromRow, SqliteConnection};
use terrace::PolicyTarget;
use uuid::fmt::Hyphenated;
use uuid::{Uuid, uuid};

use super::{Store, StoreError, now};

/// The one machine of a fresh database.
const CLASSIC: (&str, Uuid, Uuid) =
    ("fakehost", uuid!("22222222-2222-4222-8222-222222222222"), uuid!("33333333-3333-4333-8333-333333333333"));

/// A machine.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Host {
    /// Counts the machines of this database from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its id as a service.
    #[sqlx(try_from = "Hyphenated")]
    pub service_id: Uuid,
    /// Its id as a hypervisor.
    #[sqlx(try_from = "Hyphenated")]
    pub hypervisor_id: Uuid,
    /// Whether it gets no new servers.
    pub disabled: bool,
    /// Why that is.
    pub disabled_reason: Option<String>,
    /// Whether an administrator said that it is down.
    pub forced_down: bool,
    /// When its row last changed.
    pub updated: String,
}

/// What is to become of a machine; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostUpdate {
    /// Whether it gets no new servers.
    pub disabled: Option<bool>,
    /// Why that is: forgotten where it gets new ones.
    pub disabled_reason: Option<String>,
    /// Whether it is down.
    pub forced_down: Option<bool>,
}

/// What the servers that are on a machine take of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct HostUse {
    /// How many servers there are.
    pub servers: u32,
    /// How many of them have something done to them.
    pub workload: u32,
    /// Virtual processors.
    pub vcpus: u32,
    /// Memory, in MiB.
    pub ram: u32,
    /// Disks, in GiB.
    pub disk: u32,
}

/// Puts the one machine of a fresh database into it.
pub(super) async fn seed(tx: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let (name, service, hypervisor) = CLASSIC;
    sqlx::query("INSERT INTO hosts (name, service_id, hypervisor_id, updated) VALUES (?, ?, ?, ?)")
        .bind(name)
        .bind(service.hyphenated())
        .bind(hypervisor.hyphenated())
        .bind(now())
        .execute(tx)
        .await?;
    Ok(())
}

impl Store {
    /// All machines, in the order in which they came.
    pub async fn hosts(&self) -> Result<Vec<Host>, StoreError> {
        Ok(sqlx::query_as("SELECT * FROM hosts ORDER BY number").fetch_all(&self.readers).await?)
    }

    /// Changes a machine.
    pub async fn update_host(&self, name: &str, update: &HostUpdate) -> Result<Host, StoreError> {
        let mut tx = self.writer.begin().await?;
        let changed = sqlx::query_as(
            "UPDATE hosts SET \
                 disabled = coalesce(?1, disabled), \
                 disabled_reason = CASE WHEN ?1 = 0 THEN NULL ELSE coalesce(?2, disabled_reason) END, \
                 forced_down = coalesce(?3, forced_down), updated = ?4 \
             WHERE name = ?5 RETURNING *",
        )
        .bind(update.disabled)
        .bind(&update.disabled_reason)
        .bind(update.forced_down)
        .bind(now())
        .bind(name)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(|| StoreError::HostNotFound(name.to_owned()))?;
        tx.commit().await?;
        Ok(changed)
    }

    /// What all servers together take. They are all on the one machine, but for those that were taken from it, onto a shelf.
    pub async fn host_use(&self) -> Result<HostUse, StoreError> {
        let used = sqlx::query_as(
            "SELECT count(*) AS servers, count(task_state) AS workload, coalesce(sum(vcpus), 0) AS vcpus, \
                 coalesce(sum(ram), 0) AS ram, coalesce(sum(disk + ephemeral), 0) AS disk \
             FROM servers WHERE vm_state <> 'shelved_offloaded'",
        );
        Ok(used.fetch_one(&self.readers).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewServer, Seed};

    #[tokio::test]
    async fn a_fresh_database_has_one_an_empty_one_none() {
        let [host] = &Store::in_memory(Seed::Classic).await.unwrap().hosts().await.unwrap()[..] else { panic!() };
        assert_eq!((host.name.as_str(), host.disabled, host.forced_down), ("fakehost", false, false));
        assert_eq!(Store::in_memory(Seed::Empty).await.unwrap().hosts().await.unwrap(), []);
    }

    #[tokio::test]
    async fn a_reason_is_kept_until_it_holds_no_longer() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let reason = Some("broken".to_owned());
        let off = HostUpdate { disabled: Some(true), disabled_reason: reason.clone(), forced_down: None };
        let host = store.update_host("fakehost", &off).await.unwrap();
        assert_eq!((host.disabled, &host.disabled_reason), (true, &reason));
        let down = HostUpdate { forced_down: Some(true), ..HostUpdate::default() };
        let host = store.update_host("fakehost", &down).await.unwrap();
        assert_eq!((host.disabled, &host.disabled_reason, host.forced_down), (true, &reason, true));
        let on = HostUpdate { disabled: Some(false), ..HostUpdate::default() };
        let host = store.update_host("fakehost", &on).await.unwrap();
        assert_eq!((host.disabled, host.disabled_reason, host.forced_down), (false, None, true));
        assert!(matches!(store.update_host("no", &on).await, Err(StoreError::HostNotFound(name)) if name == "no"));
    }

    #[tokio::test]
    async fn its_use_is_that_of_all_servers() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        assert_eq!(store.host_use().await.unwrap(), HostUse::default());
        for name in ["one", "other"] {
            store.create_server(&NewServer::example(name)).await.unwrap();
        }
        let used = HostUse { servers: 2, workload: 2, vcpus: 2, ram: 1024, disk: 2 };
        assert_eq!(store.host_use().await.unwrap(), used);
    }

    #[tokio::test]
    async fn what_was_taken_from_it_is_not_in_use() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        for name in ["one", "other"] {
            store.create_server(&NewServer::example(name)).await.unwrap();
        }
        for (state, servers) in [("shelved", 2), ("shelved_offloaded", 1)] {
            let put = sqlx::query("UPDATE servers SET vm_state = ?, task_state = NULL WHERE name = 'one'").bind(state);
            let mut change = store.writer.begin().await.unwrap();
            put.execute(&mut *change).await.unwrap();
            change.commit().await.unwrap();
            let used = HostUse { servers, workload: 1, vcpus: servers, ram: 512 * servers, disk: servers };
            assert_eq!(store.host_use().await.unwrap(), used, "{state}");
        }
    }
}
