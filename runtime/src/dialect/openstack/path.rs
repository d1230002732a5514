//! A path as a WSGI server hands it on: decoded before anybody looks where its segments end.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stays as it is in a segment (RFC 3986, section 3.3), and the slash between two.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The same path where `%2F` is a slash, slashes in a row are one, and bytes that are not UTF-8 are Latin-1.
pub(super) fn as_wsgi_reads(sent: &str) -> Cow<'_, str> {
    if is_read_as_sent(sent.as_bytes()) {
        return Cow::Borrowed(sent);
    }
    let bytes: Cow<'_, [u8]> = percent_decode_str(sent).into();
    let text = match core::str::from_utf8(&bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    let mut path = String::with_capacity(text.len());
    for segment in text.split_inclusive('/').filter(|segment| *segment != "/") {
        if path.is_empty() && text.starts_with('/') {
            path.push('/');
        }
        path.push_str(segment);
    }
    if path.is_empty() {
        path.push('/');
    }
    Cow::Owned(utf8_percent_encode(&path, ENCODED).to_string())
}

/// How many bytes are looked at at once.
const STEP: usize = 16;

/// Whether a path has no escapes and no two slashes in a row. The last bytes are looked at together with some that were looked at already.
fn is_read_as_sent(sent: &[u8]) -> bool {
    let (before, behind) = (sent.split_last().map_or(sent, |(_, before)| before), sent.get(1..).unwrap_or_default());
    let (Some(last), Some(last_next)) = (before.last_chunk(), behind.last_chunk()) else {
        return !sent.contains(&b'%') && !sent.windows(2).any(|pair| pair == b"//");
    };
    let mut steps = before.as_chunks().0.iter().zip(behind.as_chunks().0);
    steps.all(|(bytes, next)| is_plain(bytes, next)) && is_plain(last, last_next)
}

/// Whether none of some bytes is an escape, nor a slash that is before another one. All are compared at once, without a look at each.
#[inline(always)]
fn is_plain(bytes: &[u8; STEP], next: &[u8; STEP]) -> bool {
    let plain = |byte: u8, next: u8| (byte != b'%') & (next != b'%') & !((byte == b'/') & (next == b'/'));
    bytes.iter().zip(next).fold(true, |all, (byte, next)| all & plain(*byte, *next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_before_it_is_parted() {
        for (sent, read) in [
            ("/v2.1/flavors", "/v2.1/flavors"),
            ("/v2.1//flavors", "/v2.1/flavors"),
            ("//", "/"),
            ("/", "/"),
            ("///a", "/a"),
            ("/a//", "/a/"),
            ("/a/%2F", "/a/"),
            ("/v2.1/flavors%2Fdetail", "/v2.1/flavors/detail"),
            ("/%66lavors/a%20b", "/flavors/a%20b"),
            ("/%ff", "/%C3%BF"),
            ("/%E4%BD%A0", "/%E4%BD%A0"),
            ("/%00", "/%00"),
            ("/100%", "/100%25"),
            ("*", "*"),
            ("/servers//7", "/servers/7"),
            ("/flavor//7", "/flavor/7"),
            ("/flavors/%37", "/flavors/7"),
            ("/a/b/c/d/e/f", "/a/b/c/d/e/f"),
            ("/v2.1/servers/7/metadata/a", "/v2.1/servers/7/metadata/a"),
            ("/v2.1/servers/7/metadata//", "/v2.1/servers/7/metadata/"),
            ("/v2.1/servers/7//metadata/a", "/v2.1/servers/7/metadata/a"),
            ("/v2.1/servers//7/metadata/a", "/v2.1/servers/7/metadata/a"),
            ("//v2.1/servers/7/metadata/a", "/v2.1/servers/7/metadata/a"),
            ("/v2.1/servers/7/metadata/a%", "/v2.1/servers/7/metadata/a%25"),
            ("%2Fv2.1/servers/7/metadata", "/v2.1/servers/7/metadata"),
        ] {
            assert_eq!(as_wsgi_reads(sent), read, "{sent}");
        }
    }
}
