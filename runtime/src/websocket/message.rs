//! What travels over a WebSocket.

use bytes::Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::{self, Utf8Bytes};

use super::socket::WebSocketError;

/// The bytes that a ping, a pong or a close has room for (RFC 6455, section 5.5).
const CONTROL_BYTES: usize = 125;
/// Those of a close that are not its reason: its code.
const CODE_BYTES: usize = 2;

/// A message of a [`WebSocket`](super::WebSocket). Frames are put together: a message is whole.
///
/// A text, bytes, or something that either can be made of is sent as it is: `socket.send("hello")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Text, which is cheap to clone, so that it can be sent to many.
    Text(Utf8Bytes),
    /// Bytes.
    Binary(Bytes),
    /// The peer asks whether somebody is there, which is answered by itself; at most 125 bytes.
    Ping(Bytes),
    /// The peer is there; at most 125 bytes. The answers to pings that nobody but terrace sent are not among the messages.
    Pong(Bytes),
    /// The last message in its direction, with the reason where there is one, of at most 123 bytes. One of the peer is confirmed by itself.
    Close(Option<CloseFrame>),
}

impl Message {
    /// The same, where it can be sent.
    pub(super) fn sendable(self) -> Result<Self, WebSocketError> {
        match &self {
            Message::Ping(bytes) | Message::Pong(bytes) if bytes.len() > CONTROL_BYTES => {
                Err(WebSocketError::Unsendable("a ping or a pong has at most 125 bytes"))
            }
            Message::Close(Some(frame)) if frame.reason.len() > CONTROL_BYTES - CODE_BYTES => {
                Err(WebSocketError::Unsendable("the reason of a close has at most 123 bytes"))
            }
            Message::Close(Some(frame)) if !frame.code.is_allowed() => {
                Err(WebSocketError::Unsendable("the code of a close is one that is never sent"))
            }
            _ => Ok(self),
        }
    }
}

impl From<Message> for tungstenite::Message {
    fn from(message: Message) -> Self {
        match message {
            Message::Text(text) => tungstenite::Message::Text(text),
            Message::Binary(bytes) => tungstenite::Message::Binary(bytes),
            Message::Ping(bytes) => tungstenite::Message::Ping(bytes),
            Message::Pong(bytes) => tungstenite::Message::Pong(bytes),
            Message::Close(frame) => tungstenite::Message::Close(frame),
        }
    }
}

impl From<Utf8Bytes> for Message {
    fn from(text: Utf8Bytes) -> Self {
        Message::Text(text)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Message::Text(text.into())
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Message::Text(text.into())
    }
}

impl From<Bytes> for Message {
    fn from(bytes: Bytes) -> Self {
        Message::Binary(bytes)
    }
}

impl From<Vec<u8>> for Message {
    fn from(bytes: Vec<u8>) -> Self {
        Message::Binary(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

    use super::*;

    #[test]
    fn what_the_protocol_has_no_room_for_is_not_sent() {
        let close = |code, length| Message::Close(Some(CloseFrame { code, reason: "x".repeat(length).into() }));
        for (message, is_sendable) in [
            (Message::Ping(vec![0; 125].into()), true),
            (Message::Ping(vec![0; 126].into()), false),
            (Message::Pong(vec![0; 126].into()), false),
            (Message::Binary(vec![0; 126].into()), true),
            (close(CloseCode::Normal, 123), true),
            (close(CloseCode::Normal, 124), false),
            (close(CloseCode::Status, 0), false),
            (close(4000.into(), 0), true),
            (close(999.into(), 0), false),
            (Message::Close(None), true),
        ] {
            assert_eq!(message.clone().sendable().is_ok(), is_sendable, "{message:?}");
        }
    }
}
