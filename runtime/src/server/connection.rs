//! One connection: which protocol it speaks, its requests, its end.

use core::pin::{Pin, pin};
use core::time::Duration;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::AsyncReadExt;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::clock::{Clock, Next};
use super::counted::Counted;
use super::limits::{HEAD_COUNT, Limits};
use super::seldom::Seldom;
use super::site::Site;
use super::stream::Stream;
#[cfg(feature = "tls")]
use super::tls;
use super::transport::Transport;
use super::worker::Place;
use crate::client_address::ClientAddress;
use crate::peer::Peer;

/// What an HTTP/2 connection begins with (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// How long a connection has for its first byte where the server ends meanwhile: it may be on its way.
const FIRST_BYTE: Duration = Duration::from_secs(1);

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
    site: Site,
    limits: Limits,
    http1: http1::Builder,
    http2: http2::Builder<TokioExecutor>,
    #[cfg(feature = "tls")]
    tls: Option<tls::Acceptor>,
}

impl Connections {
    pub(super) fn new(site: Site, limits: Limits) -> Self {
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
        Connections {
            site: site.limited(limits.of_request()),
            limits,
            http1,
            http2,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// The same, with TLS over TCP.
    #[cfg(feature = "tls")]
    pub(super) fn over_tls(self, tls: Option<tls::Acceptor>) -> Self {
        Connections { tls, ..self }
    }

    /// Serves a connection to its end.
    pub(super) async fn serve(&self, stream: Stream, place: Place, phase: watch::Receiver<Phase>) {
        let clock = Clock::start(&self.limits, Instant::now());
        #[cfg(feature = "tls")]
        let stream = match (stream, &self.tls) {
            // In a box, so that connections without TLS are no larger for it.
            (Stream::Tcp(stream), Some(tls)) => match in_time(Box::pin(tls.accept(stream)), &clock, &phase).await {
                Some(stream) => Stream::Tls(Box::new(stream)),
                None => return,
            },
            (stream, _) => stream,
        };
        let peer = self.peer(&stream);
        let clock = Arc::new(clock.watching(stream.watch()));
        self.speak(stream, peer, clock, place, phase).await;
    }

    /// Who has opened a connection: from where, as filters may want to know, and what TLS tells.
    fn peer(&self, stream: &Stream) -> Peer {
        let address = self.site.has_filters().then(|| stream.peer_address()).flatten();
        Peer { address: address.map(|address| ClientAddress(address.ip().to_canonical())), tls: stream.told_by_tls() }
    }

    /// Speaks the HTTP that the client begins with. Each request has what is told of the connection in its extensions.
    async fn speak(
        &self,
        mut stream: Stream,
        peer: Peer,
        clock: Arc<Clock>,
        place: Place,
        phase: watch::Receiver<Phase>,
    ) {
        let ahead = match in_time(read_ahead(&mut stream), &clock, &phase).await {
            Some(ahead) if !ahead.is_empty() => ahead,
            _ => return,
        };
        let is_http2 = ahead == PREFACE;
        let service = Counted::new(self.site.clone(), peer, &self.limits, Arc::clone(&clock));
        let io = TokioIo::new(Transport::new(ahead, stream, self.limits.write_time, Arc::clone(&clock), place));
        if is_http2 {
            clock.is_http2();
            // In a box, so that connections of HTTP/1.1 are no larger for it.
            let mut connection = Box::pin(self.http2.serve_connection(io, service));
            drive(connection.as_mut(), http2::Connection::graceful_shutdown, &clock, phase).await;
        } else {
            let connection = pin!(self.http1(&clock).serve_connection(io, service).with_upgrades());
            drive(connection, http1::UpgradeableConnection::graceful_shutdown, &clock, phase).await;
        }
    }

    /// How HTTP/1.1 is spoken. Where we look ourselves whether the peer has left, hyper does not: it would do so before each answer, and
    /// need a new buffer for it.
    fn http1(&self, clock: &Clock) -> http1::Builder {
        let mut http1 = self.http1.clone();
        http1.half_close(clock.is_watching());
        http1
    }

    /// Waits for the handlers that run without a connection.
    pub(super) async fn detached_end(&self) {
        self.site.detached_end().await;
    }
}

/// What a connection begins with, unless that takes too long, or the server ends meanwhile.
async fn in_time<T>(
    step: impl Future<Output = io::Result<T>>,
    clock: &Clock,
    phase: &watch::Receiver<Phase>,
) -> Option<T> {
    tokio::select! {
        biased;
        done = step => done.inspect_err(|error| tracing::debug!(%error, "a connection ended early")).ok(),
        () = cut(clock) => {
            tracing::debug!("a connection sent nothing of use");
            None
        }
        () = drained(phase.clone()) => None,
    }
}

/// Waits until nothing more is to be expected of a connection that has sent nothing.
async fn drained(mut phase: watch::Receiver<Phase>) {
    // A server that is gone drains as well.
    let _ = phase.wait_for(|phase| *phase != Phase::Serving).await;
    tokio::select! {
        () = sleep(FIRST_BYTE) => {}
        Ok(_) = phase.wait_for(|phase| *phase == Phase::Over) => {}
    }
}

/// Reads until it is clear whether it is HTTP/2's preface.
async fn read_ahead(stream: &mut Stream) -> io::Result<Bytes> {
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

/// How a connection ends before its peer ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// What runs may end.
    Close,
    /// Nothing may.
    Cut,
}

/// Waits until a connection is to end, or, where it closes already, until it is to be cut.
async fn end(clock: &Clock, mut phase: watch::Receiver<Phase>, is_closing: bool) -> End {
    let mut timer = pin!(sleep_until(Instant::now()));
    let mut is_told = true;
    // What was told before is told again, so that a connection that begins late closes as well.
    phase.mark_changed();
    loop {
        tokio::select! {
            biased;
            changed = phase.changed(), if is_told => {
                // A server that is gone drains as well, without an end.
                is_told = changed.is_ok();
                match *phase.borrow() {
                    Phase::Over => return End::Cut,
                    Phase::Serving if is_told => {}
                    _ if is_closing => {}
                    Phase::Serving | Phase::Draining => return End::Close,
                }
            }
            () = timer.as_mut() => match clock.next(Instant::now()) {
                Next::Wait(until) => timer.as_mut().reset(until),
                Next::Close => return End::Close,
                Next::Cut => {
                    tracing::debug!("a connection took too long");
                    return End::Cut;
                }
            },
        }
    }
}

/// Runs a connection until it ends, is cut, or has closed as it was asked to.
async fn drive<C>(
    mut connection: Pin<&mut C>,
    shut_down: impl Fn(Pin<&mut C>),
    clock: &Clock,
    phase: watch::Receiver<Phase>,
) where
    C: Future<Output = hyper::Result<()>>,
{
    let mut ends = pin!(Seldom::new(end(clock, phase.clone(), false)));
    loop {
        tokio::select! {
            biased;
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            how = ends.as_mut() => {
                if how == End::Cut {
                    return;
                }
                clock.closes();
                shut_down(connection.as_mut());
                ends.as_mut().replace(end(clock, phase.clone(), true));
            }
        }
    }
}
