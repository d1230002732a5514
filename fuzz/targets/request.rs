//! A whole request: `METHOD target`, the head's lines, an empty line, and a body that comes in pieces between `|`. A body
//! that ends in `|` ends with an error instead, as one does whose client leaves.
#![no_main]

use std::io;

use futures_util::stream;
use http::{Method, Request, Uri};
use http_body::Frame;
use http_body_util::StreamBody;
use libfuzzer_sys::fuzz_target;
use terrace::{Body, Bytes};
use terrace_fuzz::{cloud, dated, site, with_headers};

fuzz_target!(|bytes: &[u8]| {
    let split = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap_or(bytes.len());
    let (head, body) = (&bytes[..split], bytes.get(split + 2..).unwrap_or_default());
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let Some(gap) = first.iter().position(|byte| *byte == b' ') else { return };
    let (Ok(method), Ok(uri)) = (Method::from_bytes(&first[..gap]), Uri::try_from(&first[gap + 1..])) else { return };
    let request = || {
        let mut request = Request::new(pieces(body));
        *request.method_mut() = method.clone();
        *request.uri_mut() = uri.clone();
        with_headers(request, lines.clone())
    };
    for answer in [site(request()), cloud(request()), dated(request())] {
        if method == Method::HEAD {
            assert!(answer.body.is_empty(), "{answer:?}");
        }
        if answer.status == 405 {
            assert!(answer.header("allow").is_some_and(|allow| !allow.is_empty()), "{answer:?}");
        }
    }
});

fn pieces(body: &[u8]) -> Body {
    if body.is_empty() {
        return Body::empty();
    }
    let mut pieces: Vec<Result<Frame<Bytes>, io::Error>> =
        body.split(|byte| *byte == b'|').map(|piece| Ok(Frame::data(Bytes::copy_from_slice(piece)))).collect();
    if body.ends_with(b"|") {
        pieces.pop();
        pieces.push(Err(io::Error::other("the client left")));
    }
    Body::new(StreamBody::new(stream::iter(pieces)))
}
