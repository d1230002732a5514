//! A WebSocket as its user has it: messages to take and to send.

use core::error::Error;
use core::fmt;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::io;

use futures_util::{Sink, SinkExt, Stream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_util::sync::PollSender;

use super::message::Message;
use crate::json;
use crate::model::Model;
use crate::model::scope::Scope;

/// A connection that carries messages both ways, until one side closes it.
///
/// It is a [`Stream`] and a [`Sink`] of [`Message`]s, so that `StreamExt::split` makes two halves of it; [`recv`](WebSocket::recv)
/// and [`send`](WebSocket::send) do without such traits. The connection looks after itself while its user does something else: it
/// answers pings, notices a peer that is gone, and closes when the server drains.
///
/// When it is dropped, as at the end of the function that [`on`](super::WebSocketUpgrade::on) was given, the connection is closed in good order.
/// Take what comes, even where nothing is expected: a message that nobody takes holds back all that is behind it, a
/// close and the answer to a ping among it.
pub struct WebSocket {
    pub(super) received: mpsc::Receiver<Result<Message, WebSocketError>>,
    pub(super) to_send: PollSender<Message>,
    pub(super) protocol: Option<String>,
    /// How models are read and written.
    pub(super) scope: Scope,
}

impl WebSocket {
    /// The sub-protocol that both sides speak, where one was [chosen](super::WebSocketUpgrade::protocols).
    pub fn protocol(&self) -> Option<&str> {
        self.protocol.as_deref()
    }

    /// The next message; `None` once the connection is closed. It may be dropped and called again: no message is lost.
    ///
    /// An error is the last thing that comes. It says why the connection did not close in good order.
    pub async fn recv(&mut self) -> Option<Result<Message, WebSocketError>> {
        self.received.recv().await
    }

    /// Sends a message. It waits while the peer does not take those before it.
    ///
    /// After a [`Message::Close`] nothing can be sent; what the peer had sent before it knew can be received still.
    ///
    /// # Errors
    ///
    /// [`Closed`](WebSocketError::Closed) where the connection is closed or the server drains,
    /// [`Unsendable`](WebSocketError::Unsendable) where the protocol has no room for the message.
    pub async fn send(&mut self, message: impl Into<Message>) -> Result<(), WebSocketError> {
        SinkExt::feed(self, message.into()).await
    }
}

/// Models as messages, in the version that the request chose; on the client's side of a test in their newest shape. Documents show the
/// handshake of a WebSocket and not its messages.
impl WebSocket {
    /// Sends a model as JSON in a text, in no envelope.
    ///
    /// # Errors
    ///
    /// [`Unwritable`](WebSocketError::Unwritable) where the value has no form in JSON, else as [`send`](WebSocket::send).
    pub async fn send_json<T: Model>(&mut self, value: &T) -> Result<(), WebSocketError> {
        let written = self.scope.in_answer(|| json::write(value, None)).map_err(WebSocketError::Unwritable)?;
        let text = Utf8Bytes::try_from(written).expect("JSON is UTF-8");
        self.send(text).await
    }

    /// Reads a text, or bytes, as JSON of a model, in no envelope.
    ///
    /// ```
    /// # use terrace::prelude::*;
    /// # use terrace::websocket::{Message, WebSocket, WebSocketError};
    /// #[model]
    /// struct Move {
    ///     #[check(range = -1..=1)]
    ///     x: i8,
    /// }
    ///
    /// async fn play(socket: &mut WebSocket) -> Result<(), WebSocketError> {
    ///     while let Some(message) = socket.recv().await {
    ///         let message = message?;
    ///         if !matches!(message, Message::Text(_)) {
    ///             continue;
    ///         }
    ///         match socket.read_json::<Move>(&message) {
    ///             Ok(next) => socket.send_json(&next).await?,
    ///             Err(error) => socket.send(error.to_string()).await?,
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Where that is not JSON, or not of the model's shape, or breaks its constraints, as in a request's body. A ping, a pong or a close is
    /// no JSON either.
    pub fn read_json<T: Model>(&self, message: &Message) -> Result<T, json::Error> {
        let bytes = match message {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes,
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => &[],
        };
        self.scope.in_request(|| json::read(bytes, None))
    }
}

impl Stream for WebSocket {
    type Item = Result<Message, WebSocketError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        self.received.poll_recv(task)
    }
}

