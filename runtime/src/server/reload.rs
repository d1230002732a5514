//! SIGHUP: the settings are read anew, and what can count while the server runs counts from then on.

#[cfg(feature = "tls")]
use tokio::sync::watch;

use super::log;
#[cfg(feature = "tls")]
use super::tls::Tls;
use crate::app::App;
use crate::blocking;
use crate::policy::Rules;
use crate::settings::{ServerSettings, Told};

/// The one setting of the log that counts anew.
const LEVEL: &str = "server.log.level";
/// The file of rules, which is read whether it is another one or not.
const POLICY_FILE: &str = "server.policy_file";
/// What the settings of TLS begin with.
#[cfg(feature = "tls")]
const TLS: &str = "server.tls.";

/// What a server was told, and what it can be told anew.
#[derive(Debug)]
pub(super) struct Reload {
    /// At the start.
    first: Told<()>,
    /// Last time.
    last: Told<()>,
    /// What is in force where nobody sets anything.
    in_code: ServerSettings,
    /// What has rules that a file may change.
    app: Option<App>,
    /// What is logged. None where the program has a log of its own.
    log: Option<log::Level>,
    /// Where the certificate is. None where TLS is not spoken.
    #[cfg(feature = "tls")]
    tls: Option<watch::Sender<Tls>>,
}

impl Reload {
    pub(super) fn new(told: Told<()>, in_code: ServerSettings) -> Self {
        Reload {
            first: told.clone(),
            last: told,
            in_code,
            app: None,
            log: None,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// With what changes what is logged.
    pub(super) fn log(self, log: Option<log::Level>) -> Self {
        Reload { log, ..self }
    }

    /// With what has rules that a file may change.
    pub(super) fn policies(self, app: App) -> Self {
        Reload { app: Some(app), ..self }
    }

    /// With what changes where the certificate is.
    #[cfg(feature = "tls")]
    pub(super) fn tls(self, tls: Option<watch::Sender<Tls>>) -> Self {
        Reload { tls, ..self }
    }

    /// Reads the settings at each signal. Signals are listened for at once: one of them would end a process that does not.
    #[cfg(unix)]
    pub(super) fn run(mut self) -> impl Future<Output = ()> + Send {
        use tokio::signal::unix::{SignalKind, signal};
        let signals = signal(SignalKind::hangup());
        async move {
            let mut signals = match signals {
                Ok(signals) => signals,
                Err(error) => return tracing::warn!(%error, "SIGHUP will not be heard"),
            };
            while signals.recv().await.is_some() {
                self = self.read().await;
            }
        }
    }

    /// There is no such signal.
    #[cfg(not(unix))]
    pub(super) async fn run(self) {}

    async fn read(self) -> Self {
        let (this, read) = blocking(move || {
            let read = self.last.again().map_err(|error| error.to_string());
            let read = read.and_then(|now| Ok((self.rules(&now)?, now)));
            (self, read)
        })
        .await;
        match read {
            Ok((rules, now)) => {
                if let (Some(app), Some(rules)) = (&this.app, rules) {
                    app.enforcer().put(rules);
                }
                this.apply(now)
            }
            Err(error) => {
                for problem in error.lines() {
                    tracing::error!(problem, "the settings were not read anew, and those before them stay in force");
                }
                this
            }
        }
    }

    /// The rules as a file has them now, or as they are declared where there is none any more.
    fn rules(&self, now: &Told<()>) -> Result<Option<Rules>, String> {
        let Some(app) = &self.app else { return Ok(None) };
        let file = now.over(self.in_code.clone()).policy_file;
        app.enforcer().read(file.as_deref()).map(Some).map_err(|error| error.to_string())
    }

    fn apply(self, now: Told<()>) -> Self {
        let set = now.over(self.in_code.clone());
        let changed = self.last.changed(&now);
        tracing::info!(changed = changed.len(), "the settings were read anew");
        if changed.iter().any(|path| path == LEVEL) {
            match &self.log {
                Some(log) => {
                    log.set(&set.log);
                    tracing::info!(setting = LEVEL, "counts from now on");
                }
                None => tracing::warn!(setting = LEVEL, "has changed, but the program has a log of its own"),
            }
        }
        #[cfg(feature = "tls")]
        if let (Some(tls), Some(files)) = (&self.tls, set.tls)
            && changed.iter().any(|path| path.starts_with(TLS))
        {
            tls.send_replace(files);
            tracing::info!(setting = TLS.trim_end_matches('.'), "counts as soon as the files are read");
        }
        for setting in self.first.changed(&now).iter().filter(|path| !self.is_followed(path)) {
            tracing::warn!(setting, "has changed, and counts from the next start on");
        }
        Reload { last: now, ..self }
    }

    /// Whether a setting counts anew, or it was said already why not.
    fn is_followed(&self, path: &str) -> bool {
        #[cfg(feature = "tls")]
        if self.tls.is_some() && path.starts_with(TLS) {
            return true;
        }
        path == LEVEL || path == POLICY_FILE
    }
}
