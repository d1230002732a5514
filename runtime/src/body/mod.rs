//! Bodies, of requests and of answers.

mod error;
mod received;

use core::any::Any;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::panic::catch_unwind;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use futures_util::{FutureExt, Stream, TryStreamExt};
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Collected, Full, StreamBody};

use crate::access::Line;
use crate::dialect;
use crate::exchange::Exchange;
use crate::panic;

pub use error::BodyError;
pub(crate) use received::{Arrival, Received};

/// Any error.
pub(crate) type BoxError = Box<dyn core::error::Error + Send + Sync>;

/// The body of a request or of an answer: bytes that are ready, or a stream of them.
///
/// Bytes that are ready are held as they are, and so is what a server receives; any other stream is boxed.
///
/// # In a request
///
/// A handler that takes it reads a body as it comes ([`Body::chunk`], or as a [`Stream`]), however large: what the handler has not
/// asked for waits at the client. It ends with an error at the handler's limits, `body_bytes` and the time that the client may
/// take, or where the client breaks off. `?` answers with what that is: 413, 408 or 400.
///
/// ```
/// use terrace::prelude::*;
///
/// #[controller(path = "/uploads", body_bytes = 64 << 20)]
/// struct Uploads;
///
/// #[routes]
/// impl Uploads {
///     /// Counts what is sent, and holds none of it.
///     #[create]
///     async fn create(&self, mut body: Body) -> Result<Json<u64>> {
///         let mut count = 0;
///         while let Some(bytes) = body.chunk().await? {
///             count += bytes.len() as u64;
///         }
///         Ok(Json(count))
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Uploads];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// assert_eq!(client.post("/uploads").body(vec![7; 5 << 20]).await.text(), "5242880");
/// assert_eq!(client.post("/uploads").body(vec![7; 65 << 20]).await.status(), 413);
/// # }
/// ```
///
/// # In an answer
///
/// It is `application/octet-stream`; [`Typed`](crate::Typed) says another media type. The next item of [`Body::stream`] is asked for
/// when there is room for it at the client. If it is an error, or panics, the answer has begun already: the connection is cut, so
/// that nobody takes a part for the whole, and the log has the error with the request's id.
///
/// ```
/// use std::io;
///
/// use futures_util::stream;
/// use terrace::prelude::*;
///
/// #[controller(path = "/zeros")]
/// struct Zeros;
///
/// #[routes]
/// impl Zeros {
///     #[index]
///     async fn index(&self) -> Body {
///         Body::stream(stream::iter((0..4).map(|_| Ok::<_, io::Error>(vec![0; 1024]))))
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     controllers: [Zeros];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Site::new(()));
/// assert_eq!(client.get("/zeros").await.bytes().len(), 4096);
/// # }
/// ```
#[derive(Debug)]
pub struct Body(Kind);

#[derive(Debug)]
enum Kind {
    Ready(Full<Bytes>),
    Received(Received),
    Stream(Box<Streamed>),
    Logged(Box<Logged>),
}

/// A body whose sending is told in an access line.
#[derive(Debug)]
struct Logged {
    body: Body,
    line: Box<Line>,
}

