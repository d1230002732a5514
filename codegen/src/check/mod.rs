//! The check that the committed documents are what the code says, and that no published version is broken.

pub(crate) mod compare;

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use similar::TextDiff;

use crate::error::Error;
use crate::folder::{self, File, INDEX};
use crate::publish::{self, Record};
use crate::source::Source;

/// The most changes told of one file.
const CHANGES: usize = 40;
/// The most lines of one file's difference.
const LINES: usize = 60;
/// The most files whose difference is shown; versions tend to differ in the same way.
const FILES: usize = 3;

/// Compares each file with what the code says, and that with what was published; prints what differs, and fails where something
/// does.
pub(crate) fn run(apis: &[Source], dir: Option<&PathBuf>, program: &Path, out: &mut dyn Write) -> Result<(), Error> {
    let (mut problems, mut spare) = (0, 0);
    let mut broken = Ok(());
    for &source in apis {
        let path = folder::of(apis, &source, dir);
        problems += check(source, &path, out)?;
        let verdict = publish::judge(source, &path)?;
        // `openapi` mends nothing as long as a published version is broken.
        broken = broken.and(verdict.enforce(&path, out));
        for exception in &verdict.unused {
            writeln!(out, "{}: {exception} approves nothing; remove it", publish::exceptions(&path).display())?;
        }
        spare += verdict.unused.len();
    }
    broken?;
    if problems > 0 {
        return Err(Error::stale(problems, mend(program, dir)));
    }
    if spare > 0 {
        return Err(Error::spare(spare));
    }
    Ok(())
}

/// The number of what differs in the folder of one API.
fn check(source: Source, path: &Path, out: &mut dyn Write) -> Result<usize, Error> {
    let mut extra = folder::documents(source, path)?;
    let mut report = Report { out, problems: 0, shown: 0, last: Vec::new() };
    let mut files = 0;
    let record = Record::read(path)?;
    folder::emit(source, |label| record.has(label), &mut |file| {
        files += 1;
        extra.retain(|name| *name != file.name);
        let place = path.join(&file.name);
        match folder::read(&place)? {
            None => report.note(&place, "is missing"),
            Some(text) if text == file.text => Ok(()),
            Some(text) => report.difference(&place, &text, &file),
        }
    })?;
    for name in extra {
        report.note(&path.join(name), "belongs to no version")?;
    }
    let problems = report.problems;
    if problems == 0 {
        writeln!(out, "{files} files in {} are what the code says", path.display())?;
    }
    Ok(problems)
}

struct Report<'o> {
    out: &'o mut dyn Write,
    problems: usize,
    shown: usize,
    /// What the file before differed in.
    last: Vec<String>,
}

impl Report<'_> {
    fn note(&mut self, place: &Path, what: &str) -> Result<(), Error> {
        self.problems += 1;
        writeln!(self.out, "{} {what}", place.display())?;
        Ok(())
    }

    fn difference(&mut self, place: &Path, old: &str, new: &File) -> Result<(), Error> {
        let both = (serde_json::from_str::<Value>(old), serde_json::from_str::<Value>(&new.text));
        let (Ok(before), Ok(after)) = both else {
            return self.note(place, "is not JSON");
        };
        let is_patch = after.is_array();
        let changes = match new.name.as_str() {
            INDEX => compare::indexes(&before, &after),
            // A patch is told by its lines, which are changes themselves.
            _ if is_patch => Vec::new(),
            _ => compare::documents(&before, &after).iter().map(compare::Change::to_string).collect(),
        };
        self.note(place, "differs")?;
        if changes.is_empty() && (!is_patch || before == after) {
            writeln!(self.out, "  in form only, not in content")?;
            return Ok(());
        }
        if changes == self.last && !is_patch {
            writeln!(self.out, "  as the file before")?;
            return Ok(());
        }
        for change in changes.iter().take(CHANGES) {
            writeln!(self.out, "  {change}")?;
        }
        if changes.len() > CHANGES {
            writeln!(self.out, "  … and {} changes more", changes.len() - CHANGES)?;
        }
        self.last = changes;
        if self.shown < FILES && new.name != INDEX {
            self.shown += 1;
            self.lines(old, &new.text)?;
        }
        Ok(())
    }

    fn lines(&mut self, old: &str, new: &str) -> Result<(), Error> {
        let difference = TextDiff::from_lines(old, new);
        let text = difference.unified_diff().context_radius(2).header("committed", "code").to_string();
        writeln!(self.out)?;
        for line in text.lines().take(LINES) {
            writeln!(self.out, "    {line}")?;
        }
        let more = text.lines().count().saturating_sub(LINES);
        if more > 0 {
            writeln!(self.out, "    … and {more} lines more")?;
        }
        writeln!(self.out)?;
        Ok(())
    }
}

/// The command that writes the documents, as the process was started.
fn mend(program: &Path, dir: Option<&PathBuf>) -> String {
    let name = program.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let start = match std::env::var("CARGO_PKG_NAME") {
        Ok(package) if package == name => format!("cargo run -p {package} --"),
        Ok(package) => format!("cargo run -p {package} --bin {name} --"),
        Err(_) => program.display().to_string(),
    };
    let out = dir.map(|dir| format!(" --out {}", dir.display())).unwrap_or_default();
    format!("{start} openapi{out}")
}
