//! JSON lines: a stream of values, one on each line.

use core::error::Error;
use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{self, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt};
use http::header::HeaderValue;
use terrace_model::{Answer, Answers, Content, Part, Status};

use crate::answer::{self, IntoResponse, Response};
use crate::body::{Body, BodyError, BoxError};
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::{self, Failure, IntoFailure, Origin};
use crate::json;
use crate::model::Model;
use crate::model::scope::Scope;

/// The most bytes of one line, unless [`Lines::line_bytes`] says otherwise.
const LINE_BYTES: usize = 1 << 20;

/// A stream of models as JSON, one on each line (`application/x-ndjson`), in a request or in an answer. No envelope is around them.
///
/// In a request each line is read when it is asked for, within the handler's limits of the body; a line has at most 1 MiB.
/// Lines of white space are passed over. `?` answers with what is wrong: 400 for a line that is not the model's, 413, 408.
///
/// In an answer the next value is asked for when there is room for it at the client; an error cuts the connection, as in every
/// [`Body`].
///
/// ```
/// use futures_util::stream;
/// use terrace::Lines;
/// use terrace::prelude::*;
///
/// #[model]
/// struct Reading {
///     celsius: f64,
/// }
///
/// #[controller(path = "/readings")]
/// struct Readings;
///
/// #[routes]
/// impl Readings {
///     #[index]
///     async fn index(&self) -> Lines<Reading> {
///         Lines::new(stream::iter([20.5, 21.0]).map(|celsius| Reading { celsius }))
///     }
///
///     #[create]
///     async fn create(&self, mut readings: Lines<Reading>) -> Result<Json<f64>> {
///         let mut warmest = f64::MIN;
///         while let Some(reading) = readings.next().await? {
///             warmest = warmest.max(reading.celsius);
///         }
///         Ok(Json(warmest))
///     }
/// }
/// # use futures_util::StreamExt;
///
/// api! {
///     struct Weather at "/";
///     controllers: [Readings];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Weather::new(()));
/// let lines = client.get("/readings").await;
/// assert_eq!(lines.text(), "{\"celsius\":20.5}\n{\"celsius\":21.0}\n");
/// let posted = client.post("/readings").header("content-type", "application/x-ndjson").body(lines.bytes().clone());
/// assert_eq!(posted.await.text(), "21.0");
/// # }
/// ```
pub struct Lines<T>(Kind<T>);

enum Kind<T> {
    Read(Reader),
    Made(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>),
}

impl<T: Model> Lines<T> {
    /// These values, as they come.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        Lines(Kind::Made(Box::pin(stream.map(Ok))))
    }

    /// The same of values that may fail, which ends the answer without its end.
    pub fn of_results<E>(stream: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Lines(Kind::Made(Box::pin(stream.map_err(Into::into))))
    }

    /// Sets the most bytes of a line that is read.
    #[must_use]
    pub fn line_bytes(mut self, limit: usize) -> Self {
        if let Kind::Read(reader) = &mut self.0 {
            reader.limit = limit;
        }
        self
    }

    /// The next value; `None` at the end.
    ///
    /// # Errors
    ///
    /// Where a line is not the model's, or the body does not come to its end; there is no more then.
    pub async fn next(&mut self) -> Result<Option<T>, LinesError> {
        poll_fn(|task| Pin::new(&mut *self).poll_next(task)).await.transpose()
    }
}

impl<T: Model> Stream for Lines<T> {
    type Item = Result<T, LinesError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Made(stream) => stream.as_mut().poll_next(task).map_err(|error| LinesError(Problem::Made(error))),
            Kind::Read(reader) => {
                let line = ready!(reader.poll_line(task)).map(|line| {
                    let line = line?;
                    let read = reader.scope.in_request(|| json::read(&line, None));
                    read.map_err(|error| LinesError(Problem::Line { at: reader.at, error }))
                });
                if !matches!(line, Some(Ok(_))) {
                    reader.end();
                }
                Poll::Ready(line)
            }
        }
    }
}

impl<C: Controller, T: Model> FromRequest<C> for Lines<T> {
    const PART: Part = Part::Body(Content::Lines(&T::TYPE));
    const ANSWERS: Answers = LinesError::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let (body, scope) = (cx.stream()?, cx.scope());
        Ok(Lines(Kind::Read(Reader { body, scope, read: BytesMut::new(), looked_at: 0, at: 0, limit: LINE_BYTES })))
    }
}

