//! An ini, while it is followed from section to section: what a name means, what is inside of what, and what is wrong.

use super::context::{Factory, Setting};
use super::site::{Composing, Site};
use super::value;
use crate::parse::ini::{Entry, Ini, Problem, Section};
use crate::parse::settings::nearest;

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) line: usize,
    pub(crate) section: String,
}

/// What is looked for under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// Whatever answers requests: an app, a composite, a pipeline, a filter with its app.
    App,
    Filter,
}

impl Sought {
    /// What such sections begin with.
    fn prefixes(self) -> &'static [&'static str] {
        match self {
            Sought::App => &["app", "application", "composite", "composit", "pipeline", "filter-app"],
            Sought::Filter => &["filter"],
        }
    }
}

/// What has been read so far.
pub(super) struct Reader<'i> {
    pub(super) ini: &'i Ini,
    pub(super) composing: &'i dyn Fn(&Factory) -> Result<Composing, String>,
    pub(super) site: Site,
    pub(super) problems: Vec<Problem>,
    /// The sections that are being followed, the outermost first.
    within: Vec<(Sought, &'i str)>,
}

impl<'i> Reader<'i> {
    pub(super) fn new(ini: &'i Ini, composing: &'i dyn Fn(&Factory) -> Result<Composing, String>) -> Self {
        Reader { ini, composing, site: Site::default(), problems: Vec::new(), within: Vec::new() }
    }

    /// The section that a name means, where there is one.
    pub(super) fn find(&mut self, sought: Sought, name: &str, from: &Origin) -> Option<&'i Section> {
        if let Some((scheme, _)) =
            name.split_once(':').filter(|(word, _)| word.chars().all(|c| c.is_ascii_alphabetic()))
        {
            let said = match scheme {
                "config" => {
                    format!("`{name}` is in another file, which is not read\nhelp: put its sections into this one")
                }
                _ => format!("`{name}` has no section\nhelp: write one that says `use = {name}`, and name that"),
            };
            return self.refuse(from, said);
        }
        let prefixes = sought.prefixes();
        let named: Vec<_> = self.ini.sections.iter().filter_map(split).filter(|(_, own, _)| *own == name).collect();
        let found: Vec<_> = named.iter().filter(|(prefix, ..)| prefixes.contains(prefix)).map(|(.., it)| *it).collect();
        match (&*found, &*named) {
            ([section], _) => Some(section),
            ([one, other, ..], _) => {
                let said = format!(
                    "`{name}` is both `[{}]` in line {} and `[{}]` in line {}\nhelp: give one of them another name",
                    one.name, one.line, other.name, other.line
                );
                self.refuse(from, said)
            }
            ([], [(.., other), ..]) => {
                let said = match sought {
                    Sought::App => format!(
                        "`{name}` is `[{}]`, behind which there is nothing\nhelp: a pipeline ends with an app, and a place has one",
                        other.name
                    ),
                    Sought::Filter => {
                        format!("`{name}` is `[{}]`, and no filter\nhelp: an app stands last", other.name)
                    }
                };
                self.refuse(from, said)
            }
            ([], []) => {
                let all = self.ini.sections.iter().filter_map(split);
                let known: Vec<_> =
                    all.filter(|(prefix, ..)| prefixes.contains(prefix)).map(|(_, own, _)| own).collect();
                let (a, what) = match sought {
                    // Nothing of the file names it: the macro does.
                    Sought::App if from.section.is_empty() => ("a", "composite"),
                    Sought::App => ("an", "app"),
                    Sought::Filter => ("a", "filter"),
                };
                let help = match nearest(name, &known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write `[{what}:{name}]`"),
                };
                self.refuse(from, format!("there is no section of {a} {what} `{name}`\nhelp: {help}"))
            }
        }
    }

    /// Begins to follow a section. One that is within itself is told of.
    pub(super) fn enter(&mut self, sought: Sought, section: &'i Section) -> bool {
        let own = (sought, section.name.as_str());
        if let Some(at) = self.within.iter().position(|within| *within == own) {
            let names = self.within[at..].iter().map(|(_, name)| format!("`[{name}]`"));
            let names: Vec<_> = names.chain([format!("`[{}]`", section.name)]).collect();
            let said =
                format!("this is inside of itself: {}\nhelp: let one of them name something else", names.join(", "));
            let origin = self.at(section);
            self.problem(&origin, said);
            return false;
        }
        self.within.push(own);
        true
    }

    pub(super) fn leave(&mut self) {
        self.within.pop();
    }

    /// An option, with what it names put in.
    pub(super) fn setting(&mut self, name: &str, entry: &Entry, section: &'i Section) -> Option<Setting> {
        let origin = Origin { line: entry.line, section: section.name.clone() };
        match value::of(entry, section, self.ini) {
            Ok(value) => Some(Setting { name: name.to_owned(), value, origin }),
            Err(said) => self.refuse(&origin, said),
        }
    }

    /// The text of an option that does not name the file's folder.
    pub(super) fn text(&mut self, setting: &Setting) -> Option<String> {
        match setting.value.text() {
            Some(text) => Some(text.to_owned()),
            None => {
                let said = format!(
                    "`{}` names the folder of the file, which is known only where the service runs\nhelp: options of filters may do that",
                    setting.name
                );
                self.refuse(&setting.origin, said)
            }
        }
    }

    pub(super) fn at(&self, section: &Section) -> Origin {
        Origin { line: section.line, section: section.name.clone() }
    }

    pub(super) fn defaults(&self) -> Option<&'i Section> {
        self.ini.sections.iter().find(|section| section.name == "DEFAULT")
    }

    /// What the section of a place begins with.
    pub(super) fn split_of(&self, at: &Origin) -> Option<&str> {
        self.ini.sections.iter().filter(|section| section.name == at.section).find_map(split).map(|(prefix, ..)| prefix)
    }

    pub(super) fn problem(&mut self, at: &Origin, said: impl Into<String>) {
        let section = (!at.section.is_empty()).then(|| at.section.clone());
        self.problems.push(Problem { line: at.line, section, said: said.into() });
    }

    pub(super) fn refuse<T>(&mut self, at: &Origin, said: impl Into<String>) -> Option<T> {
        self.problem(at, said);
        None
    }
}

/// `filter:authtoken` as `filter` and `authtoken`.
pub(super) fn split(section: &Section) -> Option<(&str, &str, &Section)> {
    section.name.split_once(':').map(|(prefix, name)| (prefix, name.trim(), section))
}
