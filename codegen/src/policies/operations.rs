//! Which operations ask which rule.

use terrace_model::Ask;

use crate::openapi::{all_sites, policy};
use crate::source::Source;

/// The operations of all APIs, each below its first mount.
pub(super) struct Operations(Vec<Operation>);

/// One operation.
pub(super) struct Operation {
    /// `POST /servers/{server_id}/action {"reboot"}`
    pub(super) request: String,
    /// The rules that are asked; none where it says `public`, or nothing.
    pub(super) ask: Option<Ask>,
}

impl Operations {
    pub(super) fn of(apis: &[Source]) -> Operations {
        let mut all: Vec<Operation> = Vec::new();
        for site in apis.iter().flat_map(|source| all_sites(source.table)) {
            if !site.suffix.is_empty() || site.route.is_retired() {
                continue;
            }
            let action = site.route.action.map(|key| format!(" {{\"{key}\"}}")).unwrap_or_default();
            let request = format!("{} {}{action}", site.route.method.name(), site.path());
            // Handlers of several versions of one request are one line where they ask one rule.
            let ask = policy::asks(&site);
            let is_known = |known: &Operation| {
                known.request == request && known.ask.map(|ask| ask.rule) == ask.map(|ask| ask.rule)
            };
            if !all.iter().any(is_known) {
                all.push(Operation { request, ask });
            }
        }
        Operations(all)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Operation> {
        self.0.iter()
    }

    /// The requests before whose handlers a rule is asked.
    pub(super) fn asking(&self, rule: &str) -> impl Iterator<Item = &str> {
        let asks = move |ask: &Ask| ask.rule == rule || ask.see == Some(rule);
        self.0.iter().filter(move |operation| operation.ask.as_ref().is_some_and(asks)).map(|found| &*found.request)
    }
}
