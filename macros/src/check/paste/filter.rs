//! The filters of a site: each section once, whichever pipelines list it.

use super::context::{Context, Kind, Setting};
use super::reader::{Origin, Reader, Sought};

/// A filter, as one section has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) origin: Origin,
    /// The section without what it begins with.
    pub(crate) name: String,
    pub(crate) factory: String,
    pub(crate) made: Origin,
    pub(crate) options: Vec<Setting>,
    pub(crate) globals: Vec<Setting>,
}

impl Reader<'_> {
    /// A filter's place among those of the site.
    pub(super) fn filter(&mut self, name: &str, from: &Origin, globals: &[Setting]) -> Option<usize> {
        let section = self.find(Sought::Filter, name, from)?;
        let context = self.context(Sought::Filter, section, globals)?;
        if let Some(with) = &context.filter_with {
            self.problem(&with.origin, "a filter is put before a filter\nhelp: list both where they are used");
        }
        let at = self.at(section);
        self.kept(&context, &at)
    }

    /// The same of one that was followed.
    pub(super) fn kept(&mut self, context: &Context, at: &Origin) -> Option<usize> {
        let Kind::Filter(factory) = &context.kind else { return None };
        let filter = Filter {
            origin: at.clone(),
            name: at.section.split_once(':').map_or("", |(_, name)| name.trim()).to_owned(),
            factory: factory.name.clone(),
            made: factory.origin.clone(),
            options: context.options.clone(),
            globals: context.globals.clone(),
        };
        match self.site.filters.iter().position(|other| other.origin == filter.origin) {
            Some(at) => {
                let differs = |global: &&Setting| {
                    !self.site.filters[at]
                        .globals
                        .iter()
                        .any(|other| other.name == global.name && other.value == global.value)
                };
                if let Some(global) = filter.globals.iter().find(differs) {
                    let said = format!(
                        "`{}` has another value for `[{}]` elsewhere\nhelp: make a section for each of them",
                        global.name, filter.origin.section
                    );
                    self.problem(&global.origin.clone(), said);
                }
                Some(at)
            }
            None => {
                self.site.filters.push(filter);
                Some(self.site.filters.len() - 1)
            }
        }
    }
}
