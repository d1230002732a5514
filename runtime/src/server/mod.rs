//! The server: listens, speaks HTTP/1.1 and HTTP/2, and ends in good order.

mod bound;
mod clock;
mod connection;
mod counted;
mod error;
mod head;
mod limits;
mod listener;
mod log;
mod moment;
mod reload;
mod seldom;
mod signal;
mod site;
mod socket;
mod stream;
mod task;
#[cfg(feature = "tls")]
mod tls;
mod transport;
mod worker;

use core::fmt;
use std::env;
use std::io;
use std::path::PathBuf;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use tower_service::Service;

use crate::access;
use crate::app::App;
use crate::base_url::PublicUrl;
use crate::beside::{Beside, Health};
use crate::body::{Body, BoxError};
use crate::controller::Application;
use crate::policy;
use crate::settings::{Listen, LogLevel, LogSettings, ServerSettings, Told};
use crate::stop::Stop;

pub use bound::Bound;
pub use error::ServeError;
pub use limits::Limits;
pub use listener::Address;
use listener::{Opened, Unopened};
pub use log::{InvalidLogFormat, LogFormat};
use reload::{Following, Reload};
use site::Site;
pub use task::Outcome;
use task::{Hook, Task};
#[cfg(feature = "tls")]
pub use tls::Tls;
pub use worker::{InvalidWorkers, Workers};

/// The environment variable that says where to listen.
const SETTING: &str = "TERRACE_LISTEN";
pub(crate) const DEFAULT_ADDRESS: &str = "127.0.0.1:8080";

/// Serves an API until ctrl-c or SIGTERM: short for [`Server::new(api).serve()`](Server::serve).
///
/// # Errors
///
/// Where the address cannot be had.
pub async fn serve<A: Application>(api: A) -> Result<(), ServeError> {
    Server::new(api).serve().await
}

/// A server of one API, to be set up.
///
/// It listens on 127.0.0.1:8080; `TERRACE_LISTEN` says otherwise, and [`Server::listen`] says so for good. Where the program
/// has no `tracing` subscriber yet, it logs to stderr, as [`LogFormat`] says.
///
/// It speaks HTTP/1.1, and HTTP/2 to clients that begin with it; with the feature `tls` also over TLS, by `Server::tls`. [`Limits`] tells what it bears of a client.
///
/// ```no_run
/// # use terrace::Server;
/// # async fn example<A: terrace::Application>(api: A) -> Result<(), terrace::ServeError> {
/// Server::new(api).listen("127.0.0.1:9000").serve().await
/// # }
/// ```
///
#[doc = include_str!("../docs/seeing.md")]
#[derive(Debug)]
pub struct Server {
    app: App,
    listen: Vec<String>,
    limits: Limits,
    workers: Workers,
    public_url: PublicUrl,
    log: LogSettings,
    policy_file: Option<PathBuf>,
    beside: Vec<Beside>,
    health: Option<Health>,
    tasks: Vec<Task>,
    on_start: Vec<Hook>,
    on_stop: Vec<Hook>,
    reload: Option<Box<dyn Reload>>,
    /// What reads a file of rules. None where the APIs have none.
    reader: Option<policy::Reader>,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
}

impl Server {
    /// A server with everything at its default.
    #[expect(clippy::needless_pass_by_value, reason = "the server owns its API")]
    pub fn new<A: Application>(api: A) -> Self {
        Server {
            app: api.app().clone(),
            listen: Vec::new(),
            limits: Limits::default(),
            workers: Workers::default(),
            public_url: PublicUrl::default(),
            log: LogSettings::default(),
            policy_file: None,
            beside: Vec::new(),
            health: None,
            tasks: Vec::new(),
            on_start: Vec::new(),
            on_stop: Vec::new(),
            reload: None,
            reader: const { policy::reader(A::APIS) },
            #[cfg(feature = "tls")]
            tls: None,
        }
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

    /// Speaks TLS at every TCP address, by the feature `tls`. Unix sockets stay as they are.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(self, tls: Tls) -> Self {
        Server { tls: Some(tls), ..self }
    }

    /// Which threads serve connections: one for each core, unless told otherwise.
    ///
    /// ```
    /// # use terrace::{Application, Server, Workers};
    /// # fn example<A: Application>(api: A) -> Server {
    /// Server::new(api).workers(Workers::Count(2))
    /// # }
    /// ```
    #[must_use]
    pub fn workers(self, workers: Workers) -> Self {
        Server { workers, ..self }
    }

