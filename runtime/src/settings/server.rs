//! The server's own part of the settings: what its builder says, by the same names.

use core::fmt;
use core::str::FromStr;
use std::path::PathBuf;

use tracing_subscriber::filter::{LevelFilter, Targets};

use super::Settings;
use super::value::{SettingValue, Value, Wrong};
use crate::base_url::PublicUrl;
#[cfg(feature = "tls")]
use crate::server::Tls;
use crate::server::{DEFAULT_ADDRESS, Limits, LogFormat, Workers};

/// The part `server` of the settings of every service.
#[derive(Clone, Debug, Settings)]
#[setting(crate = crate, default)]
pub struct ServerSettings {
    /// Where to listen: `host:port`, where port 0 is any free one, or, where there are Unix sockets, `unix:/path`.
    pub listen: Vec<Listen>,
    /// Which threads serve: `per-core`, `shared` for those of the program, or how many.
    pub workers: Workers,
    /// Who knows under which URL clients see the API: `host`, which is the request itself, `forwarded` or `x-forwarded` for the
    /// nearest proxy by those headers, or the URL.
    pub public_url: PublicUrl,
    /// How it logs.
    pub log: LogSettings,
    /// What it bears of a client.
    pub limits: Limits,
    /// A file of rules, in YAML or JSON, that say who may do what in place of those that the APIs declare.
    pub policy_file: Option<PathBuf>,
    /// With which certificate it speaks TLS.
    #[cfg(feature = "tls")]
    pub tls: Option<Tls>,
}

impl ServerSettings {
    /// Those of a server that listens here and bears this, unless it is told otherwise.
    pub fn new(listen: impl fmt::Display, limits: Limits) -> Self {
        ServerSettings { listen: vec![Listen(listen.to_string())], limits, ..ServerSettings::default() }
    }
}

impl Default for ServerSettings {
    fn default() -> Self {
        ServerSettings {
            listen: vec![Listen(DEFAULT_ADDRESS.to_owned())],
            workers: Workers::default(),
            public_url: PublicUrl::default(),
            log: LogSettings::default(),
            limits: Limits::default(),
            policy_file: None,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

/// The part `server.log`.
#[derive(Clone, Debug, Default, Settings)]
#[setting(crate = crate)]
pub struct LogSettings {
    /// What is logged: a level, or levels for parts of the program too, `info,sqlx=warn`. Where nothing is set `RUST_LOG` counts, and without both it is `info`.
    pub level: Option<LogLevel>,
    /// How it is written: `text` or `json`. Where nothing is set `TERRACE_LOG_FORMAT` counts, and without both it is `text`.
    pub format: Option<LogFormat>,
}

/// An address where a server can listen, `host:port` or `unix:/path`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen(pub(crate) String);

impl fmt::Display for Listen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl SettingValue for Listen {
    const KIND: &'static str = "an address, as `127.0.0.1:8080` or `unix:/run/api.sock`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        let text = value.text().ok_or(Wrong::KIND)?;
        let is_socket = text.strip_prefix("unix:").is_some_and(|path| cfg!(unix) && !path.is_empty());
        let is_port =
            || text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
        if is_socket || is_port() { Ok(Listen(text.to_owned())) } else { Err(Wrong::KIND) }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.0.clone()))
    }
}

/// What is logged: a level from which on everything is, or levels for parts of the program as well, `info,sqlx=warn`.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLevel {
    text: String,
    targets: Targets,
}

impl LogLevel {
    pub(crate) fn targets(&self) -> Targets {
        self.targets.clone()
    }
}

impl FromStr for LogLevel {
    type Err = InvalidLogLevel;

    fn from_str(text: &str) -> Result<Self, InvalidLogLevel> {
        // To `Targets` a word alone is a target of which all is logged, as a misspelt level would be, and nothing is a level.
        let is_plain = |part: &str| match part.split_once('=') {
            Some((target, level)) => !target.is_empty() && !target.contains('[') && !level.is_empty(),
            None => !part.is_empty() && part.parse::<LevelFilter>().is_ok(),
        };
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let targets = parts.join(",").parse().map_err(|_| InvalidLogLevel)?;
        if parts.into_iter().all(is_plain) {
            Ok(LogLevel { text: text.to_owned(), targets })
        } else {
            Err(InvalidLogLevel)
        }
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// A text that does not say what is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidLogLevel;

impl fmt::Display for InvalidLogLevel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "write {}", LogLevel::KIND)
    }
}

impl core::error::Error for InvalidLogLevel {}

impl SettingValue for LogLevel {
    const KIND: &'static str =
        "`off`, `error`, `warn`, `info`, `debug` or `trace`, and such for parts of the program, as `info,sqlx=warn`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().and_then(|text| text.parse().ok()).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.text.clone()))
    }
}

impl SettingValue for PublicUrl {
    const KIND: &'static str = "`host`, `forwarded`, `x-forwarded`, or a URL as `https://api.example/shop`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        match value.text() {
            Some("host") => Ok(PublicUrl::OfHost),
            Some("forwarded") => Ok(PublicUrl::Forwarded),
            Some("x-forwarded") => Ok(PublicUrl::XForwarded),
            Some(url) => url.parse().map(PublicUrl::Fixed).map_err(|_| Wrong::KIND),
            None => Err(Wrong::KIND),
        }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(match self {
            PublicUrl::OfHost => "host".to_owned(),
            PublicUrl::Forwarded => "forwarded".to_owned(),
            PublicUrl::XForwarded => "x-forwarded".to_owned(),
            PublicUrl::Fixed(url) => url.to_string(),
        }))
    }
}
