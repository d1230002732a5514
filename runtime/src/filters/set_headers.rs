//! Headers that every answer has.

use core::fmt;
use core::str::FromStr;

use http::header::{HeaderName, HeaderValue};

use crate::answer::Response;
use crate::exchange::Exchange;
use crate::filter::{Filter, Pass, PassLayer};
use crate::settings::{SettingValue, Settings, Value, Wrong};

/// Adds headers to every answer that passes it; one that the answer has already stays as it is, unless they are to `replace` it.
///
/// ```
/// use terrace::filters::{HeaderLine, SetHeaders};
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// pipeline! { Front: [SetHeaders] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) -> &'static str {
///         "word"
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), terrace::filters::InvalidHeaderLine> {
/// let secure = SetHeaders { headers: vec!["x-frame-options: DENY".parse()?], ..SetHeaders::default() };
/// let client = TestClient::new(Site::new(secure));
/// assert_eq!(client.get("/words").await.header("x-frame-options"), Some("DENY"));
/// assert_eq!(client.get("/nothing").await.header("x-frame-options"), Some("DENY"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct SetHeaders {
    /// The headers, each a line, as `x-frame-options: DENY`.
    pub headers: Vec<HeaderLine>,
    /// Whether they replace what the answer has.
    pub replace: bool,
}

impl Filter for SetHeaders {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for SetHeaders {
    fn leave(&self, _: &Exchange, response: &mut Response) {
        let headers = response.headers_mut();
        for HeaderLine { name, value } in &self.headers {
            if self.replace || !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
    }
}

/// A header and its value: `x-frame-options: DENY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderLine {
    name: HeaderName,
    value: HeaderValue,
}

impl FromStr for HeaderLine {
    type Err = InvalidHeaderLine;

    fn from_str(text: &str) -> Result<Self, InvalidHeaderLine> {
        let (name, value) = text.split_once(':').ok_or(InvalidHeaderLine)?;
        let name = name.trim().parse().map_err(|_| InvalidHeaderLine)?;
        Ok(HeaderLine { name, value: value.trim().parse().map_err(|_| InvalidHeaderLine)? })
    }
}

impl fmt::Display for HeaderLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.name, String::from_utf8_lossy(self.value.as_bytes()))
    }
}

/// A text that is no [`HeaderLine`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidHeaderLine;

impl fmt::Display for InvalidHeaderLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not {}", HeaderLine::KIND)
    }
}

impl core::error::Error for InvalidHeaderLine {}

impl SettingValue for HeaderLine {
    const KIND: &'static str = "a header and its value, as `x-frame-options: DENY`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().and_then(|text| text.parse().ok()).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}
