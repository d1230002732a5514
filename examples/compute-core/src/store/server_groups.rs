//! Server groups: what is asked of the machines that several servers run on.

use sqlx::FromRow;
use terrace::PolicyTarget;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::{Store, StoreError};

/// A group that servers can be in.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct ServerGroup {
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
    /// What it asks.
    pub policy: Policy,
}

/// A group to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewServerGroup {
    /// The project that will own it.
    pub project_id: String,
    /// Who asks.
    pub user_id: String,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub policy: Policy,
}

/// What a group asks of the machines that its servers run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "kebab-case")]
pub enum Policy {
    /// One machine for all.
    Affinity,
    /// A machine for each.
    AntiAffinity,
    /// One machine for all, if it can be.
    SoftAffinity,
    /// A machine for each, if it can be.
    SoftAntiAffinity,
}

impl Store {
    /// All server groups of a project, or of all projects, oldest first.
    pub async fn server_groups(&self, project_id: Option<&str>) -> Result<Vec<ServerGroup>, StoreError> {
        let groups = sqlx::query_as("SELECT * FROM server_groups WHERE ?1 IS NULL OR project_id = ?1 ORDER BY number");
        Ok(groups.bind(project_id).fetch_all(&self.readers).await?)
    }

    /// The server group with this id, of any project.
    pub async fn server_group(&self, id: Uuid) -> Result<Option<ServerGroup>, StoreError> {
        let group = sqlx::query_as("SELECT * FROM server_groups WHERE id = ?").bind(id.hyphenated());
        Ok(group.fetch_optional(&self.readers).await?)
    }

    /// Adds a server group.
    pub async fn create_server_group(&self, new: &NewServerGroup) -> Result<ServerGroup, StoreError> {
        let mut tx = self.writer.begin().await?;
        let made = sqlx::query_as(
            "INSERT INTO server_groups (id, project_id, user_id, name, policy) VALUES (?, ?, ?, ?, ?) RETURNING *",
        )
        .bind(Uuid::new_v4().hyphenated())
        .bind(&new.project_id)
        .bind(&new.user_id)
        .bind(&new.name)
        .bind(new.policy);
        let made = made.fetch_one(&mut *tx).await?;
        self.writer.commit(tx).await?;
        Ok(made)
    }

    /// Removes a server group.
    pub async fn delete_server_group(&self, id: Uuid) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let deleted =
            sqlx::query("DELETE FROM server_groups WHERE id = ?").bind(id.hyphenated()).execute(&mut *tx).await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::ServerGroupNotFound(id));
        }
        Ok(self.writer.commit(tx).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    async fn create(store: &Store, project: &str, name: &str, policy: Policy) -> ServerGroup {
        let new =
            NewServerGroup { project_id: project.to_owned(), user_id: "u".to_owned(), name: name.to_owned(), policy };
        store.create_server_group(&new).await.unwrap()
    }

    #[tokio::test]
    async fn a_project_has_its_own_oldest_first() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        let first = create(&store, "p", "z", Policy::AntiAffinity).await;
        create(&store, "other", "o", Policy::Affinity).await;
        let second = create(&store, "p", "a", Policy::SoftAffinity).await;
        assert_eq!((first.name.as_str(), first.policy), ("z", Policy::AntiAffinity));
        assert_eq!(store.server_groups(Some("p")).await.unwrap(), [first, second]);
    }

    #[tokio::test]
    async fn one_is_deleted_once() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        let group = create(&store, "p", "g", Policy::Affinity).await;
        assert_eq!(store.server_group(group.id).await.unwrap().as_ref(), Some(&group));
        store.delete_server_group(group.id).await.unwrap();
        assert_eq!(store.server_group(group.id).await.unwrap(), None);
        let again = store.delete_server_group(group.id).await.unwrap_err();
        assert_eq!(again.to_string(), format!("Instance group {} could not be found.", group.id));
    }
}
