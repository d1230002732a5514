//! Which pipeline an API has, where `pipelines` lists several.

use core::error::Error;
use core::fmt;

use terrace_model::{Choice, Setting};

use super::Chain;
use crate::controller::{Application, Declared};
use crate::settings::nearest;
use crate::state::Parts;

/// What chooses among pipelines, each by its setting: [`Parts`] have it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen(Vec<(&'static str, &'static str)>);

impl Chosen {
    /// Chooses by one setting of an application.
    pub(crate) fn set<A: Application>(&mut self, setting: &str, value: &str) -> Result<(), UnknownPipeline> {
        let choices = choices(A::APIS);
        let unknown = |problem| UnknownPipeline { problem };
        let Some((own, choice)) = choices.iter().find(|(own, _)| own.name == setting) else {
            let names: Vec<_> = choices.iter().map(|(own, _)| format!("`{}`", own.name)).collect();
            let known =
                if names.is_empty() { "none does".to_owned() } else { format!("known are {}", names.join(", ")) };
            return Err(unknown(format!("no pipeline is chosen by `{setting}`; {known}")));
        };
        let Some(alternative) = choice.of.iter().find(|alternative| alternative.value == value) else {
            let near = nearest(value, choice.of.iter().map(|alternative| alternative.value));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(unknown(format!("`{setting}` is `{value}`, and must be {}{near}", own.kind)));
        };
        self.put(own.name, alternative.value);
        Ok(())
    }

    /// Chooses by a setting that there is, with a value that it has.
    pub(crate) fn put(&mut self, setting: &'static str, value: &'static str) {
        self.0.retain(|(known, _)| *known != setting);
        self.0.push((setting, value));
    }

    /// The place of the pipeline that is chosen.
    fn at(&self, choice: &Choice) -> usize {
        let set = choice.setting.and_then(|setting| self.0.iter().find(|(known, _)| *known == setting.name));
        let found = set.and_then(|(_, value)| choice.of.iter().position(|alternative| alternative.value == *value));
        found.unwrap_or_default()
    }
}

/// The choices of an application that a setting makes, each once.
pub(crate) fn choices(apis: &'static [Declared]) -> Vec<(Setting, Choice)> {
    let mut found: Vec<(Setting, Choice)> = Vec::new();
    for choice in apis.iter().map(|api| api.table.pipelines) {
        if let Some(setting) = choice.setting
            && found.iter().all(|(known, _)| known.name != setting.name)
        {
            found.push((setting, choice));
        }
    }
    found
}

/// What stands before an API: a pipeline, built, and the value that chose it where one did.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Front {
    pub(crate) value: Option<&'static str>,
    pub(crate) chain: Chain,
}

impl Front {
    /// The one that is chosen, of as many functions that build one as there are pipelines.
    pub fn chosen<S>(parts: &Parts<S>, choice: &Choice, all: &[fn(&Parts<S>) -> Chain]) -> Option<Front> {
        let at = parts.chosen.at(choice);
        let (alternative, chained) = (choice.of.get(at)?, all.get(at)?);
        Some(Front { value: choice.setting.map(|_| alternative.value), chain: chained(parts) })
    }
}

/// A pipeline was to be chosen that there is not: [`Parts::choose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPipeline {
    problem: String,
}

impl fmt::Display for UnknownPipeline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problem)
    }
}

impl Error for UnknownPipeline {}
