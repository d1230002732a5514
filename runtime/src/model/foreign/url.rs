//! URLs of `url`.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use super::{form, written};

written! {
    Url: uri, |text| text.parse().ok(), |value: &Url| utf8_percent_encode(value.as_str(), OTHER).to_string();
}

form! {
    /// An absolute URL of the characters that RFC 3986 allows. The crate reads what browsers do, which is much more.
    uri = format "uri",
    "^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|\\[|\\]|%[0-9A-Fa-f]{2})*$",
    "an absolute URL"
}

/// What the crate, as browsers do, leaves as it is, and RFC 3986 does not have.
const OTHER: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
