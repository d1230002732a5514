//! Where flavors, images, servers and what goes with them live: one SQLite file.
//!
//! Every change is one transaction, and all of them go through one connection, so two writers never
//! meet; other processes are kept away by a lock, and by SQLite's own. Readers have connections of their own and do not
//! wait for the writer (write-ahead log). A change that has returned is on the disk. Lists of flavors, which every client
//! asks for, are kept in memory until the next change.

mod actions;
mod aggregates;
mod change;
mod error;
mod extra_specs;
mod file;
mod flavor_access;
mod flavors;
mod hosts;
mod images;
mod kept;
mod keypairs;
mod list;
mod metadata;
mod new_server;
mod opening;
mod quotas;
mod servers;
mod states;
mod tags;
#[cfg(test)]
mod tests;

use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};

use file::DatabaseFile;

pub use actions::{Action, Reboot, Unfinished};
pub use aggregates::{Aggregate, AggregateMetadata};
pub use change::{Change, Writer};
pub use error::{BlockingState, StoreError};
pub use extra_specs::Specs;
pub use flavors::{Flavor, FlavorFilter, FlavorKey};
pub use hosts::{Host, HostUpdate, HostUse};
pub use images::{Image, ImageKey};
pub use keypairs::{Keypair, KeypairKey, NewKeypair};
pub use list::{Part, SortKey};
pub use metadata::Metadata;
pub use new_server::NewServer;
pub use opening::OpenError;
pub use quotas::{Limits, Owner, Quota};
pub use servers::{Server, ServerFilter, ServerFlavor, ServerKey, ServerUpdate};
pub use states::{TaskState, VmState};
pub use tags::MAX_TAGS;

static MIGRATIONS: Migrator = sqlx::migrate!();

const READERS: u32 = 4;

/// The database of the service. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    writer: Writer,
    readers: SqlitePool,
    /// None in memory.
    file: Option<DatabaseFile>,
}

/// What a fresh database starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// Nova's five classic flavors, ids `1` to `5`, one image, and one machine.
    Classic,
    /// Nothing.
    Empty,
}

impl Store {
    /// Opens the database at `path`. A missing one is made, with its folder, and seeded; an older
    /// one is migrated.
    ///
    /// A database is seeded once in its life: one that has been emptied, or was made with
    /// [`Seed::Empty`], stays so.
    ///
    /// The file is this store's until it is closed or its last clone is dropped: a file beside it, with
    /// `-lock` behind its name, keeps other processes away. On Unix, SQLite also locks the file itself, so that no other program
    /// reads or writes it meanwhile.
    ///
    /// # Errors
    ///
    /// [`OpenError`] lists them. Nothing was written to a file that is refused for what is in it.
    pub async fn open(path: impl AsRef<Path>, seed: Seed) -> Result<Self, OpenError> {
        let file = DatabaseFile::claim(path.as_ref())?;
        file.inspect().await?;
        let path = file.path.clone();
        let readers = pool(READERS).connect_lazy_with(file.options().pragma("query_only", "ON"));
        let opened = async {
            let writer = pool(1).connect_with(file.options()).await?;
            Self::prepare(writer, readers, Some(file), seed).await
        };
        opened.await.map_err(|error| OpenError::of(&path, error))
    }

    /// Makes a database that lives in memory, apart from all others, until its last clone is
    /// dropped.
    pub async fn in_memory(seed: Seed) -> Result<Self, StoreError> {
        // Such a database belongs to its connection, so reader and writer are the same one.
        let options = SqliteConnectOptions::new().foreign_keys(true);
        let only = pool(1).connect_with(options).await?;
        Ok(Self::prepare(only.clone(), only, None, seed).await?)
    }

    /// Whether the database can be read.
    pub async fn answers(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM origin").execute(&self.readers).await?;
        Ok(())
    }

    /// Waits for changes under way, folds the log into the database file, closes it, and lets others have it.
    ///
    /// Let the driver end first: it would take a closed store for a failing one.
    pub async fn close(&self) {
        // SQLite folds the log when its last connection goes, and only a writer may do it.
        self.readers.close().await;
        self.writer.close().await;
        if let Some(file) = &self.file {
            file.release();
        }
    }

    async fn prepare(
        writer: SqlitePool,
        readers: SqlitePool,
        file: Option<DatabaseFile>,
        seed: Seed,
    ) -> Result<Self, sqlx::Error> {
        MIGRATIONS.run(&writer).await?;
        let store = Self { writer: Writer::new(writer), readers, file };
        let mut tx = store.writer.begin().await?;
        let fresh = sqlx::query("INSERT INTO origin (id, created) VALUES (1, ?) ON CONFLICT DO NOTHING")
            .bind(now())
            .execute(&mut *tx)
            .await?
            .rows_affected()
            == 1;
        if fresh && seed == Seed::Classic {
            for flavor in Flavor::classic() {
                flavor.insert(&mut tx).await?;
            }
            images::seed(&mut tx).await?;
            hosts::seed(&mut tx).await?;
        }
        tx.commit().await?;
        Ok(store)
    }

    /// What changes the database, for parts of the service that keep something of their own there.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// What reads the database, for the same.
    pub fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// Makes the tables of a part of the service, or brings them up to date. Which of its migrations have been done is kept in a
    /// table of the part's name.
    ///
    /// # Errors
    ///
    /// Where the database cannot be written, or has been migrated by a newer release.
    pub async fn migrate(&self, part: &str, mut migrations: Migrator) -> Result<(), OpenError> {
        // The name goes into statements as it is.
        migrations.dangerous_set_table_name(format!("\"_{part}_migrations\""));
        let migrated = async {
            let mut change = self.writer.begin().await?;
            migrations.run(&mut *change).await?;
            change.commit().await
        };
        let path = self.file.as_ref().map_or(Path::new(":memory:"), |file| &file.path);
        migrated.await.map_err(|error| OpenError::of(path, error))
    }
}

/// Connections to an embedded database are neither aged nor pinged: no network can lose them.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// The time as it is stored: RFC 3339 in UTC, to the second.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
impl Store {
    /// Runs a statement behind the store's back.
    pub(crate) async fn execute(&self, sql: &'static str) {
        let mut tx = self.writer.begin().await.unwrap();
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}
