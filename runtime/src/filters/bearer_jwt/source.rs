//! Where keys are.

use core::fmt;
use std::fs;
use std::path::PathBuf;

use http::Uri;

use super::keys::KeySet;
use crate::settings::{SettingValue, Value, Wrong};

/// Where a JSON Web Key Set is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtKeys {
    /// At a URL, which is asked by GET. Redirects are not followed.
    Url(Uri),
    /// In a file, which is read again as keys of a URL are asked for again.
    File(PathBuf),
}

impl JwtKeys {
    /// At a URL: of `https`, or of `http` on this machine.
    fn url(text: &str) -> Result<Self, Wrong> {
        let uri: Uri = text.parse().map_err(|_| Wrong::new("not a URL"))?;
        let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
        match uri.scheme_str() {
            Some("https") => Ok(JwtKeys::Url(uri)),
            Some("http") if is_here => Ok(JwtKeys::Url(uri)),
            Some("http") => Err(Wrong::new("write `https`: keys that come without TLS may be anybody's")),
            _ => Err(Wrong::KIND),
        }
    }
}

impl fmt::Display for JwtKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JwtKeys::Url(url) => url.fmt(out),
            JwtKeys::File(path) => path.display().fmt(out),
        }
    }
}

impl SettingValue for JwtKeys {
    const KIND: &'static str = "the URL of a key set, as `https://id.example/jwks.json`, or a file that holds one";

    /// A file is looked into, so that one without keys is told of at start.
    fn read(value: &Value) -> Result<Self, Wrong> {
        let text = value.text().filter(|text| !text.is_empty()).ok_or(Wrong::KIND)?;
        if text.contains("://") {
            return JwtKeys::url(text);
        }
        let bytes = fs::read(text).map_err(Wrong::new)?;
        KeySet::parse(&bytes).map_err(Wrong::new)?;
        Ok(JwtKeys::File(text.into()))
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}
