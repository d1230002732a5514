//! What a composite of an ini serves: which app at which place, behind which filters, by which choice.

use super::context::{Context, Factory, Kind, Setting};
use super::filter::Filter;
use super::reader::{Origin, Reader, Sought};
use crate::parse::ini::{Ini, Problem};

/// All that a composite serves.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub(crate) served: Vec<Served>,
    /// The filters, each section once.
    pub(crate) filters: Vec<Filter>,
}

/// An app at its place.
#[derive(Clone, Debug)]
pub(crate) struct Served {
    /// `/v2.1`, and nothing for the root.
    pub(crate) place: String,
    /// Whether it has only what is below that: `/v2.1/+`.
    pub(crate) below: bool,
    /// Where it was put there.
    pub(crate) origin: Origin,
    pub(crate) app: Factory,
    pub(crate) front: Front,
}

/// What stands before an app, as places among the site's filters.
#[derive(Clone, Debug)]
pub(crate) enum Front {
    Filters(List),
    Choice { factory: String, of: Vec<Alternative> },
}

/// Filters, from the outside inwards, and where they are listed.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) filters: Vec<usize>,
    pub(crate) origin: Origin,
}

#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) value: String,
    pub(crate) list: List,
}

/// What the factory of a composite does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Composing {
    /// Each option is a place, and its value what is there.
    UrlMap,
    /// Each option is a pipeline, of which a setting chooses one.
    Choice,
}

/// Reads what a composite serves. `composing` tells of the factories of composites what they do.
pub(crate) fn read(
    ini: &Ini,
    main: &str,
    composing: &dyn Fn(&Factory) -> Result<Composing, String>,
) -> Result<Site, Vec<Problem>> {
    let mut reader = Reader::new(ini, composing);
    let from = Origin { line: 1, section: String::new() };
    if let Some(served) = reader.app(main, &from, &[]) {
        reader.site.served = served;
        reader.is_once_each();
    }
    let Reader { site, mut problems, .. } = reader;
    problems.sort_by(|one, other| (one.line, &one.said).cmp(&(other.line, &other.said)));
    problems.dedup();
    if problems.is_empty() { Ok(site) } else { Err(problems) }
}

impl<'i> Reader<'i> {
    /// What a name of an app stands for.
    fn app(&mut self, name: &str, from: &Origin, globals: &[Setting]) -> Option<Vec<Served>> {
        let section = self.find(Sought::App, name, from)?;
        let context = self.context(Sought::App, section, globals)?;
        if !self.enter(Sought::App, section) {
            return None;
        }
        let at = self.at(section);
        let served = self.served(&context, &at);
        self.leave();
        let mut served = served?;
        if let Some(with) = &context.filter_with {
            let name = self.text(with)?;
            let filter = self.filter(&name, &with.origin, &context.globals)?;
            served.iter_mut().for_each(|served| served.front.put_first(&[filter]));
        }
        Some(served)
    }

    fn served(&mut self, context: &Context, at: &Origin) -> Option<Vec<Served>> {
        match &context.kind {
            Kind::App(factory) => {
                if let Some(option) = context.options.first() {
                    let said =
                        format!("an app has no option `{}`\nhelp: say it in the API, or take it out", option.name);
                    self.problem(&option.origin, said);
                }
                let list = List { filters: Vec::new(), origin: at.clone() };
                let (app, front) = (factory.clone(), Front::Filters(list));
                Some(vec![Served { place: String::new(), below: false, origin: at.clone(), app, front }])
            }
            Kind::Pipeline(pipeline) => self.pipeline(pipeline, &context.globals),
            Kind::FilterApp { filter, next } => {
                let name = self.text(next)?;
                let mut served = self.app(&name, &next.origin, &context.globals);
                let own = Context { kind: Kind::Filter(filter.clone()), ..context.clone() };
                let filter = self.kept(&own, at)?;
                served.iter_mut().flatten().for_each(|served| served.front.put_first(&[filter]));
                served
            }
            Kind::Composite(factory) => match (self.composing)(factory) {
                Ok(Composing::UrlMap) => self.urlmap(context),
                Ok(Composing::Choice) => self.choice(factory, context, at),
                Err(said) => self.refuse(&factory.origin, said),
            },
            Kind::Filter(_) => None,
        }
    }

