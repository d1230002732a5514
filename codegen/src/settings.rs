//! What the command line and the environment say of the server that `serve` starts.

use std::fmt::Display;
use std::str::FromStr;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
#[cfg(feature = "tls")]
use terrace::Tls;
use terrace::{LogFormat, ServeError, Server, Workers};

use crate::error::Error;

const LISTEN: Setting = Setting { flag: "listen", variable: "TERRACE_LISTEN" };
const WORKERS: Setting = Setting { flag: "workers", variable: "TERRACE_WORKERS" };
const LOG_FORMAT: Setting = Setting { flag: "log-format", variable: "TERRACE_LOG_FORMAT" };
#[cfg(feature = "tls")]
const TLS_CERTIFICATE: Setting = Setting { flag: "tls-certificate", variable: "TERRACE_TLS_CERTIFICATE" };
#[cfg(feature = "tls")]
const TLS_KEY: Setting = Setting { flag: "tls-key", variable: "TERRACE_TLS_KEY" };
#[cfg(feature = "tls")]
const TLS_CLIENT_CA: Setting = Setting { flag: "tls-client-ca", variable: "TERRACE_TLS_CLIENT_CA" };

/// A flag, and the variable of the environment that says the same.
#[derive(Clone, Copy, Debug)]
struct Setting {
    flag: &'static str,
    variable: &'static str,
}

/// The settings of a server. What is wrong with one is said under the name by which it was set.
#[derive(Debug)]
pub(crate) struct Settings {
    listen: Option<Given>,
    workers: Option<Workers>,
    log_format: Option<LogFormat>,
    #[cfg(feature = "tls")]
    tls: Option<GivenTls>,
}

/// A text, and by which name it was set.
#[derive(Debug)]
struct Given {
    name: String,
    text: String,
}

#[cfg(feature = "tls")]
#[derive(Debug)]
struct GivenTls {
    certificate: Given,
    key: Given,
    client_ca: Option<Given>,
}

impl Settings {
    /// Adds the flags to a command.
    pub(crate) fn args(command: Command, listen: &'static str) -> Command {
        let command = command
            .arg(LISTEN.arg("ADDRESS", "Where to listen").default_value(listen))
            .arg(WORKERS.arg("WORKERS", "Which threads serve: `per-core`, `shared`, or how many"))
            .arg(LOG_FORMAT.arg("FORMAT", "How to log: `text`, or `json`"));
        #[cfg(feature = "tls")]
        let command = command
            .arg(TLS_CERTIFICATE.arg("FILE", "Serve over TLS, with this certificate (PEM)"))
            .arg(TLS_KEY.arg("FILE", "The certificate's private key (PEM)"))
            .arg(TLS_CLIENT_CA.arg("FILE", "Ask clients for a certificate that one in this file has signed (PEM)"));
        command
    }

    /// Takes them from the command line.
    pub(crate) fn take(matches: &mut ArgMatches) -> Result<Self, Error> {
        Ok(Settings {
            listen: LISTEN.take(matches),
            workers: WORKERS.take(matches).map(|given| given.parsed()).transpose()?,
            log_format: LOG_FORMAT.take(matches).map(|given| given.parsed()).transpose()?,
            #[cfg(feature = "tls")]
            tls: GivenTls::take(matches)?,
        })
    }

    pub(crate) fn apply(&self, server: Server) -> Server {
        let server = match &self.listen {
            Some(given) => server.listen(&given.text),
            None => server,
        };
        let server = match self.workers {
            Some(workers) => server.workers(workers),
            None => server,
        };
        let server = match self.log_format {
            Some(format) => server.log_format(format),
            None => server,
        };
        #[cfg(feature = "tls")]
        let server = match &self.tls {
            Some(tls) => server.tls(tls.files()),
            None => server,
        };
        server
    }

    /// What the server says of a setting that was set here.
    pub(crate) fn blame(&self, error: ServeError) -> Error {
        let given = match error.setting() {
            "listen" => self.listen.as_ref(),
            #[cfg(feature = "tls")]
            "tls certificate" => self.tls.as_ref().map(|tls| &tls.certificate),
            #[cfg(feature = "tls")]
            "tls key" => self.tls.as_ref().map(|tls| &tls.key),
            #[cfg(feature = "tls")]
            "tls client_ca" => self.tls.as_ref().and_then(|tls| tls.client_ca.as_ref()),
            _ => None,
        };
        match given {
            Some(given) => Error::given(given.name.clone(), error),
            None => Error::serve(error),
        }
    }
}

#[cfg(feature = "tls")]
impl GivenTls {
    fn take(matches: &mut ArgMatches) -> Result<Option<Self>, Error> {
        let [certificate, key, client_ca] =
            [TLS_CERTIFICATE, TLS_KEY, TLS_CLIENT_CA].map(|setting| setting.take(matches));
        match (certificate, key, client_ca) {
            (Some(certificate), Some(key), client_ca) => Ok(Some(GivenTls { certificate, key, client_ca })),
            (Some(given), None, _) => Err(given.alone(TLS_KEY, "the certificate's private key")),
            (None, Some(given), _) => Err(given.alone(TLS_CERTIFICATE, "the key's certificate")),
            (None, None, Some(given)) => Err(given.alone(TLS_CERTIFICATE, "the server's certificate")),
            (None, None, None) => Ok(None),
        }
    }

    fn files(&self) -> Tls {
        let tls = Tls::files(&self.certificate.text, &self.key.text);
        match &self.client_ca {
            Some(given) => tls.client_ca(&given.text),
            None => tls,
        }
    }
}

impl Setting {
    fn arg(self, value: &'static str, help: &'static str) -> Arg {
        Arg::new(self.flag).long(self.flag).value_name(value).env(self.variable).hide_env_values(true).help(help)
    }

    fn take(self, matches: &mut ArgMatches) -> Option<Given> {
        let is_in_environment = matches.value_source(self.flag) == Some(ValueSource::EnvVariable);
        let text = matches.remove_one(self.flag)?;
        let name = if is_in_environment { self.variable.to_owned() } else { format!("--{}", self.flag) };
        Some(Given { name, text })
    }
}

impl Given {
    fn parsed<T: FromStr<Err: Display>>(&self) -> Result<T, Error> {
        let Given { name, text } = self;
        text.parse().map_err(|error| Error::setting(format!("{name}: `{text}` cannot be: {error}")))
    }

    #[cfg(feature = "tls")]
    fn alone(&self, missing: Setting, what: &str) -> Error {
        let (Given { name, .. }, Setting { flag, variable }) = (self, missing);
        Error::setting(format!("{name}: {what} is needed as well; give --{flag} or {variable}"))
    }
}
