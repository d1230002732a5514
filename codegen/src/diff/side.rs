//! What `diff` compares: the document of a version or of a file, or those of a folder by their names.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;
use crate::folder::{self, Stored};
use crate::openapi::Emitter;
use crate::source::Source;
use crate::version;

/// One of the two that are compared.
pub(super) enum Side {
    One(Value),
    Several(Folder),
}

/// The documents of a folder, of which one is held at a time.
pub(super) enum Folder {
    /// As `openapi` and `publish` write them: an index, and files that may be patches.
    Indexed(Stored),
    /// Whole documents in files of any names, as `openapi --all` writes them.
    Files(Vec<(String, PathBuf)>),
}

impl Side {
    /// What was named on the command line.
    pub(super) fn find(apis: &[Source], api: Option<&String>, name: &str) -> Result<Side, Error> {
        if version::is_known(apis, name) {
            let (source, version) = version::find(apis, name, api)?;
            return Ok(Side::One(Emitter::new(source).document(version)?));
        }
        let path = Path::new(name);
        if path.is_dir() {
            return Folder::open(path).map(Side::Several);
        }
        let missing = || Error::setting(format!("`{name}` is neither a version nor a file; {}", version::known(apis)));
        let text = folder::read(path)?.ok_or_else(missing)?;
        let document =
            parse(&text).ok_or_else(|| Error::setting(format!("`{name}` is no OpenAPI document that is JSON")))?;
        Ok(Side::One(document))
    }
}

impl Folder {
    fn open(path: &Path) -> Result<Self, Error> {
        if path.join(folder::INDEX).exists() {
            return Stored::open(path).map(Folder::Indexed);
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(path).map_err(|cause| Error::file(path, "read", cause))? {
            let file = entry.map_err(|cause| Error::file(path, "read", cause))?.path();
            if folder::is_patch(&file) {
                return Err(Error::folder(path, "has patches but no index; restore it as it was committed"));
            }
            let is_json = file.extension().is_some_and(|end| end == "json") && file.is_file();
            if let (Some(name), true) = (file.file_stem().and_then(|name| name.to_str()), is_json)
                && folder::read(&file)?.is_some_and(|text| parse(&text).is_some())
            {
                files.push((name.to_owned(), file));
            }
        }
        if files.is_empty() {
            return Err(Error::folder(path, "has no OpenAPI document that is JSON"));
        }
        files.sort();
        Ok(Folder::Files(files))
    }

    /// The names of its documents: those of the versions, else those of the files.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Folder::Indexed(stored) => {
                stored.labels().map(|label| label.unwrap_or(folder::UNVERSIONED).to_owned()).collect()
            }
            Folder::Files(files) => files.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// The document of a name, where it has it.
    pub(super) fn document(&mut self, name: &str) -> Result<Option<Value>, Error> {
        match self {
            Folder::Indexed(stored) => stored.find(Some(name).filter(|name| *name != folder::UNVERSIONED)),
            Folder::Files(files) => {
                let Some((_, path)) = files.iter().find(|(known, _)| known == name) else { return Ok(None) };
                Ok(folder::read(path)?.and_then(|text| parse(&text)))
            }
        }
    }
}

/// The document that a text is; an index, a patch or a digest is none.
fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().filter(|value: &Value| value.get("openapi").is_some_and(Value::is_string))
}
