//! Aggregates: machines that have something in common, perhaps an availability zone.

use std::collections::BTreeMap;

use sqlx::{FromRow, SqliteConnection};
use terrace::PolicyTarget;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::{Store, StoreError, now};

/// The key of the metadata that holds the availability zone.
const ZONE: &str = "availability_zone";

/// Machines that have something in common.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Aggregate {
    /// Counts the aggregates of this database from 1, and is never used again.
    pub number: u32,
    /// Its id.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// Its name, unique among aggregates.
    pub name: String,
    /// When it was made.
    pub created: String,
    /// When it last changed.
    pub updated: Option<String>,
    /// What is said about its machines, the availability zone among it.
    #[sqlx(json)]
    pub metadata: BTreeMap<String, String>,
    /// The names of its machines.
    #[sqlx(json)]
    pub hosts: Vec<String>,
}

/// What is to be said about an aggregate's machines: a text, or nothing any more.
pub type AggregateMetadata = BTreeMap<String, Option<String>>;

impl Aggregate {
    /// The availability zone that its machines are in.
    pub fn availability_zone(&self) -> Option<&str> {
        self.metadata.get(ZONE).map(String::as_str)
    }
}

impl Store {
    /// All aggregates, oldest first.
    pub async fn aggregates(&self) -> Result<Vec<Aggregate>, StoreError> {
        Ok(sqlx::query_as("SELECT * FROM whole_aggregates ORDER BY number").fetch_all(&self.readers).await?)
    }

    /// The aggregate of this number.
    pub async fn aggregate(&self, number: u32) -> Result<Option<Aggregate>, StoreError> {
        let found = sqlx::query_as("SELECT * FROM whole_aggregates WHERE number = ?").bind(number);
        Ok(found.fetch_optional(&self.readers).await?)
    }

    /// Adds an aggregate, unless its name is taken.
    pub async fn create_aggregate(&self, name: &str, zone: Option<&str>) -> Result<Aggregate, StoreError> {
        let mut tx = self.writer.begin().await?;
        let made: Option<(u32,)> = sqlx::query_as(
            "INSERT INTO aggregates (id, name, created) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING number",
        )
        .bind(Uuid::new_v4().hyphenated())
        .bind(name)
        .bind(now())
        .fetch_optional(&mut *tx)
        .await?;
        let Some((number,)) = made else { return Err(StoreError::AggregateTaken(name.to_owned())) };
        if let Some(zone) = zone {
            say(&mut tx, number, ZONE, Some(zone)).await?;
        }
        let made = find(&mut tx, number).await?;
        tx.commit().await?;
        Ok(made)
    }

