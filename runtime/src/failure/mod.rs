//! Failures: what a handler or the framework answers when it cannot do what was asked.
//!
//! A [`Failure`] says what happened in no dialect; the API's [`Dialect`](crate::Dialect) gives it its form. What the
//! client sees is what was put into it with [`Failure::title`], [`Failure::detail`] and their like. An error put
//! into it as the source goes to the log and nowhere else.

mod origin;
mod status;
pub(crate) mod unforeseen;

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use std::borrow::Cow;
use std::io;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use terrace_model::{Answer, Answers, Content, Status};

use crate::body::{BodyError, BoxError};
use crate::json;
use crate::lines::LinesError;
#[cfg(feature = "multipart")]
use crate::multipart::MultipartError;

pub use origin::{Origin, VersionProblem};
pub use status::{
    BadGateway, BadRequest, Conflict, Forbidden, GatewayTimeout, Gone, NotFound, NotImplemented, PreconditionFailed,
    PreconditionRequired, ServiceUnavailable, TooManyRequests, Unauthorized, Unprocessable,
};

/// A failure on its way to the client, in no dialect yet.
///
/// ```
/// # use terrace::Failure;
/// let failure = Failure::new(409).title("Quota exceeded").detail("the project has 10 servers and may have 10");
/// assert_eq!(failure.status(), 409);
/// ```
pub struct Failure(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    origin: Origin,
    title: Option<Cow<'static, str>>,
    detail: Option<Cow<'static, str>>,
    errors: Vec<FieldError>,
    headers: HeaderMap,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What is wrong with one field of a body, or with one parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where.
    pub at: At,
    /// What is wrong, for the client.
    pub detail: String,
}

/// A place in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// A value in the body, as a JSON pointer (RFC 6901). The empty text is the whole body.
    Pointer(String),
    /// A variable of the path, a field of the query, or a header, by its name.
    Parameter(Cow<'static, str>),
}

impl Failure {
    /// A failure of a status from 400 to 599. Any other number means 500.
    pub fn new(status: u16) -> Self {
        Failure::of(Origin::Handler, status)
    }

    /// An error that nobody foresaw: the client gets a bare 500, the log gets the error.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Failure::new(500).source(error)
    }

    pub(crate) fn of(origin: Origin, status: u16) -> Self {
        let status =
            StatusCode::from_u16(status).ok().filter(|status| status.is_client_error() || status.is_server_error());
        Failure(Box::new(Inner {
            status: status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            origin,
            title: None,
            detail: None,
            errors: Vec::new(),
            headers: HeaderMap::new(),
            source: None,
        }))
    }

    /// A body that could not be read.
    pub(crate) fn of_body(error: &json::Error) -> Self {
        let (origin, detail) = match error.kind {
            json::Kind::Syntax => (Origin::Syntax, error.to_string()),
            json::Kind::Shape | json::Kind::Constraints => {
                (Origin::Body, "the body is not what was expected".to_owned())
            }
        };
        let failure = Failure::of(origin, 400).detail(detail);
        if error.kind == json::Kind::Syntax {
            return failure;
        }
        error.problems.iter().fold(failure, |failure, problem| failure.pointer(&*problem.pointer, &*problem.detail))
    }

    /// A query that could not be read.
    pub(crate) fn of_query(error: &json::Error) -> Self {
        let failure = Failure::of(Origin::Parameter, 400).detail("the query is not what was expected");
        error.problems.iter().fold(failure, |failure, problem| {
            // `/limit`, or `/tags/1` for the second of them.
            let name = problem.pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
            failure.parameter(name.replace("~1", "/").replace("~0", "~"), &*problem.detail)
        })
    }

    /// A parameter that could not be read.
    pub(crate) fn of_parameter(name: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        Failure::of(Origin::Parameter, 400).detail("a parameter is not what was expected").parameter(name, detail)
    }

    /// Says in a few words what kind of failure it is; the status's reason phrase if nothing is said.
    #[must_use]
    pub fn title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.0.title = Some(title.into());
        self
    }

    /// Says in a sentence what happened this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds what is wrong with a value in the body, by its JSON pointer.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.0.errors.push(FieldError { at: At::Pointer(pointer.into()), detail: detail.into() });
        self
    }

    /// Adds what is wrong with a parameter, by its name.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        self.0.errors.push(FieldError { at: At::Parameter(name.into()), detail: detail.into() });
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.append(name, value);
        self
    }

    /// Adds the error behind it, which goes to the log and never to the client.
    #[must_use]
    pub fn source(mut self, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(error.into());
        self
    }
}

/// What a dialect reads.
impl Failure {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Where it comes from.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// What kind of failure it is, in a few words; the status's reason phrase where nobody said.
    pub fn title_text(&self) -> &str {
        match &self.0.title {
            Some(title) => title,
            None => self.0.status.canonical_reason().unwrap_or("Failure"),
        }
    }

    /// What happened this time, in a sentence, where somebody said.
    pub fn detail_text(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// What is wrong with which field or parameter.
    pub fn errors(&self) -> &[FieldError] {
        &self.0.errors
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The error behind it.
    pub fn error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// An error that a handler or a loader may return. `#[derive(Failure)]` writes it.
///
/// A [`Failure`] alone is none: it does not say in its type which statuses it has, and the documents could not say it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a failure that an API can answer with",
    label = "has no status",
    note = "put `#[derive(Failure)]` on it, or return `terrace::Internal`, which takes any error and answers 500"
)]
pub trait IntoFailure {
    /// What it answers.
    const ANSWERS: Answers;

    /// The failure.
    fn into_failure(self) -> Failure;
}

/// An error that nobody foresaw: logged with its causes and the request's id, answered as a bare 500.
///
/// `?` turns every error into it. One that tells what is wrong with the request's body, as [`BodyError`] does, keeps its own
/// status: it is foreseen.
#[derive(Debug)]
pub struct Internal(Box<dyn Error + Send + Sync>);

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Internal {
    fn from(error: E) -> Self {
        Internal(error.into())
    }
}

/// What never fails, as a loader that always finds something.
impl IntoFailure for Infallible {
    const ANSWERS: Answers = Answers::NONE;

    fn into_failure(self) -> Failure {
        match self {}
    }
}

impl IntoFailure for Internal {
    const ANSWERS: Answers = Answers { own: &[answer(500, "")], parts: &[] };

    fn into_failure(self) -> Failure {
        of_body(self.0).unwrap_or_else(Failure::internal)
    }
}

/// The failure of an error that tells what is wrong with the request's body: itself, or in an [`io::Error`].
fn of_body(error: BoxError) -> Result<Failure, BoxError> {
    let error = match error.downcast::<io::Error>() {
        Ok(error) if error.get_ref().is_some_and(|inner| inner.is::<BodyError>()) => {
            error.into_inner().unwrap_or_else(|| "nothing".into())
        }
        Ok(error) => error,
        Err(error) => error,
    };
    let error = match error.downcast::<LinesError>() {
        Ok(error) => return Ok(error.into_failure()),
        Err(error) => error,
    };
    #[cfg(feature = "multipart")]
    let error = match error.downcast::<MultipartError>() {
        Ok(error) => return Ok(error.into_failure()),
        Err(error) => error,
    };
    error.downcast::<BodyError>().map(|error| error.into_failure())
}

/// A failure as tables have it.
pub(crate) const fn answer(status: u16, description: &'static str) -> Answer {
    Answer { status: Status::Is(status), description, content: Content::Failure, headers: &[] }
}