/// `None` where the request has no body.
impl<C: Controller, T: Model> FromRequest<C> for Option<Lines<T>> {
    const PART: Part = Part::OptionalBody(Content::Lines(&T::TYPE));
    const ANSWERS: Answers = LinesError::ANSWERS;

    async fn from_request(cx: &mut Context, argument: &'static str) -> Result<Self, Failure> {
        if !cx.has_body() {
            return Ok(None);
        }
        <Lines<T> as FromRequest<C>>::from_request(cx, argument).await.map(Some)
    }
}

impl<T: Model> IntoResponse for Lines<T> {
    const ANSWERS: Answers = Answers::of(
        const { &[Answer { status: Status::Route, description: "", content: Content::Lines(&T::TYPE), headers: &[] }] },
    );

    fn into_response(self, cx: &Context) -> Response {
        let scope = cx.scope();
        let lines = self.map(move |value| -> Result<Bytes, BoxError> {
            let value = value?;
            let mut line = Vec::from(scope.in_answer(|| json::write(&value, None))?);
            line.push(b'\n');
            Ok(line.into())
        });
        answer::typed(cx.status(), const { HeaderValue::from_static(Content::LINES) }, Body::stream(lines))
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lines").finish_non_exhaustive()
    }
}

/// The lines of a body.
struct Reader {
    body: Body,
    /// How its lines are read.
    scope: Scope,
    /// What was read of the next line, and perhaps of others.
    read: BytesMut,
    /// How much of it has no line break.
    looked_at: usize,
    /// The number of the last line, from 1.
    at: u64,
    limit: usize,
}

impl Reader {
    /// The next line that is not empty.
    fn poll_line(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Bytes, LinesError>>> {
        loop {
            let end = self.read[self.looked_at..].iter().position(|byte| *byte == b'\n');
            let end = end.map(|end| self.looked_at + end);
            if end.unwrap_or(self.read.len()) > self.limit {
                let problem = Problem::TooLong { at: self.at + 1, limit: self.limit };
                return Poll::Ready(Some(Err(LinesError(problem))));
            }
            let line = match end {
                Some(end) => {
                    let line = self.read.split_to(end).freeze();
                    self.read.advance(1);
                    line
                }
                None => {
                    self.looked_at = self.read.len();
                    match ready!(Pin::new(&mut self.body).poll_next(task)) {
                        Some(Ok(bytes)) => {
                            self.read.extend_from_slice(&bytes);
                            continue;
                        }
                        Some(Err(error)) => return Poll::Ready(Some(Err(LinesError(Problem::Body(error))))),
                        None if self.read.is_empty() => return Poll::Ready(None),
                        None => self.read.split().freeze(),
                    }
                }
            };
            self.at += 1;
            self.looked_at = 0;
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Poll::Ready(Some(Ok(line)));
            }
        }
    }

    fn end(&mut self) {
        self.body = Body::empty();
        self.read.clear();
        self.looked_at = 0;
    }
}

/// Why there is no next value in [`Lines`]. As a failure it is 400, 408 or 413, also within an [`Internal`](crate::Internal).
#[derive(Debug)]
pub struct LinesError(Problem);

#[derive(Debug)]
enum Problem {
    Body(BodyError),
    Line { at: u64, error: json::Error },
    TooLong { at: u64, limit: usize },
    Made(BoxError),
}

impl fmt::Display for LinesError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Body(error) => error.fmt(out),
            Problem::Line { at, error } => write!(out, "line {at}: {error}"),
            Problem::TooLong { at, limit } => write!(out, "line {at} has more than {limit} bytes"),
            Problem::Made(_) => out.write_str("the next value could not be made"),
        }
    }
}

impl Error for LinesError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Problem::Body(error) => error.source(),
            Problem::Made(error) => Some(&**error),
            Problem::Line { .. } | Problem::TooLong { .. } => None,
        }
    }
}

impl IntoFailure for LinesError {
    const ANSWERS: Answers = Answers::all(&[&BodyError::ANSWERS, &Answers::of(&[failure::answer(500, "")])]);

    fn into_failure(self) -> Failure {
        let detail = self.to_string();
        match self.0 {
            Problem::Body(error) => error.into_failure(),
            Problem::Line { at, error } => {
                let failure = Failure::of_body(&error);
                match error.kind {
                    json::Kind::Syntax => failure.detail(detail),
                    json::Kind::Shape | json::Kind::Constraints => {
                        failure.detail(format!("line {at} of the body is not what was expected"))
                    }
                }
            }
            Problem::TooLong { .. } => Failure::of(Origin::TooLarge, 413).detail(detail),
            Problem::Made(error) => Failure::internal(error),
        }
    }
}
