//! A file as it is sent: kept compressed, with a tag by which a browser knows whether it has it.

use std::io::{Read, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use http::header::{self, HeaderMap, HeaderValue};
use http::request::Parts;
use http::{Method, Response, StatusCode};
use sha2::{Digest, Sha256};
use terrace::{Body, ETag};

/// How long a browser keeps what has its digest in its path: it never changes.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// A browser keeps all else too, but asks each time whether it is still so.
const ASK: &str = "no-cache";

#[derive(Clone)]
pub(super) struct File {
    media_type: &'static str,
    gzip: Bytes,
    tag: ETag,
    caching: &'static str,
}

impl File {
    pub(super) fn new(media_type: &'static str, content: &[u8]) -> Self {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(content).expect("memory is written to");
        File::compressed(media_type, gzip.finish().expect("memory is written to").into())
    }

    pub(super) fn compressed(media_type: &'static str, gzip: Bytes) -> Self {
        // Weak, as it is the same for both codings.
        let tag = ETag::weak(&digest([&gzip[..]])[..32]);
        File { media_type, gzip, tag, caching: ASK }
    }

    /// One whose path is another one when its content is.
    pub(super) fn unchanging(self) -> Self {
        File { caching: FOR_GOOD, ..self }
    }

    pub(super) fn content(&self) -> Vec<u8> {
        let mut content = Vec::new();
        GzDecoder::new(&self.gzip[..]).read_to_end(&mut content).expect("it was compressed when it was made");
        content
    }

    pub(super) fn gzip(&self) -> &[u8] {
        &self.gzip
    }

    pub(super) fn answer(&self, request: &Parts) -> Response<Body> {
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.caching));
        let tag = HeaderValue::try_from(self.tag.to_string());
        headers.insert(header::ETAG, tag.expect("a digest's digits are text"));
        if self.is_known(&request.headers) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return answer;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        let content = if takes_gzip(&request.headers) {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            self.gzip.clone()
        } else {
            self.content().into()
        };
        headers.insert(header::CONTENT_LENGTH, content.len().into());
        if request.method != Method::HEAD {
            *answer.body_mut() = Body::from(content);
        }
        answer
    }

    /// Whether the client has it already (RFC 9110, section 13.1.2).
    fn is_known(&self, headers: &HeaderMap) -> bool {
        elements(headers, &header::IF_NONE_MATCH)
            .any(|known| known == "*" || known.parse().is_ok_and(|known| self.tag.alike(&known)))
    }
}

/// Whether an answer may be compressed (RFC 9110, section 12.5.3). Who says nothing may not know how to undo it.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let weight = |coding: &str| {
        elements(headers, &header::ACCEPT_ENCODING).find_map(|element| {
            let (name, weight) = element.split_once(';').unwrap_or((element, "q=1"));
            let weight = weight.trim().trim_start_matches("q=").trim_start_matches("Q=");
            name.trim().eq_ignore_ascii_case(coding).then(|| weight.parse().unwrap_or(0.0))
        })
    };
    weight("gzip").or_else(|| weight("*")).is_some_and(|weight: f32| weight > 0.0)
}

fn elements<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> impl Iterator<Item = &'h str> {
    let texts = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).map(str::trim)
}

/// The digest of some contents, in hexadecimal digits.
pub(super) fn digest<'c>(contents: impl IntoIterator<Item = &'c [u8]>) -> String {
    let mut digest = Sha256::new();
    for content in contents {
        digest.update(content);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_was_asked_for_so() {
        let check = |asked: &'static str, expected| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(asked))]);
            assert_eq!(takes_gzip(&headers), expected, "{asked}");
        };
        check("gzip, deflate, br", true);
        check("br;q=1.0, GZip; q=0.2", true);
        check("*", true);
        check("gzip;q=0, *", false);
        check("gzip;q=0.000", false);
        check("identity", false);
        check("", false);
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
