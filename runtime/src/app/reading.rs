//! A request whose body is read before it has a handler: the key of an action chooses among several, and what nobody in the
//! version reads is told first where it is no JSON.

use core::mem;
use core::task::{self, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use http_body_util::combinators::Collect;
use http_body_util::{BodyExt, Collected, Limited};

use super::admission::{not_in_version, still_there};
use super::table::Target;
use super::{ENDED, RequestLimits};
use crate::arrived::Arrived;
use crate::context::{self, Context};
use crate::failure::{Failure, Origin};
use crate::json;
use crate::timely::Timely;

/// Such a request, while its body is read. It is boxed: it is large, and most requests are not like this.
pub(super) struct Reading {
    arrived: Option<Box<Arrived>>,
    body: Collect<Limited<Timely>>,
    limits: RequestLimits,
    wanted: Wanted,
}

/// What the body is read for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// The key that chooses among these actions.
    Action(Arc<[Target]>),
    /// Whether it is JSON, which none of these reads in the version.
    Json(Arc<[Target]>),
}

impl Reading {
    pub(super) fn start(mut arrived: Box<Arrived>, wanted: Wanted) -> Result<Box<Reading>, Failure> {
        let (Wanted::Action(targets) | Wanted::Json(targets)) = &wanted;
        let limits = arrived.app.limits_of_any(targets, arrived.allowance);
        let body = context::limited(mem::take(arrived.request.body_mut()), &limits)?.collect();
        Ok(Box::new(Reading { arrived: Some(arrived), body, limits, wanted }))
    }

    /// What the body tells: which handler the request goes to, or why there is none.
    pub(super) fn poll_context(&mut self, task: &mut task::Context<'_>) -> Poll<Result<Context, Failure>> {
        let whole = ready!(self.body.poll_unpin(task)).map(Collected::to_bytes);
        let body = context::read(whole, &self.limits)?;
        let arrived = self.arrived.take().expect(ENDED);
        Poll::Ready(match &self.wanted {
            Wanted::Action(actions) => act(arrived, actions, body),
            Wanted::Json(_) if body.is_empty() => Err(not_in_version()),
            Wanted::Json(_) => match json::syntax(&body) {
                Ok(()) => Err(not_in_version()),
                Err(error) => Err(Failure::of_body(&error)),
            },
        })
    }
}

/// Chooses the handler of an action by the body's one key.
fn act(mut arrived: Box<Arrived>, actions: &[Target], body: Bytes) -> Result<Context, Failure> {
    let key = json::only_key(&body).map_err(|error| Failure::of_body(&error))?.map_err(|length| {
        let detail = "the body is not an object with one key, the action's name";
        Failure::of(Origin::NotAnAction { length }, 400).detail(detail)
    })?;
    let named = || actions.iter().filter(|target| target.route.action == Some(&key));
    if named().next().is_none() {
        let detail = format!("there is no action `{key}`");
        return Err(Failure::of(Origin::UnknownAction(key), 400).detail(detail));
    }
    let Some(target) = named().find(|target| target.holds(arrived.exchange.version)) else {
        still_there(named(), arrived.exchange.version)?;
        return Err(not_in_version());
    };
    let limit = arrived.limits_of(target).body_bytes;
    if body.len() > limit {
        return Err(context::too_large(limit));
    }
    *arrived.request.body_mut() = body.into();
    Ok(Context::new(arrived, *target))
}
