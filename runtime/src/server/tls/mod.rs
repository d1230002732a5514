//! TLS: a server's certificate in files, which may be renewed while it serves, and who its clients are.

mod files;
mod reload;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use http::Extensions;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, sink};

use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::server::TlsStream;

use super::socket::Socket;
use crate::base_url::Secure;
use crate::extract::ClientCertificate;
use crate::settings::Settings;

pub(super) use reload::Renewing;

/// What who speaks plain HTTP reads.
const PLAIN: &[u8] = b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain\r\ncontent-length: 21\r\n\
    connection: close\r\n\r\nHTTPS is spoken here\n";

/// A server's certificate, and what it asks of its clients.
///
/// ```
/// # use terrace::{Application, Server, Tls};
/// # fn example<A: Application>(api: A) -> Server {
/// Server::new(api).listen("0.0.0.0:8443").tls(Tls::files("cert.pem", "key.pem").client_ca("clients.pem"))
/// # }
/// ```
///
/// TLS 1.3 and 1.2 are spoken, and HTTP/2 or HTTP/1.1 over it, as the client chooses (ALPN, RFC 7301).
///
/// The files are read again every second. Where what is in them has changed and is the same for a second, connections that
/// begin from then on get it; those that are there stay. Where it cannot be used, an error that names the file is logged,
/// and the old certificate stays in use.
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate)]
pub struct Tls {
    /// The certificate, followed by those that lead to one that clients trust: a file, in PEM.
    certificate: PathBuf,
    /// The certificate's private key, which is not encrypted: a file, in PEM.
    key: PathBuf,
    /// Who has signed the certificates that clients are asked for: a file, in PEM.
    client_ca: Option<PathBuf>,
    /// Whether who shows no certificate is refused in the handshake already.
    #[setting(default = false)]
    require_client: bool,
}

impl Tls {
    /// A certificate, followed by those that lead to one that clients trust, and its private key (PKCS #8, PKCS #1 or SEC1, not
    /// encrypted). Both files are PEM, and may be the same.
    pub fn files(certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Tls { certificate: certificate.into(), key: key.into(), client_ca: None, require_client: false }
    }

    /// Asks clients for a certificate that one in this file (PEM) has signed. Who shows another is refused in the handshake;
    /// who shows none is served, and a handler that takes a [`ClientCertificate`] refuses them.
    #[must_use]
    pub fn client_ca(self, file: impl Into<PathBuf>) -> Self {
        Tls { client_ca: Some(file.into()), ..self }
    }

    /// Refuses who shows no certificate in the handshake already.
    #[must_use]
    pub fn require_client(self) -> Self {
        Tls { require_client: true, ..self }
    }
}

/// What makes TLS connections, with the certificate that is in use when each begins.
#[derive(Clone, Debug)]
pub(super) struct Acceptor(watch::Receiver<Arc<ServerConfig>>);

impl Acceptor {
    pub(super) async fn accept(&self, mut stream: Socket) -> io::Result<TlsStream<Socket>> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 1 && first[0].is_ascii_uppercase() {
            stream.write_all(PLAIN).await?;
            stream.shutdown().await?;
            // Else the peer might be told of the bytes that nobody read, and not read its answer.
            copy(&mut stream.take(1 << 16), &mut sink()).await?;
            return Err(io::Error::new(io::ErrorKind::InvalidData, "plain HTTP"));
        }
        let config = Arc::clone(&self.0.borrow());
        TlsAcceptor::from(config).accept(stream).await
    }
}

/// What a TLS connection tells of each of its requests.
pub(super) fn told_by(stream: &TlsStream<Socket>) -> Extensions {
    let mut told = Extensions::new();
    told.insert(Secure);
    let (_, connection) = stream.get_ref();
    if let Some(chain) = connection.peer_certificates() {
        told.insert(ClientCertificate::new(chain));
    }
    told
}
