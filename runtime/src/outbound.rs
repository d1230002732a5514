//! How other services are asked: over TLS where their URL says so, within a limit of size, and nobody to whom they may point.

use core::fmt::Display;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::sync::OnceCell;
use tokio_rustls::rustls::crypto::ring;

use crate::body::BoxError;
use crate::dialect::chain;
use crate::settings::Wrong;

/// What asks other services. Connections are kept and used again. How long an answer may take is for whoever asks to say.
pub(crate) struct Outbound {
    /// How many bytes an answer may have.
    bytes: usize,
    /// Made when it first asks, of the certificates that the system trusts then.
    client: OnceCell<Client<HttpsConnector<HttpConnector>, Full<Bytes>>>,
}

impl Outbound {
    /// One that reads so many bytes of an answer and no more.
    pub(crate) fn new(bytes: usize) -> Self {
        Outbound { bytes, client: OnceCell::new() }
    }

    /// The answer to a request, a redirect too, or why there is none.
    pub(crate) async fn ask(&self, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, String> {
        let client = self.client.get_or_try_init(async || client()).await?;
        let (head, body) = client.request(request).await.map_err(|error| chain(&error))?.into_parts();
        let body = Limited::new(body, self.bytes).collect().await.map_err(|error: BoxError| chain(&*error))?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

fn client() -> Result<Client<HttpsConnector<HttpConnector>, Full<Bytes>>, String> {
    let builder = HttpsConnectorBuilder::new().with_provider_and_native_roots(ring::default_provider());
    let connector = builder.map_err(said)?.https_or_http().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// An error in a sentence.
pub(crate) fn said(error: impl Display) -> String {
    error.to_string()
}

/// The URL of a service whose word counts: of `https`, or of `http` on this machine.
///
/// # Errors
///
/// It is another; `else_anybody` says what then may be anybody's.
pub(crate) fn trusted_url(text: &str, else_anybody: &str) -> Result<Uri, Wrong> {
    let uri: Uri = text.parse().map_err(|_| Wrong::new("not a URL"))?;
    let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_here => Ok(uri),
        Some("http") => Err(Wrong::new(format!("write `https`: {else_anybody} without TLS may be anybody's"))),
        _ => Err(Wrong::KIND),
    }
}
