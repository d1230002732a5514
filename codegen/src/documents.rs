//! `openapi`: writes the documents, or prints one.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use terrace_model::Version;

use crate::error::Error;
use crate::folder;
use crate::openapi::Emitter;
use crate::publish;
use crate::source::Source;

/// The command, but for the folder.
pub(crate) fn command() -> Command {
    let version = Arg::new("version").long("version").value_name("VERSION").conflicts_with_all(["all", "out"]);
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).requires("out");
    let api = Arg::new("api").long("api").value_name("API").requires("version");
    Command::new("openapi")
        .about("Write the OpenAPI documents")
        .arg(version.help("Print the whole document of this version, or of the `latest`, and write none"))
        .arg(api.help("Of which API, where several have the version"))
        .arg(all.help("Write the document of each version whole, one file a version and without an index"))
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let named: Option<&PathBuf> = matches.get_one("out");
    if let Some(version) = matches.get_one::<String>("version") {
        return print(apis, version, matches.get_one("api"), out);
    }
    if matches.get_flag("all") { all(apis, named, out) } else { write(apis, named, out) }
}

/// Prints the document of one version.
fn print(apis: &[Source], label: &str, api: Option<&String>, out: &mut dyn Write) -> Result<(), Error> {
    let (source, version) = find(apis, label, api)?;
    let document = Emitter::new(source).document(version).map_err(Error::clash)?;
    out.write_all(folder::text(&document)?.as_bytes())?;
    Ok(())
}

/// The API that has a version, and the version.
pub(crate) fn find(apis: &[Source], label: &str, api: Option<&String>) -> Result<(Source, Option<Version>), Error> {
    let has = |version: &Option<Version>| version.map_or("unversioned", Version::label) == label;
    let is_named = |source: &&Source| api.is_none_or(|api| source.table.name == api);
    let named: Vec<Source> = apis.iter().filter(is_named).copied().collect();
    let found = named.iter().filter_map(|&source| {
        let served = Emitter::new(source).versions();
        let version = if label == "latest" { served.last() } else { served.iter().find(|version| has(version)) };
        version.map(|&version| (source, version))
    });
    match (found.collect::<Vec<_>>().as_slice(), api) {
        ([one], _) => Ok(*one),
        ([], Some(api)) if named.is_empty() => {
            Err(Error::setting(format!("there is no API `{api}`; there are {}", names(apis.iter()))))
        }
        ([], _) => Err(Error::setting(format!("there is no version `{label}`; there are {}", ranges(&named)))),
        (several, _) => {
            let names = names(several.iter().map(|(source, _)| source));
            Err(Error::setting(format!("several APIs have a version `{label}`; say which by --api: {names}")))
        }
    }
}

fn names<'s>(apis: impl Iterator<Item = &'s Source>) -> String {
    apis.map(|source| format!("`{}`", source.table.name)).collect::<Vec<_>>().join(", ")
}

/// The versions that APIs have, by the oldest and the newest of each.
fn ranges(apis: &[Source]) -> String {
    let label = |version: Option<Version>| version.map_or("unversioned", Version::label);
    let ranges = apis.iter().filter_map(|source| match *Emitter::new(*source).versions() {
        [] => None,
        [only] => Some(format!("`{}`", label(only))),
        [oldest, .., newest] => Some(format!("`{}` to `{}`", label(oldest), label(newest))),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

/// Writes every version whole.
fn all(apis: &[Source], named: Option<&PathBuf>, out: &mut dyn Write) -> Result<(), Error> {
    for &source in apis {
        let path = folder::of(apis, &source, named);
        fs::create_dir_all(&path).map_err(|cause| Error::file(&path, "create", cause))?;
        let mut files = 0;
        folder::whole(source, &mut |file| {
            files += 1;
            let path = path.join(&file.name);
            fs::write(&path, &file.text).map_err(|cause| Error::file(&path, "write", cause))
        })?;
        writeln!(out, "written   {files} files in {}", path.display())?;
    }
    Ok(())
}

/// Writes the documents as they are kept, and tells what changed; none where a published version would be broken.
fn write(apis: &[Source], named: Option<&PathBuf>, out: &mut dyn Write) -> Result<(), Error> {
    for source in apis {
        let path = folder::of(apis, source, named);
        publish::judge(*source, &path)?.enforce(&path, out)?;
    }
    for &source in apis {
        let path = folder::of(apis, &source, named);
        let done = folder::write(source, &path)?;
        for (name, what) in done.iter().filter(|(_, what)| *what != "unchanged") {
            writeln!(out, "{what:9} {}", path.join(name).display())?;
        }
        let unchanged = done.iter().filter(|(_, what)| *what == "unchanged").count();
        if unchanged > 0 {
            writeln!(out, "unchanged {unchanged} of {} files in {}", done.len(), path.display())?;
        }
    }
    Ok(())
}
