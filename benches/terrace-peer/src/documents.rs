//! The command line of the same: `cargo run -p terrace-peer --features documents --bin terrace-documents -- openapi` writes its documents.

use std::convert::Infallible;
use std::process::ExitCode;

use terrace_peer::{Peer, State};

fn main() -> ExitCode {
    terrace_codegen::Main::<Peer, ()>::new(async |()| Ok::<_, Infallible>(State::common())).docs("/docs").run()
}
