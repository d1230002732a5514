//! The connection's side of a WebSocket: it carries messages between its user and the peer, whatever the user does meanwhile.
//!
//! It holds one message each way at most, and writes what it has before it answers another ping, so that a peer that sends and
//! does not take fills no memory.

use core::future::poll_fn;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{self, Poll, ready};
use core::time::Duration;
use std::io;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::sync::mpsc;
use tokio::time::{Sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Utf8Bytes};
use tokio_util::sync::PollSender;

use super::message::Message;
use super::socket::{WebSocket, WebSocketError};
use crate::dialect::chain;
use crate::model::scope::Scope;
use crate::stop::Stop;
use crate::timely;

/// How long a connection may take to close, from the first close on.
const CLOSING: Duration = Duration::from_secs(5);
/// What is read and written at a time.
const BUFFER: usize = 16 << 10;
/// What is in the pings that are sent to a silent peer, and so in its answers.
const ASKED: Bytes = Bytes::from_static(b"terrace");

/// What a WebSocket goes over.
pub(super) type Connection = Box<dyn Stream>;

pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// What a WebSocket bears of its peer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) message_bytes: usize,
    pub(super) frame_bytes: usize,
    pub(super) ping_interval: Option<Duration>,
    pub(super) ping_time: Option<Duration>,
}

/// Carries messages between a [`WebSocket`] and its peer.
pub(super) struct Carrier {
    peer: WebSocketStream<Heard>,
    settings: Settings,
    to_user: PollSender<Result<Message, WebSocketError>>,
    from_user: mpsc::Receiver<Message>,
    stop: Stop,
    /// The server drains; nothing once that was seen.
    until_stop: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    /// A ping was read whose answer may not be written.
    owes_pong: bool,
    /// A ping was sent, and nothing was heard since.
    has_asked: bool,
    timer: Option<Pin<Box<Sleep>>>,
}

/// Why no more messages are carried.
enum End {
    /// This side has nothing more to say.
    Ours(Option<CloseFrame>),
    /// The peer has not.
    Peers,
    /// The peer did something wrong, which it is told where it may still listen.
    Failed(WebSocketError, Option<CloseFrame>),
}

impl Carrier {
    /// Both sides of a connection that was switched.
    pub(super) async fn start(
        connection: Connection,
        role: Role,
        settings: Settings,
        protocol: Option<String>,
        stop: Stop,
    ) -> (WebSocket, Self) {
        let config = WebSocketConfig::default()
            .read_buffer_size(BUFFER)
            .write_buffer_size(BUFFER)
            .max_message_size(Some(settings.message_bytes))
            .max_frame_size(Some(settings.frame_bytes));
        let heard = Heard { connection, is_heard: false };
        let peer = WebSocketStream::from_raw_socket(heard, role, Some(config)).await;
        let ((to_user, received), (to_send, from_user)) = (mpsc::channel(1), mpsc::channel(1));
        let carrier = Carrier {
            peer,
            settings,
            to_user: PollSender::new(to_user),
            from_user,
            stop: stop.clone(),
            until_stop: Some(Box::pin(async move { stop.wait_behind().await })),
            owes_pong: false,
            has_asked: false,
            timer: None,
        };
        let socket = WebSocket { received, to_send: PollSender::new(to_send), protocol, scope: Scope::NEWEST };
        (socket, carrier)
    }

