//! The `compute` binary: the service, and what can be known of it without running it.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use compute::store::{OpenError, Seed, Store};
use compute::{Osapi, State, driver};
use terrace::Server;

/// How long the simulated machines take for what is asked of them.
const DELAY: Duration = Duration::from_millis(500);

/// Where the service keeps its data.
#[derive(Debug, clap::Args)]
struct Args {
    /// The database, a file that is made where it is missing.
    #[arg(long, env = "COMPUTE_DATABASE", value_name = "PATH", default_value = "compute.db")]
    database: PathBuf,
    /// Start a fresh database without flavors and images.
    #[arg(long, env = "COMPUTE_EMPTY")]
    empty: bool,
}

fn main() -> ExitCode {
    terrace_codegen::Main::<Osapi, Args>::new(build).configure(configure).docs("/docs").listen("127.0.0.1:8774").run()
}

async fn build(args: Args) -> Result<State, DatabaseError> {
    let seed = if args.empty { Seed::Empty } else { Seed::Classic };
    Store::open(&args.database, seed).await.map(State::new).map_err(DatabaseError)
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
        write!(f, "--database or COMPUTE_DATABASE: {}", self.0)
    }
}

impl Error for DatabaseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
