//! Where keys are.

use core::fmt;
use std::fs;
use std::path::PathBuf;

use http::Uri;

use super::keys::KeySet;
use crate::outbound::trusted_url;
use crate::settings::{SettingValue, Value, Wrong};

/// Where a JSON Web Key Set is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtKeys {
    /// At a URL, which is asked by GET. Redirects are not followed.
    Url(Uri),
    /// In a file, which is read again as keys of a URL are asked for again.
    File(PathBuf),
    /// The set itself, as JSON.
    Set(String),
}

impl fmt::Display for JwtKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JwtKeys::Url(url) => url.fmt(out),
            JwtKeys::File(path) => path.display().fmt(out),
            JwtKeys::Set(text) => out.write_str(text.trim()),
        }
    }
}

impl SettingValue for JwtKeys {
    const KIND: &'static str = "the URL of a key set, as `https://id.example/jwks.json`, a file that holds one, or itself, as `{\"keys\": […]}`";

    /// A file and a set are looked into, so that one without keys is told of at start.
    fn read(value: &Value) -> Result<Self, Wrong> {
        let text = value.text().filter(|text| !text.is_empty()).ok_or(Wrong::KIND)?;
        if text.contains("://") {
            return trusted_url(text, "keys that come").map(JwtKeys::Url);
        }
        if text.trim_start().starts_with('{') {
            KeySet::parse(text.as_bytes()).map_err(Wrong::new)?;
            return Ok(JwtKeys::Set(text.to_owned()));
        }
        let bytes = fs::read(text).map_err(Wrong::new)?;
        KeySet::parse(&bytes).map_err(Wrong::new)?;
        Ok(JwtKeys::File(text.into()))
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}
