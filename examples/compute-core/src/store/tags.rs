//! The tags of servers: short labels without a value, 50 at most on a server.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::actions::require;
use super::change::Change;
use super::{Store, StoreError, VmState, servers};

/// The most tags that a server has.
pub const MAX_TAGS: usize = 50;

const CHANGEABLE: &[VmState] = &[VmState::Active, VmState::Paused, VmState::Stopped];

impl Store {
    /// Puts a tag on a server, and tells whether it was not there before.
    pub async fn add_tag(&self, server: Uuid, tag: &str) -> Result<bool, StoreError> {
        let (mut tx, tags) = self.change_tags(server).await?;
        if tags.iter().any(|known| known == tag) {
            return Ok(false);
        }
        if tags.len() >= MAX_TAGS {
            return Err(StoreError::TooManyTags);
        }
        insert(&mut tx, server, tag).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Puts these tags on a server, and takes all others off it.
    pub async fn replace_tags(&self, server: Uuid, tags: &BTreeSet<String>) -> Result<(), StoreError> {
        let (mut tx, _) = self.change_tags(server).await?;
        sqlx::query("DELETE FROM server_tags WHERE server_id = ?").bind(server.hyphenated()).execute(&mut *tx).await?;
        for tag in tags {
            insert(&mut tx, server, tag).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes a tag off a server.
    pub async fn delete_tag(&self, server: Uuid, tag: &str) -> Result<(), StoreError> {
        let (mut tx, _) = self.change_tags(server).await?;
        let deleted = sqlx::query("DELETE FROM server_tags WHERE server_id = ? AND tag = ?")
            .bind(server.hyphenated())
            .bind(tag)
            .execute(&mut *tx)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::TagNotFound { server, tag: tag.to_owned() });
        }
        Ok(tx.commit().await?)
    }

    /// Begins a change, if the server is there and lets its tags be changed; tells those that it has.
    async fn change_tags(&self, server: Uuid) -> Result<(Change, Vec<String>), StoreError> {
        let mut tx = self.writer.begin().await?;
        let found = servers::find(&mut tx, server).await?;
        require(&found, "update tag", CHANGEABLE)?;
        Ok((tx, found.tags))
    }
}

/// Puts a tag on a server that does not have it.
pub(super) async fn insert(tx: &mut SqliteConnection, server: Uuid, tag: &str) -> Result<(), sqlx::Error> {
    let added = sqlx::query("INSERT INTO server_tags (server_id, tag) VALUES (?, ?)");
    added.bind(server.hyphenated()).bind(tag).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewServer, Seed, TaskState, Unfinished};

    #[tokio::test]
    async fn they_are_put_on_and_taken_off() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let id = store.create_server(&NewServer::example("one")).await.unwrap().id;
        let building = store.add_tag(id, "a").await.unwrap_err().to_string();
        assert_eq!(building, format!("Cannot 'update tag' instance {id} while it is in vm_state building"));
        store.finish(Unfinished { id, task: TaskState::Spawning }).await.unwrap();

        assert!(store.add_tag(id, "b").await.unwrap());
        assert!(store.add_tag(id, "a").await.unwrap());
        assert!(!store.add_tag(id, "a").await.unwrap());
        assert_eq!(store.server(id).await.unwrap().unwrap().tags, ["a", "b"]);
        store.delete_tag(id, "a").await.unwrap();
        let says = format!("Server {id} has no tag 'a'");
        assert_eq!(store.delete_tag(id, "a").await.unwrap_err().to_string(), says);

        let many: BTreeSet<_> = (0..MAX_TAGS).map(|n| n.to_string()).collect();
        store.replace_tags(id, &many).await.unwrap();
        assert!(matches!(store.add_tag(id, "one more").await, Err(StoreError::TooManyTags)));
        assert!(!store.add_tag(id, "7").await.unwrap());
    }
}
