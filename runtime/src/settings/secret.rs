//! What is shown nowhere.

use core::fmt;

use super::value::{SettingValue, Value, Wrong};

/// A text that is shown nowhere: not by `Debug`, not by `settings`, not in a message about it.
///
/// ```
/// use terrace::settings::Secret;
///
/// let token = Secret::from("abracadabra");
/// assert_eq!(format!("{token:?}"), "Secret(…)");
/// assert_eq!(token.reveal(), "abracadabra");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl SettingValue for Secret {
    const KIND: &'static str = "a text";
    const IS_SECRET: bool = true;

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().filter(|text| !text.is_empty()).map(Secret::from).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.0.clone()))
    }
}