    /// How the log is written, whatever the environment says.
    #[must_use]
    pub fn log_format(self, format: LogFormat) -> Self {
        Server { log: LogSettings { format: Some(format), ..self.log }, ..self }
    }

    /// What is logged, whatever the environment says.
    ///
    /// ```
    /// # use terrace::{Application, Server};
    /// # use terrace::settings::InvalidLogLevel;
    /// # fn example<A: Application>(api: A) -> Result<Server, InvalidLogLevel> {
    /// Ok(Server::new(api).log_level("info,sqlx=warn".parse()?))
    /// # }
    /// ```
    #[must_use]
    pub fn log_level(self, level: LogLevel) -> Self {
        Server { log: LogSettings { level: Some(level), ..self.log }, ..self }
    }

    /// Has the rules of a file, in YAML or JSON, in the place of those that the APIs [declare](crate::policies!). A server does not start
    /// where one of them is wrong: the line is told.
    #[must_use]
    pub fn policy_file(self, path: impl Into<PathBuf>) -> Self {
        Server { policy_file: Some(path.into()), ..self }
    }

    /// Does as the settings of the service say. What nobody set there stays as it is set up in code.
    ///
    /// Where there are signals, SIGHUP has the file read anew. `server.log.level`, the rules of `server.policy_file`, which is read anew as
    /// well, and the files in `server.tls` count from then on, the last for connections that begin then; each other setting that has changed is named in the log, and counts from the next start on. Where
    /// anything is wrong, that is logged as an error, and all stays as it was. Without settings, SIGHUP ends the process.
    #[must_use]
    pub fn settings<S>(self, told: &Told<S>) -> Self {
        let in_code = ServerSettings {
            listen: self.listen.iter().cloned().map(Listen).collect(),
            workers: self.workers,
            public_url: self.public_url.clone(),
            log: self.log.clone(),
            policy_file: self.policy_file.clone(),
            limits: self.limits.clone(),
            #[cfg(feature = "tls")]
            tls: self.tls.clone(),
        };
        let set = told.over(in_code.clone());
        Server {
            listen: set.listen.into_iter().map(|Listen(address)| address).collect(),
            workers: set.workers,
            public_url: set.public_url,
            log: set.log,
            policy_file: set.policy_file,
            limits: set.limits,
            reload: Some(Box::new(Following::new(told.of_server(), in_code))),
            #[cfg(feature = "tls")]
            tls: set.tls,
            ..self
        }
    }

    /// Tells at two paths beside the API whether the server is alive and whether it is ready: see [`Health`].
    #[must_use]
    pub fn health(self, health: Health) -> Self {
        Server { health: Some(health), ..self }
    }

    /// Serves another service beside the API, at a path and all paths below it: an axum router, a folder by `tower-http`'s
    /// `ServeDir`, another API of terrace.
    ///
    /// ```
    /// # use terrace::{Application, Server};
    /// # fn example<A: Application, B: Application + tower_service::Service<http::Request<terrace::Body>, Response = terrace::Response>>(api: A, admin: B) -> Server
    /// # where B::Future: Send, B::Error: Into<Box<dyn std::error::Error + Send + Sync>> {
    /// Server::new(api).mount("/admin", admin)
    /// # }
    /// ```
    ///
    /// The path is compared as it was sent, in whole segments: `/ui` is that of `/ui`, `/ui/` and `/ui/a`, not of `/uiv2`.
    /// Of several, the longest counts. The service sees what is left, which begins with `/`, as in axum's `nest_service`;
    /// the target as it was sent is among the request's extensions, as [`OriginalUri`](crate::OriginalUri), and so is the server's [`Stop`].
    /// Links of another API of terrace begin with its [`PublicUrl`], another extension.
    ///
    /// It has the [`Limits`] of the API and ends with it. Where it takes too long, fails or panics, the answer is the API's
    /// 503 or 500. Its requests have neither an access line nor a span of terrace's. It is cloned for each request.
    ///
    /// A server does not start where the path is not one or more plain segments, is taken, or would hide a route of the API.
    #[must_use]
    pub fn mount<S, B>(mut self, path: impl Into<String>, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.beside.push(Beside::mounted("mount", &path.into(), service));
        self
    }

