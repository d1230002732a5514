//! The handshake: what a request must say to become a WebSocket, and what it is answered.

use core::fmt;
use core::panic::AssertUnwindSafe;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join};
use http::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{Extensions, Request, Version};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use terrace_model::{Answer, Answers, Content, HeaderDoc, Part, Status};
use tokio::io::DuplexStream;
use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::handshake::server::create_response;
use tokio_tungstenite::tungstenite::protocol::Role;
use tracing::Instrument;

use super::carrier::{Carrier, Connection, Settings};
use super::local::Local;
use super::socket::{WebSocket, WebSocketError};
use crate::answer::{IntoResponse, Response};
use crate::body::{Body, BoxError};
use crate::context::Context;
use crate::controller::Controller;
use crate::dialect::chain;
use crate::exchange::Exchange;
use crate::extract::FromRequest;
use crate::failure::Failure;
use crate::model::Model;
use crate::model::scope::Scope;
use crate::panic;
use crate::server::Outcome;
use crate::stop::Stop;

/// The only version of the protocol (RFC 6455, section 4.1).
const VERSION: HeaderValue = HeaderValue::from_static("13");

/// A request that asks for a WebSocket: see the [module](crate::websocket). Only a handler of GET takes it.
///
/// A request that asks for none is answered with 426, `Upgrade: websocket` and `Connection: Upgrade`, one over HTTP/2 with a bare 426; another
/// version of the protocol with 426 and `Sec-WebSocket-Version: 13`; a key that is none with 400.
#[must_use = "the request is not answered by it: `on` is"]
pub struct WebSocketUpgrade {
    answer: http::Response<()>,
    connection: Given,
    offered: Vec<String>,
    protocol: Option<String>,
    settings: Settings,
}

/// A connection that is to be given away.
enum Given {
    /// Once the answer was sent.
    Later(OnUpgrade),
    /// That of a test.
    Now(DuplexStream),
}

impl Given {
    fn of(extensions: &mut Extensions) -> Option<Self> {
        let later = extensions.remove().map(Given::Later);
        later.or_else(|| extensions.remove::<Local>()?.take().map(Given::Now))
    }

    async fn connection(self) -> hyper::Result<Connection> {
        Ok(match self {
            Given::Later(upgrade) => Box::new(TokioIo::new(upgrade.await?)),
            Given::Now(stream) => Box::new(stream),
        })
    }
}

impl WebSocketUpgrade {
    /// Chooses the sub-protocol (RFC 6455, section 1.9): the first of these that the client offers, in any order. Where it offers none of them,
    /// none is chosen, and most clients then close.
    ///
    /// ```
    /// # use terrace::websocket::{SwitchingProtocols, WebSocketUpgrade};
    /// # fn answer(upgrade: WebSocketUpgrade) -> SwitchingProtocols {
    /// upgrade.protocols(&["chat.v2", "chat.v1"]).on(|mut socket| async move {
    ///     let is_old = socket.protocol() == Some("chat.v1");
    ///     # drop(is_old);
    /// })
    /// # }
    /// ```
    pub fn protocols(mut self, known: &[&str]) -> Self {
        let chosen = known.iter().find(|name| self.offered.iter().any(|offered| offered == *name));
        self.protocol = chosen.map(|name| (*name).to_owned());
        self
    }

    /// The sub-protocols that the client offers, in its order.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        self.offered.iter().map(String::as_str)
    }

    /// The sub-protocol that was chosen.
    pub fn protocol(&self) -> Option<&str> {
        self.protocol.as_deref()
    }

    /// Sets the most bytes of a message of the peer, instead of 1 MiB.
    pub fn message_bytes(mut self, limit: usize) -> Self {
        self.settings.message_bytes = limit;
        self
    }

    /// Sets the most bytes of one frame, instead of 256 KiB. A message may have several; many clients send it in one, whatever its
    /// size.
    pub fn frame_bytes(mut self, limit: usize) -> Self {
        self.settings.frame_bytes = limit;
        self
    }

    /// Sets how long a peer may be silent before it is sent a ping, instead of 20 seconds; `None` sends none. It is looked at in steps
    /// of this time, so that it may take nearly twice as long.
    pub fn ping_interval(mut self, time: Option<Duration>) -> Self {
        self.settings.ping_interval = time;
        self
    }

    /// Sets how long a peer that was sent a ping may be silent still, instead of 20 seconds; `None` waits for ever.
    pub fn ping_time(mut self, time: Option<Duration>) -> Self {
        self.settings.ping_time = time;
        self
    }

    /// Says what to do with the WebSocket. The answer is 101, and what is done begins when it was sent.
    ///
    /// It runs beside the requests, until it is done: a peer that goes does not end it, and a server that drains waits for it. Where it
    /// panics, or ends with an error of its own, that is logged with the request's id, and the connection closed with 1011.
    pub fn on<F, Fut>(self, talk: F) -> SwitchingProtocols
    where
        F: FnOnce(WebSocket) -> Fut + Send + 'static,
        Fut: Future<Output: Outcome> + Send + 'static,
    {
        let talk = move |socket| async move { talk(socket).await.outcome() }.boxed();
        SwitchingProtocols { upgrade: self, talk: Box::new(talk) }
    }
}

