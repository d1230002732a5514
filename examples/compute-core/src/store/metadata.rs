//! The metadata of servers: labels that their owner gives them.
//!
//! As in Nova, a server that is still being built has its metadata, but does not let it be changed; nor
//! does a locked one.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::actions::{require, require_unlocked};
use super::change::Change;
use super::{Store, StoreError, VmState, servers};

/// Free-form labels.
pub type Metadata = BTreeMap<String, String>;

const CHANGEABLE: &[VmState] = &[VmState::Active, VmState::Paused, VmState::Stopped];

impl Store {
    /// All metadata of a server.
    pub async fn metadata(&self, server: Uuid) -> Result<Metadata, StoreError> {
        let found = self.server(server).await?.ok_or(StoreError::ServerNotFound(server))?;
        Ok(found.metadata)
    }

    /// What a server has under one key.
    pub async fn metadata_item(&self, server: Uuid, key: &str) -> Result<Option<String>, StoreError> {
        let value = sqlx::query_scalar("SELECT value FROM server_metadata WHERE server_id = ? AND key = ?");
        Ok(value.bind(server.hyphenated()).bind(key).fetch_optional(&self.readers).await?)
    }

    /// Sets one key.
    pub async fn set_metadata_item(&self, server: Uuid, key: &str, value: &str) -> Result<(), StoreError> {
        let mut tx = self.change_metadata(server, "update metadata").await?;
        set(&mut tx, server, key, value).await?;
        Ok(tx.commit().await?)
    }

    /// Sets these keys, keeps the others, and returns them all.
    pub async fn merge_metadata(&self, server: Uuid, items: &Metadata) -> Result<Metadata, StoreError> {
        let mut tx = self.change_metadata(server, "update metadata").await?;
        merge(&mut tx, server, items).await?;
        let all = servers::find(&mut tx, server).await?.metadata;
        tx.commit().await?;
        Ok(all)
    }

    /// Sets these keys and removes the others.
    pub async fn replace_metadata(&self, server: Uuid, items: &Metadata) -> Result<(), StoreError> {
        let mut tx = self.change_metadata(server, "update metadata").await?;
        sqlx::query("DELETE FROM server_metadata WHERE server_id = ?")
            .bind(server.hyphenated())
            .execute(&mut *tx)
            .await?;
        merge(&mut tx, server, items).await?;
        Ok(tx.commit().await?)
    }

    /// Removes one key.
    pub async fn delete_metadata_item(&self, server: Uuid, key: &str) -> Result<(), StoreError> {
        let mut tx = self.change_metadata(server, "delete metadata").await?;
        let deleted = sqlx::query("DELETE FROM server_metadata WHERE server_id = ? AND key = ?")
            .bind(server.hyphenated())
            .bind(key)
            .execute(&mut *tx)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::MetadataNotFound(key.to_owned()));
        }
        Ok(tx.commit().await?)
    }

    /// Begins a change, if the server is there and lets its metadata be changed.
    async fn change_metadata(&self, server: Uuid, action: &'static str) -> Result<Change, StoreError> {
        let mut tx = self.writer.begin().await?;
        let found = servers::find(&mut tx, server).await?;
        require_unlocked(&found)?;
        require(&found, action, CHANGEABLE)?;
        Ok(tx)
    }
}

/// Sets these keys and keeps the others.
pub(super) async fn merge(tx: &mut SqliteConnection, server: Uuid, items: &Metadata) -> Result<(), sqlx::Error> {
    for (key, value) in items {
        set(tx, server, key, value).await?;
    }
    Ok(())
}

async fn set(tx: &mut SqliteConnection, server: Uuid, key: &str, value: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO server_metadata (server_id, key, value) VALUES (?, ?, ?) \
         ON CONFLICT (server_id, key) DO UPDATE SET value = excluded.value",
    )
    .bind(server.hyphenated())
    .bind(key)
    .bind(value)
    .execute(tx)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewServer, Seed, TaskState, Unfinished};

    fn items<const N: usize>(items: [(&str, &str); N]) -> Metadata {
        items.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    }

    /// A store with one active server that has `k: v`, and a second one with the same.
    async fn with_server() -> (Store, Uuid) {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let new = NewServer { metadata: items([("k", "v")]), ..NewServer::example("one") };
        let [id, _] = [store.create_server(&new).await.unwrap().id, store.create_server(&new).await.unwrap().id];
        store.finish(Unfinished { id, task: TaskState::Spawning }).await.unwrap();
        (store, id)
    }

    #[tokio::test]
    async fn metadata_is_set_merged_replaced_and_deleted() {
        let (store, id) = with_server().await;

        store.set_metadata_item(id, "k", "w").await.unwrap();
        assert_eq!(store.metadata_item(id, "k").await.unwrap().as_deref(), Some("w"));
        let all = store.merge_metadata(id, &items([("k", "v"), ("a \"1\"", "é\n")])).await.unwrap();
        assert_eq!(all, items([("k", "v"), ("a \"1\"", "é\n")]));
        assert_eq!(store.metadata(id).await.unwrap(), all);
        store.replace_metadata(id, &items([("b", ""), ("c", "3")])).await.unwrap();
        store.delete_metadata_item(id, "c").await.unwrap();
        assert_eq!(store.metadata(id).await.unwrap(), items([("b", "")]));
        store.replace_metadata(id, &Metadata::new()).await.unwrap();
        assert_eq!(store.metadata(id).await.unwrap(), Metadata::new());

        let other = &store.servers("p").await.unwrap()[0];
        assert_eq!(other.metadata, items([("k", "v")]), "another server's metadata is untouched");
    }

    #[tokio::test]
    async fn a_missing_key_or_server_is_told() {
        let (store, id) = with_server().await;
        assert_eq!(store.metadata_item(id, "nope").await.unwrap(), None);
        let error = store.delete_metadata_item(id, "nope").await.unwrap_err();
        assert!(matches!(error, StoreError::MetadataNotFound(key) if key == "nope"));

        let nobody = Uuid::nil();
        for outcome in [
            store.metadata(nobody).await.map(drop),
            store.set_metadata_item(nobody, "k", "v").await,
            store.replace_metadata(nobody, &Metadata::new()).await,
        ] {
            assert!(matches!(outcome, Err(StoreError::ServerNotFound(id)) if id == nobody));
        }
    }

    #[tokio::test]
    async fn the_metadata_of_a_server_that_is_being_built_stays_as_it_is() {
        let (store, _) = with_server().await;
        let building = store.servers("p").await.unwrap()[0].id;
        for (outcome, action) in [
            (store.set_metadata_item(building, "k", "w").await, "update metadata"),
            (store.delete_metadata_item(building, "k").await, "delete metadata"),
        ] {
            let says = format!("Cannot '{action}' instance {building} while it is in vm_state building");
            assert_eq!(outcome.unwrap_err().to_string(), says);
        }
        assert_eq!(store.metadata(building).await.unwrap(), items([("k", "v")]));
    }
}
