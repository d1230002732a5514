//! Rules for pipelines: each filter gets what it needs, and so does each handler of an API behind one.

use super::text::{Text, equal};
use super::{handler, refuse};
use crate::filter::{Alternative, Choice, Pipeline, Provision, needed};
use crate::table::{Api, Arg, Resource};

/// A filter stands behind those that provide what it requires, and provides what no other one does.
#[track_caller]
pub const fn filter(pipeline: &Pipeline, index: usize) {
    let own = &pipeline.filters[index];
    let mut at = 0;
    while at < own.requires.len() {
        let wanted = own.requires[at];
        if first(pipeline, wanted, 0, index).is_none() {
            let text = Text::new().and("`").and(own.name).and("` needs `").and(wanted.name);
            let text = text.and("`, which no filter before it in `").and(pipeline.name).and("` provides\nhelp: ");
            refuse(&match first(pipeline, wanted, index + 1, pipeline.filters.len()) {
                Some(later) => text.and("put it behind `").and(pipeline.filters[later].name).and("`, which does"),
                None => text.and("put one that does before it"),
            });
        }
        at += 1;
    }
    let mut at = 0;
    while at < own.provides.len() {
        if let Some(before) = first(pipeline, own.provides[at], 0, index) {
            refuse(
                &Text::new()
                    .and("`")
                    .and(own.name)
                    .and("` provides `")
                    .and(own.provides[at].name)
                    .and("`, as `")
                    .and(pipeline.filters[before].name)
                    .and("` before it in `")
                    .and(pipeline.name)
                    .and("` does\nhelp: keep one of them"),
            );
        }
        at += 1;
    }
}

/// Each pipeline that an API may have provides all that the handlers and the loader of a controller need.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize) {
    let resource = api.entries[index].resource;
    if api.pipelines.of.is_empty()
        && let Some((_, needs)) = missing(resource, None)
    {
        let text = needs.and(", which only filters provide, and `").and(api.name);
        refuse(&text.and("` has none\nhelp: write `pipeline: …;`, with a pipeline whose filters provide it"));
    }
    let mut at = 0;
    while at < api.pipelines.of.len() {
        let Alternative { value, pipeline } = api.pipelines.of[at];
        if let Some((wanted, needs)) = missing(resource, Some(pipeline)) {
            let text = match provider(&api.pipelines, wanted) {
                Some((other, filter)) => {
                    let text = needs.and(", which `").and(filter).and("` of `").and(other);
                    text.and("` provides, and no filter of `").and(pipeline.name).and("` does")
                }
                None => needs.and(", which no filter of `").and(pipeline.name).and("` provides"),
            };
            let text = match api.pipelines.setting {
                Some(setting) => text.and(", where `").and(setting.name).and("` is `").and(value).and("`"),
                None => text,
            };
            let text = text.and("\nhelp: put a filter that provides `").and(wanted.name);
            refuse(&text.and("` into `").and(pipeline.name).and("`"));
        }
        at += 1;
    }
}

/// A pipeline of a choice that provides a thing, and its filter that does.
const fn provider(choice: &Choice, wanted: &Provision) -> Option<(&'static str, &'static str)> {
    let mut at = 0;
    while at < choice.of.len() {
        let pipeline = choice.of[at].pipeline;
        if let Some(filter) = first(pipeline, wanted, 0, pipeline.filters.len()) {
            return Some((pipeline.name, pipeline.filters[filter].name));
        }
        at += 1;
    }
    None
}

/// Where two APIs choose their pipelines by one setting, each has one for every value, and they agree what counts where nobody
/// chooses.
#[track_caller]
pub(super) const fn alike<H>(before: &Api<H>, api: &Api<H>) {
    let (Some(setting), Some(other)) = (api.pipelines.setting, before.pipelines.setting) else { return };
    if !equal(setting.name, other.name) {
        return;
    }
    lists_values_of(before, api, setting.name);
    lists_values_of(api, before, setting.name);
    let (first, own) = (before.pipelines.of[0].value, api.pipelines.of[0].value);
    if !equal(first, own) {
        let text = Text::new().and("where `").and(setting.name).and("` is not set it is `").and(first);
        let text = text.and("` in `").and(before.name).and("` and `").and(own).and("` in `").and(api.name);
        refuse(&text.and("`\nhelp: list the same value first in both"));
    }
}

/// An API has a pipeline for each value for which another one has.
#[track_caller]
const fn lists_values_of<H>(api: &Api<H>, other: &Api<H>, setting: &'static str) {
    let mut at = 0;
    while at < other.pipelines.of.len() {
        let value = other.pipelines.of[at].value;
        if api.pipelines.named(value).is_none() {
            let text = Text::new().and("where `").and(setting).and("` is `").and(value).and("`, `").and(other.name);
            let text = text.and("` has a pipeline and `").and(api.name).and("` has none\nhelp: add `\"").and(value);
            refuse(&text.and("\" => …` to `").and(api.name).and("`, or choose by another setting there"));
        }
        at += 1;
    }
}

/// The first filter within a part of a pipeline that provides a thing.
const fn first(pipeline: &Pipeline, wanted: &Provision, from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to {
        if pipeline.filters[at].gives(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What a controller needs and does not get, and who needs it: the first such thing.
const fn missing<H>(resource: &Resource<H>, pipeline: Option<&Pipeline>) -> Option<(&'static Provision, Text)> {
    let mut route = 0;
    while route < resource.routes.len() {
        let own = &resource.routes[route];
        if let Some(wanted) = unprovided(own.args, pipeline) {
            let text = handler(Text::new(), resource.node, own);
            return Some((wanted, text.and(" needs `").and(wanted.name).and("`")));
        }
        route += 1;
    }
    if let Some(load) = &resource.load
        && let Some(wanted) = unprovided(load.args, pipeline)
    {
        let text = Text::new().and("the loader of `").and(resource.node.name);
        return Some((wanted, text.and("` needs `").and(wanted.name).and("`")));
    }
    None
}

/// The first thing that some arguments need and a pipeline does not provide.
const fn unprovided(args: &[Arg], pipeline: Option<&Pipeline>) -> Option<&'static Provision> {
    let mut arg = 0;
    while arg < args.len() {
        let mut at = 0;
        while let Some(wanted) = needed(&args[arg].part, at) {
            let is_given = match pipeline {
                Some(pipeline) => pipeline.gives(wanted),
                None => false,
            };
            if !is_given {
                return Some(wanted);
            }
            at += 1;
        }
        arg += 1;
    }
    None
}
