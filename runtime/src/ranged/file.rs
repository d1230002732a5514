//! Files.

use core::error::Error;
use core::fmt;
use core::ops::RangeInclusive;
use std::io::{self, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use http::header::HeaderValue;
use terrace_model::Answers;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::{ANSWERS, About, OCTETS};
use crate::answer::{IntoResponse, Response};
use crate::body::Body;
use crate::conditional::Validators;
use crate::context::Context;
use crate::etag::ETag;
use crate::failure::{self, Failure, IntoFailure};
use crate::media::{self, InvalidMediaType, MediaType};

/// What is read of a file at once.
const CHUNK: u64 = 64 << 10;
/// A file that changed this recently may change again without a change of its date.
const JUST_NOW: Duration = Duration::from_secs(2);

/// A file on disk: read as it is sent, whole or a part of it, with the answers of [`Ranged`](super::Ranged).
///
/// Its media type is that of its name's extension, text in UTF-8. Its tag is made of its size and the time of its last change;
/// it is weak where that was a moment ago. A file that becomes shorter while it is sent cuts the connection.
///
/// ```
/// use terrace::prelude::*;
/// use terrace::{File, FileError};
///
/// #[controller(path = "/files")]
/// struct Files;
///
/// #[routes]
/// impl Files {
///     /// What is outside of the folder is not there.
///     #[get("/{path: rest}")]
///     async fn show(&self, path: Path<String>) -> Result<File, FileError> {
///         File::within(concat!(env!("CARGO_MANIFEST_DIR"), "/src"), &*path).await
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Files];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// let part = client.get("/files/lib.rs").header("range", "bytes=0-2").await;
/// assert_eq!((part.status().as_u16(), part.text()), (206, "//!"));
/// assert_eq!(client.get("/files/nothing.rs").await.status(), 404);
/// # }
/// ```
#[derive(Debug)]
pub struct File {
    file: std::fs::File,
    about: About,
}

impl File {
    /// Opens a file. The path is the handler's own: for one that a client says take [`File::within`].
    ///
    /// # Errors
    ///
    /// Where there is no file, or it cannot be read.
    pub async fn open(path: impl Into<PathBuf>) -> Result<Self, FileError> {
        let path = path.into();
        let opened = tokio::task::spawn_blocking(move || open(&path)).await;
        opened.unwrap_or_else(|error| Err(io::Error::other(error))).map_err(FileError)
    }

    /// Opens a file below a folder, by a path that a client says. A path that is absolute, or has `..` in it, names no file.
    /// Symbolic links in the folder are followed.
    ///
    /// # Errors
    ///
    /// See [`File::open`].
    pub async fn within(folder: impl AsRef<Path>, path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let is_below = path.components().all(|step| matches!(step, Component::Normal(_)));
        if !is_below || path.as_os_str().is_empty() {
            return Err(FileError(io::ErrorKind::NotFound.into()));
        }
        File::open(folder.as_ref().join(path)).await
    }

    /// Its media type, instead of that of its extension.
    #[must_use]
    pub fn media_type<M: MediaType>(mut self) -> Self {
        self.about.media_type = media::value::<M>();
        self
    }

    /// The same by a name that is not known before, as where it is stored beside the file.
    ///
    /// # Errors
    ///
    /// Where it is not written as a media type is.
    pub fn media_type_named(mut self, name: &str) -> Result<Self, InvalidMediaType> {
        self.about.media_type = media::parse(name)?;
        Ok(self)
    }

    /// Its tag, instead of one of its size and its last change.
    #[must_use]
    pub fn etag(mut self, tag: ETag) -> Self {
        self.about.there.tag = tag;
        self
    }
}

fn open(path: &Path) -> io::Result<File> {
    // Before it is opened: to open a pipe is to wait for its other end.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = std::fs::File::open(path)?;
    let found = file.metadata()?;
    let length = found.len();
    let modified = found.modified().ok();
    let about =
        About { length, media_type: media_type(path), there: Validators { tag: tag(length, modified), modified } };
    Ok(File { file, about })
}

fn media_type(path: &Path) -> HeaderValue {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    let charset = if guessed.type_() == "text" { "; charset=utf-8" } else { "" };
    HeaderValue::try_from(format!("{}{charset}", guessed.essence_str())).unwrap_or(OCTETS)
}

fn tag(length: u64, modified: Option<SystemTime>) -> ETag {
    let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    let text = format!("{:x}-{:x}", since.as_nanos(), length);
    let is_old = modified.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > JUST_NOW);
    if is_old { ETag::strong(text) } else { ETag::weak(text) }
}

impl IntoResponse for File {
    const ANSWERS: Answers = ANSWERS;

    fn into_response(self, cx: &Context) -> Response {
        let (file, length) = (self.file, self.about.length);
        self.about.answer(cx, |part| {
            let range = part.cloned().or(length.checked_sub(1).map(|last| 0..=last));
            range.map_or_else(Body::empty, |range| Body::stream(read(file, &range)))
        })
    }
}

/// A part of a file, read as it is asked for.
fn read(file: std::fs::File, range: &RangeInclusive<u64>) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let (start, left) = (*range.start(), range.end() - range.start() + 1);
    let file = tokio::fs::File::from_std(file);
    stream::try_unfold((file, Some(start), left), |(mut file, start, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        if let Some(start) = start {
            file.seek(SeekFrom::Start(start)).await?;
        }
        let wanted = left.min(CHUNK);
        // At most `CHUNK`, which fits.
        let mut chunk = BytesMut::with_capacity(wanted as usize);
        let count = (&mut file).take(wanted).read_buf(&mut chunk).await? as u64;
        if count == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file has become shorter"));
        }
        Ok(Some((chunk.freeze(), (file, None, left - count))))
    })
}

/// Why a [`File`] could not be opened: 404 where there is none, else a 500 whose cause is in the log.
#[derive(Debug)]
pub struct FileError(io::Error);

impl FileError {
    /// The error of the system.
    pub fn into_inner(self) -> io::Error {
        self.0
    }

    /// Whether there is no such file: nothing, or something that is no file.
    pub fn is_missing(&self) -> bool {
        use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
        matches!(self.0.kind(), NotFound | NotADirectory | InvalidInput | InvalidFilename)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the file cannot be read")
    }
}

impl Error for FileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl IntoFailure for FileError {
    const ANSWERS: Answers = Answers::of(&[failure::answer(404, ""), failure::answer(500, "")]);

    fn into_failure(self) -> Failure {
        if self.is_missing() { Failure::new(404) } else { Failure::internal(self) }
    }
}
