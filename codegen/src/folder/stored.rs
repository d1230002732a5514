//! The documents that a folder holds, whole and one at a time.

use std::path::{Path, PathBuf};
use std::vec;

use json_patch::Patch;
use serde_json::Value;

use super::{INDEX, read};
use crate::error::Error;

/// The documents of a folder, oldest version first.
pub(crate) struct Stored {
    folder: PathBuf,
    entries: vec::IntoIter<Value>,
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
        Ok(Stored { folder: folder.to_owned(), entries: entries.into_iter(), last: (String::new(), Value::Null) })
    }

    /// The next document, with its version; `None` is that of an API without versions.
    pub(crate) fn next(&mut self) -> Result<Option<(Option<String>, Value)>, Error> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        let label = entry["version"].as_str().map(str::to_owned);
        let Some(file) = entry["file"].as_str() else {
            return Err(Error::folder(&self.folder.join(INDEX), "has a version without a file"));
        };
        if file != self.last.0 {
            self.advance(file, entry["patches"].as_str())?;
        }
        let mut document = self.last.1.clone();
        if let (Some(label), Some(version)) = (&label, document.pointer_mut("/info/version")) {
            *version = label.as_str().into();
        }
        Ok(Some((label, document)))
    }

    fn advance(&mut self, file: &str, base: Option<&str>) -> Result<(), Error> {
        let path = self.folder.join(file);
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
        file.clone_into(&mut self.last.0);
        Ok(())
    }
}
