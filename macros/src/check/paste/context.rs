//! What a section stands for, once all that it uses is followed: a factory with its options, a pipeline, or a filter with its app.

use super::reader::{Origin, Reader, Sought, split};
use super::value::{self, Value};
use crate::parse::ini::Section;

/// An option that a factory gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) name: String,
    pub(crate) value: Value,
    pub(crate) origin: Origin,
}

/// A section, followed.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) kind: Kind,
    /// Its own options.
    pub(super) options: Vec<Setting>,
    /// Those that it was given from around it.
    pub(super) globals: Vec<Setting>,
    /// The filter that it puts before itself.
    pub(super) filter_with: Option<Setting>,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    App(Factory),
    Composite(Factory),
    Filter(Factory),
    Pipeline(Setting),
    FilterApp { filter: Factory, next: Setting },
}

/// What a factory is called, and where.
#[derive(Clone, Debug)]
pub(crate) struct Factory {
    pub(crate) name: String,
    pub(crate) origin: Origin,
}

const PROTOCOLS: &[(&str, &str)] = &[
    ("paste.app_factory", "app"),
    ("paste.composite_factory", "composite"),
    ("paste.composit_factory", "composite"),
    ("paste.filter_factory", "filter"),
    ("paste.filter_app_factory", "filter"),
];

impl<'i> Reader<'i> {
    /// Follows a section.
    pub(super) fn context(&mut self, sought: Sought, section: &'i Section, globals: &[Setting]) -> Option<Context> {
        let at = self.at(section);
        if !self.enter(sought, section) {
            return None;
        }
        let context = self.follow(sought, section, globals.to_vec(), &at);
        self.leave();
        context
    }

    fn follow(
        &mut self,
        sought: Sought,
        section: &'i Section,
        mut globals: Vec<Setting>,
        at: &Origin,
    ) -> Option<Context> {
        let mut options = Vec::new();
        for default in value::defaults(self.ini) {
            if let Some(setting) = self.setting(&default.name, default, self.defaults()?) {
                put(&mut globals, setting);
            }
        }
        let mut set = Vec::new();
        let mut got = Vec::new();
        let mut is_whole = true;
        for entry in &section.entries {
            let Some(setting) = self.setting(&entry.name, entry, section) else {
                is_whole = false;
                continue;
            };
            if let Some(name) = entry.name.strip_prefix("set ") {
                put(&mut set, Setting { name: name.trim().to_owned(), ..setting });
            } else if let Some(name) = entry.name.strip_prefix("get ") {
                got.push(Setting { name: name.trim().to_owned(), ..setting });
            } else if value::defaults(self.ini).iter().any(|default| default.name == entry.name) {
                let said = format!(
                    "`{0}` is in `[DEFAULT]` too, and Paste.deploy takes that one\nhelp: write `set {0} = …` here, or take it out there",
                    entry.name
                );
                self.problem(&setting.origin, said);
            } else {
                options.push(setting);
            }
        }
        if !is_whole {
            return None;
        }
        set.iter().for_each(|setting| put(&mut globals, setting.clone()));
        for Setting { name, value, origin } in got {
            let wanted = value.text().unwrap_or_default();
            match globals.iter().find(|global| global.name == wanted) {
                Some(global) => put(&mut options, Setting { name, value: global.value.clone(), origin }),
                None => self.problem(&origin, format!("nobody sets `{wanted}` for all\nhelp: set it in `[DEFAULT]`")),
            }
        }
        let filter_with = take(&mut options, "filter-with");
        let (prefix, _, _) = split(section)?;
        let mut context = match prefix {
            "pipeline" => {
                let Some(pipeline) = take(&mut options, "pipeline") else {
                    return self.refuse(at, "a pipeline lists nothing\nhelp: write `pipeline = FILTER FILTER APP`");
                };
                if let Some(more) = options.first() {
                    let said = format!("a pipeline has no option `{}`\nhelp: it has `pipeline` alone", more.name);
                    self.problem(&more.origin.clone(), said);
                }
                Context { kind: Kind::Pipeline(pipeline), options: Vec::new(), globals, filter_with: None }
            }
            "filter-app" => {
                let Some(next) = take(&mut options, "next") else {
                    return self.refuse(at, "nothing is behind this filter\nhelp: write `next = APP`");
                };
                let context = self.made(Sought::Filter, options, globals, &set, at)?;
                let Kind::Filter(filter) = context.kind else { return None };
                Context { kind: Kind::FilterApp { filter, next }, ..context }
            }
            _ => self.made(sought, options, globals, &set, at)?,
        };
        context.filter_with = filter_with.or(context.filter_with);
        Some(context)
    }

