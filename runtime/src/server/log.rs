//! The log of a server, where the program has none of its own.

use core::fmt;
use core::str::FromStr;
use std::env;
use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::reload;

use super::error::ServeError;
use crate::settings::{LogLevel, LogSettings};

/// The environment variable that says how the log is written.
const SETTING: &str = "TERRACE_LOG_FORMAT";

/// How a server writes its log, to stderr: what [`Server::log_level`](crate::Server::log_level) or `RUST_LOG` asks for, else from `info` on, access lines among it.
///
/// It is written, as in the setting `TERRACE_LOG_FORMAT`, `text` or `json`. A program that installs a `tracing` subscriber
/// before it serves has its own log, to which this says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum LogFormat {
    /// Lines for people, with colours where they go to a terminal.
    #[default]
    Text,
    /// An object on each line, for machines: the event's own fields beside `timestamp`, `level`, `target` and `message`, and
    /// those of the request in `span`.
    Json,
}

impl fmt::Display for LogFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        })
    }
}

impl FromStr for LogFormat {
    type Err = InvalidLogFormat;

    fn from_str(text: &str) -> Result<Self, InvalidLogFormat> {
        match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err(InvalidLogFormat),
        }
    }
}

/// A text that does not say how the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidLogFormat;

impl fmt::Display for InvalidLogFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("write `text` or `json`")
    }
}

impl core::error::Error for InvalidLogFormat {}

/// What changes what is logged.
pub(super) struct Level(Box<dyn Fn(EnvFilter) + Send + Sync>);

impl Level {
    /// Logs what is set, or what the environment says.
    pub(super) fn set(&self, settings: &LogSettings) {
        (self.0)(filter(settings));
    }
}

impl fmt::Debug for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Level").finish_non_exhaustive()
    }
}

/// Begins the log as it is set, or as the environment says. Nothing is returned where the program has its own.
pub(super) fn begin(settings: &LogSettings) -> Result<Option<Level>, ServeError> {
    let format = match (settings.format, env::var_os(SETTING)) {
        (Some(format), _) => format,
        (None, None) => LogFormat::default(),
        (None, Some(text)) => {
            let text = text.to_string_lossy();
            let wrong = |error| ServeError::new(SETTING, format!("`{text}` is no format of a log; {error}"), None);
            text.parse().map_err(wrong)?
        }
    };
    let log = tracing_subscriber::fmt().with_ansi(io::stderr().is_terminal()).with_writer(io::stderr);
    Ok(match format {
        LogFormat::Text => {
            let log = log.with_env_filter(filter(settings)).with_filter_reloading();
            let handle = log.reload_handle();
            log.try_init().ok().map(|()| level(move |filter| handle.reload(filter)))
        }
        LogFormat::Json => {
            let log = log.json().flatten_event(true).with_span_list(false);
            let log = log.with_env_filter(filter(settings)).with_filter_reloading();
            let handle = log.reload_handle();
            log.try_init().ok().map(|()| level(move |filter| handle.reload(filter)))
        }
    })
}

fn filter(settings: &LogSettings) -> EnvFilter {
    let of_environment = || EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
    settings.level.as_ref().map_or_else(of_environment, LogLevel::filter)
}

fn level(reload: impl Fn(EnvFilter) -> Result<(), reload::Error> + Send + Sync + 'static) -> Level {
    Level(Box::new(move |filter| {
        if let Err(error) = reload(filter) {
            tracing::warn!(%error, "what is logged could not be changed");
        }
    }))
}