    /// Carries messages until the connection is closed. Where its user leaves, `has_failed` says whether that was by mistake.
    pub(super) async fn run(mut self, has_failed: &AtomicBool) {
        let end = poll_fn(|task| self.poll_end(has_failed, task)).await;
        let Carrier { mut peer, mut to_user, .. } = self;
        let closing = async {
            match &end {
                End::Ours(frame) => part(&mut peer, frame.clone(), &mut to_user).await?,
                End::Peers => SinkExt::flush(&mut peer).await?,
                End::Failed(_, Some(frame)) => return refuse(peer, frame.clone()).await,
                End::Failed(_, None) => return Ok(()),
            }
            Ok(peer.get_mut().shutdown().await?)
        };
        // Whatever comes of it, the connection is gone when this is over.
        match timeout(CLOSING, closing).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, "a WebSocket did not close in good order"),
            Err(_) => tracing::debug!("a WebSocket's peer did not confirm that it closes"),
        }
        if let End::Failed(error, _) = end {
            tracing::debug!(error = chain(&error), "a WebSocket failed");
            deliver(&mut to_user, Err(error)).await;
        }
    }

    fn poll_end(&mut self, has_failed: &AtomicBool, task: &mut task::Context<'_>) -> Poll<End> {
        // Once, since the user is polled but once in between, and may have a last thing to say.
        self.poll_stop(task);
        loop {
            match self.peer.poll_flush_unpin(task) {
                Poll::Ready(Ok(())) => {
                    self.owes_pong = false;
                    match self.poll_ours(has_failed, task) {
                        Poll::Ready(None) => continue,
                        Poll::Ready(Some(end)) => return Poll::Ready(end),
                        Poll::Pending => {}
                    }
                }
                Poll::Ready(Err(error)) => return Poll::Ready(failed(error)),
                Poll::Pending => {}
            }
            // A user that is gone has said so on the other way.
            let waits_for_user = self.to_user.poll_reserve(task).is_pending();
            if !self.owes_pong
                && !waits_for_user
                && let Poll::Ready(read) = self.peer.poll_next_unpin(task)
            {
                match self.read(read) {
                    None => continue,
                    Some(end) => return Poll::Ready(end),
                }
            }
            ready!(self.poll_quiet(task));
            match self.is_there(waits_for_user) {
                None => {}
                Some(end) => return Poll::Ready(end),
            }
        }
    }

    /// Takes nothing new of the user once the server drains. What is on its way is sent.
    fn poll_stop(&mut self, task: &mut task::Context<'_>) {
        if let Some(stop) = &mut self.until_stop
            && stop.as_mut().poll(task).is_ready()
        {
            self.until_stop = None;
            self.from_user.close();
        }
    }

    /// Takes what this side has to send. It is pending where that is nothing.
    fn poll_ours(&mut self, has_failed: &AtomicBool, task: &mut task::Context<'_>) -> Poll<Option<End>> {
        match self.from_user.poll_recv(task) {
            Poll::Ready(Some(Message::Close(frame))) => Poll::Ready(Some(End::Ours(frame))),
            Poll::Ready(Some(message)) => Poll::Ready(self.peer.start_send_unpin(message.into()).map_err(failed).err()),
            Poll::Pending if self.until_stop.is_some() => Poll::Pending,
            Poll::Pending | Poll::Ready(None) => {
                let (code, reason) = match (self.stop.is_stopping(), has_failed.load(Ordering::Relaxed)) {
                    (true, _) => (CloseCode::Away, "the server ends"),
                    (false, true) => (CloseCode::Error, "the server failed"),
                    (false, false) => (CloseCode::Normal, ""),
                };
                Poll::Ready(Some(End::Ours(Some(frame(code, reason)))))
            }
        }
    }

    /// Takes what was read to the user, for whom there is room.
    fn read(&mut self, read: Option<tungstenite::Result<tungstenite::Message>>) -> Option<End> {
        let message = match read {
            None => return Some(End::Peers),
            Some(Err(error)) => return Some(failed(error)),
            Some(Ok(message)) => received(message)?,
        };
        self.owes_pong |= matches!(message, Message::Ping(_));
        let is_last = matches!(message, Message::Close(_));
        // A user that is gone needs it no more.
        let _ = self.to_user.send_item(Ok(message));
        is_last.then_some(End::Peers)
    }

    /// Ready when it is time to look whether the peer is there.
    fn poll_quiet(&mut self, task: &mut task::Context<'_>) -> Poll<()> {
        let time = if self.has_asked { self.settings.ping_time } else { self.settings.ping_interval };
        ready!(timely::poll_timer(&mut self.timer, time, task));
        self.timer = None;
        Poll::Ready(())
    }

    /// Asks a peer of which nothing was heard whether it is there, once. What the user has not taken, it cannot be blamed for.
    fn is_there(&mut self, waits_for_user: bool) -> Option<End> {
        let is_heard = core::mem::take(&mut self.peer.get_mut().is_heard);
        if is_heard || waits_for_user {
            self.has_asked = false;
            return None;
        }
        if self.has_asked {
            return Some(End::Failed(WebSocketError::Silent, Some(frame(CloseCode::Policy, "no answer to a ping"))));
        }
        self.has_asked = true;
        self.peer.start_send_unpin(tungstenite::Message::Ping(ASKED)).map_err(failed).err()
    }
}

