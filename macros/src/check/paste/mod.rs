//! What an ini file of Paste.deploy declares: a composite, with the pipelines before its APIs and the settings of their filters.

pub(crate) mod context;
pub(crate) mod site;
pub(crate) mod value;

mod filter;
mod reader;
mod tables;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::Visibility;

use self::reader::Origin;
use self::site::{Alternative, Front, List, Served, Site};
use self::tables::Tables;
use super::choice::{Choice, Setting};
use super::composite::{Api, Composite};
use super::pipeline::{Entry, Kind, Pipeline};
use crate::errors::Errors;
use crate::parse::doc::Doc;
use crate::parse::paste::{Source, Written};

pub(crate) struct Paste<'w> {
    pub(crate) composite: Composite<'w>,
    pub(crate) source: Option<&'w Source>,
    pub(crate) pipelines: Vec<Pipeline<'w>>,
    pub(crate) places: Vec<Place>,
    /// The settings of its filters, where the tables have some that have any.
    pub(crate) settings: Option<Filters<'w>>,
}

/// The setting that is the folder of the file.
const HERE: &str = "here";

/// Where the ini puts an API, in the order of the composite's.
pub(crate) struct Place {
    pub(crate) segments: Vec<String>,
    /// Whether only what is below it is meant.
    pub(crate) below: bool,
    /// `api-paste.ini:3: [composite:main]`
    pub(crate) told: String,
}

/// A struct of the settings that filters have.
pub(crate) struct Filters<'w> {
    pub(crate) name: Ident,
    pub(crate) parts: Vec<Part<'w>>,
}

/// The settings of the filter of one section.
pub(crate) struct Part<'w> {
    pub(crate) field: Ident,
    pub(crate) path: &'w syn::Path,
    /// `filter:sizelimit`
    pub(crate) section: String,
    pub(crate) options: Vec<Preset>,
    /// Those that all filters get, if they have a setting of that name.
    pub(crate) globals: Vec<Preset>,
}

/// A default that the ini says.
pub(crate) struct Preset {
    pub(crate) setting: String,
    /// What stands before, between and behind the places of the ini's folder.
    pub(crate) value: Vec<String>,
    /// `api-paste.ini:3: [filter:sizelimit]`
    pub(crate) told: String,
}

impl Filters<'_> {
    /// Whether a value names the folder of the ini.
    pub(crate) fn name_here(&self) -> bool {
        let mut presets = self.parts.iter().flat_map(|part| part.options.iter().chain(&part.globals));
        presets.any(|preset| preset.value.len() > 1)
    }
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Paste<'w> {
    let tables = Tables::new(written, errors);
    let mut paste = Paste {
        composite: Composite {
            attributes: &written.attributes,
            visibility: &written.visibility,
            name: &written.name,
            apis: Vec::new(),
            beside: Vec::new(),
            krate: written.krate.as_ref(),
        },
        source: written.source.as_ref(),
        pipelines: Vec::new(),
        places: Vec::new(),
        settings: tables
            .have_settings()
            .then(|| Filters { name: format_ident!("{}Filters", written.name), parts: Vec::new() }),
    };
    if let Some(source) = &written.source
        && written.whole
    {
        read(&mut paste, source, &tables, errors);
    }
    paste
}

/// Puts all that the ini says into its place.
fn read<'w>(paste: &mut Paste<'w>, source: &'w Source, tables: &Tables<'w>, errors: &Errors) {
    let read = source.ini.as_ref().map_err(Clone::clone);
    let site = match read.and_then(|ini| site::read(ini, &source.main, &|factory| tables.composing(factory))) {
        Ok(site) => site,
        Err(problems) => {
            for problem in problems {
                let section = problem.section.map(|section| format!("[{section}] ")).unwrap_or_default();
                let said = format!("{}:{}: {section}{}", source.file, problem.line, problem.said);
                errors.at(source.literal.span(), said);
            }
            return;
        }
    };
    let reading = Reading { source, tables, errors, site: &site };
    reading.filters(paste);
    for served in &site.served {
        reading.served(served, paste);
    }
}

struct Reading<'r, 'w> {
    source: &'w Source,
    tables: &'r Tables<'w>,
    errors: &'r Errors,
    site: &'r Site,
}

