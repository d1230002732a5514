//! New servers: what is asked for, and the row that it becomes.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{Metadata, Server, Store, StoreError, TaskState, VmState, metadata, now, servers, tags};

/// What a client asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewServer {
    /// The project that will own it.
    pub project_id: String,
    /// Who asks.
    pub user_id: String,
    /// Its name.
    pub name: String,
    /// The image to start from.
    pub image_id: Uuid,
    /// Its size.
    pub flavor_id: String,
    /// The key pair to give it.
    pub key_name: Option<String>,
    /// Where to run it.
    pub availability_zone: Option<String>,
    /// The IPv4 address to make known.
    pub access_ipv4: Option<String>,
    /// The IPv6 address to make known.
    pub access_ipv6: Option<String>,
    /// Whether to give it a drive with its configuration.
    pub config_drive: bool,
    /// Whether to put it on the simulated network.
    pub networked: bool,
    /// What it is, in its owner's words.
    pub description: Option<String>,
    /// What it is to call itself, if not by its name.
    pub hostname: Option<String>,
    /// Its free-form labels.
    pub metadata: Metadata,
    /// Its tags.
    pub tags: BTreeSet<String>,
}

impl Store {
    /// Adds a server in the state `building`, for the driver to finish.
    pub async fn create_server(&self, new: &NewServer) -> Result<Server, StoreError> {
        let id = Uuid::new_v4();
        let mut tx = self.writer.begin().await?;
        new.insert(id, &mut tx).await?;
        metadata::merge(&mut tx, id, &new.metadata).await?;
        for tag in &new.tags {
            tags::insert(&mut tx, id, tag).await?;
        }
        let server = servers::find(&mut tx, id).await?;
        tx.commit().await?;
        Ok(server)
    }
}

impl NewServer {
    /// Writes the row, with the flavor's size copied into it.
    async fn insert(&self, id: Uuid, tx: &mut SqliteConnection) -> Result<(), StoreError> {
        let image: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM images WHERE id = ?")
            .bind(self.image_id.hyphenated())
            .fetch_optional(&mut *tx)
            .await?;
        if image.is_none() {
            return Err(StoreError::ImageNotFound(self.image_id));
        }
        if let Some(name) = &self.key_name {
            let keypair: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM keypairs WHERE user_id = ? AND name = ?")
                .bind(&self.user_id)
                .bind(name)
                .fetch_optional(&mut *tx)
                .await?;
            if keypair.is_none() {
                return Err(StoreError::KeypairNotFound { user: self.user_id.clone(), name: name.clone() });
            }
        }
        let now = now();
        let inserted = sqlx::query(
            "INSERT INTO servers (id, project_id, user_id, name, image_id, vm_state, task_state, \
                 created, updated, \
                 key_name, availability_zone, pinned_zone, access_ipv4, access_ipv6, config_drive, networked, \
                 description, hostname, \
                 flavor_id, flavor_name, ram, vcpus, disk, ephemeral, swap, flavor_extra_specs) \
             SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, \
                 id, name, ram, vcpus, disk, ephemeral, swap, extra_specs FROM whole_flavors WHERE id = ?",
        )
        .bind(id.hyphenated())
        .bind(&self.project_id)
        .bind(&self.user_id)
        .bind(&self.name)
        .bind(self.image_id.hyphenated())
        .bind(VmState::Building)
        .bind(TaskState::Spawning)
        .bind(&now)
        .bind(&now)
        .bind(&self.key_name)
        .bind(&self.availability_zone)
        .bind(&self.availability_zone)
        .bind(&self.access_ipv4)
        .bind(&self.access_ipv6)
        .bind(self.config_drive)
        .bind(self.networked)
        .bind(&self.description)
        .bind(&self.hostname)
        .bind(&self.flavor_id)
        .execute(tx)
        .await?;
        match inserted.rows_affected() {
            0 => Err(StoreError::FlavorNotFound(self.flavor_id.clone())),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
impl NewServer {
    /// A small server of the project `p`.
    pub(crate) fn example(name: &str) -> Self {
        Self {
            project_id: "p".to_owned(),
            user_id: "u".to_owned(),
            name: name.to_owned(),
            image_id: super::images::CLASSIC,
            flavor_id: "1".to_owned(),
            key_name: None,
            availability_zone: None,
            access_ipv4: None,
            access_ipv6: None,
            config_drive: false,
            networked: true,
            description: None,
            hostname: None,
            metadata: Metadata::new(),
            tags: BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn a_new_server_is_building() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let metadata = Metadata::from([("k".to_owned(), "v".to_owned())]);
        let server = store.create_server(&NewServer { metadata, ..NewServer::example("one") }).await.unwrap();

        assert_eq!((server.vm_state, server.task_state), (VmState::Building, Some(TaskState::Spawning)));
        assert_eq!((server.number, server.status(), server.address()), (1, "BUILD", None));
        assert_eq!((server.flavor.name.as_str(), server.flavor.ram), ("m1.tiny", 512));
        assert_eq!(server.metadata["k"], "v");
        assert_eq!(server.created, server.updated);
        assert_eq!(server.created.parse::<jiff::Timestamp>().unwrap().to_string(), server.created);
        assert_eq!(store.server(server.id).await.unwrap(), Some(server));
    }

    #[tokio::test]
    async fn an_unknown_flavor_image_or_key_pair_leaves_nothing_behind() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let error = store
            .create_server(&NewServer { flavor_id: "nope".to_owned(), ..NewServer::example("one") })
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::FlavorNotFound(id) if id == "nope"));
        let error =
            store.create_server(&NewServer { image_id: Uuid::nil(), ..NewServer::example("one") }).await.unwrap_err();
        assert!(matches!(error, StoreError::ImageNotFound(id) if id.is_nil()));
        let error = store
            .create_server(&NewServer { key_name: Some("nope".to_owned()), ..NewServer::example("one") })
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::KeypairNotFound { name, .. } if name == "nope"));
        assert_eq!(store.servers("p").await.unwrap(), []);
    }

    #[tokio::test]
    async fn a_server_keeps_the_size_of_a_deleted_flavor() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let server = store.create_server(&NewServer::example("one")).await.unwrap();
        store.delete_flavor("1").await.unwrap();
        assert_eq!(store.server(server.id).await.unwrap(), Some(server));
    }
}
