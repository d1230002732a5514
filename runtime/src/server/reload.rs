//! SIGHUP: the settings are read anew, and what can count while the server runs counts from then on.

use core::fmt;

use futures_util::future::BoxFuture;
#[cfg(feature = "tls")]
use tokio::sync::watch;

use super::log;
#[cfg(feature = "tls")]
use super::tls::Tls;
use crate::app::App;
use crate::blocking;
use crate::policy::{Reader, Rules};
use crate::settings::{ServerSettings, Told};

/// The one setting of the log that counts anew.
const LEVEL: &str = "server.log.level";
/// The file of rules, which is read whether it is another one or not.
const POLICY_FILE: &str = "server.policy_file";
/// What the settings of TLS begin with.
#[cfg(feature = "tls")]
const TLS: &str = "server.tls.";

/// What follows the settings as they are read anew, until it is dropped. A server has it that was told settings: no other one links what
/// reads them.
pub(super) trait Reload: fmt::Debug + Send + Sync {
    /// Reads them at each signal. Signals are listened for at once: one of them would end a process that does not.
    fn run(self: Box<Self>, reach: Reach) -> BoxFuture<'static, ()>;
}

/// What of a server settings can change while it runs.
#[derive(Debug)]
pub(super) struct Reach {
    /// What has rules that a file may change.
    pub(super) app: App,
    /// What reads such a file. None where there are no rules.
    pub(super) reader: Option<Reader>,
    /// What is logged. None where the program has a log of its own.
    pub(super) log: Option<log::Level>,
    /// Where the certificate is. None where TLS is not spoken.
    #[cfg(feature = "tls")]
    pub(super) tls: Option<watch::Sender<Tls>>,
}

/// What a server was told, and what it can be told anew.
#[derive(Debug)]
pub(super) struct Following {
    /// At the start.
    first: Told<()>,
    /// Last time.
    last: Told<()>,
    /// What is in force where nobody sets anything.
    in_code: ServerSettings,
}

impl Reload for Following {
    #[cfg(unix)]
    fn run(self: Box<Self>, reach: Reach) -> BoxFuture<'static, ()> {
        use tokio::signal::unix::{SignalKind, signal};
        let signals = signal(SignalKind::hangup());
        let (mut following, mut reach) = (self, reach);
        Box::pin(async move {
            let mut signals = match signals {
                Ok(signals) => signals,
                Err(error) => return tracing::warn!(%error, "SIGHUP will not be heard"),
            };
            while signals.recv().await.is_some() {
                let read = move || {
                    following.read(&reach);
                    (following, reach)
                };
                (following, reach) = blocking(read).await;
            }
        })
    }

    /// There is no such signal.
    #[cfg(not(unix))]
    fn run(self: Box<Self>, _: Reach) -> BoxFuture<'static, ()> {
        Box::pin(core::future::ready(()))
    }
}

impl Following {
    pub(super) fn new(told: Told<()>, in_code: ServerSettings) -> Self {
        Following { first: told.clone(), last: told, in_code }
    }

    /// Reads the settings and the rules, and has them count where nothing is wrong with either.
    fn read(&mut self, reach: &Reach) {
        let read = self.last.again().map_err(|error| error.to_string());
        match read.and_then(|now| Ok((self.rules(reach, &now)?, now))) {
            Ok((rules, now)) => {
                reach.app.enforcer().put(rules);
                self.apply(reach, now);
            }
            Err(error) => {
                for problem in error.lines() {
                    tracing::error!(problem, "the settings were not read anew, and those before them stay in force");
                }
            }
        }
    }

    /// The rules as a file has them now, or as they are declared where there is none any more.
    fn rules(&self, reach: &Reach, now: &Told<()>) -> Result<Rules, String> {
        let file = now.over(self.in_code.clone()).policy_file;
        reach.app.enforcer().read(file.as_deref(), reach.reader).map_err(|error| error.to_string())
    }

    fn apply(&mut self, reach: &Reach, now: Told<()>) {
        let set = now.over(self.in_code.clone());
        let changed = self.last.changed(&now);
        tracing::info!(changed = changed.len(), "the settings were read anew");
        if changed.iter().any(|path| path == LEVEL) {
            match &reach.log {
                Some(log) => {
                    log.set(&set.log);
                    tracing::info!(setting = LEVEL, "counts from now on");
                }
                None => tracing::warn!(setting = LEVEL, "has changed, but the program has a log of its own"),
            }
        }
        #[cfg(feature = "tls")]
        if let (Some(tls), Some(files)) = (&reach.tls, set.tls)
            && changed.iter().any(|path| path.starts_with(TLS))
        {
            tls.send_replace(files);
            tracing::info!(setting = TLS.trim_end_matches('.'), "counts as soon as the files are read");
        }
        for setting in self.first.changed(&now).iter().filter(|path| !reach.follows(path)) {
            tracing::warn!(setting, "has changed, and counts from the next start on");
        }
        self.last = now;
    }
}

impl Reach {
    /// Whether a setting counts anew, or it was said already why not.
    fn follows(&self, path: &str) -> bool {
        #[cfg(feature = "tls")]
        if self.tls.is_some() && path.starts_with(TLS) {
            return true;
        }
        path == LEVEL || path == POLICY_FILE
    }
}
