//! Servers: their rows. How one comes into being is in `new_server.rs`, what happens to it in the course of its life in `actions.rs`.

use std::net::Ipv4Addr;

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};
use terrace::PolicyTarget;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::actions::require_unlocked;
use super::list::{Part, SortKey};
use super::{Metadata, Specs, Store, StoreError, TaskState, VmState, now};

/// A virtual machine.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Server {
    /// Counts the servers of this database from 1, and is never used again.
    pub number: u32,
    /// Its id.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// The project that owns it.
    #[target]
    pub project_id: String,
    /// Who made it.
    #[target]
    pub user_id: String,
    /// Its name, not always unique.
    pub name: String,
    /// The image that it started from.
    #[sqlx(try_from = "Hyphenated")]
    pub image_id: Uuid,
    /// Its size.
    #[sqlx(flatten)]
    pub flavor: ServerFlavor,
    /// What it is.
    pub vm_state: VmState,
    /// What is being done to it.
    pub task_state: Option<TaskState>,
    /// When it was made.
    pub created: String,
    /// When its row last changed. Its metadata has no part in this.
    pub updated: String,
    /// When it first became active.
    pub launched_at: Option<String>,
    /// The key pair that it was given.
    pub key_name: Option<String>,
    /// Where it was asked to run; where it runs, once it does.
    pub availability_zone: Option<String>,
    /// The IPv4 address that its owner made known.
    pub access_ipv4: Option<String>,
    /// The IPv6 address that its owner made known.
    pub access_ipv6: Option<String>,
    /// Whether it has a drive with its configuration.
    pub config_drive: bool,
    /// Whether it is on the simulated network.
    pub networked: bool,
    /// Whether it is locked, and lets nothing be done to it.
    pub locked: bool,
    /// Why that is, where somebody said so.
    pub locked_reason: Option<String>,
    /// What it is, in its owner's words.
    pub description: Option<String>,
    /// What it calls itself, where that was not made from its name.
    pub hostname: Option<String>,
    /// The availability zone that it was asked to run in.
    pub pinned_zone: Option<String>,
    /// Its free-form labels.
    #[sqlx(json)]
    pub metadata: Metadata,
    /// How the one machine is, in Nova's words.
    pub host_status: Option<String>,
    /// Its tags, in the order of their letters.
    #[sqlx(json)]
    pub tags: Vec<String>,
}

/// The flavor of a server as it was when the server was made: deleting the flavor leaves the server
/// its size.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ServerFlavor {
    /// The flavor's id.
    #[sqlx(rename = "flavor_id")]
    pub id: String,
    /// The flavor's name.
    #[sqlx(rename = "flavor_name")]
    pub name: String,
    /// Memory, in MiB.
    pub ram: u32,
    /// Virtual processors.
    pub vcpus: u32,
    /// The root disk, in GiB.
    pub disk: u32,
    /// A second disk, in GiB; 0 is none.
    pub ephemeral: u32,
    /// A swap disk, in MiB; 0 is none.
    pub swap: u32,
    /// What the flavor asked of the machine.
    #[sqlx(rename = "flavor_extra_specs", json)]
    pub extra_specs: Specs,
}

/// What is to become of a server; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerUpdate {
    /// Its name.
    pub name: Option<String>,
    /// The IPv4 address that its owner made known.
    pub access_ipv4: Option<String>,
    /// The IPv6 address that its owner made known.
    pub access_ipv6: Option<String>,
    /// What it is, in its owner's words; `Some(None)` takes them away.
    pub description: Option<Option<String>>,
    /// What it calls itself.
    pub hostname: Option<String>,
}

/// Which servers to list. What is `None` holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerFilter {
    /// Those with this text in their name.
    pub name: Option<String>,
    /// Those of this state, as clients see it.
    pub status: Option<String>,
    /// Those made from the flavor with this id.
    pub flavor_id: Option<String>,
    /// Those that started from this image.
    pub image_id: Option<Uuid>,
}

/// What servers can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerKey {
    /// When they were made.
    Created,
    /// When they last changed.
    Updated,
    /// Their names.
    Name,
    /// Their ids.
    Id,
}

impl SortKey for ServerKey {
    const TABLE: &'static str = "whole_servers";
    const TIE: &'static str = "number";

    fn column(self) -> &'static str {
        match self {
            // Several are made in one second, but not in no order.
            Self::Created => "number",
            Self::Updated => "updated",
            Self::Name => "name",
            Self::Id => "id",
        }
    }
}

impl ServerFilter {
    fn conditions(&self, query: &mut QueryBuilder<Sqlite>) {
        if let Some(name) = &self.name {
            query.push(" AND instr(name, ").push_bind(name).push(") > 0");
        }
        if let Some(status) = &self.status {
            query.push(" AND ").push(STATUS).push(" = ").push_bind(status);
        }
        if let Some(flavor) = &self.flavor_id {
            query.push(" AND flavor_id = ").push_bind(flavor);
        }
        if let Some(image) = self.image_id {
            query.push(" AND image_id = ").push_bind(image.hyphenated());
        }
    }
}

