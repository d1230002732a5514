//! What the command line and the environment say of the server that `serve` starts.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use terrace::{ServeError, Server, Workers};

use crate::error::Error;

/// The settings of a server. What is wrong with one is said under the name by which it was set.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Nothing where it is in the environment, which the server reads itself.
    listen: Option<String>,
    workers: Option<Workers>,
}

impl Settings {
    /// Adds the flags to a command.
    pub(crate) fn args(command: Command, listen: &'static str) -> Command {
        let listen = setting("listen", "TERRACE_LISTEN", "ADDRESS").default_value(listen).help("Where to listen");
        let workers = setting("workers", "TERRACE_WORKERS", "WORKERS");
        command
            .arg(listen)
            .arg(workers.help("Which threads serve: `per-core`, `shared`, or how many [default: as fits the system]"))
    }

    /// Takes them from the command line.
    pub(crate) fn take(matches: &mut ArgMatches) -> Result<Self, Error> {
        let is_in_environment = matches.value_source("listen") == Some(ValueSource::EnvVariable);
        let listen = matches.remove_one::<String>("listen").filter(|_| !is_in_environment);
        Ok(Settings { listen, workers: parsed(matches, "workers", "TERRACE_WORKERS")? })
    }

    pub(crate) fn apply(&self, server: Server) -> Server {
        let server = match &self.listen {
            Some(address) => server.listen(address),
            None => server,
        };
        match self.workers {
            Some(workers) => server.workers(workers),
            None => server,
        }
    }

    /// What the server says of a setting that is also a flag.
    pub(crate) fn blame(&self, error: ServeError) -> Error {
        match error.setting() {
            "listen" => Error::flag(error),
            _ => Error::serve(error),
        }
    }
}

fn setting(name: &'static str, variable: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).env(variable).hide_env_values(true)
}

/// A value that is not a text, where it was set.
fn parsed<T>(matches: &mut ArgMatches, name: &str, variable: &str) -> Result<Option<T>, Error>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let is_in_environment = matches.value_source(name) == Some(ValueSource::EnvVariable);
    let Some(text) = matches.remove_one::<String>(name) else { return Ok(None) };
    let wrong = |error| {
        let setting = if is_in_environment { variable.to_owned() } else { format!("--{name}") };
        Error::setting(format!("{setting}: `{text}` cannot be: {error}"))
    };
    text.parse().map(Some).map_err(wrong)
}
