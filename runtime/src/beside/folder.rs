//! The files of a folder, and none that are outside of it.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use tokio::fs;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback, TokioBackend, TokioFile};

/// Serves a folder.
pub(super) fn of(folder: &Path) -> ServeDir<DefaultServeDirFallback, Within> {
    ServeDir::with_backend(folder, Within { folder: folder.to_owned() })
}

/// Files of a folder: also where a symbolic link leads out of it, what is there is not.
#[derive(Clone, Debug)]
pub(super) struct Within {
    folder: PathBuf,
}

impl Within {
    /// A path as it is without links, where it is in the folder still.
    async fn real(self, path: PathBuf) -> io::Result<PathBuf> {
        let (folder, path) = (fs::canonicalize(self.folder).await?, fs::canonicalize(path).await?);
        if path.starts_with(folder) { Ok(path) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

impl Backend for Within {
    type File = TokioFile;
    type Metadata = std::fs::Metadata;
    type OpenFuture = Pin<Box<dyn Future<Output = io::Result<TokioFile>> + Send>>;
    type MetadataFuture = Pin<Box<dyn Future<Output = io::Result<std::fs::Metadata>> + Send>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let real = self.clone().real(path);
        Box::pin(async { TokioBackend.open(real.await?).await })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let real = self.clone().real(path);
        Box::pin(async { TokioBackend.metadata(real.await?).await })
    }
}
