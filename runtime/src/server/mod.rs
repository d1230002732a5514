//! The server: listens, speaks HTTP/1.1 and HTTP/2, and ends in good order.

mod clock;
mod connection;
mod limits;
mod listener;

use core::fmt;
use core::pin::pin;
#[cfg(unix)]
use core::task::Poll;
use core::time::Duration;
use std::env;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::app::App;
use crate::base_url::PublicUrl;
use crate::controller::Api;
use crate::stop::Stop;

use connection::{Connections, Phase};
pub use limits::Limits;
pub use listener::Address;
use listener::{Listener, Stream, accept_any};

/// The environment variable that says where to listen.
const SETTING: &str = "TERRACE_LISTEN";
const DEFAULT_ADDRESS: &str = "127.0.0.1:8080";
/// How long to wait where no connection could be accepted, as with too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves an API until ctrl-c or SIGTERM: short for [`Server::new(api).serve()`](Server::serve).
///
/// # Errors
///
/// Where the address cannot be had.
pub async fn serve<A: Api>(api: A) -> Result<(), ServeError> {
    Server::new(api).serve().await
}

/// A server of one API, to be set up.
///
/// It listens on 127.0.0.1:8080; `TERRACE_LISTEN` says otherwise, and [`Server::listen`] says so for good. Where the program
/// has no `tracing` subscriber yet, it logs to stderr what `RUST_LOG` asks for, else from `info` on.
///
/// It speaks HTTP/1.1, and HTTP/2 to clients that begin with it. [`Limits`] tells what it bears of a client.
///
/// ```no_run
/// # use terrace::Server;
/// # async fn example<A: terrace::Api>(api: A) -> Result<(), terrace::ServeError> {
/// Server::new(api).listen("127.0.0.1:9000").serve().await
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Server {
    app: App,
    listen: Vec<String>,
    limits: Limits,
}

impl Server {
    /// A server with everything at its default.
    #[expect(clippy::needless_pass_by_value, reason = "the server owns its API")]
    pub fn new<A: Api>(api: A) -> Self {
        Server { app: api.app().clone(), listen: Vec::new(), limits: Limits::default() }
    }

    /// Listens on this address, whatever the environment says: `host:port`, where port 0 is any free one, or, where there
    /// are Unix sockets, `unix:/path`. Called again, it adds one; several may be given at once as well, between commas.
    #[must_use]
    pub fn listen(mut self, address: impl fmt::Display) -> Self {
        self.listen.push(address.to_string());
        self
    }

    /// What the server bears of a client.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Server { limits, ..self }
    }

    /// Who knows under which URL clients see the API: what absolute links begin with. Without this it is the request.
    ///
    /// ```
    /// # use terrace::{Api, InvalidBaseUrl, PublicUrl, Server};
    /// # fn example<A: Api>(api: A, other: A) -> Result<(), InvalidBaseUrl> {
    /// let behind_a_proxy = Server::new(api).public_url(PublicUrl::XForwarded);
    /// let always_the_same = Server::new(other).public_url("https://api.example/shop".parse::<terrace::BaseUrl>()?);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn public_url(self, public_url: impl Into<PublicUrl>) -> Self {
        Server { app: self.app.seen_at(public_url.into()), ..self }
    }

    /// Serves until ctrl-c or SIGTERM; then accepts no more, tells clients to go (`Connection: close`, GOAWAY), and lets
    /// running requests end, for [`Limits::drain_time`] at most.
    ///
    /// # Errors
    ///
    /// Where the address cannot be had.
    pub async fn serve(self) -> Result<(), ServeError> {
        self.bind().await?.serve().await
    }

    /// Opens the sockets, so that their addresses are known before the first request.
    ///
    /// # Errors
    ///
    /// Where the address cannot be had.
    pub async fn bind(self) -> Result<Bound, ServeError> {
        log_to_stderr();
        let (setting, listen) =
            if self.listen.is_empty() { (SETTING, vec![listen_of_environment()?]) } else { ("listen", self.listen) };
        let (mut listeners, mut addresses) = (Vec::new(), Vec::new());
        for address in listen.iter().flat_map(|addresses| addresses.split(',')).map(str::trim) {
            let failed = |(step, error)| ServeError { setting, address: address.to_owned(), step, error };
            let listener = Listener::open(address).await.map_err(failed)?;
            addresses.push(listener.address().map_err(|error| failed((Step::Bind, error)))?);
            listeners.push(listener);
        }
        Ok(Bound { app: self.app, limits: self.limits, listeners, addresses })
    }
}

fn listen_of_environment() -> Result<String, ServeError> {
    match env::var(SETTING) {
        Ok(address) => Ok(address),
        Err(env::VarError::NotPresent) => Ok(DEFAULT_ADDRESS.to_owned()),
        Err(env::VarError::NotUnicode(text)) => {
            let address = text.to_string_lossy().into_owned();
            let error = io::Error::new(io::ErrorKind::InvalidInput, "not UTF-8");
            Err(ServeError { setting: SETTING, address, step: Step::Address, error })
        }
    }
}

