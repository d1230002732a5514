//! The access line: one for each request, told when its answer was sent or dropped, whoever hosts the API.
//!
//! It is a `tracing` event, and where the environment names a file for it, a line of JSON there. It holds the request's span,
//! which so lasts as long. Where nobody listens nothing of it is made.

use core::fmt;
use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Once};
use std::time::Instant;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode, Uri};
use terrace_macros::model;
use terrace_model::Version;
use tracing::Span;
use tracing::span::Entered;

use crate::arrived::Arrived;
use crate::exchange::RequestId;
use crate::identity::Identity;
use crate::notes::Notes;
use crate::{json, span};

/// The environment variable that names the file.
pub(crate) const SETTING: &str = "TERRACE_ACCESS_LOG";

/// What stands for what there is not.
const NONE: &str = "-";

/// What is known of a request and its answer so far. It is told when this is dropped.
pub(crate) struct Line {
    begun: Instant,
    api: &'static str,
    /// The value that chose the API's pipeline.
    pipeline: Option<&'static str>,
    id: RequestId,
    uri: Uri,
    notes: Notes,
    /// Those of the request behind its filters.
    behind: Option<Arc<Notes>>,
    /// None where nothing was answered, as the client had left.
    status: Option<StatusCode>,
    /// The essence of the answer's media type.
    media_type: Option<String>,
    bytes: u64,
    #[cfg(feature = "prometheus")]
    _counted: crate::metrics::One,
}

impl Line {
    /// The line of a request, where somebody listens.
    pub(crate) fn begin(arrived: &Arrived) -> Option<Box<Line>> {
        let span = span::begin(&arrived.exchange.id, &arrived.request);
        let is_heard = tracing::enabled!(target: "terrace::access", tracing::Level::INFO) || file().is_some();
        (is_heard || !span.is_disabled() || cfg!(feature = "prometheus")).then(|| Line::new(arrived, span))
    }

    #[inline(never)]
    fn new(Arrived { app, request, exchange, .. }: &Arrived, span: Span) -> Box<Line> {
        Box::new(Line {
            begun: Instant::now(),
            api: app.table().name,
            pipeline: app.pipeline(),
            id: exchange.id.clone(),
            uri: request.uri().clone(),
            notes: Notes::new(span, request.method().clone()),
            behind: None,
            status: None,
            media_type: None,
            bytes: 0,
            #[cfg(feature = "prometheus")]
            _counted: crate::metrics::One::request(),
        })
    }

    /// Enters the request's span, for a part of its work.
    pub(crate) fn enter(&self) -> Entered<'_> {
        self.notes.enter()
    }

    /// Where what is found out about the request is noted.
    pub(crate) fn notes(&self) -> &Notes {
        &self.notes
    }

    /// The same where filters stand between, and take the request with them.
    pub(crate) fn notes_behind(&mut self) -> Arc<Notes> {
        Arc::clone(self.behind.get_or_insert_with(|| Arc::new(self.notes.anew())))
    }

    /// Notes what is answered.
    pub(crate) fn answered(&mut self, status: StatusCode, headers: &HeaderMap) {
        let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|value| value.split(';').next());
        (self.status, self.media_type) = (Some(status), essence.map(|essence| essence.trim().to_ascii_lowercase()));
        self.notes.answered(status);
    }

    /// Notes that so many bytes of the answer's body were taken.
    pub(crate) fn sent(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let Line { api, pipeline, id, uri, bytes, .. } = self;
        let pipeline = pipeline.unwrap_or(NONE);
        let notes = self.behind.as_deref().unwrap_or(&self.notes);
        if self.status.is_some() {
            notes.sent(*bytes);
        }
        let (method, path) = (notes.method(), uri.path());
        let route = notes.route().unwrap_or(NONE);
        let operation = notes.operation().unwrap_or(NONE);
        let version = notes.version().map_or(NONE, Version::label);
        let status = self.status.map_or(0, |status| status.as_u16());
        let media_type = self.media_type.as_deref().unwrap_or(NONE);
        let seconds = self.begun.elapsed().as_secs_f64();
        let id = notes.id().unwrap_or(id);
        let asker = notes.asker();
        let user = asker.and_then(|asker| asker.user.as_ref()).map_or(NONE, Identity::user);
        let client = asker.and_then(|asker| asker.client).map_or(NONE.into(), |client| client.to_string());
        #[cfg(feature = "prometheus")]
        crate::metrics::ended(api, operation, span::method(method), self.status, version, seconds);
        if asker.is_some_and(|asker| asker.is_silent) {
            return;
        }
        tracing::info!(
            target: "terrace::access",
            api, pipeline, %id, %method, path, route, operation, version, status, media_type, bytes, seconds, user, client
        );
        if let Some(file) = file() {
            append(
                file,
                &Written {
                    api: (*api).to_owned(),
                    pipeline: pipeline.to_owned(),
                    id: id.to_string(),
                    method: method.to_string(),
                    path: path.to_owned(),
                    route: route.to_owned(),
                    operation: operation.to_owned(),
                    version: version.to_owned(),
                    status,
                    media_type: media_type.to_owned(),
                    bytes: *bytes,
                    seconds,
                    user: user.to_owned(),
                    client,
                },
            );
        }
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Line").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The line as it is in the file.
#[model(crate = crate)]
struct Written {
    api: String,
    pipeline: String,
    id: String,
    method: String,
    path: String,
    route: String,
    operation: String,
    version: String,
    status: u16,
    media_type: String,
    bytes: u64,
    seconds: f64,
    user: String,
    client: String,
}

/// The file that the environment names, opened once.
static FILE: LazyLock<Option<Result<File, Unwritable>>> = LazyLock::new(|| {
    let path = PathBuf::from(env::var_os(SETTING).filter(|path| !path.is_empty())?);
    let file = OpenOptions::new().append(true).create(true).open(&path);
    Some(file.map_err(|error| Unwritable { path, kind: error.kind() }))
});

/// Why the file cannot be had.
#[derive(Debug)]
pub(crate) struct Unwritable {
    pub(crate) path: PathBuf,
    pub(crate) kind: io::ErrorKind,
}

/// The file, where there is one. That it cannot be written to is told once; a server has not started then.
fn file() -> Option<&'static File> {
    static TOLD: Once = Once::new();
    match FILE.as_ref()? {
        Ok(file) => Some(file),
        Err(Unwritable { path, kind }) => {
            TOLD.call_once(|| tracing::error!(path = %path.display(), error = %kind, "{SETTING} cannot be written to"));
            None
        }
    }
}

/// Sees to it that the file can be written, before a server starts.
pub(crate) fn open() -> Result<(), &'static Unwritable> {
    match &*FILE {
        Some(Err(unwritable)) => Err(unwritable),
        _ => Ok(()),
    }
}

/// Appends a line in one write, so that several processes may share a file.
fn append(mut file: &File, line: &Written) {
    let line = json::write(line, None).expect("texts and finite numbers have a form in JSON");
    if let Err(error) = file.write_all(&[&*line, b"\n"].concat()) {
        tracing::error!(%error, "{SETTING}: a line was not written");
    }
}
