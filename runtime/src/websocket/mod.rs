//! WebSocket (RFC 6455): messages both ways over the connection of a request.
//!
//! A handler takes a [`WebSocketUpgrade`] and answers with what is to be done with the [`WebSocket`]:
//!
//! ```
//! use terrace::prelude::*;
//! use terrace::websocket::{Message, SwitchingProtocols, WebSocketUpgrade};
//!
//! #[controller(path = "/echo")]
//! struct Echo;
//!
//! #[routes]
//! impl Echo {
//!     /// Say it again.
//!     #[index]
//!     async fn index(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
//!         upgrade.on(|mut socket| async move {
//!             while let Some(Ok(message)) = socket.recv().await {
//!                 if let Message::Text(text) = message {
//!                     if socket.send(text).await.is_err() {
//!                         break;
//!                     }
//!                 }
//!             }
//!         })
//!     }
//! }
//!
//! api! {
//!     struct Site at "/";
//!     controllers: [Echo];
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let client = terrace::TestClient::new(Site::new(()));
//! let mut socket = client.get("/echo").websocket().await.expect("101");
//! socket.send("hello").await.expect("it is open");
//! assert!(matches!(socket.recv().await, Some(Ok(Message::Text(text))) if text == "hello"));
//! assert_eq!(client.get("/echo").await.status(), 426);
//! # }
//! ```
//!
//! It is served over HTTP/1.1, which clients of WebSockets ask for by themselves; over HTTP/2 (RFC 8441) it is not. The handshake is
//! a request like any other: what the handler takes beside it, an identity or a header, is read first, and refused in the API's
//! dialect. A [`TestClient`](crate::TestClient) talks as well, without a socket: see [`websocket`](crate::TestRequest::websocket).
//!
//! # What is on by default
//!
//! | | default | set by | past it |
//! |---|---|---|---|
//! | a message | 1 MiB | [`message_bytes`](WebSocketUpgrade::message_bytes) | closed with 1009 |
//! | a frame of a message | 256 KiB | [`frame_bytes`](WebSocketUpgrade::frame_bytes) | closed with 1009 |
//! | a peer that is silent is asked whether it is there | 20 s | [`ping_interval`](WebSocketUpgrade::ping_interval) | a ping is sent |
//! | a peer that does not answer that | 20 s | [`ping_time`](WebSocketUpgrade::ping_time) | closed with 1008 |
//! | a peer that does not confirm that the connection closes | 5 s | | cut |
//!
//! Pings are answered. A frame that breaks the protocol closes the connection with 1002, a text that is not UTF-8 with 1007. When the
//! server drains, it says 1001 and waits for those that talk until its [`drain_time`](crate::Limits::drain_time) is over; who waits for
//! [`Stop`](crate::Stop) can send a last message before. The limits of requests and of idle connections do not concern a connection that has
//! become a WebSocket, but it counts among the server's [`connections`](crate::Limits::connections) until it is closed, and a peer that
//! takes nothing is cut after [`write_time`](crate::Limits::write_time).
//!
//! # Who may connect
//!
//! **A browser lets every site open a WebSocket to every other, and sends that one's cookies along** (cross-site WebSocket hijacking):
//! the same-origin policy does not hold here, and there is no CORS. An API that knows its users by cookies must look at `Origin`:
//!
//! ```
//! # use terrace::prelude::*;
//! # use terrace::Forbidden;
//! # use terrace::websocket::{SwitchingProtocols, WebSocketUpgrade};
//! # #[controller(path = "/news")]
//! # struct News;
//! # #[routes]
//! # impl News {
//! #[index]
//! async fn index(
//!     &self,
//!     upgrade: WebSocketUpgrade,
//!     origin: Header<Option<String>>,
//! ) -> Result<SwitchingProtocols, Forbidden> {
//!     // What is no browser sends none, and has nobody's cookies.
//!     match origin.as_deref() {
//!         None | Some("https://app.example.com") => {}
//!         Some(_) => return Err(Forbidden::new("not from there")),
//!     }
//!     Ok(upgrade.on(|mut socket| async move { drop(socket.send("welcome").await) }))
//! }
//! # }
//! ```

mod carrier;
pub(crate) mod local;
mod message;
mod socket;
mod upgrade;

pub use message::Message;
pub use socket::{WebSocket, WebSocketError};
pub use tokio_tungstenite::tungstenite::Utf8Bytes;
pub use tokio_tungstenite::tungstenite::protocol::CloseFrame;
pub use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
pub use upgrade::{SwitchingProtocols, WebSocketUpgrade};
