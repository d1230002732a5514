//! The log of a server, where the program has none of its own.

use core::fmt;
use core::str::FromStr;
use std::env;
use std::io::{self, IsTerminal};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt as lines, reload};

use super::error::ServeError;
use crate::settings::LogSettings;

/// The environment variable that says how the log is written.
const SETTING: &str = "TERRACE_LOG_FORMAT";
/// The one that says what is logged.
const LEVEL: &str = "RUST_LOG";

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
#[derive(Debug)]
pub(super) struct Level(reload::Handle<Targets, Registry>);

impl Level {
    /// Logs what is set, or what the environment says.
    pub(super) fn set(&self, settings: &LogSettings) {
        if let Err(error) = self.0.reload(targets(settings)) {
            tracing::warn!(%error, "what is logged could not be changed");
        }
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
    let (filter, handle) = reload::Layer::new(targets(settings));
    let lines = lines::layer().with_ansi(io::stderr().is_terminal()).with_writer(io::stderr);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let begun = tracing_subscriber::registry().with(filter).with(lines).try_init();
    Ok(begun.ok().map(|()| Level(handle)))
}

fn targets(settings: &LogSettings) -> Targets {
    match &settings.level {
        Some(level) => level.targets(),
        None => of_environment(&env::var(LEVEL).unwrap_or_default()),
    }
}

/// What of an environment variable can be read, which is no reason not to serve; from `info` on where that is nothing.
fn of_environment(text: &str) -> Targets {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty() && part.parse::<Targets>().is_ok());
    let parts: Vec<&str> = parts.collect();
    let info = || Targets::new().with_default(LevelFilter::INFO);
    if parts.is_empty() { info() } else { parts.join(",").parse().unwrap_or_else(|_| info()) }
}
