//! Which file holds what.
//!
//! Each contract has a file of its own, whole where there are few. Where there are many, only the oldest and the newest are,
//! and each of the others is a patch on the one before it: a repository stays small, and a reader sees what a version changed.

use std::path::Path;

use serde_json::{Value, json};
use terrace_model::Version;

use super::{File, INDEX, PUBLISHED, patch, text};
use crate::error::Error;
use crate::openapi::Emitter;
use crate::source::Source;

/// The most contracts that are all kept whole.
const WHOLE: usize = 20;

/// How the document of an API without versions is named.
pub(crate) const UNVERSIONED: &str = "openapi";

/// How the name of a patch ends.
const PATCH: &str = ".patch.json";

/// Lays documents out in files. At most as many are held as are kept whole.
pub(crate) struct Layout {
    api: &'static str,
    contracts: Vec<Contract>,
    /// The newest document.
    last: Value,
}

/// A document that differs from the one before by more than its version.
struct Contract {
    /// The versions in which it holds, oldest first; `None` for an API without versions.
    labels: Vec<Option<String>>,
    /// What makes it of the one before.
    patch: Value,
    /// The text, as long as it may be kept whole.
    text: Option<String>,
}

impl Layout {
    pub(crate) fn new(api: &'static str) -> Self {
        Layout { api, contracts: Vec::new(), last: Value::Null }
    }

    /// Adds the document of the next newer version.
    pub(crate) fn push(&mut self, label: Option<String>, document: Value) -> Result<(), Error> {
        let at = self.contracts.len();
        match self.contracts.last_mut() {
            Some(contract) if is_same(&self.last, &document) => contract.labels.push(label),
            _ => {
                let patch = if at == 0 { Value::Null } else { patch::between(&self.last, &document) };
                let text = if at < WHOLE { Some(text(&document)?) } else { None };
                self.contracts.push(Contract { labels: vec![label], patch, text });
                if at == WHOLE {
                    self.contracts.iter_mut().skip(1).for_each(|contract| contract.text = None);
                }
                self.last = document;
            }
        }
        Ok(())
    }

    /// Makes every file, the index last, which says of each version whether it is published.
    pub(crate) fn finish(
        self,
        is_published: impl Fn(Option<&str>) -> bool,
        visit: &mut dyn FnMut(File) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let newest = self.contracts.len().saturating_sub(1);
        let mut entries = Vec::new();
        let mut before: Option<String> = None;
        for (at, contract) in self.contracts.into_iter().enumerate() {
            let whole = match contract.text {
                None if at == newest => Some(text(&self.last)?),
                text => text,
            };
            let base = before.take().filter(|_| whole.is_none());
            let label = contract.labels.first().and_then(Option::as_deref).unwrap_or(UNVERSIONED);
            let name = format!("{label}{}", if whole.is_some() { ".json" } else { PATCH });
            let text = whole.map_or_else(|| text(&contract.patch), Ok)?;
            visit(File { name: name.clone(), text })?;
            entries.extend(contract.labels.iter().map(|label| {
                let label = label.as_deref();
                entry(label, &name, base.as_deref(), is_published(label))
            }));
            before = Some(name);
        }
        let index = json!({ "api": self.api, "format": super::FORMAT, "versions": entries });
        visit(File { name: INDEX.to_owned(), text: text(&index)? })
    }
}

/// Makes every file of the folder, one at a time, the index last.
pub(crate) fn emit(
    source: Source,
    is_published: impl Fn(Option<&str>) -> bool,
    visit: &mut dyn FnMut(File) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut emitter = Emitter::new(source);
    let mut layout = Layout::new(source.table.name);
    for version in emitter.versions() {
        layout.push(version.map(|version| version.label().to_owned()), emitter.document(version)?)?;
    }
    layout.finish(is_published, visit)
}

/// Makes the document of every version, each whole and one at a time.
pub(crate) fn whole(source: Source, visit: &mut dyn FnMut(File) -> Result<(), Error>) -> Result<(), Error> {
    let mut emitter = Emitter::new(source);
    for version in emitter.versions() {
        let document = emitter.document(version)?;
        let name = version.map_or(UNVERSIONED, Version::label).to_owned() + ".json";
        visit(File { name, text: text(&document)? })?;
    }
    Ok(())
}

/// Whether a file is named as a patch is.
pub(crate) fn is_patch(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(PATCH))
}

/// Whether two documents say the same but for the version.
fn is_same(one: &Value, other: &Value) -> bool {
    let parts = |document: &Value| document.as_object().map_or(0, serde_json::Map::len);
    let info = |document: &Value| {
        let mut info = document["info"].clone();
        info["version"] = Value::Null;
        info
    };
    parts(one) == parts(other)
        && info(one) == info(other)
        && one.as_object().into_iter().flatten().all(|(key, part)| key == "info" || other.get(key) == Some(part))
}

/// What the index says of a version: its file, what that is a patch on, and that it is published.
fn entry(label: Option<&str>, file: &str, base: Option<&str>, is_published: bool) -> Value {
    let mut entry = serde_json::Map::new();
    for (key, value) in [("version", label), ("file", Some(file)), ("patches", base)] {
        entry.extend(value.map(|value| (key.to_owned(), value.into())));
    }
    entry.extend(is_published.then(|| (PUBLISHED.to_owned(), true.into())));
    Value::Object(entry)
}
