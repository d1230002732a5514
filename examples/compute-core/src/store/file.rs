//! The file that a database lives in: claimed, looked at and opened.
//!
//! Nothing is written to a file before it is known to be a sound database of this program's, and nobody else's at work.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use super::opening::OpenError;

/// How SQLite opens a file, so that no other process reads or writes it, whether it asks for our own lock or not; on other
/// systems than Unix, as always. Connections of one process may be many.
const EXCLUSIVE: &str = if cfg!(unix) { "unix-excl" } else { "win32" };

/// A database's file, which no other process serves from while this is held.
#[derive(Debug, Clone)]
pub(super) struct DatabaseFile {
    /// Where it is, in the words of whoever runs the program.
    pub(super) path: PathBuf,
    lock: Arc<File>,
}

impl DatabaseFile {
    /// Claims the file at `path`, there or not, and makes its folder.
    pub(super) fn claim(path: &Path) -> Result<Self, OpenError> {
        // SQLite would take `:memory:` or `file:…` for something else than a file; an absolute path
        // is always one.
        let path = std::path::absolute(path).map_err(|error| OpenError::unwritable(path, error))?;
        if path.is_dir() {
            return Err(OpenError::Folder { path });
        }
        let lock = make_folder(&path).and_then(|()| lock_beside(&path));
        match lock.map_err(|error| OpenError::unwritable(&path, error))? {
            Some(lock) => Ok(DatabaseFile { path, lock: Arc::new(lock) }),
            None => Err(OpenError::InUse { path }),
        }
    }

    /// Lets others have it.
    pub(super) fn release(&self) {
        // Where this fails, the lock goes with the file's last handle.
        let _ = self.lock.unlock();
    }

    /// How its connections are opened: what is committed is on the disk.
    pub(super) fn options(&self) -> SqliteConnectOptions {
        self.plain_options()
            // What is kept of it in memory is true only while nobody else changes it.
            .vfs(EXCLUSIVE)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // In the write-ahead log, less than this may lose the last commits when the power goes.
            .synchronous(SqliteSynchronous::Full)
            // Where a plain sync leaves data in the drive's cache (macOS); nothing elsewhere.
            .pragma("fullfsync", "ON")
            .pragma("checkpoint_fullfsync", "ON")
            .foreign_keys(true)
    }

    /// Refuses what is no database of this program's, or a damaged one. All of it is read for that.
    pub(super) async fn inspect(&self) -> Result<(), OpenError> {
        if !self.path.try_exists().map_err(|error| OpenError::unwritable(&self.path, error))? {
            return Ok(());
        }
        let looked = async {
            // Without a journal mode: setting one writes to the file.
            let mut connection = self.plain_options().connect().await?;
            let found = (is_of_another(&mut connection).await?, damage(&mut connection).await?);
            connection.close().await?;
            Ok(found)
        };
        match looked.await.map_err(|error| OpenError::of(&self.path, error))? {
            (_, Some(damage)) => Err(OpenError::Damaged { path: self.path.clone(), source: damage.into() }),
            (true, None) => Err(OpenError::Foreign { path: self.path.clone() }),
            (false, None) => Ok(()),
        }
    }

    fn plain_options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new().filename(&self.path)
    }
}

/// Whether a database has tables, but none that tells of this program's migrations.
async fn is_of_another(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) > 0 AND NOT coalesce(max(name = '_sqlx_migrations'), FALSE) \
         FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    )
    .fetch_one(connection)
    .await
}

/// What is wrong with a database's pages, if anything is.
async fn damage(connection: &mut SqliteConnection) -> Result<Option<String>, sqlx::Error> {
    let said: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(connection).await?;
    Ok((said != "ok").then_some(said))
}

/// Makes the folder of a file. What is made is on the disk, as what will be in it is to be.
fn make_folder(path: &Path) -> io::Result<()> {
    let missing: Vec<_> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
    if let Some(folder) = missing.first() {
        fs::create_dir_all(folder)?;
    }
    if cfg!(unix) {
        for above in missing.into_iter().filter_map(Path::parent) {
            File::open(above)?.sync_all()?;
        }
    }
    Ok(())
}

/// Takes the lock on a file, which is one on another file beside it: SQLite has its own on the file itself, and loses
/// them when anybody else in the process closes it. `None` is that another process has it.
fn lock_beside(path: &Path) -> io::Result<Option<File>> {
    // One file has one lock, by whichever links it is reached.
    let path = fs::canonicalize(path).or_else(|_| std::path::absolute(path))?;
    let mut beside = OsString::from(path);
    beside.push("-lock");
    let lock = File::options().create(true).truncate(false).write(true).open(beside)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
