//! Server-sent events (WHATWG HTML, section "Server-sent events").

use core::error::Error;
use core::fmt::{self, Write};
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll};
use core::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use terrace_model::{Answer, Answers, Content, HeaderDoc, Status, Type};
use tokio::time::{Instant, Sleep, sleep};

use crate::answer::{self, IntoResponse, Response};
use crate::body::{Body, BoxError};
use crate::context::Context;
use crate::extract::Json;
use crate::json;
use crate::model::Model;
use crate::model::scope::Scope;

/// What is sent after silence, so that nobody on the way takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The header by which nginx is told not to hold an answer back.
const NO_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// A stream of server-sent events, which a browser's `EventSource` reads; the data of each is text, or a model as JSON.
///
/// After 15 seconds without an event a comment is sent ([`Events::keep_alive`]). It is not cached (`cache-control: no-cache`). A
/// client that comes back sends the id of the last event that it saw, which a handler reads as `last_event_id:
/// Header<Option<String>>`. When the server drains, the stream ends where its next event would be
/// waited for; one that waits for [`Stop`](crate::Stop) itself may say so in a last event. An error of the stream cuts the
/// connection, as in every [`Body`]; the client comes back by itself.
///
/// ```
/// use futures_util::{StreamExt, stream};
/// use terrace::prelude::*;
/// use terrace::{Event, Events};
///
/// #[model]
/// struct Progress {
///     percent: u8,
/// }
///
/// #[controller(path = "/progress")]
/// struct Progresses;
///
/// #[routes]
/// impl Progresses {
///     #[index]
///     async fn index(&self, last_event_id: Header<Option<u8>>) -> Events<Json<Progress>> {
///         let from = last_event_id.map_or(0, |last| last + 50);
///         let steps = stream::iter((from..=100).step_by(50));
///         Events::new(steps.map(|percent| Event::new(Json(Progress { percent })).id(percent)))
///     }
/// }
///
/// api! {
///     struct Jobs at "/";
///     controllers: [Progresses];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Jobs::new(()));
/// let events = client.get("/progress").header("last-event-id", "0").await;
/// assert_eq!(events.header("content-type"), Some("text/event-stream"));
/// assert_eq!(events.text(), "id: 50\ndata: {\"percent\":50}\n\nid: 100\ndata: {\"percent\":100}\n\n");
/// # }
/// ```
pub struct Events<T = String> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, BoxError>> + Send>>,
    keep_alive: Duration,
}

impl<T: EventData> Events<T> {
    /// These events, as they come.
    pub fn new(stream: impl Stream<Item = Event<T>> + Send + 'static) -> Self {
        Events { events: Box::pin(stream.map(Ok)), keep_alive: KEEP_ALIVE }
    }

    /// The same of events that may fail, which cuts the connection.
    pub fn of_results<E>(stream: impl Stream<Item = Result<Event<T>, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Events { events: Box::pin(stream.map_err(Into::into)), keep_alive: KEEP_ALIVE }
    }

    /// Sends a comment after this time without an event, instead of 15 seconds.
    #[must_use]
    pub fn keep_alive(self, interval: Duration) -> Self {
        Events { keep_alive: interval, ..self }
    }
}

/// One event. Without data it tells the client its id or when to come back, and reaches no listener.
///
/// Line breaks in data and comments begin a new line of the same; an id or a name cannot have any, nor an id the character NUL:
/// the stream then fails, and nothing of the event is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T = String> {
    data: Option<T>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    comment: Option<String>,
}

impl<T> Event<T> {
    /// An event with data.
    pub fn new(data: impl Into<T>) -> Self {
        Event { data: Some(data.into()), ..Event::default() }
    }

    /// The name by which clients listen to it; without one it is a `message`.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Event { name: Some(name.into()), ..self }
    }

    /// The id that a client sends as `last-event-id` when it comes back.
    #[must_use]
    pub fn id(self, id: impl fmt::Display) -> Self {
        Event { id: Some(id.to_string()), ..self }
    }

    /// How long a client waits before it comes back, in whole milliseconds.
    #[must_use]
    pub fn retry(self, time: Duration) -> Self {
        Event { retry: Some(time), ..self }
    }

    /// A comment, which clients pass over.
    #[must_use]
    pub fn comment(self, text: impl Into<String>) -> Self {
        Event { comment: Some(text.into()), ..self }
    }
}

