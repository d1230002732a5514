//! Where a server listens: TCP, and Unix sockets where there are.
//!
//! Sockets are opened before there are workers. Each worker has its own for each address, so that the kernel spreads
//! connections among them; where it does not, they share one.

use core::fmt;
use core::future::poll_fn;
use core::task::{self, Poll, ready};
use std::io;
use std::net::{self, SocketAddr};
#[cfg(unix)]
use std::os::unix::net as unix;
#[cfg(unix)]
use std::path::{Path, PathBuf};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::{TcpListener, TcpStream, lookup_host};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use super::stream::Stream;

/// What a Unix socket's path begins with in a setting.
#[cfg(unix)]
const UNIX: &str = "unix:";
/// The connections that the kernel keeps for later, as far as the system allows.
const BACKLOG: i32 = 1024;

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Address {
    /// A TCP port.
    Tcp(SocketAddr),
    /// A TCP port where TLS is spoken.
    #[cfg(feature = "tls")]
    Tls(SocketAddr),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(PathBuf),
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Tcp(address) => write!(out, "http://{address}"),
            #[cfg(feature = "tls")]
            Address::Tls(address) => write!(out, "https://{address}"),
            #[cfg(unix)]
            Address::Unix(path) => write!(out, "{UNIX}{}", path.display()),
        }
    }
}

/// An address that was opened, with a socket for each worker.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) address: Address,
    pub(super) sockets: Vec<Open>,
    /// It goes before the sockets close: nobody can take it for a dead one's.
    #[cfg(unix)]
    _file: Option<SocketFile>,
}

/// A socket that listens, and does not block.
#[derive(Debug)]
pub(super) enum Open {
    Tcp(net::TcpListener),
    #[cfg(unix)]
    Unix(unix::UnixListener),
}

/// Why an address cannot be opened.
pub(super) enum Unopened {
    /// It is none.
    Address(io::Error),
    /// It cannot be had.
    Bind(io::Error),
}

impl Opened {
    /// Opens an address as often as there are workers.
    pub(super) async fn open(address: &str, workers: usize) -> Result<Self, Unopened> {
        #[cfg(unix)]
        if let Some(path) = address.strip_prefix(UNIX) {
            return open_unix(Path::new(path), workers).map_err(Unopened::Bind);
        }
        let candidates = lookup_host(address).await.map_err(Unopened::Address)?;
        let mut failed = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for candidate in candidates {
            match open_tcp(candidate, workers) {
                Ok(opened) => return Ok(opened),
                Err(error) => failed = error,
            }
        }
        Err(Unopened::Bind(failed))
    }
}

fn open_tcp(address: SocketAddr, workers: usize) -> io::Result<Opened> {
    let first = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // Else a port could not be had again while connections of the last process linger. Elsewhere it means something else.
    #[cfg(unix)]
    first.set_reuse_address(true)?;
    first.bind(&address.into())?;
    first.listen(BACKLOG)?;
    let first = net::TcpListener::from(first);
    let address = first.local_addr()?;
    let sockets = for_all(first, workers, |first| another(first, address))?;
    for socket in &sockets {
        socket.set_nonblocking(true)?;
    }
    Ok(Opened {
        address: Address::Tcp(address),
        sockets: sockets.into_iter().map(Open::Tcp).collect(),
        #[cfg(unix)]
        _file: None,
    })
}

