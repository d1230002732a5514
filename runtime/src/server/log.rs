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
use crate::settings::{LogLevel, LogSettings};

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
    if tracing_subscriber::registry().with(filter).with(lines).try_init().is_err() {
        return Ok(None);
    }
    if settings.level.is_none() {
        for part in of_environment(&environment()).1 {
            tracing::warn!(part, "a part of {LEVEL} cannot be read");
        }
    }
    Ok(Some(Level(handle)))
}

fn targets(settings: &LogSettings) -> Targets {
    settings.level.as_ref().map_or_else(|| of_environment(&environment()).0, LogLevel::targets)
}

fn environment() -> String {
    env::var(LEVEL).unwrap_or_default()
}

/// What of an environment variable can be read, from `info` on where that is nothing; and the parts that cannot, which is no reason not to
/// serve.
fn of_environment(text: &str) -> (Targets, Vec<&str>) {
    let is_read = |part: &&str| !part.contains('[') && part.parse::<Targets>().is_ok();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (read, rest): (Vec<_>, Vec<_>) = parts.partition(is_read);
    let info = || Targets::new().with_default(LevelFilter::INFO);
    (if read.is_empty() { info() } else { read.join(",").parse().unwrap_or_else(|_| info()) }, rest)
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn of_a_variable_what_can_be_read_counts_and_the_rest_is_told() {
        let (targets, rest) = of_environment("warn, sqlx=debug,,hyper=lots,terrace[request]=trace");
        assert!(targets.would_enable("sqlx::query", &Level::DEBUG) && !targets.would_enable("any", &Level::INFO));
        assert_eq!(rest, ["hyper=lots", "terrace[request]=trace"]);
    }

    #[test]
    fn without_a_variable_all_is_logged_from_info_on() {
        for text in ["", ",", "x=y"] {
            let (targets, _) = of_environment(text);
            assert!(targets.would_enable("any", &Level::INFO) && !targets.would_enable("any", &Level::DEBUG));
        }
    }
}
