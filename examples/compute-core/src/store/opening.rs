//! Why a database is not opened, and what whoever runs the program can do about it.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// Why a database is not opened. Each says which file, and what to do.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The file or its folder cannot be made or written.
    Unwritable {
        /// The database file.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// There is no room on the disk.
    Full {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// A folder is in the place of the file.
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// Another process has it.
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The file is no SQLite database, or a broken one.
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// It is the database of another program.
    Foreign {
        /// The database file.
        path: PathBuf,
    },
    /// It has been migrated by a newer release of this program.
    Newer {
        /// The database file.
        path: PathBuf,
        /// The migration that this release does not know.
        version: i64,
    },
    /// It was made by another build of this program, in which a migration says something else.
    Altered {
        /// The database file.
        path: PathBuf,
        /// The migration.
        version: i64,
    },
    /// It cannot be used for another reason.
    Unusable {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
}

impl OpenError {
    pub(super) fn unwritable(path: &Path, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unwritable { path: path.to_owned(), source: source.into() }
    }

    /// Names the cause of a failure to open the database at `path`.
    pub(super) fn of(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        if let sqlx::Error::Migrate(migration) = &error {
            match **migration {
                MigrateError::VersionMissing(version) => return Self::Newer { path, version },
                MigrateError::VersionMismatch(version) => return Self::Altered { path, version },
                _ => {}
            }
        }
        // https://www.sqlite.org/rescode.html
        match result_code(&error) {
            Some(3 | 8 | 14 | 23) => Self::Unwritable { path, source: error.into() },
            Some(5 | 6) => Self::InUse { path },
            Some(11 | 26) => Self::Damaged { path, source: error.into() },
            Some(13) => Self::Full { path, source: error },
            _ => Self::Unusable { path, source: error },
        }
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

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwritable { path, .. } => write!(
                f,
                "cannot write the database `{}`: \
                 make the file and its folder writable for this user, or choose another path",
                path.display()
            ),
            Self::Full { path, .. } => write!(
                f,
                "no room for the database `{}`: make room on its disk, or choose another path",
                path.display()
            ),
            Self::Folder { path } => write!(
                f,
                "`{0}` is a folder: name a file, such as `{1}`",
                path.display(),
                path.join("compute.db").display()
            ),
            Self::InUse { path } => write!(
                f,
                "the database `{}` is in use by another process: stop that, or choose another path",
                path.display()
            ),
            Self::Damaged { path, .. } => write!(
                f,
                "the database `{}` is damaged: \
                 restore it from a backup, or move it away to start with a fresh one",
                path.display()
            ),
            Self::Foreign { path } => {
                write!(f, "`{}` is the database of another program: choose another path", path.display())
            }
            Self::Newer { path, version } => write!(
                f,
                "the database `{}` was made by a newer release \
                 (this one does not know its migration {version}): \
                 run that release, or choose another path",
                path.display()
            ),
            Self::Altered { path, version } => write!(
                f,
                "the database `{}` was made by another build \
                 (its migration {version} is not the one of this build): \
                 run that build, or choose another path",
                path.display()
            ),
            Self::Unusable { path, .. } => write!(
                f,
                "cannot use the database `{}`: \
                 see the cause, or choose another path to start with a fresh one",
                path.display()
            ),
        }
    }
}

impl Error for OpenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unwritable { source, .. } | Self::Damaged { source, .. } => Some(&**source),
            Self::Full { source, .. } | Self::Unusable { source, .. } => Some(source),
            Self::Folder { .. }
            | Self::InUse { .. }
            | Self::Foreign { .. }
            | Self::Newer { .. }
            | Self::Altered { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::ConnectOptions as _;
    use sqlx::sqlite::SqliteConnectOptions;

    use super::*;

    #[tokio::test]
    async fn a_full_disk_is_told() {
        let options = SqliteConnectOptions::new().pragma("max_page_count", "2");
        let mut connection = options.connect().await.unwrap();
        sqlx::query("CREATE TABLE t (a) STRICT").execute(&mut connection).await.unwrap_err();
        sqlx::query("CREATE TABLE t (a)").execute(&mut connection).await.unwrap();
        let full = sqlx::query("INSERT INTO t VALUES (zeroblob(100000))").execute(&mut connection).await.unwrap_err();
        let error = OpenError::of(Path::new("/data/compute.db"), full);
        assert!(matches!(error, OpenError::Full { .. }), "{error:?}");
        assert!(error.to_string().contains("make room on its disk"), "{error}");
    }
}