/// [`Server::status`], of a row.
const STATUS: &str = "CASE vm_state WHEN 'building' THEN 'BUILD' WHEN 'paused' THEN 'PAUSED' WHEN 'stopped' THEN 'SHUTOFF' WHEN 'error' THEN 'ERROR' \
     WHEN 'shelved' THEN 'SHELVED' WHEN 'shelved_offloaded' THEN 'SHELVED_OFFLOADED' \
     ELSE CASE task_state WHEN 'rebooting' THEN 'REBOOT' WHEN 'rebooting_hard' THEN 'HARD_REBOOT' ELSE 'ACTIVE' END END";

impl Server {
    /// Its state as clients see it, Nova's one word for `vm_state` and `task_state`.
    pub fn status(&self) -> &'static str {
        match (self.vm_state, self.task_state) {
            (VmState::Building, _) => "BUILD",
            (VmState::Active, Some(TaskState::Rebooting)) => "REBOOT",
            (VmState::Active, Some(TaskState::RebootingHard)) => "HARD_REBOOT",
            (VmState::Active, _) => "ACTIVE",
            (VmState::Paused, _) => "PAUSED",
            (VmState::Stopped, _) => "SHUTOFF",
            (VmState::Shelved, _) => "SHELVED",
            (VmState::ShelvedOffloaded, _) => "SHELVED_OFFLOADED",
            (VmState::Error, _) => "ERROR",
        }
    }

    /// Whether it is on a machine.
    pub fn is_placed(&self) -> bool {
        self.launched_at.is_some() && self.vm_state != VmState::ShelvedOffloaded
    }

    /// Its name on its machine.
    pub fn instance_name(&self) -> String {
        format!("instance-{:08x}", self.number)
    }

    /// Its address on the simulated network, from the time when it runs.
    pub fn address(&self) -> Option<Ipv4Addr> {
        let host = self.number & 0x00ff_ffff;
        (self.networked && self.launched_at.is_some()).then(|| Ipv4Addr::from_bits(0x0a00_0000 | host))
    }
}

impl Store {
    /// All servers of a project, newest first.
    pub async fn servers(&self, project_id: &str) -> Result<Vec<Server>, StoreError> {
        let servers = sqlx::query_as("SELECT * FROM whole_servers WHERE project_id = ? ORDER BY number DESC");
        Ok(servers.bind(project_id).fetch_all(&self.readers).await?)
    }

    /// The servers of all projects, newest first.
    pub async fn all_servers(&self) -> Result<Vec<Server>, StoreError> {
        let servers = sqlx::query_as("SELECT * FROM whole_servers ORDER BY number DESC");
        Ok(servers.fetch_all(&self.readers).await?)
    }

    /// A part of the list of a project's servers, or of those of all projects.
    pub async fn list_servers(
        &self,
        project_id: Option<&str>,
        filter: &ServerFilter,
        part: &Part<ServerKey>,
    ) -> Result<Vec<Server>, StoreError> {
        let conditions = |query: &mut QueryBuilder<Sqlite>| {
            if let Some(project) = project_id {
                query.push(" AND project_id = ").push_bind(project.to_owned());
            }
            filter.conditions(query);
        };
        part.read(&self.readers, conditions).await
    }

    /// The server with this id, of any project.
    pub async fn server(&self, id: Uuid) -> Result<Option<Server>, StoreError> {
        let server = sqlx::query_as("SELECT * FROM whole_servers WHERE id = ?").bind(id.hyphenated());
        Ok(server.fetch_optional(&self.readers).await?)
    }

    /// Changes what its owner may change of a server, locked or not, and returns it.
    pub async fn update_server(&self, id: Uuid, update: &ServerUpdate) -> Result<Server, StoreError> {
        let mut tx = self.writer.begin().await?;
        sqlx::query(
            "UPDATE servers SET name = coalesce(?, name), access_ipv4 = coalesce(?, access_ipv4), \
                 access_ipv6 = coalesce(?, access_ipv6), hostname = coalesce(?, hostname), \
                 description = CASE WHEN ? THEN ? ELSE description END, updated = ? \
             WHERE id = ?",
        )
        .bind(&update.name)
        .bind(&update.access_ipv4)
        .bind(&update.access_ipv6)
        .bind(&update.hostname)
        .bind(update.description.is_some())
        .bind(update.description.as_ref().and_then(Option::as_ref))
        .bind(now())
        .bind(id.hyphenated())
        .execute(&mut *tx)
        .await?;
        let server = find(&mut tx, id).await?;
        tx.commit().await?;
        Ok(server)
    }

    /// Removes a server and its metadata, whatever its state, unless it is locked.
    pub async fn delete_server(&self, id: Uuid) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        require_unlocked(&find(&mut tx, id).await?)?;
        sqlx::query("DELETE FROM servers WHERE id = ?").bind(id.hyphenated()).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}

