//! The gate: no published version may change in a way that breaks its clients.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use terrace_model::Version;

use super::exceptions::{self, Exceptions};
use super::record::{Record, UNVERSIONED, digest};
use crate::compat::{self, Finding, Rule};
use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;

/// The most operations of one change that are told by name.
const OPERATIONS: usize = 5;

/// What the gate says.
pub(crate) struct Verdict {
    /// What breaks, and in which versions.
    broken: Vec<(Finding, Vec<String>)>,
    /// Exceptions that approve nothing.
    pub(crate) unused: Vec<String>,
    /// The first version that may still change, as its constant.
    next: String,
}

/// Compares each published version with what the code says of it.
pub(crate) fn judge(source: Source, folder: &Path) -> Result<Verdict, Error> {
    let record = Record::read(folder)?;
    let mut exceptions = Exceptions::read(folder)?;
    let mut broken: Vec<(Finding, Vec<String>)> = Vec::new();
    let served = Emitter::new(source).versions();
    let mut emitter = Emitter::new(source);
    record.visit(|label, old| {
        let name = label.unwrap_or(UNVERSIONED);
        let version = served.iter().find(|version| version.map(Version::label) == label);
        let findings = match version {
            None => vec![removed(name)],
            Some(&version) => {
                let new = emitter.document(version)?;
                if digest(old.clone()) == digest(new.clone()) { Vec::new() } else { compat::findings(&old, &new) }
            }
        };
        for finding in findings {
            if exceptions.approve(name, &finding) {
                continue;
            }
            match broken.iter_mut().find(|(known, _)| *known == finding) {
                Some((_, versions)) => versions.push(name.to_owned()),
                None => broken.push((finding, vec![name.to_owned()])),
            }
        }
        Ok(())
    })?;
    Ok(Verdict { broken, unused: exceptions.unused(), next: next(&served, &record) })
}

impl Verdict {
    /// Tells what breaks, and fails if something does.
    pub(crate) fn enforce(&self, folder: &Path, out: &mut dyn Write) -> Result<(), Error> {
        for (finding, versions) in &self.broken {
            let versions = match versions.as_slice() {
                [first, .., last] => format!("{first} to {last}"),
                only => only.concat(),
            };
            writeln!(out, "{versions}: {} at {}: {}", finding.rule, finding.pointer, finding.what)?;
            let shown: Vec<_> = finding.operations.iter().take(OPERATIONS).map(String::as_str).collect();
            let more = finding.operations.len().saturating_sub(OPERATIONS);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            if !shown.is_empty() {
                writeln!(out, "  reaches {}{more}", shown.join(", "))?;
            }
            writeln!(out, "  help: {}", finding.rule.help(&self.next))?;
        }
        match self.broken.len() {
            0 => Ok(()),
            problems => Err(Error::breaking(problems, exceptions::path(folder))),
        }
    }
}

fn removed(version: &str) -> Finding {
    Finding {
        rule: Rule::VersionRemoved,
        pointer: "/info/version".to_owned(),
        what: format!("version {version} is gone"),
        operations: BTreeSet::new(),
    }
}

/// The constant of the first version after all that are published: `V2_27`.
fn next(served: &[Option<Version>], record: &Record) -> String {
    let labels: Vec<_> = served.iter().map(|version| version.map(Version::label)).collect();
    let after = labels.iter().rposition(|label| record.has(*label)).map_or(0, |at| at + 1);
    match labels.get(after) {
        Some(label) => label.unwrap_or(UNVERSIONED).chars().fold("V".to_owned(), |name, found| {
            name + &if found.is_alphanumeric() { found.to_string() } else { "_".to_owned() }
        }),
        // There is none yet.
        None => "V_NEXT".to_owned(),
    }
}
