//! `publish`: records what versions promise; and the gate that they keep it.

mod exceptions;
mod gate;
mod record;

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use serde_json::Value;
use terrace_model::Version;

use self::record::{UNVERSIONED, digest};
use crate::error::Error;
use crate::folder::{self, Layout};
use crate::openapi::Emitter;
use crate::source::Source;
use crate::version;

pub(crate) use self::exceptions::path as exceptions;
pub(crate) use self::gate::judge;
pub(crate) use self::record::Record;

/// The command, but for the folder.
pub(crate) fn command() -> Command {
    let versions = Arg::new("versions").value_name("VERSION").required(true).num_args(1..);
    let api = Arg::new("api").long("api").value_name("API");
    Command::new("publish")
        .about("Promise versions: what breaks their clients fails from now on")
        .arg(versions.help("A version, or `latest`; also one that was published, to move what it promises"))
        .arg(api.help("Of which API, where several have the version"))
}

/// Records versions of one API, unless what is published is broken.
pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let labels: Vec<&String> = matches.get_many("versions").into_iter().flatten().collect();
    let mut wanted: Vec<(Source, HashSet<String>)> = Vec::new();
    for label in labels {
        let (source, version) = version::find(apis, label, matches.get_one("api"))?;
        let name = version.map_or(UNVERSIONED, Version::label).to_owned();
        match wanted.iter_mut().find(|(known, _)| known.table.name == source.table.name) {
            Some((_, names)) => drop(names.insert(name)),
            None => wanted.push((source, HashSet::from([name]))),
        }
    }
    for (source, names) in wanted {
        let path = folder::of(apis, &source, matches.get_one::<PathBuf>("dir"));
        judge(source, &path)?.enforce(&path, out)?;
        let record = Record::read(&path)?;
        for label in Emitter::new(source).versions().iter().map(|version| version.map(Version::label)) {
            let name = label.unwrap_or(UNVERSIONED);
            if names.contains(name) {
                let what = if record.has(label) { "moved" } else { "published" };
                writeln!(out, "{what:9} {name} in {}", path.display())?;
            }
        }
        let record = move_to(source, record, &names, &path)?;
        folder::write(source, &path, |label| record.has(label))?;
    }
    Ok(())
}

/// Writes what is published: of these versions what the code says, of the others what was published of them.
fn move_to(source: Source, record: Record, names: &HashSet<String>, path: &Path) -> Result<Record, Error> {
    let mut emitter = Emitter::new(source);
    let served: Vec<_> = Emitter::new(source).versions();
    let label = |version: Option<Version>| version.map(|version| version.label().to_owned());
    let name = |label: &Option<String>| label.clone().unwrap_or_else(|| UNVERSIONED.to_owned());
    let mut layout = Layout::new(source.table.name);
    let mut digests = BTreeMap::new();
    let mut put = |label: Option<String>, document: Value| {
        digests.insert(name(&label), digest(document.clone()));
        layout.push(label, document)
    };
    let mut current = |version| emitter.document(version);
    // Both are in the order of the versions, so that one document is held at a time.
    let mut rest = served.iter().copied();
    record.visit(|old, document| {
        // A version that is gone, as was approved, promises nothing any more.
        if !served.iter().any(|version| version.map(Version::label) == old) {
            return Ok(());
        }
        for version in rest.by_ref() {
            let is_wanted = names.contains(&name(&label(version)));
            let is_old = version.map(Version::label) == old;
            if is_wanted {
                put(label(version), current(version)?)?;
            } else if is_old {
                put(label(version), document.clone())?;
            }
            if is_old {
                break;
            }
        }
        Ok(())
    })?;
    for version in rest.filter(|version| names.contains(&name(&label(*version)))) {
        put(label(version), current(version)?)?;
    }
    folder::put(source, &record::documents(path), |visit| layout.finish(|_| false, visit))?;
    record.write(digests)
}