    /// Tells Prometheus at this path what was counted, in its text format:
    ///
    /// | name | | labels |
    /// |---|---|---|
    /// | `http_server_request_duration_seconds` | a histogram of the time from a request's head to the end of its answer; its `_count` is the number of requests | `operation`, `-` where there was none; `method`, `_OTHER` for an unusual one; `status`, 0 where the client left before there was an answer; `version`, `-` where there was none |
    /// | `http_server_active_requests` | requests whose answers are not sent to their end | |
    /// | `http_server_open_connections` | connections that are open | |
    ///
    /// What the program itself counts by the crate `metrics` is told as well. Requests are the API's, wherever the process
    /// serves it. A server does not start where the program has another recorder of metrics.
    #[cfg(feature = "prometheus")]
    #[must_use]
    pub fn metrics(mut self, path: impl Into<String>) -> Self {
        self.beside.push(Beside::metrics(&path.into()));
        self.task("metrics", |stop: Stop| async move {
            while !stop.is_stopping() {
                tokio::select! {
                    () = tokio::time::sleep(core::time::Duration::from_secs(5)) => crate::metrics::sum_up(),
                    () = stop.wait() => {}
                }
            }
        })
    }

    /// Who knows under which URL clients see the API: what absolute links begin with. Without this it is the request.
    ///
    /// ```
    /// # use terrace::{Application, InvalidBaseUrl, PublicUrl, Server};
    /// # fn example<A: Application>(api: A, other: A) -> Result<(), InvalidBaseUrl> {
    /// let behind_a_proxy = Server::new(api).public_url(PublicUrl::XForwarded);
    /// let always_the_same = Server::new(other).public_url("https://api.example/shop".parse::<terrace::BaseUrl>()?);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn public_url(self, public_url: impl Into<PublicUrl>) -> Self {
        Server { public_url: public_url.into(), ..self }
    }

    /// Has a task run beside the requests, on the runtime of the caller: from the first request on until the server drains,
    /// of which [`Stop`] tells it; it has [`Limits::drain_time`] then, after which it is dropped.
    ///
    /// Where it panics or returns an error, that is logged under its name, and it is begun again after a pause, which is
    /// longer each time. Where it returns otherwise, it is done.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use terrace::{Application, Server, Stop};
    /// # struct Store;
    /// # impl Store { async fn tidy_up(&self) -> Result<(), std::io::Error> { Ok(()) } }
    /// # fn example<A: Application>(api: A, store: std::sync::Arc<Store>) -> Server {
    /// Server::new(api).task("tidy up", move |stop: Stop| {
    ///     let store = store.clone();
    ///     async move {
    ///         while !stop.is_stopping() {
    ///             store.tidy_up().await?;
    ///             tokio::select! {
    ///                 () = tokio::time::sleep(Duration::from_secs(60)) => {}
    ///                 () = stop.wait() => {}
    ///             }
    ///         }
    ///         Ok::<_, std::io::Error>(())
    ///     }
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn task<F, Fut>(mut self, name: impl Into<String>, begin: F) -> Self
    where
        F: FnMut(Stop) -> Fut + Send + 'static,
        Fut: Future<Output: Outcome> + Send + 'static,
    {
        self.tasks.push(Task::new(name.into(), begin));
        self
    }

    /// Does this once before the first request is served, on the runtime of the caller. The sockets are open by then, so
    /// that there is no other server of these addresses; clients wait. Where it fails, the server does not serve.
    ///
    /// Called again, it adds to what is done, in the order of the calls.
    ///
    /// ```
    /// # use terrace::{Application, Server};
    /// # struct Cache;
    /// # impl Cache { async fn fill(&self) -> Result<(), std::io::Error> { Ok(()) } }
    /// # fn example<A: Application>(api: A, cache: &'static Cache) -> Server {
    /// Server::new(api).on_start(cache.fill()).on_stop(async { println!("goodbye") })
    /// # }
    /// ```
    #[must_use]
    pub fn on_start(mut self, work: impl Future<Output: Outcome> + Send + 'static) -> Self {
        self.on_start.push(Hook::new(work));
        self
    }

    /// Does this once after the last request and the last task have ended or were cut, for [`Limits::drain_time`] at most.
    /// Where it fails, serving ends with an error. See [`Server::on_start`] for what else there is to say.
    #[must_use]
    pub fn on_stop(mut self, work: impl Future<Output: Outcome> + Send + 'static) -> Self {
        self.on_stop.push(Hook::new(work));
        self
    }

    /// Serves until ctrl-c or SIGTERM, and then drains:
    ///
    /// 1. [`Stop`] comes: whoever asks whether the server is ready is told that it is not. Where there is a
    ///    [`Limits::drain_delay`], it serves on for as long;
    /// 2. it accepts no more but those who wait to be accepted, and tells clients to go (`Connection: close`, GOAWAY);
    /// 3. running requests and [tasks](Server::task) end, for [`Limits::drain_time`] at most. What still runs is cut;
    /// 4. what is to be done [at the end](Server::on_stop) is done.
    ///
    /// A second signal ends it at once.
    ///
    /// # Errors
    ///
    /// Where a setting is wrong: it is named. Where an address cannot be had, something fails that is done at the start or
    /// the end, or a worker breaks.
    pub async fn serve(self) -> Result<(), ServeError> {
        self.bind().await?.serve().await
    }

    /// Opens the sockets, so that their addresses are known before the first request.
    ///
    /// # Errors
    ///
    /// Where a setting is wrong: it is named. Where an address cannot be had.
    pub async fn bind(self) -> Result<Bound, ServeError> {
        self.opened().await
    }

    /// In a box, so that the program of the caller has no copy of what is done.
    fn opened(self) -> BoxFuture<'static, Result<Bound, ServeError>> {
        Box::pin(self.open())
    }

    async fn open(self) -> Result<Bound, ServeError> {
        let Server {
            app,
            listen,
            limits,
            workers,
            public_url,
            log,
            policy_file,
            beside,
            health,
            tasks,
            on_start,
            on_stop,
            reload,
            reader,
            ..
        } = self;
        let log = log::begin(&log)?;
        if policy_file.is_some() {
            let rules = app.enforcer().read(policy_file.as_deref(), reader);
            app.enforcer().put(rules.map_err(|error| ServeError::new("policy_file", error.to_string(), None))?);
        }
        access::open().map_err(unwritable)?;
        #[cfg(feature = "tls")]
        let tls = match self.tls {
            Some(tls) => Some(tls::Renewing::open(tls).await?),
            None => None,
        };
        let site = Site::new(app.seen_at(&public_url), beside, health)?;
        let sockets = match workers.sockets() {
            0 => return Err(ServeError::new("workers", format!("0 workers serve nobody; {InvalidWorkers}"), None)),
            sockets => sockets,
        };
        let (setting, listen) =
            if listen.is_empty() { (SETTING, vec![listen_of_environment()?]) } else { ("listen", listen) };
        let mut opened = Vec::new();
        for address in listen.iter().flat_map(|addresses| addresses.split(',')).map(str::trim) {
            let failed = |error| match error {
                Unopened::Address(error) => no_address(setting, address, error),
                Unopened::Bind(error) => ServeError::of_bind(setting, address, error),
            };
            opened.push(Opened::open(address, sockets).await.map_err(failed)?);
        }
        let addresses = opened.iter().map(|opened| match opened.address {
            #[cfg(feature = "tls")]
            Address::Tcp(address) if tls.is_some() => Address::Tls(address),
            ref address => address.clone(),
        });
        Ok(Bound {
            site,
            limits,
            workers,
            addresses: addresses.collect(),
            opened,
            tasks,
            on_start,
            on_stop,
            reload,
            reader,
            log,
            #[cfg(feature = "tls")]
            tls,
        })
    }
}

fn listen_of_environment() -> Result<String, ServeError> {
    match env::var(SETTING) {
        Ok(address) => Ok(address),
        Err(env::VarError::NotPresent) => Ok(DEFAULT_ADDRESS.to_owned()),
        Err(env::VarError::NotUnicode(text)) => {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "not UTF-8");
            Err(no_address(SETTING, &text.to_string_lossy(), error))
        }
    }
}

fn no_address(setting: &'static str, address: &str, error: io::Error) -> ServeError {
    let problem = format!("`{address}` is no address; write one like `{DEFAULT_ADDRESS}`");
    ServeError::new(setting, problem, Some(error.into()))
}

fn unwritable(file: &access::Unwritable) -> ServeError {
    let problem = format!("cannot write to `{}`; name another file, in a folder that is there", file.path.display());
    ServeError::new(access::SETTING, problem, Some(io::Error::from(file.kind).into()))
}
