//! A request whose body is read before it has a handler: the key of an action chooses among several, and what nobody in the
//! version reads is told first where it is no JSON.

use core::task::{self, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use http_body_util::combinators::Collect;
use http_body_util::{BodyExt, Collected, Limited};

use super::admission::{not_in_version, still_there};
use super::table::Target;
use super::{App, ENDED, RequestLimits};
use crate::body::Body;
use crate::context::{self, Context, Request};
use crate::exchange::Exchange;
use crate::failure::{Failure, Origin};
use crate::json;
use crate::timely::Timely;

/// Such a request, while its body is read. It is boxed: it is large, and most requests are not like this.
pub(super) struct Reading {
    request: Option<Request>,
    body: Collect<Limited<Timely>>,
    limits: RequestLimits,
    wanted: Wanted,
}

/// What the body is read for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// The key that chooses among these actions.
    Action(Arc<[Target]>),
    /// Whether it is JSON.
    Json,
}

impl Reading {
    pub(super) fn start(
        request: Request,
        body: Body,
        limits: RequestLimits,
        wanted: Wanted,
    ) -> Result<Box<Reading>, Failure> {
        let body = context::limited(body, &limits)?.collect();
        Ok(Box::new(Reading { request: Some(request), body, limits, wanted }))
    }

    /// What the body is read for.
    pub(super) fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// What the body tells: which handler the request goes to, or why there is none.
    pub(super) fn poll_context(
        &mut self,
        app: &App,
        exchange: &Exchange,
        task: &mut task::Context<'_>,
    ) -> Poll<Result<Context, Failure>> {
        let whole = ready!(self.body.poll_unpin(task)).map(Collected::to_bytes);
        let body = context::read(whole, &self.limits)?;
        let request = self.request.take().expect(ENDED);
        Poll::Ready(match &self.wanted {
            Wanted::Action(actions) => act(app, exchange, request, actions, body),
            Wanted::Json if body.is_empty() => Err(not_in_version()),
            Wanted::Json => match json::syntax(&body) {
                Ok(()) => Err(not_in_version()),
                Err(error) => Err(Failure::of_body(&error)),
            },
        })
    }
}

/// Chooses the handler of an action by the body's one key.
fn act(app: &App, exchange: &Exchange, request: Request, actions: &[Target], body: Bytes) -> Result<Context, Failure> {
    let key = json::only_key(&body).map_err(|error| Failure::of_body(&error))?.map_err(|length| {
        let detail = "the body is not an object with one key, the action's name";
        Failure::of(Origin::NotAnAction { length }, 400).detail(detail)
    })?;
    let named = || actions.iter().filter(|target| target.route.action == Some(&key));
    if named().next().is_none() {
        let detail = format!("there is no action `{key}`");
        return Err(Failure::of(Origin::UnknownAction(key), 400).detail(detail));
    }
    let Some(target) = named().find(|target| target.holds(exchange.version)) else {
        still_there(named(), exchange.version)?;
        return Err(not_in_version());
    };
    let limit = app.limits_of(target, request.allowance).body_bytes;
    if body.len() > limit {
        return Err(context::too_large(limit));
    }
    Ok(Context::new(app.clone(), exchange.clone(), *target, request, body.into()))
}
