//! Who may use a flavor that is not for everybody.

use super::{Flavor, Store, StoreError};

impl Store {
    /// The projects that may use a flavor, by their ids.
    pub async fn flavor_access(&self, flavor_id: &str) -> Result<Vec<String>, StoreError> {
        let projects =
            sqlx::query_scalar("SELECT project_id FROM flavor_access WHERE flavor_id = ? ORDER BY project_id");
        Ok(projects.bind(flavor_id).fetch_all(&self.readers).await?)
    }

    /// Lets a project use a flavor.
    pub async fn add_flavor_access(&self, flavor: &Flavor, project_id: &str) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let known: Option<(i64,)> =
            sqlx::query_as("SELECT 1 FROM flavors WHERE id = ?").bind(&flavor.id).fetch_optional(&mut *tx).await?;
        if known.is_none() {
            return Err(StoreError::FlavorNotFound(flavor.id.clone()));
        }
        let added =
            sqlx::query("INSERT INTO flavor_access (flavor_id, project_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .bind(&flavor.id)
                .bind(project_id)
                .execute(&mut *tx)
                .await?;
        if added.rows_affected() == 0 {
            return Err(StoreError::FlavorAccessTaken { flavor: flavor.id.clone(), project: project_id.to_owned() });
        }
        Ok(tx.commit().await?)
    }

    /// Lets a project use a flavor no longer.
    pub async fn remove_flavor_access(&self, flavor: &Flavor, project_id: &str) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let removed = sqlx::query("DELETE FROM flavor_access WHERE flavor_id = ? AND project_id = ?")
            .bind(&flavor.id)
            .bind(project_id)
            .execute(&mut *tx)
            .await?;
        if removed.rows_affected() == 0 {
            let (flavor, project) = (flavor.id.clone(), project_id.to_owned());
            return Err(StoreError::FlavorAccessNotFound { flavor, project });
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn a_project_is_let_in_once() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let flavor = store.flavor("1").await.unwrap().unwrap();
        for project in ["q", "p"] {
            store.add_flavor_access(&flavor, project).await.unwrap();
        }
        assert_eq!(store.flavor_access("1").await.unwrap(), ["p", "q"]);
        let says = "Flavor access already exists for flavor 1 and project p combination.";
        assert_eq!(store.add_flavor_access(&flavor, "p").await.unwrap_err().to_string(), says);
        store.remove_flavor_access(&flavor, "p").await.unwrap();
        let says = "Flavor access not found for 1 / p combination.";
        assert_eq!(store.remove_flavor_access(&flavor, "p").await.unwrap_err().to_string(), says);
        store.delete_flavor("1").await.unwrap();
        assert_eq!(store.flavor_access("1").await.unwrap(), [""; 0]);
        assert!(matches!(store.add_flavor_access(&flavor, "p").await, Err(StoreError::FlavorNotFound(_))));
    }
}
