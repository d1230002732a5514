//! Values: what stands in one place of a file, in a variable of the environment, or behind a flag.

use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;
use core::time::Duration;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use http::{HeaderName, Method};
use ipnet::IpNet;
use toml::de::DeValue;

use super::error::nearest;
use crate::base_url::BaseUrl;
use crate::server::{LogFormat, Workers};

/// What a setting is set to, as TOML has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text; also a date or a time.
    Text(String),
    /// A list.
    List(Vec<Value>),
}

impl Value {
    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What the text says, or in a text the number.
    ///
    /// # Errors
    ///
    /// It says nothing of the kind.
    pub fn parsed<T: FromStr<Err: fmt::Display>>(&self) -> Result<T, Wrong> {
        match self {
            Value::Text(text) => text.parse().map_err(Wrong::new),
            Value::Integer(number) => number.to_string().parse().map_err(Wrong::new),
            _ => Err(Wrong::KIND),
        }
    }

    /// A value of a document; tables are none.
    pub(super) fn of_toml(value: &DeValue<'_>) -> Option<Value> {
        Some(match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => {
                let (text, radix) = (number.as_str(), number.radix());
                match i64::from_str_radix(text, radix) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => Value::Float(text.parse().ok()?),
                }
            }
            DeValue::Float(number) => Value::Float(number.as_str().parse().ok()?),
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(moment) => Value::Text(moment.to_string()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| Value::of_toml(item.get_ref())).collect::<Option<_>>()?)
            }
            DeValue::Table(_) => return None,
        })
    }
}

/// As TOML writes it.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Boolean(value) => value.fmt(out),
            Value::Integer(number) => number.fmt(out),
            Value::Float(number) => out.write_str(&format!("{number:?}").to_lowercase()),
            // JSON's strings are TOML's basic strings, but for one character.
            Value::Text(text) => {
                out.write_str(&serde_json::Value::from(text.as_str()).to_string().replace('\u{7f}', "\\u007f"))
            }
            Value::List(items) => {
                out.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(out, "{}{item}", if at == 0 { "" } else { ", " })?;
                }
                out.write_str("]")
            }
        }
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong(pub(super) Option<String>);

impl Wrong {
    /// It is not of the [kind](SettingValue::KIND).
    pub const KIND: Wrong = Wrong(None);

    /// More than that it is not of the kind, in a few words: what to write instead.
    pub fn new(problem: impl fmt::Display) -> Self {
        Wrong(Some(problem.to_string()))
    }
}

/// A setting that is one value: a text, a number, a choice, a list of them.
///
/// In the environment and in flags all values are texts. Such a text is read as a text first, and else as TOML writes values, so
/// that `8080` is a number where a number is due and a text where a text is.
///
/// | type | what is written |
/// |---|---|
/// | `bool` | `true` or `false`; a flag alone is `true` |
/// | whole numbers, also `NonZeroU32` | as TOML has them, `1_000` and `0x10` too |
/// | `f64` | a number |
/// | `String`, `PathBuf` | a text |
/// | `Duration` | a time with its unit, `30s`, `1h 30m`, `250ms` |
/// | `IpAddr`, `SocketAddr`, [`IpNet`] | `127.0.0.1`, `127.0.0.1:8080`, `10.0.0.0/8` |
/// | [`HeaderName`], [`Method`] | `x-request-id`, `GET` |
/// | [`Pattern`](super::Pattern) | a regular expression |
/// | [`BaseUrl`], [`Workers`], [`LogFormat`] | as their own documentation says |
/// | [`Secret`](super::Secret) | a text, which is shown nowhere |
/// | `Vec` of these | a list, or a text with commas between |
/// | an enum with `#[derive(Settings)]` | the name of a variant, `like-this` |
///
/// Any other type has it in two functions:
///
/// ```
/// use terrace::settings::{SettingValue, Sources, Value, Wrong};
/// use terrace::Settings;
///
/// #[derive(Debug)]
/// struct Port(u16);
///
/// impl SettingValue for Port {
///     const KIND: &'static str = "a port above 1023";
///
///     fn read(value: &Value) -> Result<Self, Wrong> {
///         value.parsed().ok().filter(|port| *port > 1023).map(Port).ok_or(Wrong::KIND)
///     }
///
///     fn write(&self) -> Option<Value> {
///         Some(Value::Integer(self.0.into()))
///     }
/// }
///
/// #[derive(Debug, Settings)]
/// struct Settings {
///     metrics: Port,
/// }
///
/// let refused = Sources::none().text("shop.toml", "metrics = 80").read::<Settings>().unwrap_err();
/// assert_eq!(refused.to_string(), "shop.toml:1: `metrics` is `80`, and must be a port above 1023");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value that a setting can have",
    label = "cannot be read from a file, the environment or a flag",
    note = "derive `Settings` for it, or implement `SettingValue`"
)]
pub trait SettingValue: Sized {
    /// What it must be, as in "must be …".
    const KIND: &'static str;

    /// Whether it is shown nowhere.
    const IS_SECRET: bool = false;

    /// Reads it.
    ///
    /// # Errors
    ///
    /// The value is not of the kind.
    fn read(value: &Value) -> Result<Self, Wrong>;

    /// How it is written, as `settings` prints a default. `None` where there is nothing to write.
    fn write(&self) -> Option<Value>;
}