/// What its user gets of what was read, if anything.
fn received(message: tungstenite::Message) -> Option<Message> {
    match message {
        tungstenite::Message::Text(text) => Some(Message::Text(text)),
        tungstenite::Message::Binary(bytes) => Some(Message::Binary(bytes)),
        tungstenite::Message::Ping(bytes) => Some(Message::Ping(bytes)),
        tungstenite::Message::Pong(bytes) => (bytes != ASKED).then_some(Message::Pong(bytes)),
        tungstenite::Message::Close(frame) => Some(Message::Close(frame)),
        // It is what one writes: what is read is put together.
        tungstenite::Message::Frame(_) => None,
    }
}

fn frame(code: CloseCode, reason: &'static str) -> CloseFrame {
    CloseFrame { code, reason: Utf8Bytes::from_static(reason) }
}

/// What an error is to both sides.
fn failed(error: tungstenite::Error) -> End {
    match error {
        tungstenite::Error::ConnectionClosed | tungstenite::Error::AlreadyClosed => End::Peers,
        tungstenite::Error::Io(error) => End::Failed(WebSocketError::Lost(error), None),
        tungstenite::Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => {
            End::Failed(WebSocketError::Lost(io::ErrorKind::UnexpectedEof.into()), None)
        }
        tungstenite::Error::Capacity(_) => {
            End::Failed(WebSocketError::TooLarge, Some(frame(CloseCode::Size, "larger than it may be")))
        }
        error @ tungstenite::Error::Utf8(_) => {
            End::Failed(WebSocketError::Protocol(error.into()), Some(frame(CloseCode::Invalid, "not UTF-8")))
        }
        error => End::Failed(WebSocketError::Protocol(error.into()), Some(frame(CloseCode::Protocol, ""))),
    }
}

/// Says goodbye, and waits until the peer has. What it had sent before that is taken to the user.
async fn part(
    peer: &mut WebSocketStream<Heard>,
    frame: Option<CloseFrame>,
    to_user: &mut PollSender<Result<Message, WebSocketError>>,
) -> tungstenite::Result<()> {
    peer.close(frame).await?;
    while let Some(message) = peer.next().await {
        if let Some(message) = received(message?) {
            deliver(to_user, Ok(message)).await;
        }
    }
    Ok(())
}

/// Says why nothing more is read, and throws away what comes until the peer closes: to drop the connection with bytes unread is
/// to reset it, and the peer might never read why.
async fn refuse(mut peer: WebSocketStream<Heard>, frame: CloseFrame) -> tungstenite::Result<()> {
    peer.close(Some(frame)).await?;
    let mut connection = peer.into_inner();
    connection.shutdown().await?;
    let mut scrap = [0; 8 << 10];
    while connection.read(&mut scrap).await? > 0 {}
    Ok(())
}

async fn deliver(to_user: &mut PollSender<Result<Message, WebSocketError>>, message: Result<Message, WebSocketError>) {
    // A user that is gone needs it no more.
    if poll_fn(|task| to_user.poll_reserve(task)).await.is_ok() {
        let _ = to_user.send_item(message);
    }
}

/// A connection that notes that something was heard of the peer, a whole message or not.
struct Heard {
    connection: Connection,
    is_heard: bool,
}

impl AsyncRead for Heard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut task::Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        ready!(Pin::new(&mut self.connection).poll_read(task, into))?;
        self.is_heard |= into.filled().len() > before;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Heard {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut task::Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.connection).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_shutdown(task)
    }
}
