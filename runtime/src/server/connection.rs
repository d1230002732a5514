//! One connection: which protocol it speaks, its requests, its end.

use core::convert::Infallible;
use core::fmt::Display;
use core::future::Future;
use core::pin::{Pin, pin};
use core::task::{self, Poll, ready};
use std::io;
use std::sync::Arc;

use bytes::{Buf, Bytes};
use http::header::CONNECTION;
use http::{HeaderValue, Request, StatusCode, Version};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until};

use super::clock::{CLOSING, Clock, Next, Running};
use super::limits::{HEAD_COUNT, Limits};
use crate::app::{Answering, App};
use crate::body::{Body, BodyError};
use crate::timely;

/// What an HTTP/2 connection begins with (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// What a server tells its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Serving,
    /// Running requests may end.
    Draining,
    /// Nothing may.
    Over,
}

/// What all connections of a server share.
#[derive(Debug)]
pub(super) struct Connections {
    app: App,
    limits: Limits,
    http1: http1::Builder,
    http2: http2::Builder<TokioExecutor>,
}

impl Connections {
    pub(super) fn new(app: App, limits: Limits) -> Self {
        let mut http1 = http1::Builder::new();
        // The clock tells heads from idle connections, which hyper's own timer does not.
        http1.timer(TokioTimer::new()).header_read_timeout(None).max_header_size(limits.head_bytes as usize);
        if limits.head_count != HEAD_COUNT {
            http1.max_headers(limits.head_count);
        }
        let mut http2 = http2::Builder::new(TokioExecutor::new());
        http2
            .timer(TokioTimer::new())
            .max_concurrent_streams(limits.streams)
            .max_header_list_size(limits.head_bytes)
            .max_pending_accept_reset_streams(limits.pending_resets)
            .max_local_error_reset_streams(limits.error_resets);
        Connections { app: app.limited(limits.of_request()), limits, http1, http2 }
    }

    /// Serves a connection to its end.
    pub(super) async fn serve<S>(&self, mut stream: S, mut phase: watch::Receiver<Phase>)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let clock = Arc::new(Clock::start(&self.limits, Instant::now()));
        let ahead = tokio::select! {
            biased;
            ahead = read_ahead(&mut stream) => ahead,
            () = cut(&clock) => return tracing::debug!("a connection sent nothing of use"),
            _ = phase.changed() => return,
        };
        let ahead = match ahead {
            Ok(ahead) if ahead.is_empty() => return,
            Ok(ahead) => ahead,
            Err(error) => return tracing::debug!(%error, "a connection ended early"),
        };
        let is_http2 = ahead == PREFACE;
        let io = TokioIo::new(Observed { ahead, stream, clock: Arc::clone(&clock), lingering: None });
        let service = Counted { app: self.app.clone(), clock: Arc::clone(&clock) };
        if is_http2 {
            clock.is_http2();
            drive(self.http2.serve_connection(io, service), &clock, phase).await;
        } else {
            drive(self.http1.serve_connection(io, service), &clock, phase).await;
        }
    }
}

