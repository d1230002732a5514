//! Where a server listens: TCP, and Unix sockets where there are.

use core::fmt;
use core::future::poll_fn;
use core::task::{self, Poll, ready};
use std::io;
use std::net::SocketAddr;
#[cfg(unix)]
use std::path::{Path, PathBuf};

use tokio::net::{TcpListener, TcpStream, lookup_host};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use super::Step;

/// What a Unix socket's path begins with in a setting.
#[cfg(unix)]
const UNIX: &str = "unix:";

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Address {
    /// A TCP port.
    Tcp(SocketAddr),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(PathBuf),
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Tcp(address) => write!(out, "http://{address}"),
            #[cfg(unix)]
            Address::Unix(path) => write!(out, "{UNIX}{}", path.display()),
        }
    }
}

#[derive(Debug)]
pub(super) enum Listener {
    Tcp(TcpListener),
    /// Fields end in this order: the file goes while nobody can take it for a dead one's.
    #[cfg(unix)]
    Unix {
        file: SocketFile,
        listener: UnixListener,
    },
}

/// A connection of either kind.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Listener {
    pub(super) async fn open(address: &str) -> Result<Self, (Step, io::Error)> {
        #[cfg(unix)]
        if let Some(path) = address.strip_prefix(UNIX) {
            let path = Path::new(path);
            let listener = bind_unix(path).map_err(|error| (Step::Bind, error))?;
            return Ok(Listener::Unix { file: SocketFile(path.to_owned()), listener });
        }
        let candidates: Vec<_> = lookup_host(address).await.map_err(|error| (Step::Address, error))?.collect();
        let listener = TcpListener::bind(&*candidates).await.map_err(|error| (Step::Bind, error))?;
        Ok(Listener::Tcp(listener))
    }

    pub(super) fn address(&self) -> io::Result<Address> {
        Ok(match self {
            Listener::Tcp(listener) => Address::Tcp(listener.local_addr()?),
            #[cfg(unix)]
            Listener::Unix { file, .. } => Address::Unix(file.0.clone()),
        })
    }

    fn poll_accept(&self, task: &mut task::Context<'_>) -> Poll<io::Result<Stream>> {
        match self {
            Listener::Tcp(listener) => {
                let (stream, _) = ready!(listener.poll_accept(task))?;
                // A small answer should not wait for the next one.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "no delay could not be set");
                }
                Poll::Ready(Ok(Stream::Tcp(stream)))
            }
            #[cfg(unix)]
            Listener::Unix { listener, .. } => {
                let (stream, _) = ready!(listener.poll_accept(task))?;
                Poll::Ready(Ok(Stream::Unix(stream)))
            }
        }
    }
}

/// Accepts from any of them. `next` goes round, so that a busy one does not starve the others.
pub(super) async fn accept_any(listeners: &[Listener], next: &mut usize) -> io::Result<Stream> {
    poll_fn(|task| {
        for _ in listeners {
            *next = (*next + 1) % listeners.len();
            if let Poll::Ready(accepted) = listeners[*next].poll_accept(task) {
                return Poll::Ready(accepted);
            }
        }
        Poll::Pending
    })
    .await
}

/// The file of a Unix socket, removed in the end.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct SocketFile(PathBuf);

#[cfg(unix)]
impl Drop for SocketFile {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0) {
            tracing::debug!(%error, path = %self.0.display(), "a socket's file could not be removed");
        }
    }
}

/// Takes the place of a socket whose server was killed, and of nothing else.
#[cfg(unix)]
fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    match UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_dead(path) => {
            std::fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        bound => bound,
    }
}

/// Whether it is a socket on which nobody listens.
#[cfg(unix)]
fn is_dead(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    let connected = std::os::unix::net::UnixStream::connect(path);
    is_socket && connected.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}
