//! Settings as they are read: each is looked for among what was set, and what is in force is kept for who asks.

use super::given::{Content, Given, Origin, Set, joined};
use super::preset::Presets;
use super::value::{SettingValue, Value, Wrong, choice, of_text, word};

/// Where the reading of settings is. Generated code hands it on.
#[derive(Debug)]
pub struct Reading<'g> {
    given: &'g Given,
    path: String,
    /// What counts here where nobody sets it, before what the settings' types say.
    pub(super) presets: Presets,
    /// How many ask what there is without minding what is wrong with it.
    dry: usize,
    problems: Vec<String>,
    entries: Vec<Entry>,
}

/// A setting that was read.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) path: String,
    /// Its default, as it is written.
    pub(super) default: Option<Value>,
    /// What is in force, as it is written.
    pub(super) value: Option<Value>,
    /// Whether it is there: not where it is off, or in a part that is not.
    pub(super) is_there: bool,
}

/// What became of a setting.
enum Read<T> {
    Set(T),
    /// What is wrong is told.
    Wrong,
    /// Nobody set it.
    Unset,
}

impl<'g> Reading<'g> {
    pub(super) fn new(given: &'g Given) -> Self {
        Reading {
            given,
            path: String::new(),
            presets: Presets::default(),
            dry: 0,
            problems: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// What is wrong, and what there is.
    pub(super) fn finish(self) -> (Vec<String>, Vec<Entry>) {
        (self.problems, self.entries)
    }

    /// Reads what is one name below this place.
    #[doc(hidden)]
    pub fn field<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let here = joined(&self.path, name);
        let above = core::mem::replace(&mut self.path, here);
        let read = read(self);
        self.path = above;
        read
    }

    /// Where it is.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whether something was set here or below.
    pub(super) fn is_given(&self) -> bool {
        self.given.has(&self.path) || self.presets.has(&self.path)
    }

    /// Whether this was set to `false`.
    pub(super) fn is_off(&self) -> bool {
        self.given.0.get(&self.path).is_some_and(|set| match &set.content {
            Content::Value(value) => *value == Value::Boolean(false),
            Content::Text(text) => text == "false",
        })
    }

    /// Reads without minding what is wrong.
    pub(super) fn dry<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.dry += 1;
        let read = read(self);
        self.dry -= 1;
        read
    }

    /// Reads the value that was set here, or takes the default.
    pub(super) fn value<T: SettingValue>(&mut self, default: Option<T>) -> Option<T> {
        let default = self.preset()?.or(default);
        let written = default.as_ref().and_then(T::write);
        let read = self.read(T::KIND, T::IS_SECRET, written, |content| {
            let read = match content {
                Content::Value(value) => T::read(value),
                Content::Text(text) => of_text(text),
            };
            read.map(|read| (read.write(), read))
        });
        match read {
            Read::Set(value) => Some(value),
            Read::Wrong => None,
            Read::Unset => {
                if default.is_none() {
                    self.missing(T::KIND);
                }
                default
            }
        }
    }

    /// Reads one of several words, of which the first is the default.
    pub(super) fn word(&mut self, kind: &str, words: &[&'static str]) -> Option<&'static str> {
        let first = words.first().copied();
        let read = self.read(kind, false, first.map(word), |content| {
            let words = words.iter().map(|word| (*word, *word));
            let chosen = match content {
                Content::Value(value) => choice(value, words),
                Content::Text(text) => choice(&Value::Text(text.clone()), words),
            };
            chosen.map(|chosen| (Some(word(chosen)), chosen))
        });
        match read {
            Read::Set(word) => Some(word),
            Read::Wrong => None,
            Read::Unset => first,
        }
    }

    /// Reads what was set here, and keeps it as it is written for who asks.
    fn read<T>(
        &mut self,
        kind: &str,
        is_secret: bool,
        default: Option<Value>,
        read: impl FnOnce(&Content) -> Result<(Option<Value>, T), Wrong>,
    ) -> Read<T> {
        let entry = Entry { path: self.path.clone(), value: default.clone(), default, is_there: self.dry == 0 };
        match self.entries.iter_mut().find(|earlier| earlier.path == entry.path) {
            Some(earlier) => *earlier = entry,
            None => self.entries.push(entry),
        }
        let given = self.given;
        let Some(Set { content, origin }) = given.0.get(&self.path) else { return Read::Unset };
        let wrong = match read(content) {
            Ok((written, read)) => {
                if let Some(entry) = self.entries.iter_mut().find(|entry| entry.path == self.path) {
                    entry.value = written;
                }
                return Read::Set(read);
            }
            Err(wrong) => wrong,
        };
        let is = format!("{} is", self.by(origin));
        self.problem(match wrong.0 {
            _ if is_secret => format!("{is} not {kind}"),
            None => format!("{is} `{}`, and must be {kind}", shown(content)),
            Some(more) => format!("{is} `{}`, and must be {kind}; {more}", shown(content)),
        });
        Read::Wrong
    }

    /// What counts here where nobody sets it, if something says so that is no type.
    fn preset<T: SettingValue>(&mut self) -> Option<Option<T>> {
        let Some(preset) = self.presets.0.get(&self.path) else { return Some(None) };
        let wrong = match of_text(&preset.text) {
            Ok(value) => return Some(Some(value)),
            Err(wrong) => wrong,
        };
        let is = format!("`{}` is by `[{}]`", self.path, preset.section);
        self.problem(match wrong.0 {
            _ if T::IS_SECRET => format!("{is} not {}", T::KIND),
            None => format!("{is} `{}`, and must be {}", preset.text, T::KIND),
            Some(more) => format!("{is} `{}`, and must be {}; {more}", preset.text, T::KIND),
        });
        None
    }

    fn missing(&mut self, kind: &str) {
        let (part, _) = self.path.rsplit_once('.').unwrap_or_default();
        let beside = match self.given.first_of(part) {
            Some((other, set)) if !part.is_empty() => format!(", which `{other}` needs as well ({})", set.origin),
            _ => String::new(),
        };
        self.problem(format!("`{}` is not set{beside}; it must be {kind}", self.path));
    }

    /// Tells what is wrong with all that is set here together, as in "`login` must have …".
    #[cfg(feature = "keystone")]
    pub(crate) fn wrong(&mut self, said: &str) {
        self.problem(format!("`{}` {said}", self.path));
    }

    /// Tells what is wrong with what was set here, as in "there is no extension `os-shelf`", and by whom.
    pub(super) fn refuse(&mut self, said: &str) {
        let set = self.given.0.get(&self.path);
        let by = set.map_or_else(|| format!("`{}`", self.path), |set| self.by(&set.origin));
        self.problem(format!("{by}: {said}"));
    }

    /// What was set here, by whom.
    fn by(&self, origin: &Origin) -> String {
        match origin {
            Origin::File { .. } => format!("{origin}: `{}`", self.path),
            Origin::Environment(_) | Origin::Flag(_) => origin.to_string(),
        }
    }

    fn problem(&mut self, said: String) {
        if self.dry == 0 {
            self.problems.push(said);
        }
    }
}

/// A value in a message: a text without quotes.
fn shown(content: &Content) -> String {
    match content {
        Content::Value(Value::Text(text)) | Content::Text(text) => text.clone(),
        Content::Value(value) => value.to_string(),
    }
}
