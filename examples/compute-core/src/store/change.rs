//! Changes: all that is written goes through here.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Sqlite, Transaction};
use tokio::sync::Notify;

use super::flavors::KeptFlavors;

/// The one connection that changes the database. Clones share it.
#[derive(Debug, Clone)]
pub struct Writer {
    connection: SqlitePool,
    flavors: KeptFlavors,
    work: Arc<Notify>,
}

/// A change, not committed yet. It holds the write lock, so what it reads stays true until it commits. Dropped before
/// that, it leaves nothing behind.
#[derive(Debug)]
pub struct Change {
    transaction: Transaction<'static, Sqlite>,
    writer: Writer,
}

impl Writer {
    /// What changes a database through a pool of one connection, drops what is kept of it, and wakes whoever waits for work.
    pub(super) fn new(connection: SqlitePool) -> Self {
        Writer { connection, flavors: KeptFlavors::new(), work: Arc::default() }
    }

    /// The lists of flavors that have been read since the last change.
    pub(super) fn flavors(&self) -> &KeptFlavors {
        &self.flavors
    }

    /// Waits for a change since the last call.
    pub(super) async fn work_arrived(&self) {
        self.work.notified().await;
    }

    /// Begins a change.
    pub async fn begin(&self) -> Result<Change, sqlx::Error> {
        let transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Change { transaction, writer: self.clone() })
    }

    /// Waits for the change under way, and lets go of the database.
    pub(super) async fn close(&self) {
        self.connection.close().await;
    }
}

impl Change {
    /// Ends it, and wakes whoever waits for work.
    ///
    /// Once begun this goes on though nobody waits for it any longer, as when a client leaves: a change that is on the disk,
    /// but that nobody was told of, would wait for the next.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        let committing = async move {
            let Change { transaction, writer } = self;
            let closed = writer.flavors.close();
            let committed = transaction.commit().await;
            drop(closed);
            writer.work.notify_one();
            committed
        };
        tokio::spawn(committing).await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
    }
}

impl Deref for Change {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