/// What is handed over is sent without being asked for: to flush it waits for nothing, and to close it sends a close.
impl Sink<Message> for WebSocket {
    type Error = WebSocketError;

    fn poll_ready(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Result<(), WebSocketError>> {
        self.to_send.poll_reserve(task).map_err(|_| WebSocketError::Closed)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), WebSocketError> {
        let message = message.sendable()?;
        let is_last = matches!(message, Message::Close(_));
        let sent = self.to_send.send_item(message).map_err(|_| WebSocketError::Closed);
        if is_last {
            self.to_send.close();
        }
        sent
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<Result<(), WebSocketError>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Result<(), WebSocketError>> {
        match ready!(self.as_mut().poll_ready(task)) {
            Ok(()) => Poll::Ready(self.start_send(Message::Close(None))),
            // It is closed already.
            Err(_) => Poll::Ready(Ok(())),
        }
    }
}

impl fmt::Debug for WebSocket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("WebSocket").field("protocol", &self.protocol).finish_non_exhaustive()
    }
}

/// Why a WebSocket carries no more.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebSocketError {
    /// It is closed, or about to be.
    Closed,
    /// The protocol has no room for what was to be sent. Nothing was sent, and the connection is as it was.
    Unsendable(&'static str),
    /// What was to be sent has no form in JSON. Nothing was sent, and the connection is as it was.
    Unwritable(json::WriteError),
    /// The peer sent a frame or a message of more bytes than it may have.
    TooLarge,
    /// The peer sent what is not WebSocket, or not UTF-8 where it must be.
    Protocol(Box<dyn Error + Send + Sync>),
    /// The peer did not answer a ping in time.
    Silent,
    /// The connection ended without a close.
    Lost(io::Error),
}

impl fmt::Display for WebSocketError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WebSocketError::Closed => out.write_str("the WebSocket is closed"),
            WebSocketError::Unsendable(why) => out.write_str(why),
            WebSocketError::Unwritable(_) => out.write_str("a value has no form in JSON"),
            WebSocketError::TooLarge => out.write_str("the peer sent a larger message than it may"),
            WebSocketError::Protocol(_) => out.write_str("the peer broke the protocol"),
            WebSocketError::Silent => out.write_str("the peer did not answer a ping in time"),
            WebSocketError::Lost(_) => out.write_str("the connection was lost"),
        }
    }
}

impl Error for WebSocketError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            WebSocketError::Protocol(error) => Some(&**error),
            WebSocketError::Unwritable(error) => Some(error),
            WebSocketError::Lost(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn socket() -> (WebSocket, mpsc::Receiver<Message>) {
        let ((to_send, sent), (_, received)) = (mpsc::channel(4), mpsc::channel(1));
        (WebSocket { received, to_send: PollSender::new(to_send), protocol: None, scope: Scope::NEWEST }, sent)
    }

    #[tokio::test]
    async fn nothing_is_sent_after_a_close() {
        let (mut socket, mut sent) = socket();
        socket.send("hello").await.expect("it is open");
        let unsendable = socket.send(Message::Ping(vec![0; 126].into())).await;
        assert!(matches!(unsendable, Err(WebSocketError::Unsendable(_))));
        socket.send(Message::Close(None)).await.expect("it is open");
        assert!(matches!(socket.send("more").await, Err(WebSocketError::Closed)));
        socket.close().await.expect("it is closed already");
        assert_eq!(sent.recv().await, Some("hello".into()));
        assert_eq!(sent.recv().await, Some(Message::Close(None)));
        assert_eq!(sent.recv().await, None);
    }

    #[tokio::test]
    async fn a_sink_that_is_closed_says_so_to_the_peer() {
        let (mut socket, mut sent) = socket();
        socket.close().await.expect("it is open");
        assert_eq!(sent.recv().await, Some(Message::Close(None)));
        assert_eq!(sent.recv().await, None);
    }
}
