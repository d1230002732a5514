//! A certificate that is renewed while it is in use.

use core::convert::Infallible;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::sleep;
use tokio_rustls::rustls::ServerConfig;

use super::files::Contents;
use super::{Acceptor, Tls};
use crate::blocking;
use crate::server::error::ServeError;

/// How often the files are read.
const EVERY: Duration = Duration::from_secs(1);

/// Reads the files again and again.
pub(crate) struct Renewing {
    /// Where they are, which may change.
    files: watch::Sender<Tls>,
    /// What was tried last, whether it is in use or not.
    tried: Found,
    config: watch::Sender<Arc<ServerConfig>>,
}

/// Which files were read, and what is in them.
#[derive(PartialEq)]
struct Found {
    tls: Tls,
    contents: Contents,
}

impl Found {
    fn config(&self) -> Result<Arc<ServerConfig>, ServeError> {
        self.contents.config(&self.tls)
    }
}

impl Renewing {
    /// Reads the files for the first time, when they must be right.
    pub(crate) async fn open(tls: Tls) -> Result<Self, ServeError> {
        let tried = read(tls.clone()).await?;
        let (config, _) = watch::channel(tried.config()?);
        let (files, _) = watch::channel(tls);
        Ok(Renewing { files, tried, config })
    }

    pub(crate) fn acceptor(&self) -> Acceptor {
        Acceptor(self.config.subscribe())
    }

    /// What says from now on where the files are.
    pub(crate) fn files(&self) -> watch::Sender<Tls> {
        self.files.clone()
    }

    /// Follows the files for as long as it is polled.
    pub(crate) async fn run(self) -> Infallible {
        let Renewing { files, mut tried, config } = self;
        // What was read last, where it was new: it may be half of what will be there.
        let mut new = None;
        let mut told = None;
        loop {
            sleep(EVERY).await;
            let tls = files.borrow().clone();
            let renewed = match read(tls).await {
                Ok(now) if now == tried => {
                    (new, told) = (None, None);
                    continue;
                }
                Ok(now) if new.as_ref() != Some(&now) => {
                    new = Some(now);
                    continue;
                }
                Ok(now) => {
                    let renewed = now.config();
                    tried = now;
                    renewed
                }
                Err(error) => Err(error),
            };
            match renewed {
                Ok(renewed) => {
                    config.send_replace(renewed);
                    tracing::info!("the certificate was read anew");
                    told = None;
                }
                Err(error) => {
                    let error = Some(format!("{error:?}"));
                    if told != error {
                        tracing::error!(error, "the certificate was not read anew, and the one before it stays in use");
                        told = error;
                    }
                }
            }
        }
    }
}

impl fmt::Debug for Renewing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Renewing").field(&self.tried.tls).finish()
    }
}

/// Reads the files, which may block.
async fn read(tls: Tls) -> Result<Found, ServeError> {
    blocking(move || Contents::read(&tls).map(|contents| Found { tls, contents })).await
}
