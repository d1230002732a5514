//! What rules of a file speak of that nothing has: oslo.policy takes such rules, so here they are told of, and not refused.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use terrace_model::check::policy::is_known;
use terrace_model::policy::{Mention, asked};

use super::{PolicyFile, Rules};
use crate::private::ApiTable;

/// A line for each place of a file's rules that speaks of what is not known before some handlers, with these.
pub(super) fn warnings(tables: &[&'static ApiTable], rules: &Rules, file: &PolicyFile) -> Vec<String> {
    let lines: HashMap<_, _> = file.rules.iter().map(|rule| (rule.name.as_str(), rule.line)).collect();
    let mut found: BTreeMap<(usize, &str, &str), BTreeSet<String>> = BTreeMap::new();
    for (api, resource) in tables.iter().flat_map(|api| api.entries.iter().map(move |entry| (*api, entry.resource))) {
        for route in resource.routes.iter().filter(|route| !route.is_retired()) {
            let Some(ask) = route.asks(resource.node) else { continue };
            for name in all(rules, ask.see.into_iter().chain([ask.rule])) {
                let (Some(line), Some(check)) = (lines.get(name), rules.check(name)) else { continue };
                check.each_mention(&mut |mention| match mention {
                    Mention::Target(wanted) if !is_known(api, resource, route, wanted) => {
                        let handler = format!("`{}::{}`", route.owner, route.name);
                        found.entry((*line, name, wanted)).or_default().insert(handler);
                    }
                    _ => {}
                });
            }
        }
    }
    let told = |((line, name, wanted), handlers): ((usize, &str, &str), BTreeSet<String>)| {
        let handlers: Vec<_> = handlers.into_iter().collect();
        let said = format!("`{name}` speaks of `%({wanted})s`, and nothing that is loaded has that, before");
        format!("{}:{line}: {said} {}: there it never holds", file.name, handlers.join(", "))
    };
    found.into_iter().map(told).collect()
}

/// Some rules, and all that they ask, each once.
fn all<'r>(rules: &'r Rules, first: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut all: Vec<_> = first.collect();
    let mut at = 0;
    while let Some(check) = all.get(at).map(|name| rules.check(name)) {
        for name in check.map(asked).unwrap_or_default() {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        at += 1;
    }
    all
}