/// Reads until it is clear whether it is HTTP/2's preface.
async fn read_ahead(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Bytes> {
    let mut ahead = Vec::with_capacity(PREFACE.len());
    while ahead.len() < PREFACE.len() && PREFACE.starts_with(&ahead) {
        let missing = (PREFACE.len() - ahead.len()) as u64;
        if (&mut *stream).take(missing).read_buf(&mut ahead).await? == 0 {
            break;
        }
    }
    Ok(ahead.into())
}

/// Waits until a connection is to be cut, before it has a request.
async fn cut(clock: &Clock) {
    while let Next::Wait(until) = clock.next(Instant::now()) {
        sleep_until(until).await;
    }
}

/// Runs a connection until it ends, is cut, or has closed as it was asked to.
async fn drive<C>(connection: C, clock: &Clock, mut phase: watch::Receiver<Phase>)
where
    C: GracefulConnection,
    C::Error: Display,
{
    let mut connection = pin!(connection);
    let mut timer = pin!(sleep_until(Instant::now()));
    let (mut is_closing, mut is_told) = (false, true);
    loop {
        let close = tokio::select! {
            biased;
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            changed = phase.changed(), if is_told => {
                // A server that is gone drains as well, without an end.
                is_told = changed.is_ok();
                if *phase.borrow() == Phase::Over {
                    return;
                }
                true
            }
            () = timer.as_mut() => match clock.next(Instant::now()) {
                Next::Wait(until) => {
                    timer.as_mut().reset(until);
                    false
                }
                Next::Close => true,
                Next::Cut => return tracing::debug!("a connection took too long"),
            },
        };
        if close && !is_closing {
            is_closing = true;
            clock.closes();
            timer.as_mut().reset(Instant::now());
            connection.as_mut().graceful_shutdown();
        }
    }
}

/// A stream that gives back what was read ahead, and tells the clock of what is read.
#[derive(Debug)]
struct Observed<S> {
    ahead: Bytes,
    stream: S,
    clock: Arc<Clock>,
    /// Since the server has said all.
    lingering: Option<Pin<Box<Sleep>>>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Observed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.ahead.is_empty() {
            let count = self.ahead.len().min(into.remaining());
            into.put_slice(&self.ahead[..count]);
            self.ahead.advance(count);
            return Poll::Ready(Ok(()));
        }
        let before = into.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(task, into))?;
        if into.filled().len() > before {
            self.clock.read();
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Observed<S> {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut task::Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    /// Where a body was left unread, its rest is thrown away for a while before the connection is dropped: to drop it with
    /// bytes unread is to reset it, and the peer might never read its answer (RFC 9112, section 9.6).
    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        let Observed { stream, clock, lingering, .. } = &mut *self;
        if lingering.is_none() {
            ready!(Pin::new(&mut *stream).poll_shutdown(task))?;
            if !clock.may_have_more() {
                return Poll::Ready(Ok(()));
            }
        }
        if timely::poll_timer(lingering, Some(CLOSING), task).is_ready() {
            return Poll::Ready(Ok(()));
        }
        let mut scrap = [0; 8 << 10];
        loop {
            let mut scrap = ReadBuf::new(&mut scrap);
            ready!(Pin::new(&mut *stream).poll_read(task, &mut scrap))?;
            if scrap.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// The API, with its requests counted until their answers are sent.
#[derive(Debug)]
struct Counted {
    app: App,
    clock: Arc<Clock>,
}

impl Service<Request<Incoming>> for Counted {
    type Response = http::Response<Answer>;
    type Error = Infallible;
    type Future = Counting;

    fn call(&self, request: Request<Incoming>) -> Counting {
        let running = Some(Running::start(&self.clock));
        let is_http1 = request.version() < Version::HTTP_2;
        if is_http1 {
            self.clock.has_body(!http_body::Body::is_end_stream(request.body()));
        }
        let request = request.map(|body| Sent { body, clock: Arc::clone(&self.clock) });
        let answering = tower_service::Service::call(&mut self.app.clone(), request);
        Counting { answering, running, is_http1 }
    }
}

#[derive(Debug)]
struct Counting {
    answering: Answering,
    running: Option<Running>,
    is_http1: bool,
}

impl Future for Counting {
    type Output = Result<http::Response<Answer>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let Ok(mut response) = ready!(Pin::new(&mut self.answering).poll(task));
        // The rest of the body stands between this answer and the next request.
        let leaves_body = [StatusCode::REQUEST_TIMEOUT, StatusCode::PAYLOAD_TOO_LARGE].contains(&response.status());
        if leaves_body && self.is_http1 {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let running = self.running.take();
        Poll::Ready(Ok(response.map(|body| Answer { body, _running: running })))
    }
}

/// A request's body. The clock is told of its end.
#[derive(Debug)]
struct Sent {
    body: Incoming,
    clock: Arc<Clock>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(task));
        if frame.is_none() || self.body.is_end_stream() {
            self.clock.has_body(false);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body. Its request runs until it is sent.
#[derive(Debug)]
struct Answer {
    body: Body,
    _running: Option<Running>,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        Pin::new(&mut self.body).poll_frame(task)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