/// One more socket of an address, among which the kernel spreads connections.
///
/// The first one was bound without `SO_REUSEPORT`, so that it is refused where another server has the address. Only now it
/// lets others in.
#[cfg(target_os = "linux")]
fn another(first: &net::TcpListener, address: SocketAddr) -> io::Result<net::TcpListener> {
    socket2::SockRef::from(first).set_reuse_port(true)?;
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// The same socket, where the kernel does not spread connections among several.
#[cfg(not(target_os = "linux"))]
fn another(first: &net::TcpListener, _: SocketAddr) -> io::Result<net::TcpListener> {
    first.try_clone()
}

#[cfg(unix)]
fn open_unix(path: &Path, workers: usize) -> io::Result<Opened> {
    let first = bind_unix(path)?;
    let file = SocketFile(path.to_owned());
    first.set_nonblocking(true)?;
    let sockets = for_all(first, workers, unix::UnixListener::try_clone)?;
    let sockets = sockets.into_iter().map(Open::Unix).collect();
    Ok(Opened { address: Address::Unix(path.to_owned()), sockets, _file: Some(file) })
}

fn for_all<S>(first: S, workers: usize, another: impl Fn(&S) -> io::Result<S>) -> io::Result<Vec<S>> {
    let others: Vec<_> = (1..workers).map(|_| another(&first)).collect::<io::Result<_>>()?;
    Ok([first].into_iter().chain(others).collect())
}

/// A socket in the runtime of its worker.
#[derive(Debug)]
pub(super) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

impl Listener {
    pub(super) fn start(socket: Open) -> io::Result<Self> {
        Ok(match socket {
            Open::Tcp(socket) => Listener::Tcp(TcpListener::from_std(socket)?),
            #[cfg(unix)]
            Open::Unix(socket) => Listener::Unix(UnixListener::from_std(socket)?),
        })
    }

    fn poll_accept(&self, task: &mut task::Context<'_>) -> Poll<io::Result<Stream>> {
        match self {
            Listener::Tcp(listener) => {
                let (stream, _) = ready!(listener.poll_accept(task))?;
                Poll::Ready(Ok(Stream::of_tcp(stream)))
            }
            #[cfg(unix)]
            Listener::Unix(listener) => {
                let (stream, _) = ready!(listener.poll_accept(task))?;
                Poll::Ready(Ok(Stream::Unix(stream)))
            }
        }
    }

    /// Closes it, after what the kernel has accepted was taken from it.
    pub(super) fn close(self) -> Vec<Stream> {
        let rest = match self {
            Listener::Tcp(listener) => listener.into_std().map(|listener| {
                refuse_more(&listener);
                rest(listener.incoming(), |stream| {
                    stream.set_nonblocking(true)?;
                    TcpStream::from_std(stream).map(Stream::of_tcp)
                })
            }),
            #[cfg(unix)]
            Listener::Unix(listener) => listener.into_std().map(|listener| {
                rest(listener.incoming(), |stream| {
                    stream.set_nonblocking(true)?;
                    UnixStream::from_std(stream).map(Stream::Unix)
                })
            }),
        };
        rest.unwrap_or_else(|error| {
            tracing::warn!(%error, "a socket was closed without a look at who waits there");
            Vec::new()
        })
    }
}

/// Takes what is there without waiting for more. The kernel itself is asked, as what the runtime knows may be old.
fn rest<S>(incoming: impl Iterator<Item = io::Result<S>>, start: impl Fn(S) -> io::Result<Stream>) -> Vec<Stream> {
    let goes_on = |accepted: &io::Result<S>| match accepted {
        Ok(_) => true,
        Err(error) => is_of_one(error),
    };
    incoming.take_while(goes_on).flatten().filter_map(|stream| start(stream).ok()).collect()
}

/// Whether it is one connection that failed, and not accepting.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

/// Lets no further connection in, so that none is lost between the last look and the close: a client that comes now tries
/// again, and is refused then.
#[cfg(target_os = "linux")]
fn refuse_more(listener: &net::TcpListener) {
    use socket2::{SockFilter, SockRef};
    /// The one instruction of a program that takes no byte of any packet: `BPF_RET | BPF_K`, 0.
    const DROP: SockFilter = SockFilter::new(0x06, 0, 0, 0);
    if let Err(error) = SockRef::from(listener).attach_filter(&[DROP]) {
        tracing::debug!(%error, "a socket takes connections until it closes");
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_more(_: &net::TcpListener) {}

/// Accepts from any of them. `next` goes round, so that a busy one does not starve the others.
pub(super) async fn accept_any(listeners: &[Listener], next: &mut usize) -> io::Result<Stream> {
    poll_fn(|task| {
        for _ in listeners {
            *next = (*next + 1) % listeners.len();
            match listeners[*next].poll_accept(task) {
                Poll::Ready(Err(error)) if is_of_one(&error) => task.waker().wake_by_ref(),
                Poll::Ready(accepted) => return Poll::Ready(accepted),
                Poll::Pending => {}
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
fn bind_unix(path: &Path) -> io::Result<unix::UnixListener> {
    match unix::UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_dead(path) => {
            std::fs::remove_file(path)?;
            unix::UnixListener::bind(path)
        }
        bound => bound,
    }
}

/// Whether it is a socket on which nobody listens.
#[cfg(unix)]
fn is_dead(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    let connected = unix::UnixStream::connect(path);
    is_socket && connected.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}
