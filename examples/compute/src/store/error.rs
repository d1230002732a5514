//! What can go wrong in the store, in words for whoever runs the service or calls it.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;
use uuid::Uuid;

use super::{TaskState, VmState};

/// Why the store did not do what it was asked.
///
/// The first four come from opening it and tell which file and what to do;
/// [`Database`](Self::Database) may come from any call. The others are mistakes of a caller, in
/// Nova's words.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// The file or its folder cannot be made or written.
    Unwritable {
        /// The database file.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The file is no SQLite database, or a broken one.
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// The database has been migrated by a newer release of this program.
    Newer {
        /// The database file.
        path: PathBuf,
        /// The migration that this release does not know.
        version: i64,
    },
    /// The database cannot be opened for another reason.
    Unusable {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// A query failed.
    Database(sqlx::Error),
    /// A list has nothing with this id, behind which to go on.
    MarkerNotFound(String),
    /// No flavor has this id.
    FlavorNotFound(String),
    /// Another flavor has this id.
    FlavorIdTaken(String),
    /// Another flavor has this name.
    FlavorNameTaken(String),
    /// The flavor has no extra spec under this key.
    ExtraSpecNotFound {
        /// The flavor.
        flavor: String,
        /// The key.
        key: String,
    },
    /// No image has this id.
    ImageNotFound(Uuid),
    /// No server has this id.
    ServerNotFound(Uuid),
    /// The user has no key pair of this name.
    KeypairNotFound {
        /// The user.
        user: String,
        /// The name.
        name: String,
    },
    /// The user has another key pair of this name.
    KeypairTaken(String),
    /// No server group has this id.
    ServerGroupNotFound(Uuid),
    /// The server is locked.
    Locked(Uuid),
    /// The server has no metadata under this key.
    MetadataNotFound(String),
    /// The server's state does not allow the action.
    InvalidState {
        /// The server.
        server: Uuid,
        /// The action, as a client knows it.
        action: &'static str,
        /// The state that is in the way.
        state: BlockingState,
    },
}

/// The state that keeps a server from an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockingState {
    /// The action does not begin in this state.
    Vm(VmState),
    /// The server is busy with something else.
    Task(TaskState),
}

impl StoreError {
    pub(super) fn unwritable(path: &Path, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unwritable { path: path.to_owned(), source: source.into() }
    }

    pub(super) fn extra_spec(flavor: &str, key: &str) -> Self {
        Self::ExtraSpecNotFound { flavor: flavor.to_owned(), key: key.to_owned() }
    }

    /// Names the cause of a failure to open the database at `path`.
    pub(super) fn opening(path: &Path, error: sqlx::Error) -> Self {
        if let Some(MigrateError::VersionMissing(version)) = migration(&error) {
            return Self::Newer { path: path.to_owned(), version: *version };
        }
        // https://www.sqlite.org/rescode.html
        match result_code(&error) {
            Some(3 | 8 | 10 | 13 | 14 | 23) => Self::unwritable(path, error),
            Some(11 | 26) => Self::Damaged { path: path.to_owned(), source: error },
            _ => Self::Unusable { path: path.to_owned(), source: error },
        }
    }
}

fn migration(error: &sqlx::Error) -> Option<&MigrateError> {
    match error {
        sqlx::Error::Migrate(error) => Some(error),
        _ => None,
    }
}

/// SQLite's primary result code: the low byte of the extended one.
fn result_code(error: &sqlx::Error) -> Option<u32> {
    match error {
        sqlx::Error::Database(error) => Some(error.code()?.parse::<u32>().ok()? & 0xff),
        sqlx::Error::Migrate(error) => match &**error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => result_code(error),
            _ => None,
        },
        _ => None,
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritable { path, .. } => write!(
                f,
                "cannot write the database `{}`: \
                 make the file and its folder writable for this user, or choose another path",
                path.display()
            ),
            Self::Damaged { path, .. } => write!(
                f,
                "the database `{}` is damaged: \
                 restore it from a backup, or move it away to start with a fresh one",
                path.display()
            ),
            Self::Newer { path, version } => write!(
                f,
                "the database `{}` was made by a newer release \
                 (this one does not know its migration {version}): \
                 run that release, or choose another path",
                path.display()
            ),
            Self::Unusable { path, .. } => write!(
                f,
                "cannot use the database `{}`: \
                 see the cause, or choose another path to start with a fresh one",
                path.display()
            ),
            Self::Database(_) => write!(f, "the database did not answer as it should"),
            Self::MarkerNotFound(id) => write!(f, "marker [{id}] not found"),
            Self::FlavorNotFound(id) => write!(f, "Flavor {id} could not be found."),
            Self::FlavorIdTaken(id) => write!(f, "Flavor with ID {id} already exists."),
            Self::FlavorNameTaken(name) => write!(f, "Flavor with name {name} already exists."),
            Self::ExtraSpecNotFound { flavor, key } => write!(f, "Flavor {flavor} has no extra specs with key {key}."),
            Self::ImageNotFound(id) => write!(f, "Image {id} could not be found."),
            Self::ServerNotFound(id) => write!(f, "Instance {id} could not be found."),
            Self::KeypairNotFound { user, name } => write!(f, "Keypair {name} not found for user {user}"),
            Self::KeypairTaken(name) => write!(f, "Key pair '{name}' already exists."),
            Self::ServerGroupNotFound(id) => write!(f, "Instance group {id} could not be found."),
            Self::Locked(id) => write!(f, "Instance {id} is locked"),
            Self::MetadataNotFound(_) => write!(f, "Metadata item was not found"),
            Self::InvalidState { server, action, state } => {
                write!(f, "Cannot '{action}' instance {server} while it is in {state}")
            }
        }
    }
}

impl fmt::Display for BlockingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vm(state) => write!(f, "vm_state {state}"),
            Self::Task(state) => write!(f, "task_state {state}"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unwritable { source, .. } => Some(&**source),
            Self::Damaged { source, .. } | Self::Unusable { source, .. } | Self::Database(source) => Some(source),
            _ => None,
        }
    }
}
