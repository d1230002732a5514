//! WebSockets without a socket: the client's side, for tests.

use core::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use http::Request;
use http::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use tokio::io::{DuplexStream, duplex};
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::carrier::{Carrier, Settings};
use super::socket::WebSocket;
use crate::stop::Stop;

/// What is on its way from one side to the other at most.
const BUFFER: usize = 64 << 10;
/// A test bears whatever it is sent.
const SETTINGS: Settings =
    Settings { message_bytes: usize::MAX, frame_bytes: usize::MAX, ping_interval: None, ping_time: None };

/// The connection of a request that came over none, among its extensions. It is given away once.
#[derive(Clone)]
pub(super) struct Local(Arc<Mutex<Option<DuplexStream>>>);

impl Local {
    pub(super) fn take(&self) -> Option<DuplexStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Makes a request one for a WebSocket, whose other side this is. What its headers say already stays as it is.
pub(crate) fn ask<B>(request: &mut Request<B>) -> DuplexStream {
    let (ours, theirs) = duplex(BUFFER);
    let key = HeaderValue::try_from(generate_key()).expect("Base64 is a header's value");
    for (name, value) in [
        (CONNECTION, HeaderValue::from_static("Upgrade")),
        (UPGRADE, HeaderValue::from_static("websocket")),
        (SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13")),
        (SEC_WEBSOCKET_KEY, key),
    ] {
        request.headers_mut().entry(name).or_insert(value);
    }
    request.extensions_mut().insert(Local(Arc::new(Mutex::new(Some(theirs)))));
    ours
}

/// The client's side of a connection that was switched by an answer with these headers.
pub(crate) async fn switched(connection: DuplexStream, headers: &HeaderMap) -> WebSocket {
    let protocol = headers.get(SEC_WEBSOCKET_PROTOCOL).and_then(|name| name.to_str().ok()).map(str::to_owned);
    let (socket, carrier) = Carrier::start(Box::new(connection), Role::Client, SETTINGS, protocol, Stop::never()).await;
    tokio::spawn(async move { carrier.run(&AtomicBool::new(false)).await });
    socket
}

#[cfg(test)]
mod tests {
    use futures_util::future::join;
    use tokio::task::yield_now;

    use super::super::message::Message;
    use super::*;

    #[tokio::test]
    async fn who_talks_has_the_last_word_when_the_server_drains() {
        let (ours, theirs) = duplex(BUFFER);
        let mut client = switched(ours, &HeaderMap::new()).await;
        client.send("hello").await.expect("it is open");
        // What the client says is there when the server begins to drain.
        yield_now().await;
        let (stopper, stop) = Stop::new();
        let (mut socket, carrier) = Carrier::start(Box::new(theirs), Role::Server, SETTINGS, None, stop).await;
        let talk = async move {
            stopper.stop();
            yield_now().await;
            socket.send("goodbye").await
        };
        let has_failed = AtomicBool::new(false);
        let read = async {
            let first = client.recv().await;
            (first, client.recv().await)
        };
        let ((said, ()), read) = join(join(talk, carrier.run(&has_failed)), read).await;
        said.expect("it is open");
        let (Some(Ok(first)), Some(Ok(Message::Close(Some(close))))) = read else { panic!("{read:?}") };
        assert_eq!((first, &*close.reason), ("goodbye".into(), "the server ends"));
    }
}
