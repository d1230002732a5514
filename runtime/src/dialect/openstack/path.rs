//! A path as a WSGI server hands it on: decoded before anybody looks where its segments end.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use terrace_model::swar::{has, places};

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

/// Whether a path has no escapes and no two slashes in a row: eight bytes are looked at at a time, the last of them together with some
/// that were looked at already.
fn is_read_as_sent(sent: &[u8]) -> bool {
    let Some(last) = sent.last_chunk() else {
        return !has(sent, b'%') && !sent.windows(2).any(|pair| pair == b"//");
    };
    // The slash that a word ends with goes before the next one.
    let read = |before: u64, word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        let slashes = places(word, b'/');
        let wrong = (slashes & (slashes << 8 | before)) | places(word, b'%');
        (wrong == 0).then_some(slashes >> 56)
    };
    let (words, _) = sent.as_chunks();
    words.iter().try_fold(0, read).is_some() && read(0, last).is_some()
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
        ] {
            assert_eq!(as_wsgi_reads(sent), read, "{sent}");
        }
    }
}
