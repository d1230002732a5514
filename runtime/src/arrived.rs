//! A request that has come to an API: all that is known of it, from its head to its answer.

use core::any::{Any, TypeId};
use std::sync::Arc;

use crate::app::table::Target;
use crate::app::{App, RequestLimits};
use crate::conditional::Validators;
use crate::exchange::Exchange;
use crate::filter::{Allowance, Request};
use crate::policy::target::Targeted;
use crate::variables::Variables;

/// Such a request. It is large: it is put in a box where it arrives, and stays there until it is answered.
pub(crate) struct Arrived {
    pub(crate) app: App,
    pub(crate) request: Request,
    pub(crate) exchange: Exchange,
    /// What filters let it take.
    pub(crate) allowance: Allowance,
    /// What its path says, once that is found.
    pub(crate) variables: Option<Variables>,
    /// Its handler, once there is one.
    pub(crate) target: Option<Target>,
    /// What loaders found for it.
    pub(crate) loaded: Vec<Found>,
    /// What its answer tells of the member.
    pub(crate) told: Option<Box<Validators>>,
}

/// What a loader found.
pub(crate) struct Found {
    pub(crate) of: TypeId,
    pub(crate) item: Arc<dyn Any + Send + Sync>,
    /// What rules may speak of.
    pub(crate) target: Option<Targeted>,
}

impl Arrived {
    #[inline]
    pub(crate) fn new(app: App, request: Request, exchange: Exchange, allowance: Allowance) -> Box<Self> {
        let (variables, target, loaded, told) = (None, None, Vec::new(), None);
        Box::new(Arrived { app, request, exchange, allowance, variables, target, loaded, told })
    }

    /// What it may take of its handler.
    pub(crate) fn limits_of(&self, target: &Target) -> RequestLimits {
        self.app.limits_of(target, self.allowance)
    }
}
