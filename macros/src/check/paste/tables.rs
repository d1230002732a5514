//! What makes of the factories of an ini: filters, apps and composites.

use proc_macro2::{Ident, Span};
use syn::LitStr;

use super::super::choice;
use super::Preset;
use super::context::{Factory, Setting};
use super::filter;
use super::reader::Origin;
use super::site::{self, Served};
use crate::errors::Errors;
use crate::parse::paste::{App, Composing, Filter, Placed, Row, Source, Written};
use crate::parse::settings::nearest;

pub(super) struct Tables<'w> {
    written: &'w Written,
}

/// What is wrong, and where.
pub(super) type Wrong = (Origin, String);

/// What the ini says of a filter's settings: of itself, and of all filters.
pub(super) type Presets = (Vec<Preset>, Vec<Preset>);

/// What is wrong with an app, at its factory or at its place.
pub(super) struct NoApp {
    pub(super) is_of_place: bool,
    pub(super) said: String,
}

impl<'w> Tables<'w> {
    pub(super) fn new(written: &'w Written, errors: &Errors) -> Self {
        once_each(&written.composites, errors);
        once_each(&written.filters, errors);
        once_each(&written.apps, errors);
        Tables { written }
    }

    /// Whether there are filters with settings.
    pub(super) fn have_settings(&self) -> bool {
        self.written.filters.iter().any(|row| row.made.settings.is_some())
    }

    pub(super) fn composing(&self, factory: &Factory) -> Result<site::Composing, String> {
        match find(&self.written.composites, &factory.name) {
            Some(Composing::UrlMap) => Ok(site::Composing::UrlMap),
            Some(Composing::Choice { .. }) => Ok(site::Composing::Choice),
            None => Err(unknown(&self.written.composites, "composite", "composites", &factory.name)),
        }
    }

    /// The setting by which a composite chooses, and the value that counts where it is not set.
    pub(super) fn choice(&self, factory: &str, errors: &Errors) -> Option<(String, Option<&'w LitStr>)> {
        match find(&self.written.composites, factory)? {
            Composing::UrlMap => None,
            Composing::Choice { setting, first } => Some((choice::setting_name(setting, errors), first.as_ref())),
        }
    }

    pub(super) fn filter(&self, filter: &filter::Filter) -> Result<&'w Filter, Wrong> {
        find(&self.written.filters, &filter.factory)
            .ok_or_else(|| (filter.made.clone(), unknown(&self.written.filters, "filter", "filters", &filter.factory)))
    }

    /// What the ini says of the settings of a filter. Nothing where it has none.
    pub(super) fn presets(
        &self,
        row: &Filter,
        filter: &filter::Filter,
        source: &Source,
    ) -> Result<Option<Presets>, Wrong> {
        let Some(renamed) = &row.settings else {
            let Some(option) = filter.options.first() else { return Ok(None) };
            let said = format!(
                "this filter has no settings, and no option `{}`\nhelp: take it out, or write `\"{}\" => … {{}}` where it has",
                option.name, filter.factory
            );
            return Err((option.origin.clone(), said));
        };
        let preset = |setting: &Setting| {
            let name = match renamed.iter().find(|renamed| renamed.option.value() == setting.name) {
                Some(renamed) => renamed.setting.as_ref()?.to_string(),
                None => setting.name.clone(),
            };
            let (value, told) = (setting.value.0.clone(), told(source, &setting.origin));
            Some(Preset { setting: name, value, told })
        };
        let options = filter.options.iter().filter_map(preset).collect();
        Ok(Some((options, filter.globals.iter().filter_map(preset).collect())))
    }

    pub(super) fn app(&self, served: &Served) -> Result<&'w Placed, NoApp> {
        let Some(App(placed)) = find(&self.written.apps, &served.app.name) else {
            let said = unknown(&self.written.apps, "app", "apps", &served.app.name);
            return Err(NoApp { is_of_place: false, said });
        };
        let is_it =
            |one: &&Placed| one.place.as_ref().is_none_or(|place| place.value().trim_end_matches('/') == served.place);
        placed.iter().find(is_it).ok_or_else(|| {
            let place = if served.place.is_empty() { "/" } else { &served.place };
            let said = format!(
                "`{}` makes nothing that is at `{place}`\nhelp: add `\"{place}\" => …` to what it makes, in `apps`",
                served.app.name
            );
            NoApp { is_of_place: true, said }
        })
    }
}

fn once_each<T>(rows: &[Row<T>], errors: &Errors) {
    for (at, row) in rows.iter().enumerate() {
        if rows[..at].iter().any(|earlier| earlier.factory.value() == row.factory.value()) {
            errors.on(&row.factory, format!("`{}` stands twice\nhelp: keep one of them", row.factory.value()));
        }
    }
}

fn find<'w, T>(rows: &'w [Row<T>], factory: &str) -> Option<&'w T> {
    rows.iter().find(|row| row.factory.value() == factory).map(|row| &row.made)
}

fn unknown<T>(rows: &[Row<T>], what: &str, table: &str, factory: &str) -> String {
    let known: Vec<_> = rows.iter().map(|row| row.factory.value()).collect();
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    let help = match nearest(factory, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `\"{factory}\" => …` to `{table}`"),
    };
    format!("it is not known which {what} `{factory}` makes\nhelp: {help}")
}

/// `api-paste.ini:3: [filter:sizelimit]`
pub(super) fn told(source: &Source, origin: &Origin) -> String {
    format!("{}:{}: [{}]", source.file, origin.line, origin.section)
}

/// What the settings of a section are called.
pub(super) fn field(section: &str, span: Span) -> Ident {
    let plain: String = section.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
    let plain = plain.to_lowercase();
    let plain = if plain.starts_with(|first: char| first.is_ascii_digit()) { format!("_{plain}") } else { plain };
    match syn::parse_str::<Ident>(&plain) {
        Ok(name) => Ident::new(&name.to_string(), span),
        Err(_) => Ident::new(&format!("{plain}_"), span),
    }
}
