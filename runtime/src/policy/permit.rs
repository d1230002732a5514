//! Whether a request may reach its handler.

use terrace_model::{Ask, Guard};

use super::may::attribute;
use crate::context::Context;
use crate::failure::{Failure, IntoFailure, NotFound, Origin};
use crate::filter::Provided;
use crate::identity::Identity;

/// That a rule is asked.
pub const fn asks(rule: &'static str, see: Option<&'static str>) -> Guard {
    Guard::Asks(Ask { rule, see, asker: Identity::PROVISION })
}

/// Asks the rules of a handler, where it has some, of what its loaders found.
///
/// # Errors
///
/// 404 where who asks may not see what is there, 403 where they may not do this to it, 401 where nobody has said who asks.
#[inline]
pub(crate) fn permit(cx: &Context) -> Result<(), Failure> {
    cx.asks().map_or(Ok(()), |ask| asked(cx, ask))
}

fn asked(cx: &Context, Ask { rule, see, .. }: Ask) -> Result<(), Failure> {
    let Some(who) = cx.extensions().get::<Identity>() else {
        return Err(Failure::of(Origin::Policy { rule }, 401).detail("it is not known who asks"));
    };
    let rules = cx.enforcer().rules();
    let target = |name: &str| attribute(|| cx.targets(), who, name);
    if see.is_some_and(|see| !rules.allow(see, who, &target)) {
        let unseen = cx.targets().find_map(|(target, item)| target.unseen(item));
        return Err(unseen.unwrap_or_else(|| NotFound::default().into_failure()));
    }
    if rules.allow(rule, who, &target) { Ok(()) } else { Err(refused(rule)) }
}

/// The answer to whom a rule does not allow it.
pub(super) fn refused(rule: &'static str) -> Failure {
    Failure::of(Origin::Policy { rule }, 403).detail(format!("the policy `{rule}` does not allow it"))
}

/// Where nothing was loaded, or nothing that belongs to anybody, rules take what they do for that of who asks.
pub(super) fn own<'w>(who: &'w Identity, name: &str) -> Option<&'w str> {
    match name {
        "project_id" => who.project(),
        "user_id" => Some(who.user()),
        _ => None,
    }
}
