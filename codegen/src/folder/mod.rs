//! The folder with an API's documents: an index, and one file for each contract.

mod layout;
mod patch;
mod stored;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;
use crate::source::{Source, words};

pub(crate) use self::layout::{Layout, UNVERSIONED, emit, is_patch, whole};
pub(crate) use self::stored::Stored;

/// The index's name.
pub(crate) const INDEX: &str = "index.json";

/// What the index says of a version that is published.
const PUBLISHED: &str = "published";

/// What the index calls the folder's form. A folder of a later form belongs to a later version of this crate.
const FORMAT: u64 = 1;

/// The file of one contract.
pub(crate) struct File {
    /// Its name in the folder.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// Where the documents of one among some APIs are: `openapi/<api>`, or else the folder that was named. Several APIs have a
/// folder each in that.
pub(crate) fn of(apis: &[Source], source: &Source, named: Option<&PathBuf>) -> PathBuf {
    let own = words(source.table.name).join("-");
    match named {
        Some(folder) if apis.len() == 1 => folder.clone(),
        folder => folder.map_or(Path::new("openapi"), PathBuf::as_path).join(own),
    }
}

/// A document as it is in a file.
pub(crate) fn text(document: &Value) -> Result<String, Error> {
    Ok(serde_json::to_string_pretty(document).map_err(Error::document)? + "\n")
}

/// Writes the documents that the code says. Returns what was done to which file.
pub(crate) fn write(
    source: Source,
    folder: &Path,
    is_published: impl Fn(Option<&str>) -> bool,
) -> Result<Vec<(String, &'static str)>, Error> {
    put(source, folder, |visit| emit(source, is_published, visit))
}

/// Writes the files that are made, and removes the documents that are none of them. Returns what was done to which file.
pub(crate) fn put(
    source: Source,
    folder: &Path,
    make: impl FnOnce(&mut dyn FnMut(File) -> Result<(), Error>) -> Result<(), Error>,
) -> Result<Vec<(String, &'static str)>, Error> {
    let before = documents(source, folder)?;
    fs::create_dir_all(folder).map_err(|cause| Error::file(folder, "create", cause))?;
    let mut done = Vec::new();
    make(&mut |file| {
        let path = folder.join(&file.name);
        let known = read(&path)?;
        if known.as_ref() != Some(&file.text) {
            fs::write(&path, &file.text).map_err(|cause| Error::file(&path, "write", cause))?;
        }
        done.push((
            file.name,
            match known {
                None => "new",
                Some(text) if text != file.text => "changed",
                Some(_) => "unchanged",
            },
        ));
        Ok(())
    })?;
    for name in before {
        if done.iter().all(|(known, _)| *known != name) {
            let path = folder.join(&name);
            fs::remove_file(&path).map_err(|cause| Error::file(&path, "remove", cause))?;
            done.push((name, "removed"));
        }
    }
    Ok(done)
}

/// The names of the documents in a folder, which must be this API's: without an index, nothing is known to be one.
pub(crate) fn documents(source: Source, folder: &Path) -> Result<Vec<String>, Error> {
    let Some(index) = index(folder)? else { return Ok(Vec::new()) };
    let own = source.table.name;
    if let Some(api) = index["api"].as_str().filter(|api| *api != own) {
        return Err(Error::folder(folder, format!("holds the documents of `{api}`, not of `{own}`")));
    }
    if index["format"].as_u64().is_some_and(|format| format > FORMAT) {
        return Err(Error::folder(folder, "was written by a later version of terrace-codegen; update it"));
    }
    let entries = fs::read_dir(folder).map_err(|cause| Error::file(folder, "read", cause))?;
    let mut names = Vec::new();
    for entry in entries {
        let path = entry.map_err(|cause| Error::file(folder, "read", cause))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".json") && path.is_file() && is_document(&path)? {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The versions that the index of a folder calls published; `None` is that of an API without versions.
pub(crate) fn published(folder: &Path) -> Result<Vec<Option<String>>, Error> {
    let index = index(folder)?.unwrap_or_default();
    let versions = index["versions"].as_array().into_iter().flatten();
    let published = versions.filter(|entry| entry[PUBLISHED] == true);
    Ok(published.map(|entry| entry["version"].as_str().map(str::to_owned)).collect())
}

/// A folder's index. One that is no JSON says nothing: it is only a file that differs.
fn index(folder: &Path) -> Result<Option<Value>, Error> {
    Ok(read(&folder.join(INDEX))?.map(|text| serde_json::from_str(&text).unwrap_or_default()))
}

/// A file's text, `None` where there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::file(path, "read", cause)),
    }
}

fn is_document(path: &Path) -> Result<bool, Error> {
    let text = read(path)?.unwrap_or_default();
    Ok(serde_json::from_str::<Value>(&text).is_ok_and(|value| match value {
        Value::Array(steps) => is_patch(path) && steps.iter().all(|step| step.get("op").is_some()),
        value => value.get("openapi").is_some_and(Value::is_string),
    }))
}
