//! Which filters stand before handlers, as commands tell it.

use serde_json::{Value, json};
use terrace_model::{Alternative, Filter, Pipeline};

use crate::source::Source;

/// Each pipeline that may stand before an API, with what chooses it and its filters.
pub(crate) fn lines(source: &Source) -> Vec<String> {
    let choice = &source.table.pipelines;
    let line = |Alternative { value, pipeline }: &Alternative| {
        let chosen = choice.setting.map(|setting| format!(", where `{}` is `{value}`", setting.name));
        format!("{}{}: {}", pipeline.name, chosen.unwrap_or_default(), names(pipeline).join(", "))
    };
    choice.of.iter().map(line).collect()
}

/// `Keystone or NoAuth2`
pub(crate) fn pipelines(source: &Source) -> String {
    source.table.pipelines.of.iter().map(|alternative| alternative.pipeline.name).collect::<Vec<_>>().join(" or ")
}

/// The same as [`lines()`], as JSON.
pub(crate) fn json(source: &Source) -> Value {
    let choice = &source.table.pipelines;
    let setting = choice.setting.map(|setting| setting.name);
    let one = |Alternative { value, pipeline }: &Alternative| {
        json!({
            "setting": setting,
            "value": setting.map(|_| value),
            "pipeline": pipeline.name,
            "filters": names(pipeline),
        })
    };
    choice.of.iter().map(one).collect()
}

fn names(pipeline: &'static Pipeline) -> Vec<&'static str> {
    pipeline.filters.iter().map(|filter: &Filter| filter.name).collect()
}