    /// `faultwrap sizelimit app`
    fn pipeline(&mut self, pipeline: &Setting, globals: &[Setting]) -> Option<Vec<Served>> {
        let text = self.text(pipeline)?;
        let mut names: Vec<_> = text.split_whitespace().collect();
        let Some(app) = names.pop() else {
            let said = format!("`{}` lists nothing\nhelp: write its filters, and last its app", pipeline.name);
            return self.refuse(&pipeline.origin, said);
        };
        // All names are looked at, so that all that is wrong is told.
        let filters: Vec<_> = names.iter().map(|name| self.filter(name, &pipeline.origin, globals)).collect();
        let mut served = self.app(app, &pipeline.origin, globals)?;
        let filters: Vec<_> = filters.into_iter().collect::<Option<_>>()?;
        for served in &mut served {
            served.front.put_first(&filters);
            if let Front::Filters(list) = &mut served.front {
                list.origin = pipeline.origin.clone();
            }
        }
        Some(served)
    }

    /// `/v2.1: compute`
    fn urlmap(&mut self, context: &Context) -> Option<Vec<Served>> {
        let mut all = Vec::new();
        for place in &context.options {
            let (path, below) = match place.name.strip_suffix("/+") {
                Some(path) => (path, true),
                None => (place.name.trim_end_matches('/'), false),
            };
            if !place.name.starts_with('/') {
                let said = format!(
                    "`{}` is no place\nhelp: one begins with a `/`; hosts and ports are not told apart",
                    place.name
                );
                self.problem(&place.origin, said);
                continue;
            }
            let Some(name) = self.text(place) else { continue };
            for served in self.app(&name, &place.origin, &context.globals).into_iter().flatten() {
                let is_whole = served.place.is_empty();
                let origin = if is_whole { place.origin.clone() } else { served.origin };
                let below = below && is_whole || served.below;
                all.push(Served { place: format!("{path}{}", served.place), below, origin, ..served });
            }
        }
        Some(all)
    }

    /// `keystone = faultwrap authtoken app`
    fn choice(&mut self, factory: &Factory, context: &Context, at: &Origin) -> Option<Vec<Served>> {
        let mut of: Vec<(Setting, Served)> = Vec::new();
        let mut is_whole = true;
        for option in &context.options {
            let Some(served) = self.pipeline(option, &context.globals) else {
                is_whole = false;
                continue;
            };
            let Ok([served]) = <[Served; 1]>::try_from(served) else {
                let said = format!(
                    "`{}` ends with a composite\nhelp: let each of these pipelines end with an app, and choose below the composite",
                    option.name
                );
                self.problem(&option.origin, said);
                is_whole = false;
                continue;
            };
            match of.first() {
                Some((other, first)) if first.app.name != served.app.name => {
                    let said = format!(
                        "`{}` ends with another app than `{}`\nhelp: let all of these pipelines end with the same one",
                        option.name, other.name
                    );
                    self.problem(&option.origin, said);
                }
                _ => of.push((option.clone(), served)),
            }
        }
        let first = of.first().map(|(_, served)| served.clone());
        let Some(first) = first.filter(|_| is_whole) else {
            let said = "there are no pipelines to choose from\nhelp: write `NAME = FILTER FILTER APP`";
            return if is_whole { self.refuse(at, said) } else { None };
        };
        let mut alternatives = Vec::new();
        for (option, served) in of {
            match served.front {
                Front::Filters(list) => alternatives.push(Alternative { value: option.name, list }),
                Front::Choice { .. } => {
                    let said =
                        format!("`{}` ends with what is chosen again\nhelp: let it end with an app", option.name);
                    self.problem(&option.origin, said);
                }
            }
        }
        Some(vec![Served {
            front: Front::Choice { factory: factory.name.clone(), of: alternatives },
            origin: at.clone(),
            ..first
        }])
    }

    /// Nothing is at one place twice.
    fn is_once_each(&mut self) {
        let served = self.site.served.clone();
        for (at, one) in served.iter().enumerate() {
            if let Some(other) =
                served[..at].iter().find(|other| (&other.place, other.below) == (&one.place, one.below))
            {
                let place = if one.place.is_empty() { "/" } else { &one.place };
                let said = format!(
                    "`{place}` is taken in line {} already\nhelp: keep one of them, or put one elsewhere",
                    other.origin.line
                );
                self.problem(&one.origin, said);
            }
        }
    }
}

impl Front {
    /// Puts filters before all that is there.
    fn put_first(&mut self, filters: &[usize]) {
        let lists: Vec<_> = match self {
            Front::Filters(list) => vec![list],
            Front::Choice { of, .. } => of.iter_mut().map(|alternative| &mut alternative.list).collect(),
        };
        for list in lists {
            list.filters.splice(0..0, filters.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests;
