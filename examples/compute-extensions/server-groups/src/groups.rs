//! Where server groups are kept: a table of their own, beside those of the service.

use compute_core::store::{OpenError, Store, StoreError};
use sqlx::FromRow;
use terrace::PolicyTarget;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

/// The server groups of a service. Clones share them.
#[derive(Clone, Debug)]
pub struct Groups {
    store: Store,
}

/// A group that servers can be in.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Group {
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
pub(crate) struct NewGroup {
    /// The project that will own it.
    pub(crate) project_id: String,
    /// Who asks.
    pub(crate) user_id: String,
    /// Its name.
    pub(crate) name: String,
    /// What it asks.
    pub(crate) policy: Policy,
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

impl Groups {
    /// The server groups in a service's database. Their table is made where it is missing.
    ///
    /// # Errors
    ///
    /// Where the database cannot be written, or has been migrated by a newer release.
    pub async fn of(store: &Store) -> Result<Self, OpenError> {
        store.migrate("server_groups", sqlx::migrate!()).await?;
        Ok(Groups { store: store.clone() })
    }

    /// All of a project, or of all projects, oldest first.
    pub async fn list(&self, project_id: Option<&str>) -> Result<Vec<Group>, StoreError> {
        let groups = sqlx::query_as("SELECT * FROM server_groups WHERE ?1 IS NULL OR project_id = ?1 ORDER BY number");
        Ok(groups.bind(project_id).fetch_all(self.store.readers()).await?)
    }

    /// The one with this id, of any project.
    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<Group>, StoreError> {
        let group = sqlx::query_as("SELECT * FROM server_groups WHERE id = ?").bind(id.hyphenated());
        Ok(group.fetch_optional(self.store.readers()).await?)
    }

    /// Adds one.
    pub(crate) async fn create(&self, new: &NewGroup) -> Result<Group, StoreError> {
        let mut change = self.store.writer().begin().await?;
        let made = sqlx::query_as(
            "INSERT INTO server_groups (id, project_id, user_id, name, policy) VALUES (?, ?, ?, ?, ?) RETURNING *",
        )
        .bind(Uuid::new_v4().hyphenated())
        .bind(&new.project_id)
        .bind(&new.user_id)
        .bind(&new.name)
        .bind(new.policy)
        .fetch_one(&mut *change)
        .await?;
        change.commit().await?;
        Ok(made)
    }

    /// Removes one, and tells whether it was there.
    pub(crate) async fn delete(&self, id: Uuid) -> Result<bool, StoreError> {
        let mut change = self.store.writer().begin().await?;
        let deleted = sqlx::query("DELETE FROM server_groups WHERE id = ?").bind(id.hyphenated());
        if deleted.execute(&mut *change).await?.rows_affected() == 0 {
            return Ok(false);
        }
        change.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use compute_core::store::Seed;

    async fn fresh() -> Groups {
        Groups::of(&Store::in_memory(Seed::Empty).await.unwrap()).await.unwrap()
    }

    async fn create(groups: &Groups, project: &str, name: &str, policy: Policy) -> Group {
        let new = NewGroup { project_id: project.to_owned(), user_id: "u".to_owned(), name: name.to_owned(), policy };
        groups.create(&new).await.unwrap()
    }

    #[tokio::test]
    async fn a_project_has_its_own_oldest_first() {
        let groups = fresh().await;
        let first = create(&groups, "p", "z", Policy::AntiAffinity).await;
        create(&groups, "other", "o", Policy::Affinity).await;
        let second = create(&groups, "p", "a", Policy::SoftAffinity).await;
        assert_eq!((first.name.as_str(), first.policy), ("z", Policy::AntiAffinity));
        assert_eq!(groups.list(Some("p")).await.unwrap(), [first, second]);
    }

    #[tokio::test]
    async fn one_is_deleted_once() {
        let groups = fresh().await;
        let group = create(&groups, "p", "g", Policy::Affinity).await;
        assert_eq!(groups.get(group.id).await.unwrap().as_ref(), Some(&group));
        assert!(groups.delete(group.id).await.unwrap());
        assert_eq!(groups.get(group.id).await.unwrap(), None);
        assert!(!groups.delete(group.id).await.unwrap());
    }

    #[tokio::test]
    async fn a_table_that_is_there_is_kept() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        let group = create(&Groups::of(&store).await.unwrap(), "p", "g", Policy::Affinity).await;
        assert_eq!(Groups::of(&store).await.unwrap().list(None).await.unwrap(), [group]);
    }

    #[tokio::test]
    async fn a_table_of_a_newer_release_is_told() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        Groups::of(&store).await.unwrap();
        let mut change = store.writer().begin().await.unwrap();
        let newer = "INSERT INTO _server_groups_migrations (version, description, success, checksum, execution_time) \
                     VALUES (9999, 'to come', TRUE, x'00', 1)";
        sqlx::query(newer).execute(&mut *change).await.unwrap();
        change.commit().await.unwrap();

        let error = Groups::of(&store).await.unwrap_err();
        assert!(matches!(error, OpenError::Newer { version: 9999, .. }), "{error:?}");
    }
}
