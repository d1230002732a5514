//! Changes that break a published version and were approved, with the reason of each.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::compat::{Finding, Rule};
use crate::error::Error;
use crate::folder;

/// The file's name in the folder of an API.
const FILE: &str = "exceptions.toml";

/// What the file holds.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exceptions {
    #[serde(default, rename = "exception")]
    all: Vec<Exception>,
}

/// A change that was approved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    rule: String,
    pointer: String,
    versions: Vec<String>,
    reason: String,
    #[serde(skip)]
    is_used: bool,
}

impl Exceptions {
    /// Reads the file of a folder; where there is none, nothing was approved.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = path(folder);
        let Some(text) = folder::read(&path)? else { return Ok(Exceptions::default()) };
        let exceptions: Exceptions = toml::from_str(&text)
            .map_err(|cause| Error::folder(&path, cause.to_string().trim_end().replace('\n', "\n  ")))?;
        for exception in &exceptions.all {
            if Rule::ALL.iter().all(|rule| rule.id() != exception.rule) {
                return Err(Error::folder(&path, format!("there is no rule `{}`", exception.rule)));
            }
            if exception.reason.trim().is_empty() {
                let problem = format!("`{}` at {} has no reason", exception.rule, exception.pointer);
                return Err(Error::folder(&path, problem));
            }
        }
        Ok(exceptions)
    }

    /// Whether a finding in a version was approved.
    pub(super) fn approve(&mut self, version: &str, finding: &Finding) -> bool {
        let mut is_approved = false;
        for exception in &mut self.all {
            let is_meant = exception.rule == finding.rule.id()
                && exception.pointer == finding.pointer
                && exception.versions.iter().any(|known| known == version);
            exception.is_used |= is_meant;
            is_approved |= is_meant;
        }
        is_approved
    }

    /// Those that approve nothing, in words.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.all.iter().filter(|exception| !exception.is_used);
        unused.map(|exception| format!("`{}` at {}", exception.rule, exception.pointer)).collect()
    }
}

/// Where the file is.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
