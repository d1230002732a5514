//! The folder with an API's documents: an index, and one file for each contract.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use utoipa::openapi::OpenApi;

use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::{Source, words};

/// The index's name.
pub(crate) const INDEX: &str = "index.json";

/// What the index calls the folder's form. A folder of a later form belongs to a later version of this crate.
const FORMAT: u64 = 1;

/// The file of one contract.
pub(crate) struct File {
    /// Its name in the folder.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// Where an API's documents are unless told otherwise.
pub(crate) fn default(source: &Source) -> PathBuf {
    Path::new("openapi").join(words(source.table.name).join("-"))
}

/// Makes every file of the folder, one at a time, the index last.
pub(crate) fn emit(source: Source, visit: &mut dyn FnMut(File) -> Result<(), Error>) -> Result<(), Error> {
    let mut emitter = Emitter::new(source);
    let mut versions: Vec<Value> = Vec::new();
    let (mut contract, mut name) = (String::new(), String::new());
    for version in emitter.versions() {
        let mut document = emitter.document(version).map_err(Error::clash)?;
        let label = std::mem::take(&mut document.info.version);
        let text = text(&document)?;
        if text != contract {
            contract = text;
            name = version.map_or_else(|| "openapi.json".to_owned(), |version| format!("{}.json", version.label()));
            document.info.version = label;
            visit(File { name: name.clone(), text: self::text(&document)? })?;
        }
        versions.push(match version {
            Some(version) => json!({ "version": version.label(), "file": name }),
            None => json!({ "file": name }),
        });
    }
    let index = json!({ "api": source.table.name, "format": FORMAT, "versions": versions });
    let text = serde_json::to_string_pretty(&index).map_err(Error::document)? + "\n";
    visit(File { name: INDEX.to_owned(), text })
}

/// A document as it is in a file.
pub(crate) fn text(document: &OpenApi) -> Result<String, Error> {
    Ok(document.to_pretty_json().map_err(Error::document)? + "\n")
}

/// Writes the documents, and removes those that no version uses any longer. Returns what was done to which file.
pub(crate) fn write(source: Source, folder: &Path) -> Result<Vec<(String, &'static str)>, Error> {
    let before = documents(source, folder)?;
    fs::create_dir_all(folder).map_err(|cause| Error::file(folder, "create", cause))?;
    let mut done = Vec::new();
    emit(source, &mut |file| {
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
    let Some(index) = read(&folder.join(INDEX))? else { return Ok(Vec::new()) };
    // An index that is no JSON is only a file that differs.
    let index: Value = serde_json::from_str(&index).unwrap_or_default();
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
    Ok(serde_json::from_str::<Value>(&text).is_ok_and(|value| value.get("openapi").is_some_and(Value::is_string)))
}
