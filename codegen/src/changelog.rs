//! `changelog`: what each version changed, as Markdown.

use std::io::Write;

use clap::{Arg, ArgMatches, Command};
use serde_json::Value;
use terrace_model::Version;

use crate::check::compare::Change;
use crate::diff;
use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;

/// The command.
pub(crate) fn command() -> Command {
    let api = Arg::new("api").long("api").value_name("API").help("Of this API only");
    Command::new("changelog").about("Tell what each version changed, as Markdown").arg(api)
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let api = matches.get_one::<String>("api");
    let chosen: Vec<_> = apis.iter().filter(|source| api.is_none_or(|api| source.table.name == api)).collect();
    if let (Some(api), []) = (api, chosen.as_slice()) {
        let names = apis.iter().map(|source| format!("`{}`", source.table.name)).collect::<Vec<_>>().join(", ");
        return Err(Error::setting(format!("there is no API `{api}`; there are {names}")));
    }
    for source in chosen {
        print(*source, out)?;
    }
    Ok(())
}

/// Tells the versions of one API, the newest first, and leaves out those that changed nothing.
fn print(source: Source, out: &mut dyn Write) -> Result<(), Error> {
    let mut emitter = Emitter::new(source);
    let mut sections: Vec<(&'static str, Vec<Change>)> = Vec::new();
    let mut before: Option<Value> = None;
    for version in emitter.versions() {
        let document = emitter.document(version)?;
        if let Some(before) = &before {
            let changes = diff::changes(before, &document);
            if !changes.is_empty() {
                sections.push((version.map_or("unversioned", Version::label), changes));
            }
        }
        before = Some(document);
    }
    writeln!(out, "# {}\n", source.table.title)?;
    for (label, changes) in sections.iter().rev() {
        writeln!(out, "## {label}\n")?;
        diff::markdown(changes, out)?;
    }
    if let Some(oldest) = emitter.versions().first().copied().flatten() {
        writeln!(out, "## {oldest}\n\nThe first version.")?;
    }
    Ok(())
}
