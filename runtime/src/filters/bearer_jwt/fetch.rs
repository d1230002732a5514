//! How keys are had: of a URL, within limits of time and size, out of a file, or as they were said.

use core::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderValue};
use http::{Request, StatusCode, Uri};
use http_body_util::Full;
use tokio::time::timeout;

use super::keys::KeySet;
use super::{BearerJwt, JwtKeys};
use crate::outbound::{Outbound, said};

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
                JwtKeys::Set(text) => Ok(Bytes::from(text.clone())),
            }
        };
        let bytes = timeout(self.time, had).await.map_err(|_| format!("no answer in {:?}", self.time))??;
        KeySet::parse(&bytes)
    }

    /// Asks a URL. That is rare, so whom the system trusts is read anew for each question.
    async fn of_url(&self, url: &Uri) -> Result<Bytes, String> {
        let mut request = Request::new(Full::default());
        *request.uri_mut() = url.clone();
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/jwk-set+json, application/json"));
        let answer = Outbound::new(self.bytes).ask(request).await?;
        if answer.status() != StatusCode::OK {
            return Err(format!("the answer is {}", answer.status()));
        }
        Ok(answer.into_body())
    }
}
