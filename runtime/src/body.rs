//! Bodies, of requests and of answers.

use core::error::Error;
use core::pin::Pin;
use core::task::{self, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};

use crate::access::Line;

/// What can go wrong while a body is read.
pub type BodyError = Box<dyn Error + Send + Sync>;

/// The body of a request or of an answer: bytes that are ready, or a stream of them.
///
/// Bytes that are ready are held as they are; only a stream is boxed.
#[derive(Debug)]
pub struct Body(Kind);

#[derive(Debug)]
enum Kind {
    Ready(Full<Bytes>),
    Stream(UnsyncBoxBody<Bytes, BodyError>),
    Logged(Box<Logged>),
}

/// A body whose sending is told in an access line.
#[derive(Debug)]
struct Logged {
    body: Body,
    line: Box<Line>,
}

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Body(Kind::Ready(Full::default()))
    }

    /// A body that is read from another one as it comes.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        if body.is_end_stream() {
            return Body::empty();
        }
        Body(Kind::Stream(body.map_err(Into::into).boxed_unsync()))
    }
}

impl Body {
    /// The same, with a line that is told when it was sent or dropped.
    pub(crate) fn logged(self, line: Box<Line>) -> Self {
        Body(Kind::Logged(Box::new(Logged { body: self, line })))
    }
}

impl Logged {
    fn poll_frame(&mut self, cx: &mut task::Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let Logged { body, line } = self;
        let polled = line.within(|| Pin::new(body).poll_frame(cx));
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            line.sent(frame.data_ref().map_or(0, Bytes::len));
        }
        polled
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

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &mut self.0 {
            Kind::Ready(body) => Pin::new(body).poll_frame(cx).map_err(|never| match never {}),
            Kind::Stream(body) => Pin::new(body).poll_frame(cx),
            Kind::Logged(logged) => logged.poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Ready(body) => body.is_end_stream(),
            Kind::Stream(body) => body.is_end_stream(),
            Kind::Logged(logged) => logged.body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Ready(body) => body.size_hint(),
            Kind::Stream(body) => body.size_hint(),
            Kind::Logged(logged) => logged.body.size_hint(),
        }
    }
}