/// Reads what is always a text: as such, else as TOML writes values.
pub(super) fn of_text<T: SettingValue>(text: &str) -> Result<T, Wrong> {
    let wrong = match T::read(&Value::Text(text.to_owned())) {
        Ok(read) => return Ok(read),
        Err(wrong) => wrong,
    };
    let value = DeValue::parse(text).ok().and_then(|value| Value::of_toml(value.get_ref()));
    // Where it is a text after all, what was said of it as a text is better.
    match value {
        None | Some(Value::Text(_)) => Err(wrong),
        Some(value) => T::read(&value),
    }
}

/// One of several words.
#[doc(hidden)]
pub fn choice<T>(value: &Value, choices: impl IntoIterator<Item = (&'static str, T)>) -> Result<T, Wrong> {
    let text = value.text().ok_or(Wrong::KIND)?;
    let choices: Vec<_> = choices.into_iter().collect();
    let near = nearest(text, choices.iter().map(|(word, _)| *word));
    let chosen = choices.into_iter().find_map(|(word, chosen)| (word == text).then_some(chosen));
    chosen.ok_or_else(|| match near {
        Some(near) => Wrong::new(format!("did you mean `{near}`?")),
        None => Wrong::KIND,
    })
}

/// A word, as a value.
#[doc(hidden)]
pub fn word(word: &str) -> Value {
    Value::Text(word.to_owned())
}

impl SettingValue for bool {
    const KIND: &'static str = "`true` or `false`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Boolean(value) => Ok(*value),
            _ => Err(Wrong::KIND),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Boolean(*self))
    }
}

macro_rules! whole {
    ($($number:ident: $kind:literal;)*) => {$(
        impl SettingValue for $number {
            const KIND: &'static str = $kind;

            fn read(value: &Value) -> Result<Self, Wrong> {
                match value {
                    Value::Integer(number) => (*number).try_into().map_err(|_| Wrong::KIND),
                    _ => Err(Wrong::KIND),
                }
            }

            fn write(&self) -> Option<Value> {
                // Larger ones cannot be written in TOML.
                i64::try_from(*self).ok().map(Value::Integer)
            }
        }
    )*};
}

whole! {
    u8: "a whole number from 0 to 255";
    u16: "a whole number from 0 to 65535";
    u32: "a whole number from 0 to 4294967295";
    u64: "a whole number from 0 on";
    usize: "a whole number from 0 on";
    i8: "a whole number from -128 to 127";
    i16: "a whole number from -32768 to 32767";
    i32: "a whole number from -2147483648 to 2147483647";
    i64: "a whole number";
}

impl SettingValue for f64 {
    const KIND: &'static str = "a number";

    #[expect(clippy::cast_precision_loss, reason = "who writes a whole number for any number means it so")]
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Float(number) => Ok(*number),
            Value::Integer(number) => Ok(*number as f64),
            _ => Err(Wrong::KIND),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Float(*self))
    }
}

impl SettingValue for String {
    const KIND: &'static str = "a text";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().map(str::to_owned).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
}

impl SettingValue for PathBuf {
    const KIND: &'static str = "a path";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().filter(|path| !path.is_empty()).map(PathBuf::from).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.display().to_string()))
    }
}

impl SettingValue for Duration {
    const KIND: &'static str = "a time with its unit, as `30s` or `1h 30m`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().and_then(|text| humantime::parse_duration(text).ok()).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(humantime::format_duration(*self).to_string()))
    }
}

impl SettingValue for NonZeroU32 {
    const KIND: &'static str = "a whole number from 1 to 4294967295";

    fn read(value: &Value) -> Result<Self, Wrong> {
        u32::read(value).ok().and_then(NonZeroU32::new).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        self.get().write()
    }
}

macro_rules! parsed {
    ($($type:ty: $kind:literal;)*) => {$(
        impl SettingValue for $type {
            const KIND: &'static str = $kind;

            fn read(value: &Value) -> Result<Self, Wrong> {
                value.parsed().map_err(|_| Wrong::KIND)
            }

            fn write(&self) -> Option<Value> {
                let text = self.to_string();
                Some(text.parse().map_or(Value::Text(text), Value::Integer))
            }
        }
    )*};
}

parsed! {
    IpAddr: "an IP address, as `127.0.0.1` or `::1`";
    IpNet: "a network, as `10.0.0.0/8`";
    HeaderName: "the name of a header";
    Method: "a method of HTTP, as `GET`";
    SocketAddr: "an IP address with a port, as `127.0.0.1:8080`";
    BaseUrl: "a URL to which paths can be added, as `https://api.example/shop`";
    LogFormat: "`text` or `json`";
    Workers: "`per-core`, `shared`, or a number from 1 on";
}

impl<T: SettingValue> SettingValue for Vec<T> {
    const KIND: &'static str = "a list";
    const IS_SECRET: bool = T::IS_SECRET;

    fn read(value: &Value) -> Result<Self, Wrong> {
        let each = |wrong: Wrong| Wrong(Some(wrong.0.unwrap_or_else(|| format!("each must be {}", T::KIND))));
        match value {
            Value::List(items) => items.iter().map(|item| T::read(item).map_err(each)).collect(),
            Value::Text(text) if text.trim().is_empty() => Ok(Vec::new()),
            // What begins as a list is one in TOML's words.
            Value::Text(text) if text.starts_with('[') => Err(Wrong::KIND),
            Value::Text(text) => text.split(',').map(|item| of_text(item.trim()).map_err(each)).collect(),
            _ => Err(Wrong::KIND),
        }
    }

    fn write(&self) -> Option<Value> {
        self.iter().map(T::write).collect::<Option<_>>().map(Value::List)
    }
}
