//! Rules for pipelines: each filter gets what it needs, and so does each handler of an API behind one.

use super::text::{Text, equal};
use super::{handler, refuse};
use crate::filter::{Alternative, Choice, Filter, Pipeline, Provision, needed};
use crate::table::{Api, Arg, Resource};

/// A filter of a pipeline that stands before an API stands behind those that provide what it requires, and provides what no other one
/// does.
#[track_caller]
pub const fn filter(pipeline: &Pipeline, index: usize) {
    order(pipeline, index);
    let own = &pipeline.filters[index];
    let mut at = 0;
    while at < own.requires.len() {
        if first(pipeline, own.requires[at], 0, index).is_none() {
            refuse(&lacks(own, own.requires[at], pipeline).and("\nhelp: put one that does before it"));
        }
        at += 1;
    }
}

/// A filter stands before none that provides what it requires, and provides what no other one does. What no filter of its pipeline
/// provides may come from one further outside: see [`outermost`] and [`entry`].
#[track_caller]
pub const fn order(pipeline: &Pipeline, index: usize) {
    let own = &pipeline.filters[index];
    let mut at = 0;
    while at < own.requires.len() {
        let wanted = own.requires[at];
        if first(pipeline, wanted, 0, index).is_none()
            && let Some(later) = first(pipeline, wanted, index + 1, pipeline.filters.len())
        {
            let text = lacks(own, wanted, pipeline).and("\nhelp: put it behind `");
            refuse(&text.and(pipeline.filters[later].name).and("`, which does"));
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

/// A pipeline that stands before an API provides all that its filters require: there is nothing before it.
#[track_caller]
pub const fn outermost<H>(api: &Api<H>, index: usize) {
    let pipeline = api.pipelines.of[index].pipeline;
    if let Some((filter, wanted)) = wanting(pipeline, &[]) {
        refuse(&lacks(filter, wanted, pipeline).and("\nhelp: put one that does before it"));
    }
}

const fn lacks(filter: &Filter, wanted: &Provision, pipeline: &Pipeline) -> Text {
    let text = Text::new().and("`").and(filter.name).and("` needs `").and(wanted.name);
    text.and("`, which no filter before it in `").and(pipeline.name).and("` provides")
}

/// Each pipeline that an API may have provides all that a controller needs: its handlers, its loader, and the filters before them that
/// are the controller's own. These provide nothing twice.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize) {
    let resource = api.entries[index].resource;
    if api.pipelines.of.is_empty() {
        provides_once(resource, None);
        if let Some((_, needs)) = missing(api, resource, None) {
            let text = needs.and(", which only filters provide, and `").and(api.name);
            refuse(&text.and("` has none\nhelp: write `pipeline: …;`, with a pipeline whose filters provide it"));
        }
    }
    let mut at = 0;
    while at < api.pipelines.of.len() {
        let Alternative { value, pipeline } = api.pipelines.of[at];
        provides_once(resource, Some(pipeline));
        if let Some((wanted, needs)) = missing(api, resource, Some(pipeline)) {
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

/// What stands before a handler: before the API, its controller, itself.
type Before<'p> = [Option<&'p Pipeline>];

/// What a controller needs and does not get, and who needs it: the first such thing.
const fn missing<H>(
    api: &Api<H>,
    resource: &Resource<H>,
    outer: Option<&Pipeline>,
) -> Option<(&'static Provision, Text)> {
    let node = resource.node;
    if let Some(pipeline) = node.pipeline
        && let Some((filter, wanted)) = wanting(pipeline, &[outer])
    {
        let text = own_filter(filter, pipeline).and("before `").and(node.name).and("`");
        return Some((wanted, text.and(" needs `").and(wanted.name).and("`")));
    }
    let mut route = 0;
    while route < resource.routes.len() {
        let own = &resource.routes[route];
        if let Some(pipeline) = own.pipeline
            && let Some((filter, wanted)) = wanting(pipeline, &[outer, node.pipeline])
        {
            let text = handler(own_filter(filter, pipeline).and("before "), own);
            return Some((wanted, text.and(" needs `").and(wanted.name).and("`")));
        }
        if let Some(ask) = own.asks(node)
            && !is_given(&[outer, node.pipeline, own.pipeline], ask.asker)
        {
            let text = handler(Text::new().and("the policy `").and(ask.rule).and("` of "), own);
            return Some((ask.asker, text.and(" needs `").and(ask.asker.name).and("`")));
        }
        if let Some(wanted) = unprovided(own.args, &[outer, node.pipeline, own.pipeline]) {
            let text = handler(Text::new(), own);
            return Some((wanted, text.and(" needs `").and(wanted.name).and("`")));
        }
        route += 1;
    }
    if let Some(load) = &resource.load
        && let Some(wanted) = unprovided(load.args, &[outer, node.pipeline])
    {
        let text = Text::new().and("the loader of `").and(node.name);
        return Some((wanted, text.and("` needs `").and(wanted.name).and("`")));
    }
    missing_above(api, resource, outer)
}

/// The same of the loaders of its ancestors, which run before its handlers, behind its own filters.
const fn missing_above<H>(
    api: &Api<H>,
    resource: &Resource<H>,
    outer: Option<&Pipeline>,
) -> Option<(&'static Provision, Text)> {
    let mut above = resource.node.parent;
    while let Some(node) = above {
        let mut at = 0;
        while at < api.entries.len() {
            let ancestor = api.entries[at].resource;
            if ancestor.node.same(node)
                && let Some(load) = &ancestor.load
                && let Some(wanted) = unprovided(load.args, &[outer, resource.node.pipeline])
            {
                let text = Text::new().and("the loader of `").and(node.name).and("`, which runs before `");
                let text = text.and(resource.node.name).and("` too, needs `");
                return Some((wanted, text.and(wanted.name).and("`")));
            }
            at += 1;
        }
        above = node.parent;
    }
    None
}

/// `` `audit` of `Audited` ``
const fn own_filter(filter: &Filter, pipeline: &Pipeline) -> Text {
    Text::new().and("`").and(filter.name).and("` of `").and(pipeline.name).and("` ")
}

/// The first filter of a pipeline that requires what neither another one of the pipeline provides nor one further outside; that they
/// are in order is judged where the pipeline is declared.
const fn wanting<'p>(pipeline: &'p Pipeline, outside: &Before<'_>) -> Option<(&'p Filter, &'static Provision)> {
    let mut index = 0;
    while index < pipeline.filters.len() {
        let filter = &pipeline.filters[index];
        let mut at = 0;
        while at < filter.requires.len() {
            let wanted = filter.requires[at];
            if !pipeline.gives(wanted) && !is_given(outside, wanted) {
                return Some((filter, wanted));
            }
            at += 1;
        }
        index += 1;
    }
    None
}

/// What a filter further outside provides no filter of a controller or a handler provides again.
#[track_caller]
const fn provides_once<H>(resource: &Resource<H>, outer: Option<&Pipeline>) {
    let middle = resource.node.pipeline;
    provides_nothing_of(middle, outer);
    let mut route = 0;
    while route < resource.routes.len() {
        provides_nothing_of(resource.routes[route].pipeline, outer);
        provides_nothing_of(resource.routes[route].pipeline, middle);
        route += 1;
    }
}

#[track_caller]
const fn provides_nothing_of(own: Option<&Pipeline>, outer: Option<&Pipeline>) {
    let (Some(own), Some(outer)) = (own, outer) else { return };
    let mut index = 0;
    while index < own.filters.len() {
        let filter = &own.filters[index];
        let mut at = 0;
        while at < filter.provides.len() {
            if let Some(before) = first(outer, filter.provides[at], 0, outer.filters.len()) {
                let text = own_filter(filter, own).and("provides `").and(filter.provides[at].name).and("`, as `");
                let text = text.and(outer.filters[before].name).and("` of `").and(outer.name);
                refuse(&text.and("` before it does\nhelp: keep one of them"));
            }
            at += 1;
        }
        index += 1;
    }
}

/// The first thing that some arguments need and no pipeline before them provides.
const fn unprovided(args: &[Arg], before: &Before<'_>) -> Option<&'static Provision> {
    let mut arg = 0;
    while arg < args.len() {
        let mut at = 0;
        while let Some(wanted) = needed(&args[arg].part, at) {
            if !is_given(before, wanted) {
                return Some(wanted);
            }
            at += 1;
        }
        arg += 1;
    }
    None
}

const fn is_given(before: &Before<'_>, wanted: &Provision) -> bool {
    let mut at = 0;
    while at < before.len() {
        if let Some(pipeline) = before[at]
            && pipeline.gives(wanted)
        {
            return true;
        }
        at += 1;
    }
    false
}