    /// What the options of a section say about who makes it: `use`, or a factory.
    fn made(
        &mut self,
        sought: Sought,
        mut options: Vec<Setting>,
        globals: Vec<Setting>,
        set: &[Setting],
        at: &Origin,
    ) -> Option<Context> {
        let by_use = take(&mut options, "use");
        let factories: Vec<_> = PROTOCOLS
            .iter()
            .filter_map(|(option, kind)| take(&mut options, option).map(|setting| (setting, *kind)))
            .collect();
        let (setting, kind) = match (&by_use, &*factories) {
            (Some(by_use), []) => match self.used(sought, by_use)? {
                Used::Section(section) => {
                    let used = self.context(sought, section, &globals)?;
                    return Some(used.with(options, set));
                }
                Used::Factory(name) => {
                    let kind = match (sought, self.split_of(at)) {
                        (Sought::Filter, _) => "filter",
                        (_, Some("composite" | "composit")) => "composite",
                        _ => "app",
                    };
                    (Setting { value: Value(vec![name]), ..by_use.clone() }, kind)
                }
            },
            (None, [(setting, kind)]) => (setting.clone(), *kind),
            (None, []) => {
                let what = if sought == Sought::Filter { "filter" } else { "app" };
                let said = format!(
                    "nobody makes this\nhelp: write `paste.{what}_factory = MODULE:FUNCTION`, or `use = SECTION`"
                );
                return self.refuse(at, said);
            }
            (Some(one), [(other, _), ..]) | (None, [(one, _), (other, _), ..]) => {
                let said =
                    format!("`{}` and `{}` both say who makes this\nhelp: keep one of them", one.name, other.name);
                return self.refuse(&other.origin.clone(), said);
            }
        };
        let name = self.text(&setting)?;
        if (kind == "filter") != (sought == Sought::Filter) {
            let (is, not) = if kind == "filter" { ("a filter", "an app") } else { ("an app", "a filter") };
            let said = format!("`{}` makes {is}, and this is {not}\nhelp: name the section `[{kind}:…]`", setting.name);
            return self.refuse(&setting.origin, said);
        }
        let factory = Factory { name, origin: setting.origin };
        let kind = match kind {
            "filter" => Kind::Filter(factory),
            "composite" => Kind::Composite(factory),
            _ => Kind::App(factory),
        };
        Some(Context { kind, options, globals, filter_with: None })
    }

    /// What stands behind `use`.
    fn used(&mut self, sought: Sought, by_use: &Setting) -> Option<Used<'i>> {
        let name = self.text(by_use)?;
        if let Some(function) = name.strip_prefix("call:") {
            return Some(Used::Factory(function.to_owned()));
        }
        if let Some(egg) = name.strip_prefix("egg:") {
            let main = if egg.contains('#') { "" } else { "#main" };
            return Some(Used::Factory(format!("egg:{egg}{main}")));
        }
        self.find(sought, &name, &by_use.origin).map(Used::Section)
    }
}

enum Used<'i> {
    Section(&'i Section),
    Factory(String),
}

impl Context {
    /// What another section makes of it, which uses it.
    fn with(mut self, options: Vec<Setting>, set: &[Setting]) -> Self {
        options.into_iter().for_each(|option| put(&mut self.options, option));
        set.iter().for_each(|setting| put(&mut self.globals, setting.clone()));
        self
    }
}

/// Sets an option, over an earlier one of its name.
fn put(settings: &mut Vec<Setting>, setting: Setting) {
    match settings.iter_mut().find(|earlier| earlier.name == setting.name) {
        Some(earlier) => *earlier = setting,
        None => settings.push(setting),
    }
}

fn take(settings: &mut Vec<Setting>, name: &str) -> Option<Setting> {
    let at = settings.iter().position(|setting| setting.name == name)?;
    Some(settings.remove(at))
}
