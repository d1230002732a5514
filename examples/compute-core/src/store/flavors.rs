//! Flavors: the sizes that a server can have.

use std::sync::Arc;

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};
use terrace::PolicyTarget;
use uuid::Uuid;

use super::kept::Kept;
use super::list::{Part, SortKey};
use super::{Specs, Store, StoreError};

/// A size that a server can have.
#[derive(Debug, Clone, PartialEq, FromRow, PolicyTarget)]
pub struct Flavor {
    /// Chosen by its creator, not always a UUID.
    pub id: String,
    /// Unique among flavors.
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
    /// Network bandwidth, relative to other flavors.
    pub rxtx_factor: f64,
    /// Whether every project may use it.
    pub is_public: bool,
    /// Whether it is withdrawn from use.
    pub disabled: bool,
    /// What it is, in words.
    pub description: Option<String>,
    /// What it asks of the machines that its servers run on.
    #[sqlx(json)]
    pub extra_specs: Specs,
}

/// Which flavors to list. What is `None` holds for all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct FlavorFilter {
    /// Those that every project may use, or the others.
    pub is_public: Option<bool>,
    /// Those with so much memory or more, in MiB.
    pub min_ram: Option<u32>,
    /// Those with so large a root disk or a larger one, in GiB.
    pub min_disk: Option<u32>,
}

/// The parts of the list that have been read.
pub(super) type KeptFlavors = Kept<(FlavorFilter, Part<FlavorKey>), Vec<Flavor>>;

/// What flavors can be sorted by. Ids are text, so `10` comes before `2`, as in Nova.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FlavorKey {
    /// Their ids.
    Id,
    /// Their names.
    Name,
    /// Memory.
    Ram,
    /// Virtual processors.
    Vcpus,
    /// The root disk.
    Disk,
}

impl SortKey for FlavorKey {
    const TABLE: &'static str = "whole_flavors";
    const TIE: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Ram => "ram",
            Self::Vcpus => "vcpus",
            Self::Disk => "disk",
        }
    }
}

impl Flavor {
    /// A public flavor with a new UUID for its id, and Nova's defaults for what is not named here.
    pub fn new(name: impl Into<String>, ram: u32, vcpus: u32, disk: u32) -> Self {
        Self {
            id: Uuid::new_v4().to_string(),
            name: name.into(),
            ram,
            vcpus,
            disk,
            ephemeral: 0,
            swap: 0,
            rxtx_factor: 1.0,
            is_public: true,
            disabled: false,
            description: None,
            extra_specs: Specs::new(),
        }
    }

    /// The flavors that every Nova once came with.
    pub fn classic() -> [Self; 5] {
        [
            ("1", "m1.tiny", 512, 1, 1),
            ("2", "m1.small", 2048, 1, 20),
            ("3", "m1.medium", 4096, 2, 40),
            ("4", "m1.large", 8192, 4, 80),
            ("5", "m1.xlarge", 16384, 8, 160),
        ]
        .map(|(id, name, ram, vcpus, disk)| Self { id: id.to_owned(), ..Self::new(name, ram, vcpus, disk) })
    }

    pub(super) async fn insert(&self, tx: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO flavors (id, name, ram, vcpus, disk, ephemeral, swap, \
                 rxtx_factor, is_public, disabled, description) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&self.id)
        .bind(&self.name)
        .bind(self.ram)
        .bind(self.vcpus)
        .bind(self.disk)
        .bind(self.ephemeral)
        .bind(self.swap)
        .bind(self.rxtx_factor)
        .bind(self.is_public)
        .bind(self.disabled)
        .bind(&self.description)
        .execute(tx)
        .await?;
        Ok(())
    }
}

impl Store {
    /// A part of the list of flavors. What has been read once is kept until the next change of anything.
    pub async fn flavors(&self, filter: FlavorFilter, part: Part<FlavorKey>) -> Result<Arc<Vec<Flavor>>, StoreError> {
        let key = (filter, part.clone());
        self.writer.flavors().get_or_read(key, self.read_flavors(filter, part)).await
    }

    async fn read_flavors(&self, filter: FlavorFilter, part: Part<FlavorKey>) -> Result<Vec<Flavor>, StoreError> {
        let conditions = |query: &mut QueryBuilder<Sqlite>| {
            if let Some(is_public) = filter.is_public {
                query.push(" AND is_public = ").push_bind(is_public);
            }
            if let Some(ram) = filter.min_ram {
                query.push(" AND ram >= ").push_bind(ram);
            }
            if let Some(disk) = filter.min_disk {
                query.push(" AND disk >= ").push_bind(disk);
            }
        };
        part.read(&self.readers, conditions).await
    }

    /// The flavor with this id.
    pub async fn flavor(&self, id: &str) -> Result<Option<Flavor>, StoreError> {
        Ok(sqlx::query_as("SELECT * FROM whole_flavors WHERE id = ?").bind(id).fetch_optional(&self.readers).await?)
    }