#[derive(Debug)]
struct Streamed {
    /// Behind a lock that nobody waits for: it makes the body `Sync`, so that filters may borrow a request where they wait.
    body: Mutex<UnsyncBoxBody<Bytes, BodyError>>,
    /// The request that it answers; then the log is told of its errors.
    of: Option<Exchange>,
    /// The error that ended it, until what was sent before is on its way.
    failed: Option<BodyError>,
}

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Body(Kind::Ready(Full::default()))
    }

    /// A body that is read from another one as it comes. A `Body` stays what it is.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn core::error::Error + Send + Sync>>,
    {
        let mut body = Some(body);
        if let Some(same) = (&mut body as &mut dyn Any).downcast_mut::<Option<Body>>() {
            return same.take().unwrap_or_default();
        }
        let Some(body) = body.filter(|body| !body.is_end_stream()) else { return Body::empty() };
        let body = Mutex::new(body.map_err(|error| BodyError::of(error.into())).boxed_unsync());
        Body(Kind::Stream(Box::new(Streamed { body, of: None, failed: None })))
    }

    /// A body that is made as it is sent.
    pub fn stream<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Into<Bytes> + 'static,
        E: Into<Box<dyn core::error::Error + Send + Sync>> + 'static,
    {
        Body::new(StreamBody::new(stream.map_ok(|bytes| Frame::data(bytes.into())).map_err(Into::into)))
    }

    /// The next bytes, as they come; `None` at the end.
    ///
    /// # Errors
    ///
    /// Where the body does not come to its end; there is no more then. See [`BodyError`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        core::future::poll_fn(|task| self.poll_chunk(task)).await.transpose()
    }

    fn poll_chunk(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        loop {
            // What is no data are trailers.
            match ready!(http_body::Body::poll_frame(Pin::new(self), task)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(bytes) => return Poll::Ready(Some(Ok(bytes))),
                    Err(_) => continue,
                },
                Some(Err(error)) => {
                    *self = Body::empty();
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    /// The bytes of a body that is ready.
    pub(crate) fn ready(&self) -> Option<Bytes> {
        let Kind::Ready(full) = &self.0 else { return None };
        full.clone().collect().now_or_never()?.ok().map(Collected::to_bytes)
    }

    /// The same, with a line that is told when it was sent or dropped.
    pub(crate) fn logged(self, line: Box<Line>) -> Self {
        Body(Kind::Logged(Box::new(Logged { body: self, line })))
    }

    /// It is the answer to a request.
    pub(crate) fn answers(&mut self, exchange: &Exchange) {
        if let Kind::Stream(stream) = &mut self.0 {
            stream.of = Some(exchange.clone());
        }
    }
}

impl Streamed {
    /// Looks at the body, which nobody else does meanwhile.
    fn locked<T>(&self, look: impl FnOnce(&UnsyncBoxBody<Bytes, BodyError>) -> T) -> T {
        look(&self.body.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn poll_frame(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(error) = self.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(exchange) = &self.of else { return Pin::new(body).poll_frame(task) };
        let polled = catch_unwind(AssertUnwindSafe(|| Pin::new(body).poll_frame(task)));
        let polled = polled.unwrap_or_else(|panic| {
            let error = format!("panicked: {}", panic::message(&*panic));
            Poll::Ready(Some(Err(BodyError::Broken(error.into()))))
        });
        let Poll::Ready(Some(Err(error))) = polled else { return polled };
        dialect::log_cut(&error, exchange);
        self.body = Mutex::default();
        self.failed = Some(error);
        task.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Logged {
    fn poll_frame(&mut self, task: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Logged { body, line } = self;
        let within = line.enter();
        let polled = Pin::new(body).poll_frame(task);
        drop(within);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            line.sent(frame.data_ref().map_or(0, Bytes::len));
        }
        polled
    }
}

impl From<Received> for Body {
    fn from(body: Received) -> Self {
        Body(Kind::Received(body))
    }
}

impl Default for Body {
    fn default() -> Self {
        Body::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Body(Kind::Ready(Full::new(bytes.into())))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(task)
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &mut self.0 {
            Kind::Ready(body) => Pin::new(body).poll_frame(task).map_err(|never| match never {}),
            Kind::Received(body) => body.poll_frame(task),
            Kind::Stream(stream) => stream.poll_frame(task),
            Kind::Logged(logged) => logged.poll_frame(task),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Ready(body) => body.is_end_stream(),
            Kind::Received(body) => body.is_end_stream(),
            Kind::Stream(stream) => stream.locked(|body| body.is_end_stream()),
            Kind::Logged(logged) => logged.body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Ready(body) => body.size_hint(),
            Kind::Received(body) => body.size_hint(),
            Kind::Stream(stream) => stream.locked(|body| body.size_hint()),
            Kind::Logged(logged) => http_body::Body::size_hint(&logged.body),
        }
    }
}
