//! How keys are had: of a URL, within limits of time and size, or out of a file.

use core::fmt::Display;
use core::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderValue};
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::time::timeout;
use tokio_rustls::rustls::crypto::ring;

use super::keys::KeySet;
use super::{BearerJwt, JwtKeys};
use crate::body::BoxError;
use crate::dialect::chain;

/// What asks for keys.
pub(super) struct Fetcher {
    source: JwtKeys,
    time: Duration,
    bytes: usize,
}

impl Fetcher {
    pub(super) fn new(settings: &BearerJwt) -> Self {
        Fetcher { source: settings.keys.clone(), time: settings.fetch_time, bytes: settings.fetch_bytes }
    }

    pub(super) fn source(&self) -> &JwtKeys {
        &self.source
    }

    /// Has the keys, or why they cannot be had, at the latest when its time is over.
    pub(super) async fn fetch(&self) -> Result<KeySet, String> {
        let had = async {
            match &self.source {
                JwtKeys::Url(url) => self.of_url(url).await,
                JwtKeys::File(path) => tokio::fs::read(path).await.map(Bytes::from).map_err(said),
            }
        };
        let bytes = timeout(self.time, had).await.map_err(|_| format!("no answer in {:?}", self.time))??;
        KeySet::parse(&bytes)
    }

    /// Asks a URL, and nobody to whom it may point.
    async fn of_url(&self, url: &Uri) -> Result<Bytes, String> {
        let client = Client::builder(TokioExecutor::new()).build(connector()?);
        let mut request = Request::new(Empty::<Bytes>::new());
        *request.uri_mut() = url.clone();
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/jwk-set+json, application/json"));
        let answer = client.request(request).await.map_err(|error| chain(&error))?;
        if answer.status() != StatusCode::OK {
            return Err(format!("the answer is {}", answer.status()));
        }
        let body = Limited::new(answer.into_body(), self.bytes).collect().await;
        body.map(|body| body.to_bytes()).map_err(|error: BoxError| chain(&*error))
    }
}

/// What connects, over TLS where the URL says so. It is made for each question, which is rare, so that it reads anew whom the system trusts.
fn connector() -> Result<HttpsConnector<HttpConnector>, String> {
    let builder =
        HttpsConnectorBuilder::new().with_provider_and_native_roots(ring::default_provider()).map_err(said)?;
    Ok(builder.https_or_http().enable_http1().build())
}

fn said(error: impl Display) -> String {
    error.to_string()
}