impl<C: Controller> FromRequest<C> for WebSocketUpgrade {
    const PART: Part = Part::WebSocket;
    const ANSWERS: Answers = Answers::of(&[MALFORMED, NO_UPGRADE]);

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        if cx.http_version() >= Version::HTTP_2 {
            let detail = "WebSocket is served over HTTP/1.1 alone: ask again over a connection of that";
            return Err(Failure::new(426).detail(detail));
        }
        let mut request = Request::new(());
        *request.method_mut() = cx.method().clone();
        *request.version_mut() = cx.http_version();
        *request.headers_mut() = cx.headers().clone();
        let answer = create_response(&request).map_err(refusal)?;
        let connection = Given::of(cx.extensions_mut()).ok_or_else(|| {
            Failure::internal("what serves the API has no connection to give away: the request came without `hyper::upgrade::OnUpgrade`")
        })?;
        let settings = Settings {
            message_bytes: 1 << 20,
            frame_bytes: 256 << 10,
            ping_interval: Some(Duration::from_secs(20)),
            ping_time: Some(Duration::from_secs(20)),
        };
        Ok(WebSocketUpgrade { answer, connection, offered: offered(cx.headers()), protocol: None, settings })
    }
}

/// Why a request does not become a WebSocket.
fn refusal(error: tungstenite::Error) -> Failure {
    match error {
        tungstenite::Error::Protocol(ProtocolError::MissingSecWebSocketVersionHeader) => {
            Failure::new(426).detail("expected version 13 of WebSocket").header(SEC_WEBSOCKET_VERSION, VERSION)
        }
        tungstenite::Error::Protocol(
            error @ (ProtocolError::MissingSecWebSocketKey | ProtocolError::InvalidSecWebSocketKey),
        ) => Failure::of_parameter(SEC_WEBSOCKET_KEY.as_str(), "expected 16 bytes in Base64").source(error),
        error => Failure::new(426)
            .detail("this is a WebSocket: ask for an upgrade")
            .header(UPGRADE, HeaderValue::from_static("websocket"))
            .header(CONNECTION, HeaderValue::from_static("Upgrade"))
            .source(error),
    }
}

fn offered(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

impl fmt::Debug for WebSocketUpgrade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("WebSocketUpgrade")
            .field("offered", &self.offered)
            .field("protocol", &self.protocol)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// 101: the connection is a WebSocket from here on. [`WebSocketUpgrade::on`] makes it.
pub struct SwitchingProtocols {
    upgrade: WebSocketUpgrade,
    talk: Box<dyn FnOnce(WebSocket) -> BoxFuture<'static, Result<(), BoxError>> + Send>,
}

impl IntoResponse for SwitchingProtocols {
    const ANSWERS: Answers = Answers::of(&[SWITCHED]);

    fn into_response(self, cx: &Context) -> Response {
        let mut response = self.upgrade.answer.clone().map(|()| Body::empty());
        // It came in a header, so it fits into one.
        if let Some(protocol) = self.upgrade.protocol.as_deref().and_then(|name| HeaderValue::from_str(name).ok()) {
            response.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, protocol);
        }
        cx.spawn(self.serve(cx.stop().clone(), cx.exchange().clone(), cx.scope()).in_current_span());
        response
    }
}

impl SwitchingProtocols {
    /// Talks over the connection, once it was given away.
    async fn serve(self, stop: Stop, exchange: Exchange, scope: Scope) {
        let WebSocketUpgrade { connection, protocol, settings, .. } = self.upgrade;
        let connection = match connection.connection().await {
            Ok(connection) => connection,
            Err(error) => return tracing::debug!(%error, "a connection did not become a WebSocket"),
        };
        let (mut socket, carrier) = Carrier::start(connection, Role::Server, settings, protocol, stop).await;
        socket.scope = scope;
        let has_failed = AtomicBool::new(false);
        let talk = self.talk;
        let talking = async {
            let problem = match AssertUnwindSafe(async move { talk(socket).await }).catch_unwind().await {
                Ok(Ok(())) => return,
                // It says what the connection was closed for, which is not the user's doing.
                Ok(Err(error)) if error.is::<WebSocketError>() => return,
                Ok(Err(error)) => chain(&*error),
                Err(panic) => format!("panicked: {}", panic::message(&*panic)),
            };
            has_failed.store(true, Ordering::Relaxed);
            let operation = exchange.operation.unwrap_or("-");
            tracing::error!(request_id = %exchange.id, operation, error = problem, "a WebSocket failed");
        };
        join(talking, carrier.run(&has_failed)).await;
    }
}

impl fmt::Debug for SwitchingProtocols {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SwitchingProtocols").field("upgrade", &self.upgrade).finish_non_exhaustive()
    }
}

const SWITCHED: Answer = Answer {
    status: Status::Is(101),
    description: "The connection is a WebSocket (RFC 6455) from here on",
    content: Content::Empty,
    headers: &[
        text("connection", "`Upgrade`"),
        text("upgrade", "`websocket`"),
        text("sec-websocket-accept", "What proves that the key was read"),
        text("sec-websocket-protocol", "The sub-protocol that was chosen, where one was"),
    ],
};

const MALFORMED: Answer =
    Answer { status: Status::Is(400), description: "The key is none", content: Content::Failure, headers: &[] };

const NO_UPGRADE: Answer = Answer {
    status: Status::Is(426),
    description: "The request asks for no WebSocket, for another version of it, or over HTTP/2",
    content: Content::Failure,
    headers: &[
        text("connection", "`Upgrade`, where it asks for none"),
        text("upgrade", "`websocket`, where it asks for none"),
        text("sec-websocket-version", "`13`, where it asks for another version"),
    ],
};

const fn text(name: &'static str, description: &'static str) -> HeaderDoc {
    HeaderDoc { name, description, ty: &<String as Model>::TYPE }
}
