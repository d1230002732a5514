//! Which filters stand before handlers, as commands tell it.

use serde_json::{Value, json};
use terrace_model::{Alternative, Filter, Pipeline};

use crate::openapi::Site;
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

/// Each pipeline of a handler's controller or of its own, with its filters.
pub(crate) fn own_lines(site: &Site) -> Vec<String> {
    site.pipelines().map(|pipeline| format!("{}: {}", pipeline.name, names(pipeline).join(", "))).collect()
}

/// `Keystone or NoAuth2, Audited`
pub(crate) fn pipelines(source: &Source, site: &Site) -> String {
    let before_api = source.table.pipelines.of.iter().map(|alternative| alternative.pipeline.name);
    let before_api = before_api.collect::<Vec<_>>().join(" or ");
    let own = site.pipelines().map(|pipeline| pipeline.name.to_owned());
    let all = [before_api].into_iter().filter(|names| !names.is_empty()).chain(own);
    all.collect::<Vec<_>>().join(", ")
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

/// The same as [`own_lines()`], as JSON.
pub(crate) fn own_json(site: &Site) -> Value {
    site.pipelines().map(|pipeline| json!({"pipeline": pipeline.name, "filters": names(pipeline)})).collect()
}

fn names(pipeline: &'static Pipeline) -> Vec<&'static str> {
    pipeline.filters.iter().map(|filter: &Filter| filter.name).collect()
}
