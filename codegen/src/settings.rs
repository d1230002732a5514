//! The settings of a service on its command line: a flag for each, and the command that prints them.

use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::{Arg, ArgAction, ArgMatches, Command};
use terrace::private::settings::{Field, Shape, flags};
use terrace::settings::{Origin, SettingValue, Settings, Sources, Told};
use terrace::{Application, ServeError};

use crate::error::Error;

/// The flag that names the file.
const FILE: &str = "settings";
pub(crate) const EFFECTIVE: &str = "effective";

/// What a server calls its settings, and their paths.
const OF_SERVER: &[(&str, &str)] = &[
    ("listen", "server.listen"),
    ("workers", "server.workers"),
    ("policy_file", "server.policy_file"),
    ("tls certificate", "server.tls.certificate"),
    ("tls key", "server.tls.key"),
    ("tls client_ca", "server.tls.client_ca"),
];

pub(crate) fn command() -> Command {
    let effective = Arg::new(EFFECTIVE).long(EFFECTIVE).action(ArgAction::SetTrue);
    Command::new("settings")
        .about("Print the defaults of all settings, with what is said of them")
        .arg(effective.help("Print what is in force, and where each setting comes from"))
}

/// Adds the flags to a command.
pub(crate) fn args<A: Application, S: Settings>(command: Command) -> Command {
    let file = Arg::new(FILE).long(FILE).value_name("FILE").value_hint(ValueHint::FilePath);
    let file = file.value_parser(clap::value_parser!(PathBuf)).help("The file with the settings, in TOML");
    flags::<A, S>().into_iter().fold(command.arg(file), |command, (path, field)| command.arg(arg(&path, &field)))
}

fn arg(path: &str, field: &Field) -> Arg {
    let is_switch = matches!(field.shape, Shape::Value { kind, .. } if kind == bool::KIND);
    let arg = Arg::new(path.to_owned()).long(path.replace('_', "-")).value_name("VALUE").help(field.doc.summary);
    // As the file has it is right too.
    let arg = if path.contains('_') { arg.alias(path.to_owned()) } else { arg };
    let arg = match path.rsplit_once('.') {
        Some((part, _)) => arg.help_heading(format!("Settings of `{part}`")),
        None => arg.help_heading("Settings"),
    };
    if is_switch {
        arg.num_args(0..=1).require_equals(true).default_missing_value("true")
    } else {
        arg.allow_negative_numbers(true)
    }
}

/// The sources of the settings that a command was given.
pub(crate) fn sources<A: Application, S: Settings>(service: &str, matches: &mut ArgMatches) -> Sources {
    let sources = Sources::of(service).application::<A>();
    let sources = match matches.remove_one::<PathBuf>(FILE) {
        Some(file) => sources.file(file),
        None => sources,
    };
    flags::<A, S>().into_iter().fold(sources, |sources, (path, _)| match matches.remove_one::<String>(&path) {
        Some(text) => sources.flag(path, text),
        None => sources,
    })
}

/// What the server says of a setting, under the name by which it was set.
pub(crate) fn blame(error: ServeError, told: &Told<()>) -> Error {
    let path = OF_SERVER.iter().find_map(|(setting, path)| (*setting == error.setting()).then_some(*path));
    match path.and_then(|path| told.origin(path).map(|origin| (path, origin))) {
        Some((path, origin @ Origin::File { .. })) => Error::given(format!("{origin}: `{path}`"), error),
        Some((_, origin)) => Error::given(origin.to_string(), error),
        None => Error::serve(error),
    }
}
