//! The bytes of a connection, watched: what is read tells the clock, and what is not taken for too long is not waited for.

use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;
use std::io;
use std::sync::Arc;

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

use super::clock::{CLOSING, Clock};
use super::stream::Stream;
use super::worker::Place;
use crate::timely;

/// A stream that gives back what was read ahead, and tells the clock of what is read.
#[derive(Debug)]
pub(super) struct Transport {
    ahead: Bytes,
    stream: Stream,
    clock: Arc<Clock>,
    write_time: Option<Duration>,
    /// Since the peer takes nothing of what is written.
    stalled: Option<Pin<Box<Sleep>>>,
    /// Since the server has said all.
    lingering: Option<Pin<Box<Sleep>>>,
    /// It is held here, since a connection that changes its protocol outlives what speaks HTTP.
    _place: Place,
}

impl Transport {
    pub(super) fn new(
        ahead: Bytes,
        stream: Stream,
        write_time: Option<Duration>,
        clock: Arc<Clock>,
        place: Place,
    ) -> Self {
        Transport { ahead, stream, clock, write_time, stalled: None, lingering: None, _place: place }
    }

    /// What came of writing, which fails where the peer has taken nothing for too long.
    fn written<T>(&mut self, poll: Poll<io::Result<T>>, task: &mut task::Context<'_>) -> Poll<io::Result<T>> {
        if poll.is_pending() {
            ready!(timely::poll_timer(&mut self.stalled, self.write_time, task));
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the peer does not read")));
        }
        self.stalled = None;
        poll
    }
}

impl AsyncRead for Transport {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let count = self.ahead.len().min(into.remaining());
        if count > 0 {
            into.put_slice(&self.ahead[..count]);
            self.ahead.advance(count);
        }
        let before = into.filled().len();
        // What has come meanwhile goes with what was read ahead: hyper would grow its buffer for the rest of a head.
        let poll = Pin::new(&mut self.stream).poll_read(task, into)?;
        if into.filled().len() > before {
            self.clock.read();
        }
        if count > 0 { Poll::Ready(Ok(())) } else { poll.map(Ok) }
    }
}

impl AsyncWrite for Transport {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut task::Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(task, bytes);
        self.written(poll, task)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        let poll = Pin::new(&mut self.stream).poll_flush(task);
        self.written(poll, task)
    }

    /// Where a body was left unread, its rest is thrown away for a while before the connection is dropped: to drop it with
    /// bytes unread is to reset it, and the peer might never read its answer (RFC 9112, section 9.6).
    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        let Transport { stream, clock, lingering, .. } = &mut *self;
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
        let poll = Pin::new(&mut self.stream).poll_write_vectored(task, bytes);
        self.written(poll, task)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
