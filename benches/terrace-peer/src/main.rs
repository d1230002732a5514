//! Serves the table at `PORT`, by `WORKERS` threads, with everything at its default.

use terrace::{ServeError, Server, Workers};
use terrace_peer::{Peer, State};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), ServeError> {
    // As in every peer, nobody listens to what is told of requests.
    let _ = tracing::subscriber::set_global_default(tracing::subscriber::NoSubscriber::new());
    let workers = Workers::Count(common::workers());
    Server::new(Peer::new(State::common())).listen(common::addr()).workers(workers).serve().await
}
