//! What was published: versions with digests in `published.toml`, and their documents beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::folder::{self, Stored};

/// The record's name in the folder of an API.
const RECORD: &str = "published.toml";

/// The folder of what was published, in the same.
const FOLDER: &str = "published";

/// What the record begins with.
const HEAD: &str = "# Written by `publish`. What these versions promise is in the folder `published`.\n\n";

/// The versions that were published, and the digests of their documents.
pub(crate) struct Record {
    path: PathBuf,
    versions: BTreeMap<String, String>,
}

impl Record {
    /// Reads the record of a folder; an API that has none has published nothing, unless its index says otherwise.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(RECORD);
        let promised = folder::published(folder)?;
        let Some(text) = folder::read(&path)? else {
            if !promised.is_empty() || documents(folder).join(folder::INDEX).exists() {
                return Err(Error::folder(&path, "is missing; restore it as it was committed"));
            }
            return Ok(Record { path, versions: BTreeMap::new() });
        };
        let mut tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(&text).map_err(|cause| Error::content(&path, &cause))?;
        let record = Record { path, versions: tables.remove("versions").unwrap_or_default() };
        match promised.iter().find(|label| !record.has(label.as_deref())) {
            Some(label) => {
                let name = label.as_deref().unwrap_or(UNVERSIONED);
                let problem = format!("has no version {name}, which was published; restore it as it was committed");
                Err(Error::folder(&record.path, problem))
            }
            None => Ok(record),
        }
    }

    /// Whether a version is published; `None` is that of an API without versions.
    pub(crate) fn has(&self, label: Option<&str>) -> bool {
        self.versions.contains_key(label.unwrap_or(UNVERSIONED))
    }

    /// Visits each document that was published, oldest version first, and fails where one is not what it was.
    pub(super) fn visit<F>(&self, mut visit: F) -> Result<(), Error>
    where
        F: FnMut(Option<&str>, Value) -> Result<(), Error>,
    {
        let folder = self.path.with_file_name(FOLDER);
        let mut stored = Stored::open(&folder)?;
        let mut missing: Vec<&String> = self.versions.keys().collect();
        while let Some((label, document)) = stored.next()? {
            let name = label.as_deref().unwrap_or(UNVERSIONED);
            if self.versions.get(name) != Some(&digest(document.clone())) {
                let problem = format!("version {name} is not what was published; restore it as it was committed");
                return Err(Error::folder(&folder, problem));
            }
            missing.retain(|known| *known != name);
            visit(label.as_deref(), document)?;
        }
        match missing.first() {
            Some(name) => {
                Err(Error::folder(&folder, format!("has no version {name}, which was published; restore it")))
            }
            None => Ok(()),
        }
    }

    /// Writes what is published now.
    pub(super) fn write(self, versions: BTreeMap<String, String>) -> Result<Self, Error> {
        let table = BTreeMap::from([("versions", &versions)]);
        let table = toml::to_string(&table).map_err(|cause| Error::content(&self.path, &cause))?;
        fs::write(&self.path, HEAD.to_owned() + &table).map_err(|cause| Error::file(&self.path, "write", cause))?;
        Ok(Record { versions, ..self })
    }
}

/// How an API without versions is told in the record.
pub(super) const UNVERSIONED: &str = "unversioned";

/// Where the documents are that were published.
pub(super) fn documents(folder: &Path) -> PathBuf {
    folder.join(FOLDER)
}

/// A document's digest, whatever the order of its members.
pub(super) fn digest(mut document: Value) -> String {
    document.sort_all_objects();
    let bytes = Sha256::digest(document.to_string());
    bytes.iter().fold("sha256:".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}
