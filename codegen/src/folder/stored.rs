//! The documents that a folder holds, whole and one at a time.

use std::path::{Path, PathBuf};

use json_patch::Patch;
use serde_json::Value;

use super::{INDEX, read};
use crate::error::Error;

/// The documents of a folder, oldest version first.
pub(crate) struct Stored {
    folder: PathBuf,
    /// What the index says of each version.
    entries: Vec<Value>,
    /// The entry that is read next.
    at: usize,
    /// The file that was read last, and the document that it gave.
    last: (String, Value),
}

impl Stored {
    /// Opens a folder; one that is not there holds none.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(INDEX);
        let entries = match read(&path)? {
            None => Vec::new(),
            Some(text) => {
                let index: Value = serde_json::from_str(&text).map_err(|cause| Error::content(&path, &cause))?;
                index["versions"].as_array().cloned().ok_or_else(|| Error::folder(&path, "lists no versions"))?
            }
        };
        Ok(Stored { folder: folder.to_owned(), entries, at: 0, last: (String::new(), Value::Null) })
    }

    /// The versions that it has; `None` is that of an API without versions.
    pub(crate) fn labels(&self) -> impl Iterator<Item = Option<&str>> {
        self.entries.iter().map(|entry| entry["version"].as_str())
    }

    /// The document of one version. Asked for in the order of the versions, each file is read once.
    pub(crate) fn find(&mut self, label: Option<&str>) -> Result<Option<Value>, Error> {
        let Some(place) = self.labels().position(|known| known == label) else { return Ok(None) };
        if place < self.at {
            self.at = 0;
        }
        while self.at < place {
            self.advance()?;
        }
        Ok(self.next()?.map(|(_, document)| document))
    }

    /// The next document, with its version.
    pub(crate) fn next(&mut self) -> Result<Option<(Option<String>, Value)>, Error> {
        let Some(label) = self.advance()? else { return Ok(None) };
        let mut document = self.last.1.clone();
        if let (Some(label), Some(version)) = (&label, document.pointer_mut("/info/version")) {
            *version = label.as_str().into();
        }
        Ok(Some((label, document)))
    }

    /// Makes the next document the last, and returns its version.
    fn advance(&mut self) -> Result<Option<Option<String>>, Error> {
        let Some(entry) = self.entries.get(self.at) else { return Ok(None) };
        let text = |key: &str| entry[key].as_str().map(str::to_owned);
        let (label, base) = (text("version"), text("patches"));
        let Some(file) = text("file") else {
            return Err(Error::folder(&self.folder.join(INDEX), "has a version without a file"));
        };
        self.at += 1;
        if file != self.last.0 {
            self.read(file, base)?;
        }
        Ok(Some(label))
    }

    fn read(&mut self, file: String, base: Option<String>) -> Result<(), Error> {
        let path = self.folder.join(&file);
        let Some(text) = read(&path)? else { return Err(Error::folder(&path, "is missing")) };
        match base {
            None => self.last.1 = serde_json::from_str(&text).map_err(|cause| Error::content(&path, &cause))?,
            Some(base) if base == self.last.0 => {
                let steps: Patch = serde_json::from_str(&text).map_err(|cause| Error::content(&path, &cause))?;
                json_patch::patch(&mut self.last.1, &steps).map_err(|cause| Error::content(&path, &cause))?;
            }
            Some(base) => {
                return Err(Error::folder(&path, format!("is a patch on `{base}`, which does not stand before it")));
            }
        }
        self.last.0 = file;
        Ok(())
    }
}
