//! Extra specs of flavors: what a flavor asks of the machines that its servers run on.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::{Store, StoreError};

/// What a flavor asks for, a text for each key.
pub type Specs = BTreeMap<String, String>;

impl Store {
    /// All extra specs of a flavor; none where there is no such flavor.
    pub async fn extra_specs(&self, flavor_id: &str) -> Result<Specs, StoreError> {
        let specs = sqlx::query_as("SELECT key, value FROM flavor_extra_specs WHERE flavor_id = ?").bind(flavor_id);
        let specs: Vec<(String, String)> = specs.fetch_all(&self.readers).await?;
        Ok(specs.into_iter().collect())
    }

    /// One of them.
    pub async fn extra_spec(&self, flavor_id: &str, key: &str) -> Result<String, StoreError> {
        let value = sqlx::query_scalar("SELECT value FROM flavor_extra_specs WHERE flavor_id = ? AND key = ?");
        let value = value.bind(flavor_id).bind(key).fetch_optional(&self.readers).await?;
        value.ok_or_else(|| StoreError::extra_spec(flavor_id, key))
    }

    /// Sets these, and keeps the others.
    pub async fn set_extra_specs(&self, flavor_id: &str, specs: &Specs) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        require_flavor(&mut tx, flavor_id).await?;
        for (key, value) in specs {
            sqlx::query(
                "INSERT INTO flavor_extra_specs (flavor_id, key, value) VALUES (?, ?, ?) \
                 ON CONFLICT (flavor_id, key) DO UPDATE SET value = excluded.value",
            )
            .bind(flavor_id)
            .bind(key)
            .bind(value)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Removes one of them.
    pub async fn delete_extra_spec(&self, flavor_id: &str, key: &str) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let deleted = sqlx::query("DELETE FROM flavor_extra_specs WHERE flavor_id = ? AND key = ?")
            .bind(flavor_id)
            .bind(key)
            .execute(&mut *tx)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::extra_spec(flavor_id, key));
        }
        Ok(tx.commit().await?)
    }
}

async fn require_flavor(tx: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    let found: Option<(i64,)> =
        sqlx::query_as("SELECT 1 FROM flavors WHERE id = ?").bind(id).fetch_optional(tx).await?;
    found.map(|_| ()).ok_or_else(|| StoreError::FlavorNotFound(id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    fn specs<const N: usize>(specs: [(&str, &str); N]) -> Specs {
        specs.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    }

    #[tokio::test]
    async fn they_are_set_kept_and_deleted() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        store.set_extra_specs("1", &specs([("a", "1"), ("b", "2")])).await.unwrap();
        store.set_extra_specs("1", &specs([("b", "3")])).await.unwrap();
        store.set_extra_specs("2", &specs([("b", "4")])).await.unwrap();
        assert_eq!(store.extra_specs("1").await.unwrap(), specs([("a", "1"), ("b", "3")]));
        assert_eq!(store.extra_spec("1", "b").await.unwrap(), "3");

        store.delete_extra_spec("1", "b").await.unwrap();
        for outcome in [store.delete_extra_spec("1", "b").await, store.extra_spec("1", "b").await.map(drop)] {
            assert_eq!(outcome.unwrap_err().to_string(), "Flavor 1 has no extra specs with key b.");
        }
        assert_eq!(store.extra_specs("2").await.unwrap(), specs([("b", "4")]));
    }

    #[tokio::test]
    async fn they_go_with_their_flavor() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        store.set_extra_specs("1", &specs([("a", "1")])).await.unwrap();
        store.delete_flavor("1").await.unwrap();
        assert_eq!(store.extra_specs("1").await.unwrap(), Specs::new());
        let error = store.set_extra_specs("1", &specs([("a", "1")])).await.unwrap_err();
        assert!(matches!(error, StoreError::FlavorNotFound(id) if id == "1"));
    }
}
