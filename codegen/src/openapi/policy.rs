//! What the rule of a handler adds: its name, and the answers to whom it does not allow it.

use terrace_model::{Answer, Ask, Content, Status, member};
use utoipa::openapi::extensions::Extensions;

use super::site::Site;

const FORBIDDEN: Answer = failure(403, "A policy does not allow it");
const UNSEEN: Answer = failure(404, "There is nothing that may be seen");

const fn failure(status: u16, description: &'static str) -> Answer {
    Answer { status: Status::Is(status), description, content: Content::Failure, headers: &[] }
}

/// The rules that are asked before a handler.
pub(crate) fn asks(site: &Site) -> Option<Ask> {
    site.route.asks(site.resource.node)
}

/// The names of the rules that are asked before a handler, in the order in which they are.
pub(crate) fn rules(site: &Site) -> impl Iterator<Item = &'static str> {
    let ask = asks(site);
    ask.into_iter().flat_map(|ask| ask.see.filter(|see| *see != ask.rule).into_iter().chain([ask.rule]))
}

/// What is answered to whom the rules do not allow it.
pub(super) fn each_answer(site: &Site, visit: &mut dyn FnMut(&'static Answer)) {
    let Some(ask) = asks(site) else { return };
    // Whoever may see what the same rule lets be done, may do it.
    if ask.see != Some(ask.rule) {
        visit(&FORBIDDEN);
    }
    if ask.see.is_some() {
        visit(&UNSEEN);
    }
}

/// Names the rules in a place that OpenAPI leaves to others.
pub(super) fn name(site: &Site, members: &mut Option<Extensions>) {
    let Some(ask) = asks(site) else { return };
    let members = members.get_or_insert_default();
    members.insert(member::POLICY.to_owned(), ask.rule.into());
    if let Some(see) = ask.see {
        members.insert(member::POLICY_TO_SEE.to_owned(), see.into());
    }
}