impl<T> Default for Event<T> {
    fn default() -> Self {
        Event { data: None, name: None, id: None, retry: None, comment: None }
    }
}

/// The data of an [`Event`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the data of an event",
    label = "cannot be written into an event",
    note = "send `String`, or `Json<…>` of a model"
)]
pub trait EventData: Send + 'static {
    /// The model that it is as JSON, for documents; `None` for text.
    const TYPE: Option<&'static Type>;

    /// The data as text.
    ///
    /// # Errors
    ///
    /// Where it has no form as text.
    fn to_text(&self) -> Result<String, json::WriteError>;
}

impl EventData for String {
    const TYPE: Option<&'static Type> = None;

    fn to_text(&self) -> Result<String, json::WriteError> {
        Ok(self.clone())
    }
}

impl<T: Model> EventData for Json<T> {
    const TYPE: Option<&'static Type> = Some(&T::TYPE);

    fn to_text(&self) -> Result<String, json::WriteError> {
        json::write(&self.0, None).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl<T: EventData> Event<T> {
    /// The event on the wire.
    fn write(&self, scope: Scope) -> Result<Bytes, BoxError> {
        let mut text = String::new();
        if let Some(comment) = &self.comment {
            lines(&mut text, "", comment);
        }
        if let Some(time) = self.retry {
            field(&mut text, "retry", &time.as_millis().to_string());
        }
        if let Some(id) = &self.id {
            field(&mut text, "id", one_line("id", id)?);
        }
        if let Some(name) = &self.name {
            field(&mut text, "event", one_line("name", name)?);
        }
        if let Some(data) = &self.data {
            lines(&mut text, "data", &scope.in_answer(|| data.to_text())?);
        }
        text.push('\n');
        Ok(text.into())
    }
}

fn one_line<'a>(what: &str, text: &'a str) -> Result<&'a str, BoxError> {
    if text.contains(['\r', '\n', '\0']) {
        return Err(format!("the {what} of an event has a line break, or NUL: {text:?}").into());
    }
    Ok(text)
}

/// Every line of a text as a field. CR, LF and both together end a line for a client.
fn lines(out: &mut String, name: &str, text: &str) {
    for line in text.replace("\r\n", "\n").split(['\r', '\n']) {
        field(out, name, line);
    }
}

fn field(out: &mut String, name: &str, value: &str) {
    writeln!(out, "{name}: {value}").expect("a String takes every text");
}

impl<T: EventData> IntoResponse for Events<T> {
    const ANSWERS: Answers = Answers::of(
        const {
            &[Answer {
                status: Status::Route,
                description: "",
                content: Content::Events(T::TYPE),
                headers: &[HeaderDoc {
                    name: "cache-control",
                    description: "`no-cache`",
                    ty: &<String as Model>::TYPE,
                }],
            }]
        },
    );

    fn into_response(self, cx: &Context) -> Response {
        let Events { events, keep_alive } = self;
        let stop = cx.stop().clone();
        let stop = Box::pin(async move { stop.wait_behind().await });
        let sending = Sending { events, scope: cx.scope(), keep_alive, timer: Box::pin(sleep(keep_alive)), stop };
        let mut response =
            answer::typed(cx.status(), const { HeaderValue::from_static(Content::EVENTS) }, Body::stream(sending));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response.headers_mut().insert(NO_BUFFERING, HeaderValue::from_static("no"));
        response
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Events").field("keep_alive", &self.keep_alive).finish_non_exhaustive()
    }
}

/// Events on their way, with comments in between where they are rare.
struct Sending<T> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, BoxError>> + Send>>,
    /// How their data is written.
    scope: Scope,
    keep_alive: Duration,
    timer: Pin<Box<Sleep>>,
    /// The server drains.
    stop: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl<T: EventData> Stream for Sending<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        let Sending { events, scope, keep_alive, timer, stop } = &mut *self;
        let sent = match events.as_mut().poll_next(task) {
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Ready(Some(event)) => event.and_then(|event| event.write(*scope)),
            Poll::Pending if stop.as_mut().poll(task).is_ready() => return Poll::Ready(None),
            Poll::Pending if timer.as_mut().poll(task).is_ready() => Ok(Bytes::from_static(b":\n\n")),
            Poll::Pending => return Poll::Pending,
        };
        timer.as_mut().reset(Instant::now() + *keep_alive);
        Poll::Ready(Some(sent))
    }
}