impl<'w> Reading<'_, 'w> {
    /// All filters, and the settings of those that have some.
    fn filters(&self, paste: &mut Paste<'w>) {
        for filter in &self.site.filters {
            let row = self.tables.filter(filter);
            let found = row.and_then(|row| Ok((row, self.tables.presets(row, filter, self.source)?)));
            match (found, &mut paste.settings) {
                (Ok((row, Some((options, globals)))), Some(filters)) => {
                    let field = tables::field(&filter.name, self.source.literal.span());
                    let taken = filters.parts.iter().find(|part| part.field == field);
                    let taken = taken.map(|part| format!("those of `[{}]`", part.section));
                    let taken = taken.or_else(|| (field == HERE).then(|| "the folder of the file".to_owned()));
                    if let Some(taken) = taken {
                        let help = "give the section another name";
                        let said = format!("its settings are called `{field}`, as is {taken}\nhelp: {help}");
                        self.problem(&filter.origin, &said);
                    }
                    let section = filter.origin.section.clone();
                    filters.parts.push(Part { field, path: &row.path, section, options, globals });
                }
                (Ok(_), _) => {}
                (Err((origin, said)), _) => self.problem(&origin, &said),
            }
        }
    }

    fn served(&self, served: &Served, paste: &mut Paste<'w>) {
        let app = match self.tables.app(served) {
            Ok(app) => app,
            Err(said) => {
                let origin = if said.is_of_place { &served.origin } else { &served.app.origin };
                return self.problem(origin, &said.said);
            }
        };
        let pipelines = match &served.front {
            Front::Filters(list) if list.filters.is_empty() => Choice { setting: None, of: Vec::new() },
            Front::Filters(list) => {
                let name = list.origin.section.split_once(':').map_or("", |(_, name)| name.trim());
                let path = self.pipeline(name, list, paste);
                Choice { setting: None, of: vec![(String::new(), path)] }
            }
            Front::Choice { factory, of } => self.choice(factory, of, served, paste),
        };
        let segments = served.place.split('/').skip(1).map(str::to_owned).collect();
        paste.places.push(Place { segments, below: served.below, told: self.told(&served.origin) });
        paste.composite.apis.push(Api { path: &app.path, about: app.about.as_ref(), pipelines });
    }

    fn choice(&self, factory: &str, of: &[Alternative], served: &Served, paste: &mut Paste<'w>) -> Choice {
        let Some((setting, first)) = self.tables.choice(factory, self.errors) else {
            return Choice { setting: None, of: Vec::new() };
        };
        let mut of: Vec<_> = of.iter().collect();
        if let Some(first) = first {
            match of.iter().position(|alternative| alternative.value == first.value()) {
                Some(at) => of[..=at].rotate_right(1),
                None => {
                    let list = of.first().map_or(&served.origin, |alternative| &alternative.list.origin);
                    let said = format!(
                        "no pipeline is called `{}`\nhelp: name one of those that are in {}",
                        first.value(),
                        self.told(list)
                    );
                    self.errors.on(first, said);
                }
            }
        }
        let values: Vec<_> = of.iter().map(|alternative| alternative.value.clone()).collect();
        let alternatives = of.iter().map(|one| (one.value.clone(), self.pipeline(&one.value, &one.list, paste)));
        let of = alternatives.collect();
        Choice { setting: Some(Setting::new(setting, &values)), of }
    }

    /// The path of a pipeline of its own for a list.
    fn pipeline(&self, title: &str, list: &List, paste: &mut Paste<'w>) -> syn::Path {
        let name = format_ident!("__{}Pipeline{}", paste.composite.name, paste.pipelines.len());
        let entries = list.filters.iter().filter_map(|at| {
            let filter = &self.site.filters[*at];
            // One that is not known was told of.
            let row = self.tables.filter(filter).ok()?;
            let kind = match (&row.settings, &paste.settings) {
                (Some(_), Some(filters)) => Kind::Part {
                    path: &row.path,
                    part: filters.name.clone(),
                    field: tables::field(&filter.name, self.source.literal.span()),
                },
                _ => Kind::Filter { path: &row.path, value: None },
            };
            let span = row.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
            Some(Entry { name: filter.name.clone(), span, kind })
        });
        let entries = entries.collect();
        paste.pipelines.push(Pipeline {
            attributes: &[],
            visibility: Visibility::Inherited,
            name: name.clone(),
            title: title.to_owned(),
            place: Some(format!("{title}` of `{}", self.told(&list.origin))),
            doc: Doc::default(),
            entries,
            krate: paste.composite.krate,
        });
        name.into()
    }

    fn told(&self, origin: &Origin) -> String {
        tables::told(self.source, origin)
    }

    fn problem(&self, origin: &Origin, said: &str) {
        self.errors.at(self.source.literal.span(), format!("{} {said}", self.told(origin)));
    }
}
