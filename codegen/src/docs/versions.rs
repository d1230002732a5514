//! What is said of versions: the document of each, and what differs between two. Made when it is first asked for, away from the
//! threads that serve, and one at a time.

use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use terrace_model::Version;
use tokio::sync::Semaphore;
use tokio::task;

use super::file::File;
use crate::check::compare::Change;
use crate::openapi::Emitter;
use crate::source::{Source, words};
use crate::{diff, folder};

const JSON: &str = "application/json";

/// The versions of all APIs.
#[derive(Clone)]
pub(super) struct Versions {
    apis: Arc<[Listed]>,
    /// Whoever makes something has it: nobody can keep the machine busy by asking for much.
    turn: Arc<Semaphore>,
}

/// An API and its versions, oldest first.
pub(super) struct Listed {
    source: Source,
    pub(super) versions: Vec<Entry>,
}

/// A version of an API.
pub(super) struct Entry {
    version: Option<Version>,
    /// What it is called in paths, and by the page.
    pub(super) place: String,
    document: OnceLock<Made>,
}

/// What is found below a path: the document of an entry, or what differs between two of one API.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Document { api: usize, at: usize },
    Changes { api: usize, old: usize, new: usize },
}

#[derive(Clone)]
pub(super) enum Made {
    File(File),
    Failed,
}

impl Listed {
    pub(super) fn title(&self) -> &'static str {
        self.source.table.title
    }

    /// The place of a version among these.
    fn find(&self, place: &str) -> Option<usize> {
        self.versions.iter().position(|entry| entry.place == place)
    }
}

impl Entry {
    pub(super) fn label(&self) -> &'static str {
        self.version.map_or("unversioned", Version::label)
    }

    pub(super) fn is_deprecated(&self) -> bool {
        self.version.and_then(Version::lapse).is_some_and(|notice| notice.deprecated.is_some())
    }
}

impl Versions {
    pub(super) fn of(apis: &[Source]) -> Self {
        let listed = apis.iter().map(|&source| {
            let folder = match apis {
                [_] => String::new(),
                _ => words(source.table.name).join("-") + "/",
            };
            let entry = |version: Option<Version>| Entry {
                version,
                place: folder.clone() + version.map_or(folder::UNVERSIONED, Version::label),
                document: OnceLock::new(),
            };
            Listed { source, versions: Emitter::new(source).versions().into_iter().map(entry).collect() }
        });
        Versions { apis: listed.collect(), turn: Arc::new(Semaphore::new(1)) }
    }

    pub(super) fn apis(&self) -> &[Listed] {
        &self.apis
    }

    /// What a path names: `openapi/2.1.json`, `changes/2.1/2.2.json`.
    pub(super) fn find(&self, path: &str) -> Option<Place> {
        let (kind, name) = path.strip_suffix(".json")?.split_once('/')?;
        self.apis.iter().enumerate().find_map(|(api, listed)| match kind {
            "openapi" => listed.find(name).map(|at| Place::Document { api, at }),
            "changes" => {
                let (old, label) = name.rsplit_once('/')?;
                let old = listed.find(old)?;
                let new = listed.versions.iter().position(|entry| entry.label() == label)?;
                Some(Place::Changes { api, old, new })
            }
            _ => None,
        })
    }

    pub(super) async fn file(&self, place: Place) -> Made {
        if let Place::Document { api, at } = place
            && let Some(made) = self.apis[api].versions[at].document.get()
        {
            return made.clone();
        }
        let Ok(turn) = self.turn.clone().acquire_owned().await else { return Made::Failed };
        let versions = self.clone();
        let making = task::spawn_blocking(move || {
            let _turn = turn;
            versions.make(place)
        });
        making.await.unwrap_or(Made::Failed)
    }

    fn make(&self, place: Place) -> Made {
        match place {
            Place::Document { api, at } => self.document(api, at),
            Place::Changes { api, old, new } => {
                let label = |at: usize| self.apis[api].versions[at].label();
                let [Some(before), Some(after)] = [old, new].map(|at| self.value(api, at)) else {
                    return Made::Failed;
                };
                let changes: Vec<_> = diff::changes(&before, &after).iter().map(Change::to_json).collect();
                let told = json!({ "from": label(old), "to": label(new), "changes": changes });
                Made::File(File::new(JSON, told.to_string().as_bytes()))
            }
        }
    }

    fn document(&self, api: usize, at: usize) -> Made {
        let Listed { source, versions } = &self.apis[api];
        let made = versions[at].document.get_or_init(|| {
            let document = Emitter::new(*source).document(versions[at].version);
            let text = document.and_then(|document| folder::text(&document));
            text.map_or(Made::Failed, |text| Made::File(File::new(JSON, text.as_bytes())))
        });
        made.clone()
    }

    fn value(&self, api: usize, at: usize) -> Option<Value> {
        match self.document(api, at) {
            Made::File(file) => serde_json::from_slice(&file.content()).ok(),
            Made::Failed => None,
        }
    }
}
