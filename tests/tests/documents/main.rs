//! The command line of an API: its documents as snapshots, the check that they are current, the list of routes.

mod about;
mod additions;
mod answers;
mod certificates;
mod check;
mod checked;
mod clash;
mod commands;
mod composite;
mod described;
mod desk;
mod export;
mod extensions;
mod filters;
mod foreign;
mod gates;
mod journal;
mod keys;
mod layers;
mod layout;
mod library;
mod looking;
mod negotiation;
mod notes;
mod onward;
mod page;
mod pipelines;
mod policies;
mod published;
mod readme;
mod removed;
mod settings;
mod streams;
mod wrapped;

use std::path::PathBuf;

use terrace::{Application, FromState, Settings};

/// The settings of a service whose database nobody can write.
#[derive(Settings, Debug)]
struct Settings {
    /// The database.
    #[setting(default = "/nowhere/at/all.db")]
    database: PathBuf,
}

/// Fails, as a service does that cannot open its database.
async fn build(settings: Settings) -> std::io::Result<()> {
    std::fs::write(settings.database, "")
}

/// What a command prints, and the error that it ends with.
fn run<A: Application + FromState<()>>(line: &[&str]) -> (String, Option<terrace_codegen::Error>) {
    let mut out = Vec::new();
    let line = ["terrace-tests"].iter().chain(line);
    let result = terrace_codegen::Main::<A, Settings>::new(build).execute(line, &mut out);
    (String::from_utf8(out).expect("text"), result.err())
}

/// What a command prints that does not fail.
fn print<A: Application + FromState<()>>(line: &[&str]) -> String {
    match run::<A>(line) {
        (out, None) => out,
        (_, Some(error)) => panic!("{line:?}: {error}"),
    }
}
