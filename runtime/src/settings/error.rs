//! What is wrong with settings.

use core::error::Error;
use core::fmt;

use super::given::joined;

/// What is wrong with the settings of a service: all of it, one line for each.
///
/// A line says where the setting was set, by its file and line, its variable of the environment or its flag, and what could
/// be written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsError {
    problems: Vec<String>,
}

impl SettingsError {
    /// `None` where nothing is wrong.
    pub(super) fn of(problems: Vec<String>) -> Option<Self> {
        (!problems.is_empty()).then_some(SettingsError { problems })
    }

    /// Each thing that is wrong.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(String::as_str)
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problems.join("\n"))
    }
}

impl Error for SettingsError {}

/// The name that a misspelt one most likely means.
pub(crate) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let distances = names.map(|name| (strsim::osa_distance(word, name), name));
    let (distance, near) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= near.len().max(word.len()).div_ceil(3)).then_some(near)
}

/// What a name that is none could have been, of those that a part has.
pub(crate) fn help<'n>(word: &str, part: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(word, names.clone()) {
        Some(near) => format!("did you mean `{}`?", joined(part, near)),
        None => match names.map(|name| format!("`{name}`")).collect::<Vec<_>>() {
            names if names.is_empty() => "there are none here".to_owned(),
            names => format!("known are {}", names.join(", ")),
        },
    }
}
