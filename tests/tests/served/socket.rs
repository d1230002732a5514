//! An API on a real socket.

use std::net::SocketAddr;
use std::time::Duration;

use terrace::{Application, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long a test waits for what should come.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// A server of an API, which drains when it is told to, or dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) end: oneshot::Sender<()>,
    pub(crate) serving: JoinHandle<()>,
}

/// Serves an API on a free port.
pub(crate) async fn serve(api: impl Application) -> Served {
    let bound = Server::new(api).listen("127.0.0.1:0").bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel();
    let serving = tokio::spawn(async move {
        let ended = async move { drop(ended.await) };
        bound.serve_until(ended).await.expect("it serves");
    });
    Served { address, end, serving }
}

impl Served {
    /// Sends bytes on a connection of its own.
    pub(crate) async fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        stream
    }
}

/// Reads until the other side closes.
pub(crate) async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is cut may be reset.
    let _ = timeout(LONG, stream.read_to_end(&mut answer)).await.expect("it closes");
    String::from_utf8(answer).expect("text")
}

/// Reads until a text was read.
pub(crate) async fn until(stream: &mut TcpStream, text: &str) -> String {
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains(text) {
        let count = timeout(LONG, stream.read_buf(&mut read)).await.expect("it comes").expect("it reads");
        assert!(count > 0, "no `{text}` in {:?}", String::from_utf8_lossy(&read));
    }
    String::from_utf8(read).expect("text")
}
