//! The `compute` binary: the service, and what can be known of it without running it.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use compute::store::{OpenError, Seed, Store};
use compute::{Osapi, State, driver};
use terrace::filters::AuthToken;
use terrace::{Server, Settings};

/// How long the simulated machines take for what is asked of them.
const DELAY: Duration = Duration::from_millis(500);

/// What the service is told, beside what every server is.
#[derive(Debug, Settings)]
struct Settings {
    /// The database, a file that is made where it is missing.
    #[setting(default = "compute.db")]
    database: PathBuf,
    /// Whether a fresh database has no flavors and images.
    #[setting(default = false)]
    empty: bool,
    /// How Keystone is asked, where `auth_strategy` is `keystone`.
    keystone_authtoken: AuthToken,
}

fn main() -> ExitCode {
    let main = terrace_codegen::Main::<Osapi, Settings>::new(build).configure(configure);
    main.service("COMPUTE").docs("/docs").listen("127.0.0.1:8774").run()
}

async fn build(settings: Settings) -> Result<State, DatabaseError> {
    let seed = if settings.empty { Seed::Empty } else { Seed::Classic };
    let store = Store::open(&settings.database, seed).await.map_err(DatabaseError)?;
    let state = State::new(store).await.map_err(DatabaseError)?;
    Ok(state.keystone(settings.keystone_authtoken))
}

/// What the server does beside the API: it is at work for it, tells whether its database is there, and closes that in the end.
fn configure(server: Server, state: &State) -> Server {
    let (driven, closed) = (state.store().clone(), state.store().clone());
    server
        .health(state.health())
        .task("driver", move |stop| driver::run(driven.clone(), DELAY, stop))
        .on_stop(async move { closed.close().await })
}

/// What is wrong with the database, under the name of the setting that says where it is.
#[derive(Debug)]
struct DatabaseError(OpenError);

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the setting `database`: {}", self.0)
    }
}

impl Error for DatabaseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
