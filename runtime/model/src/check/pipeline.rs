//! Rules for pipelines: each filter gets what it needs, and so does each handler of an API behind one.

use super::text::Text;
use super::{handler, refuse};
use crate::filter::{Pipeline, Provision, needed};
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

/// The pipeline of an API provides all that the handlers and the loader of a controller need.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize) {
    let Some((wanted, needs)) = missing(api.entries[index].resource, api.pipeline) else { return };
    refuse(&match api.pipeline {
        Some(pipeline) => needs
            .and(", which no filter of `")
            .and(pipeline.name)
            .and("` provides\nhelp: put a filter that provides `")
            .and(wanted.name)
            .and("` into `")
            .and(pipeline.name)
            .and("`"),
        None => needs
            .and(", which only filters provide, and `")
            .and(api.name)
            .and("` has none\nhelp: write `pipeline: …;`, with a pipeline whose filters provide it"),
    });
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
