//! The stream of a connection: one type for all kinds, so that what speaks HTTP is compiled once.

use core::pin::Pin;
use core::task::{self, Poll};
use std::io;
use std::net::SocketAddr;

use http::Extensions;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;
#[cfg(feature = "tls")]
use tokio_rustls::server::TlsStream;

use super::socket::{Socket, Watch};
#[cfg(feature = "tls")]
use super::tls;

/// A connection of any kind.
#[derive(Debug)]
pub(super) enum Stream {
    Tcp(Socket),
    /// In a box, so that connections without TLS are no larger for it.
    #[cfg(feature = "tls")]
    Tls(Box<TlsStream<Socket>>),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Stream {
    pub(super) fn of_tcp(stream: TcpStream) -> Self {
        // A small answer should not wait for the next one.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no delay could not be set");
        }
        Stream::Tcp(Socket::new(stream))
    }

    /// From where it comes, where that is an address.
    pub(super) fn peer_address(&self) -> Option<SocketAddr> {
        match self {
            Stream::Tcp(stream) => stream.peer_addr().ok(),
            #[cfg(feature = "tls")]
            Stream::Tls(stream) => stream.get_ref().0.peer_addr().ok(),
            #[cfg(unix)]
            Stream::Unix(_) => None,
        }
    }

    /// What tells whether the peer is still there, where that can be told without reading.
    pub(super) fn watch(&self) -> Option<Watch> {
        match self {
            Stream::Tcp(stream) => Some(stream.watch()),
            #[cfg(feature = "tls")]
            Stream::Tls(_) => None,
            #[cfg(unix)]
            Stream::Unix(_) => None,
        }
    }

    /// What TLS tells of each of its requests.
    pub(super) fn told_by_tls(&self) -> Extensions {
        match self {
            #[cfg(feature = "tls")]
            Stream::Tls(stream) => tls::told_by(stream),
            Stream::Tcp(_) => Extensions::new(),
            #[cfg(unix)]
            Stream::Unix(_) => Extensions::new(),
        }
    }
}

/// Has the stream of whichever kind do it.
macro_rules! each {
    ($this:ident, $stream:ident => $does:expr) => {
        match $this {
            Stream::Tcp($stream) => $does,
            #[cfg(feature = "tls")]
            Stream::Tls($stream) => $does,
            #[cfg(unix)]
            Stream::Unix($stream) => $does,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, task: &mut task::Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        each!(this, stream => Pin::new(stream).poll_read(task, into))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, task: &mut task::Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        each!(this, stream => Pin::new(stream).poll_write(task, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        each!(this, stream => Pin::new(stream).poll_flush(task))
    }

    fn poll_shutdown(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        each!(this, stream => Pin::new(stream).poll_shutdown(task))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        each!(this, stream => Pin::new(stream).poll_write_vectored(task, bytes))
    }

    fn is_write_vectored(&self) -> bool {
        each!(self, stream => stream.is_write_vectored())
    }
}