    /// Adds a flavor, unless its id or its name is taken.
    pub async fn create_flavor(&self, flavor: &Flavor) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        // The write lock is held, so what is free now is still free at the insert.
        let taken: Option<(bool,)> =
            sqlx::query_as("SELECT id = ? FROM flavors WHERE id = ? OR name = ? ORDER BY 1 DESC")
                .bind(&flavor.id)
                .bind(&flavor.id)
                .bind(&flavor.name)
                .fetch_optional(&mut *tx)
                .await?;
        match taken {
            Some((true,)) => return Err(StoreError::FlavorIdTaken(flavor.id.clone())),
            Some((false,)) => return Err(StoreError::FlavorNameTaken(flavor.name.clone())),
            None => flavor.insert(&mut tx).await?,
        }
        Ok(tx.commit().await?)
    }

    /// Describes a flavor in other words, or in none.
    pub async fn describe_flavor(&self, id: &str, description: Option<&str>) -> Result<Flavor, StoreError> {
        let mut tx = self.writer.begin().await?;
        sqlx::query("UPDATE flavors SET description = ? WHERE id = ?")
            .bind(description)
            .bind(id)
            .execute(&mut *tx)
            .await?;
        let changed =
            sqlx::query_as("SELECT * FROM whole_flavors WHERE id = ?").bind(id).fetch_optional(&mut *tx).await?;
        let changed = changed.ok_or_else(|| StoreError::FlavorNotFound(id.to_owned()))?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Removes a flavor. Servers made from it keep their size.
    pub async fn delete_flavor(&self, id: &str) -> Result<(), StoreError> {
        let mut tx = self.writer.begin().await?;
        let deleted = sqlx::query("DELETE FROM flavors WHERE id = ?").bind(id).execute(&mut *tx).await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::FlavorNotFound(id.to_owned()));
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
impl Store {
    /// All flavors, by their ids.
    pub(crate) async fn all_flavors(&self) -> Result<Vec<Flavor>, StoreError> {
        let part = Part { sort: FlavorKey::Id, descending: false, behind: None, limit: u32::MAX };
        Ok(self.flavors(FlavorFilter::default(), part).await?.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn flavors_are_listed_by_id_as_text() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        for id in ["v2", "10", "2", "priv"] {
            store.create_flavor(&Flavor { id: id.to_owned(), ..Flavor::new(id, 1, 1, 0) }).await.unwrap();
        }
        let ids: Vec<_> = store.all_flavors().await.unwrap().into_iter().map(|flavor| flavor.id).collect();
        assert_eq!(ids, ["10", "2", "priv", "v2"]);
    }

    #[tokio::test]
    async fn a_flavor_comes_back_as_it_was_given() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let odd = Flavor {
            ephemeral: 3,
            swap: 4,
            rxtx_factor: 2.5,
            is_public: false,
            disabled: true,
            description: Some("odd".to_owned()),
            ..Flavor::new("odd", i32::MAX as u32, 2, 1)
        };
        store.create_flavor(&odd).await.unwrap();
        assert_eq!(store.flavor(&odd.id).await.unwrap(), Some(odd));
        assert_eq!(store.flavor("nope").await.unwrap(), None);
    }

    #[tokio::test]
    async fn one_is_described() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        store.set_extra_specs("1", &Specs::from([("k".to_owned(), "v".to_owned())])).await.unwrap();
        let described = store.describe_flavor("1", Some("small")).await.unwrap();
        assert_eq!((described.description.as_deref(), described.extra_specs.len()), (Some("small"), 1));
        assert_eq!(store.describe_flavor("1", None).await.unwrap().description, None);
        assert!(matches!(store.describe_flavor("no", None).await, Err(StoreError::FlavorNotFound(_))));
    }

    #[tokio::test]
    async fn a_taken_id_or_name_is_refused() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let taken = |id: &str, name| Flavor { id: id.to_owned(), ..Flavor::new(name, 1, 1, 1) };
        for (flavor, says) in [
            (taken("1", "new"), "Flavor with ID 1 already exists."),
            (taken("77", "m1.tiny"), "Flavor with name m1.tiny already exists."),
            (taken("2", "m1.tiny"), "Flavor with ID 2 already exists."),
        ] {
            assert_eq!(store.create_flavor(&flavor).await.unwrap_err().to_string(), says);
        }
        assert_eq!(store.all_flavors().await.unwrap(), Flavor::classic());
    }

    #[tokio::test]
    async fn a_flavor_is_deleted_once() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        store.delete_flavor("5").await.unwrap();
        assert_eq!(store.flavor("5").await.unwrap(), None);
        let again = store.delete_flavor("5").await.unwrap_err();
        assert!(matches!(again, StoreError::FlavorNotFound(id) if id == "5"));
    }
}
