//! A TCP connection, and a look at it from beside: whether its peer is still there.

use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::io;
use std::net::{Shutdown, SocketAddr};
use std::sync::{Arc, Weak};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// A TCP connection that a [`Watch`] may look at.
#[derive(Debug)]
pub(super) struct Socket {
    read: OwnedReadHalf,
    write: Arc<OwnedWriteHalf>,
}

/// Tells whether the peer of a connection is still there, while nobody reads what it sends. It does not keep the connection open.
#[derive(Debug)]
pub(super) struct Watch(Weak<OwnedWriteHalf>);

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        let (read, write) = stream.into_split();
        Socket { read, write: Arc::new(write) }
    }

    pub(super) fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.read.peer_addr()
    }

    /// Copies what the peer has sent first, which is still to be read.
    #[cfg(feature = "tls")]
    pub(super) async fn peek(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.read.peek(into).await
    }

    pub(super) fn watch(&self) -> Watch {
        Watch(Arc::downgrade(&self.write))
    }

    /// Writes as soon as it can.
    fn poll_try<T>(
        &self,
        task: &mut task::Context<'_>,
        mut write: impl FnMut(&OwnedWriteHalf) -> io::Result<T>,
    ) -> Poll<io::Result<T>> {
        loop {
            ready!((*self.write).as_ref().poll_write_ready(task))?;
            match write(&self.write) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }
}

impl Watch {
    /// Ready when the peer has left, or sends nothing more. Where it has sent something that is not read yet, that hides whether it has,
    /// and nobody is woken.
    pub(super) fn poll_left(&self, task: &mut task::Context<'_>) -> Poll<()> {
        let Some(stream) = self.0.upgrade() else { return Poll::Ready(()) };
        let mut byte = [0];
        let peeked = ready!((*stream).as_ref().poll_peek(task, &mut ReadBuf::new(&mut byte)));
        if peeked.is_ok_and(|count| count > 0) { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.read).poll_read(task, into)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, task: &mut task::Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_try(task, |stream| stream.try_write(bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(match SockRef::from((*self.write).as_ref()).shutdown(Shutdown::Write) {
            // The peer has ended it already.
            Err(error) if error.kind() == io::ErrorKind::NotConnected => Ok(()),
            done => done,
        })
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_try(task, |stream| stream.try_write_vectored(bytes))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }
}
