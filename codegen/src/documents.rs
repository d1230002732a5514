//! `openapi`: writes the documents, or prints one.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::error::Error;
use crate::source::Source;
use crate::{export, folder, publish, version};

/// The command, but for the folder.
pub(crate) fn command() -> Command {
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).requires("out");
    let command = Command::new("openapi").about("Write the OpenAPI documents");
    export::arguments(version::arguments(command))
        .mut_arg("version", |version| {
            let version = version.conflicts_with_all(["all", "out"]);
            version.help("Print the whole document of this version, or of the `latest`, and write none")
        })
        .mut_arg("api", |api| api.conflicts_with("out"))
        .arg(all.help("Write the document of each version whole, one file a version and without an index"))
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let named: Option<&PathBuf> = matches.get_one("out");
    if export::is_asked(matches) {
        return export::run(apis, matches, out);
    }
    if matches.get_flag("all") { all(apis, named, out) } else { write(apis, named, out) }
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
        let record = publish::Record::read(&path)?;
        let done = folder::write(source, &path, |label| record.has(label))?;
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
