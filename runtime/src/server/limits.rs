//! What a server bears.

use core::time::Duration;

use crate::app::RequestLimits;
use crate::settings::Settings;

/// What a server bears of its peers before it cuts them short, so that others do not notice them.
///
/// All of it is on by default. A field is set by its name, the others stay as they are:
///
/// ```
/// # use core::time::Duration;
/// # use terrace::{Application, Limits, Server};
/// # fn example<A: Application>(api: A) -> Server {
/// Server::new(api).limits(Limits {
///     body_bytes: 16 << 20,
///     handler_time: Some(Duration::from_secs(5)),
///     ..Limits::default()
/// })
/// # }
/// ```
///
/// | field | of | default | past it |
/// |---|---|---|---|
/// | `head_count` | a request's headers | 100 | bare 431; closed in HTTP/1.1 |
/// | `head_bytes` | a request's head: in HTTP/1.1 as it is sent, in HTTP/2 its header list | 16 KiB | bare 431; closed in HTTP/1.1 |
/// | `head_time` | a request's head, from its first byte; the first one's from the connection's start, its TLS handshake included, so that a peer that sends nothing, or not all of HTTP/2's preface, is cut as well | 30 s | closed |
/// | `body_bytes` | a request's body, where neither the API nor the controller nor the handler declares a `body_bytes` of its own | 1 MiB | 413 in the dialect |
/// | `body_time` | a request's body, from when it is first waited for | 30 s | 408 in the dialect, closed in HTTP/1.1 |
/// | `write_time` | a peer that takes nothing of what is written to it, as its answer or, in HTTP/2, as one of its answers | 30 s | closed |
/// | `handler_time` | a handler with its extractors and loaders, without a break; not while it waits for the request's body | 60 s | it is dropped, but for the thread of one that [blocks](macro@crate::routes#handlers-that-block); 503 in the dialect |
/// | `idle_time` | a connection without a request, after its first one | 75 s | closed in good order |
/// | `connections` | the connections at one time, counted when they are accepted | 20,000 | the next waits to be accepted |
/// | `streams` | the requests of one HTTP/2 connection at one time | 100 | the stream is refused |
/// | `pending_resets` | the HTTP/2 streams that a peer resets before they are looked at | 20 | GOAWAY, closed |
/// | `error_resets` | the HTTP/2 streams of one connection that the server resets as the peer breaks the protocol | 100 | GOAWAY, closed |
/// | `drain_delay` | the time between the server's being asked to end, when it says that it is not ready, and its refusing connections, for a load balancer to notice | 0 s | it drains |
/// | `drain_time` | the requests and the detached handlers that run when the server drains | 30 s | cut |
///
/// A time of `None` is no limit.
///
/// A connection that has become a WebSocket counts among the `connections` until it is closed, and has `write_time` and `drain_time`;
/// what else it bears is set where it is answered, and on by default too: see the module `websocket`.
///
/// # Which refusals speak the API's dialect
///
/// Whatever becomes a request is answered in the [dialect](crate::dialect), 408, 413 and 503 among it. What is refused
/// before there is a request has no body and no request id:
///
/// - 400: a head that is not HTTP/1.1, or whose `Content-Length` or `Transfer-Encoding` cannot be trusted; one of HTTP/1.1
///   without a `Host`, with several, or with one that names no host; a target without a path;
/// - 414: a request target of more than 65,534 bytes, where `head_bytes` takes a head that long;
/// - 431: a head past `head_count` or `head_bytes`;
/// - nothing: a head that does not end in `head_time`, and what breaks the rules of HTTP/2, which gets a GOAWAY or a reset stream.
///
/// An [`App`](crate::App) in another server, or a [`TestClient`](crate::TestClient), has the default of `body_bytes`
/// and no other of these limits.
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct Limits {
    /// The headers of a request.
    pub head_count: usize,
    /// The bytes of a request's head.
    pub head_bytes: u32,
    /// The time for a request's head.
    pub head_time: Option<Duration>,
    /// The bytes of a request's body.
    pub body_bytes: usize,
    /// The time for a request's body.
    pub body_time: Option<Duration>,
    /// The time that a peer may take nothing of what is written to it.
    pub write_time: Option<Duration>,
    /// The time for a handler.
    pub handler_time: Option<Duration>,
    /// The time that a connection may have no request.
    pub idle_time: Option<Duration>,
    /// The connections at one time.
    pub connections: usize,
    /// The requests of one HTTP/2 connection at one time.
    pub streams: u32,
    /// The HTTP/2 streams that a peer may reset before they are looked at.
    pub pending_resets: usize,
    /// The HTTP/2 streams of one connection that may break the protocol.
    pub error_resets: usize,
    /// The time that the server serves on after it said that it is about to end.
    pub drain_delay: Duration,
    /// The time for running requests when the server drains.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let RequestLimits { body_bytes, .. } = RequestLimits::default();
        Limits {
            head_count: HEAD_COUNT,
            head_bytes: 16 << 10,
            head_time: Some(Duration::from_secs(30)),
            body_bytes,
            body_time: Some(Duration::from_secs(30)),
            write_time: Some(Duration::from_secs(30)),
            handler_time: Some(Duration::from_secs(60)),
            idle_time: Some(Duration::from_secs(75)),
            connections: 20_000,
            streams: 100,
            pending_resets: 20,
            error_resets: 100,
            drain_delay: Duration::ZERO,
            drain_time: Duration::from_secs(30),
        }
    }
}

/// What hyper takes without an allocation for each request.
pub(super) const HEAD_COUNT: usize = 100;

impl Limits {
    /// Those that concern one request, whatever it came through.
    pub(crate) fn of_request(&self) -> RequestLimits {
        let Limits { body_bytes, body_time, handler_time, .. } = *self;
        RequestLimits { body_bytes, body_time, handler_time }
    }
}