/// A server with its sockets open.
#[derive(Debug)]
pub struct Bound {
    app: App,
    limits: Limits,
    listeners: Vec<Listener>,
    addresses: Vec<Address>,
}

impl Bound {
    /// The first TCP address that it listens on, where there is one.
    pub fn address(&self) -> Option<SocketAddr> {
        self.addresses.iter().find_map(|address| match address {
            Address::Tcp(address) => Some(*address),
            #[cfg(unix)]
            Address::Unix(_) => None,
        })
    }

    /// All that it listens on, in the order in which it was told.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// See [`Server::serve`].
    ///
    /// # Errors
    ///
    /// None so far: what goes wrong with one connection concerns no other.
    pub async fn serve(self) -> Result<(), ServeError> {
        self.serve_until(asked_to_end()).await
    }

    /// As [`Bound::serve`], but until a future is done.
    ///
    /// # Errors
    ///
    /// See [`Bound::serve`].
    pub async fn serve_until(self, end: impl Future<Output = ()>) -> Result<(), ServeError> {
        announce(&self.app, &self.addresses);
        let Bound { app, limits, listeners, .. } = self;
        let drain_time = limits.drain_time;
        let (stopper, stop) = Stop::new();
        let app = app.stopping(stop);
        let places = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
        let connections = Arc::new(Connections::new(app.clone(), limits));
        let (phase, _) = watch::channel(Phase::Serving);
        let (mut end, mut next) = (pin!(end), 0);
        loop {
            let (place, stream) = tokio::select! {
                () = &mut end => break,
                accepted = accept(&listeners, &mut next, &places) => accepted,
            };
            let (connections, phase) = (Arc::clone(&connections), phase.subscribe());
            tokio::spawn(async move {
                match stream {
                    Stream::Tcp(stream) => connections.serve(stream, phase).await,
                    #[cfg(unix)]
                    Stream::Unix(stream) => connections.serve(stream, phase).await,
                }
                drop(place);
            });
        }
        tracing::info!("ending");
        stopper.stop();
        drop(listeners);
        phase.send_replace(Phase::Draining);
        let ended = async {
            phase.closed().await;
            app.detached_end().await;
        };
        if tokio::time::timeout(drain_time, ended).await.is_err() {
            tracing::warn!("some requests did not end in time");
            phase.send_replace(Phase::Over);
        }
        Ok(())
    }
}

/// Accepts a connection once there is a place for it.
async fn accept(listeners: &[Listener], next: &mut usize, places: &Arc<Semaphore>) -> (OwnedSemaphorePermit, Stream) {
    let place = Arc::clone(places).acquire_owned().await.expect("nobody closes it");
    loop {
        match accept_any(listeners, next).await {
            Ok(stream) => return (place, stream),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn announce(app: &App, addresses: &[Address]) {
    let table = app.table();
    let mounts: Vec<_> = table
        .mounts
        .iter()
        .map(|mount| match mount.path {
            [] => "/".to_owned(),
            path => path.iter().map(|segment| format!("/{segment}")).collect(),
        })
        .collect();
    let addresses: Vec<_> = addresses.iter().map(Address::to_string).collect();
    let versions = table.versions.map(|set| format!(", versions {} to {}", set.oldest(), set.newest()));
    tracing::info!(
        "serving {} at {}, below {}{}",
        table.name,
        addresses.join(" and "),
        mounts.join(" and "),
        versions.unwrap_or_default()
    );
}

fn log_to_stderr() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
    // The program has its own subscriber where this fails, which is as good.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .try_init();
}

/// Ctrl-c, or where there are signals also SIGTERM. They are listened for at once, not when the future is first polled.
#[cfg(unix)]
fn asked_to_end() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    if let Some(Err(error)) = signals.iter().find(|signal| signal.is_err()) {
        tracing::warn!(%error, "a signal to end will not be heard");
    }
    let mut signals: Vec<_> = signals.into_iter().flatten().collect();
    core::future::poll_fn(move |task| {
        if signals.iter_mut().any(|signal| signal.poll_recv(task).is_ready()) { Poll::Ready(()) } else { Poll::Pending }
    })
}

/// Ctrl-c.
#[cfg(not(unix))]
async fn asked_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        core::future::pending::<()>().await;
    }
}

/// Why a server could not start. It names the setting to look at.
///
/// [`Debug`](fmt::Debug) tells the cause as well, in a sentence: it is what a `main` that returns it prints.
pub struct ServeError {
    setting: &'static str,
    address: String,
    step: Step,
    error: io::Error,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Address,
    Bind,
}

impl ServeError {
    /// The setting that is wrong: `TERRACE_LISTEN`, or `listen`.
    pub fn setting(&self) -> &str {
        self.setting
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ServeError { setting, address, step, .. } = self;
        match step {
            Step::Address => write!(out, "{setting}: `{address}` is no address; write one like `{DEFAULT_ADDRESS}`"),
            Step::Bind => write!(out, "{setting}: cannot listen on `{address}`"),
        }
    }
}

impl fmt::Debug for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}: {}", self.error)
    }
}

impl core::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}
