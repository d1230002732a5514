//! Where Keystone is.

use core::fmt;
use core::str::FromStr;

use crate::outbound::trusted_url;
use crate::settings::{SettingValue, Value, Wrong};

/// Where Keystone's API is, in its version 3: `https://keystone.example/v3`, also without `/v3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeystoneUrl(String);

impl FromStr for KeystoneUrl {
    type Err = InvalidKeystoneUrl;

    fn from_str(text: &str) -> Result<Self, InvalidKeystoneUrl> {
        read(text).map_err(|_| InvalidKeystoneUrl)
    }
}

/// With the version, and no slash at the end.
impl fmt::Display for KeystoneUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A text that is no [`KeystoneUrl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidKeystoneUrl;

impl fmt::Display for InvalidKeystoneUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not {}, or one of another machine without TLS", KeystoneUrl::KIND)
    }
}

impl core::error::Error for InvalidKeystoneUrl {}

impl SettingValue for KeystoneUrl {
    const KIND: &'static str = "the URL of Keystone, as `https://keystone.example/v3`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        read(value.text().ok_or(Wrong::KIND)?)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.0.clone()))
    }
}

fn read(text: &str) -> Result<KeystoneUrl, Wrong> {
    let url = trusted_url(text, "what Keystone says")?;
    if url.query().is_some() || text.contains('#') {
        return Err(Wrong::new("it ends with the path"));
    }
    let base = text.trim_end_matches('/');
    Ok(KeystoneUrl(if base.ends_with("/v3") { base.to_owned() } else { format!("{base}/v3") }))
}
