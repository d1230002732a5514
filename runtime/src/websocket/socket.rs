//! A WebSocket as its user has it: messages to take and to send.

use core::error::Error;
use core::fmt;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use std::io;

use futures_util::{Sink, SinkExt, Stream};
use tokio::sync::mpsc;
use tokio_util::sync::PollSender;

use super::message::Message;

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
        (WebSocket { received, to_send: PollSender::new(to_send), protocol: None }, sent)
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