    /// Changes an aggregate's name and its availability zone, as far as they are given: a zone of `Some(None)` is taken away.
    pub async fn update_aggregate(
        &self,
        number: u32,
        name: Option<&str>,
        zone: Option<Option<&str>>,
    ) -> Result<Aggregate, StoreError> {
        let mut tx = self.writer.begin().await?;
        if let Some(name) = name {
            let taken: Option<(i64,)> = sqlx::query_as("SELECT 1 FROM aggregates WHERE name = ? AND number <> ?")
                .bind(name)
                .bind(number)
                .fetch_optional(&mut *tx)
                .await?;
            if taken.is_some() {
                return Err(StoreError::AggregateTaken(name.to_owned()));
            }
            sqlx::query("UPDATE aggregates SET name = ? WHERE number = ?")
                .bind(name)
                .bind(number)
                .execute(&mut *tx)
                .await?;
        }
        if let Some(zone) = zone {
            say(&mut tx, number, ZONE, zone).await?;
        }
        let changed = touch(&mut tx, number).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Says something about an aggregate's machines; what is not named stays.
    pub async fn set_aggregate_metadata(
        &self,
        number: u32,
        metadata: &AggregateMetadata,
    ) -> Result<Aggregate, StoreError> {
        let mut tx = self.writer.begin().await?;
        find(&mut tx, number).await?;
        for (key, value) in metadata {
            say(&mut tx, number, key, value.as_deref()).await?;
        }
        let changed = touch(&mut tx, number).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Puts a machine into an aggregate.
    pub async fn add_aggregate_host(&self, number: u32, host: &str) -> Result<Aggregate, StoreError> {
        let mut tx = self.writer.begin().await?;
        let known: Option<(i64,)> =
            sqlx::query_as("SELECT 1 FROM hosts WHERE name = ?").bind(host).fetch_optional(&mut *tx).await?;
        if known.is_none() {
            return Err(StoreError::ComputeHostNotFound(host.to_owned()));
        }
        let aggregate = find(&mut tx, number).await?;
        let zones: Vec<String> = sqlx::query_scalar(
            "SELECT value FROM aggregate_metadata JOIN aggregate_hosts USING (aggregate) WHERE host = ? AND key = ?",
        )
        .bind(host)
        .bind(ZONE)
        .fetch_all(&mut *tx)
        .await?;
        if let Some(zone) = aggregate.availability_zone()
            && zones.iter().any(|other| other != zone)
        {
            return Err(StoreError::HostInAnotherZone { host: host.to_owned(), zones });
        }
        let added = sqlx::query("INSERT INTO aggregate_hosts (aggregate, host) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(number)
            .bind(host)
            .execute(&mut *tx)
            .await?;
        if added.rows_affected() == 0 {
            return Err(StoreError::AggregateHostTaken { aggregate: number, host: host.to_owned() });
        }
        let changed = touch(&mut tx, number).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Takes a machine out of an aggregate.
    pub async fn remove_aggregate_host(&self, number: u32, host: &str) -> Result<Aggregate, StoreError> {
        let mut tx = self.writer.begin().await?;
        find(&mut tx, number).await?;
        let removed = sqlx::query("DELETE FROM aggregate_hosts WHERE aggregate = ? AND host = ?")
            .bind(number)
            .bind(host)
            .execute(&mut *tx)
            .await?;
        if removed.rows_affected() == 0 {
            return Err(StoreError::AggregateHostNotFound { aggregate: number, host: host.to_owned() });
        }
        let changed = touch(&mut tx, number).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Removes an aggregate that has no machines.
    pub async fn delete_aggregate(&self, number: u32) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        if !find(&mut tx, number).await?.hosts.is_empty() {
            return Err(StoreError::AggregateNotEmpty(number));
        }
        sqlx::query("DELETE FROM aggregates WHERE number = ?").bind(number).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}

async fn find(tx: &mut SqliteConnection, number: u32) -> Result<Aggregate, StoreError> {
    let found = sqlx::query_as("SELECT * FROM whole_aggregates WHERE number = ?").bind(number);
    found.fetch_optional(tx).await?.ok_or(StoreError::AggregateNotFound(number))
}

async fn touch(tx: &mut SqliteConnection, number: u32) -> Result<Aggregate, StoreError> {
    let touched = sqlx::query("UPDATE aggregates SET updated = ? WHERE number = ?").bind(now()).bind(number);
    touched.execute(&mut *tx).await?;
    find(tx, number).await
}

async fn say(tx: &mut SqliteConnection, number: u32, key: &str, value: Option<&str>) -> Result<(), sqlx::Error> {
    let said = match value {
        Some(value) => sqlx::query(
            "INSERT INTO aggregate_metadata (aggregate, key, value) VALUES (?, ?, ?) \
             ON CONFLICT (aggregate, key) DO UPDATE SET value = excluded.value",
        )
        .bind(number)
        .bind(key)
        .bind(value.to_owned()),
        None => sqlx::query("DELETE FROM aggregate_metadata WHERE aggregate = ? AND key = ?").bind(number).bind(key),
    };
    said.execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn one_is_made_changed_and_deleted() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        let made = store.create_aggregate("a", Some("z")).await.unwrap();
        assert_eq!((made.number, made.availability_zone(), &made.updated), (1, Some("z"), &None));
        let renamed = store.update_aggregate(1, Some("b"), None).await.unwrap();
        assert_eq!((renamed.name.as_str(), renamed.availability_zone()), ("b", Some("z")));
        let said = AggregateMetadata::from([("k".to_owned(), Some("v".to_owned())), (ZONE.to_owned(), None)]);
        let changed = store.set_aggregate_metadata(1, &said).await.unwrap();
        assert_eq!(changed.metadata, BTreeMap::from([("k".to_owned(), "v".to_owned())]));
        assert!(changed.updated.is_some());
        store.delete_aggregate(1).await.unwrap();
        assert_eq!(store.delete_aggregate(1).await.unwrap_err().to_string(), "Aggregate 1 could not be found.");
        assert_eq!(store.create_aggregate("b", None).await.unwrap().number, 2, "a number is not used again");
    }

    #[tokio::test]
    async fn a_name_is_taken_once() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        for name in ["a", "b"] {
            store.create_aggregate(name, None).await.unwrap();
        }
        for taken in [store.create_aggregate("a", None).await, store.update_aggregate(2, Some("a"), None).await] {
            assert_eq!(taken.unwrap_err().to_string(), "Aggregate a already exists.");
        }
        store.update_aggregate(1, Some("a"), None).await.unwrap();
    }

    #[tokio::test]
    async fn machines_come_and_go() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        for zone in [Some("z"), Some("other"), None] {
            store.create_aggregate(&format!("in {zone:?}"), zone).await.unwrap();
        }
        assert_eq!(store.add_aggregate_host(1, "fakehost").await.unwrap().hosts, ["fakehost"]);
        for (outcome, says) in [
            (store.add_aggregate_host(1, "fakehost").await, "Aggregate 1 already has host fakehost."),
            (
                store.add_aggregate_host(2, "fakehost").await,
                "Cannot add host to aggregate: host fakehost is already in the availability zone z.",
            ),
            (store.add_aggregate_host(1, "no").await, "Compute host no could not be found."),
            (store.add_aggregate_host(9, "no").await, "Compute host no could not be found."),
            (store.remove_aggregate_host(3, "fakehost").await, "Aggregate 3 has no host fakehost."),
        ] {
            assert_eq!(outcome.unwrap_err().to_string(), says);
        }
        store.add_aggregate_host(3, "fakehost").await.unwrap();
        assert!(matches!(store.delete_aggregate(3).await, Err(StoreError::AggregateNotEmpty(3))));
        assert_eq!(store.remove_aggregate_host(3, "fakehost").await.unwrap().hosts, [""; 0]);
        store.delete_aggregate(3).await.unwrap();
    }
}