/// The server with this id, as the change under way sees it.
pub(super) async fn find(tx: &mut SqliteConnection, id: Uuid) -> Result<Server, StoreError> {
    let server = sqlx::query_as("SELECT * FROM whole_servers WHERE id = ?").bind(id.hyphenated());
    server.fetch_optional(tx).await?.ok_or(StoreError::ServerNotFound(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewServer, Seed};

    #[tokio::test]
    async fn a_project_sees_its_own_servers_newest_first() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        for name in ["one", "two", "three"] {
            store.create_server(&NewServer::example(name)).await.unwrap();
        }
        store.create_server(&NewServer { project_id: "other".to_owned(), ..NewServer::example("four") }).await.unwrap();
        let names: Vec<_> = store.servers("p").await.unwrap().into_iter().map(|server| server.name).collect();
        assert_eq!(names, ["three", "two", "one"]);
    }

    #[tokio::test]
    async fn a_list_goes_on_where_a_part_of_it_ended() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        for name in ["b", "a", "b", "c", "b"] {
            store.create_server(&NewServer::example(name)).await.unwrap();
        }
        let filter = ServerFilter { name: Some("b".to_owned()), ..ServerFilter::default() };
        for (filter, sort, descending, expected) in [
            (&ServerFilter::default(), ServerKey::Name, false, vec![2, 1, 3, 5, 4]),
            (&ServerFilter::default(), ServerKey::Name, true, vec![4, 5, 3, 1, 2]),
            (&ServerFilter::default(), ServerKey::Updated, false, vec![1, 2, 3, 4, 5]),
            (&filter, ServerKey::Created, true, vec![5, 3, 1]),
        ] {
            let mut part = Part { sort, descending, behind: None, limit: 2 };
            let mut found = Vec::new();
            loop {
                let servers = store.list_servers(Some("p"), filter, &part).await.unwrap();
                let Some(last) = servers.last() else { break };
                part.behind = Some(last.id.to_string());
                found.extend(servers.into_iter().map(|server| server.number));
            }
            assert_eq!(found, expected, "{sort:?}");
        }
        let part = Part { sort: ServerKey::Id, descending: false, behind: Some("nope".to_owned()), limit: 2 };
        let error = store.list_servers(Some("p"), &filter, &part).await.unwrap_err();
        assert_eq!(error.to_string(), "marker [nope] not found");
    }

    #[tokio::test]
    async fn the_database_knows_a_servers_state_as_clients_see_it() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        let states = ["building", "active", "paused", "stopped", "shelved", "shelved_offloaded", "error"];
        let tasks =
            [None, Some("spawning"), Some("rebooting"), Some("rebooting_hard"), Some("pausing"), Some("powering-on")];
        for (state, task) in states.into_iter().flat_map(|state| tasks.map(|task| (state, task))) {
            let update = sqlx::query("UPDATE servers SET vm_state = ?, task_state = ?").bind(state).bind(task);
            let mut tx = store.writer.begin().await.unwrap();
            update.execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
            let status = store.server(id).await.unwrap().unwrap().status();
            let filter = ServerFilter { status: Some(status.to_owned()), ..ServerFilter::default() };
            let part = Part { sort: ServerKey::Id, descending: false, behind: None, limit: 2 };
            assert_eq!(
                store.list_servers(Some("p"), &filter, &part).await.unwrap().len(),
                1,
                "{state} {task:?}: {status}"
            );
        }
    }

    #[tokio::test]
    async fn an_update_changes_what_it_names() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let made = store.create_server(&NewServer::example("one")).await.unwrap();
        let update = ServerUpdate { access_ipv4: Some("192.0.2.1".to_owned()), ..ServerUpdate::default() };
        let updated = store.update_server(made.id, &update).await.unwrap();
        assert_eq!((updated.name.as_str(), updated.access_ipv4.as_deref()), ("one", Some("192.0.2.1")));
        let update = ServerUpdate { name: Some("two".to_owned()), ..ServerUpdate::default() };
        let updated = store.update_server(made.id, &update).await.unwrap();
        assert_eq!((updated.name.as_str(), updated.access_ipv4.as_deref()), ("two", Some("192.0.2.1")));
        assert_eq!(store.server(made.id).await.unwrap(), Some(updated));
        for description in [Some("mine".to_owned()), None] {
            let update = ServerUpdate { description: Some(description.clone()), ..ServerUpdate::default() };
            assert_eq!(store.update_server(made.id, &update).await.unwrap().description, description);
        }
        let error = store.update_server(Uuid::nil(), &update).await.unwrap_err();
        assert!(matches!(error, StoreError::ServerNotFound(id) if id.is_nil()));
    }

    #[tokio::test]
    async fn a_deleted_server_takes_its_metadata_along_and_its_number_with_it() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let metadata = Metadata::from([("k".to_owned(), "v".to_owned())]);
        let server = store.create_server(&NewServer { metadata, ..NewServer::example("one") }).await.unwrap();
        store.delete_server(server.id).await.unwrap();

        assert_eq!(store.server(server.id).await.unwrap(), None);
        assert_eq!(store.metadata_item(server.id, "k").await.unwrap(), None);
        assert!(matches!(store.delete_server(server.id).await, Err(StoreError::ServerNotFound(id)) if id == server.id));
        assert_eq!(store.create_server(&NewServer::example("two")).await.unwrap().number, 2);
    }
}
