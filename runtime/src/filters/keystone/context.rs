//! Who asks is whose token it is.

use core::ops::ControlFlow;

use terrace_model::{Answers, Provision};

use super::{IdentityStatus, UNAUTHENTICATED, unauthenticated};
use crate::answer::Response;
use crate::filter::{Filter, Pass, PassLayer, Passage, Provided, Provides, Request};
use crate::identity::Identity;
use crate::state::{FromState, Parts};

/// Provides the [`Identity`] of the token that [`AuthToken`](super::AuthToken) has confirmed, and refuses who has none.
///
/// Users, projects and domains are told by their ids, roles by their names. A token without a scope is one of a user who has no role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeystoneContext;

impl<S> FromState<S> for KeystoneContext {
    fn from_state(_: &Parts<S>) -> Self {
        KeystoneContext
    }
}

impl Filter for KeystoneContext {
    const REQUIRES: &'static [&'static Provision] = &[IdentityStatus::PROVISION];

    const PROVIDES: &'static [&'static Provision] = <Identity as Provides>::PROVISIONS;

    const ANSWERS: Answers = Answers::of(&[UNAUTHENTICATED]);

    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for KeystoneContext {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        let status = match IdentityStatus::take(request) {
            Ok(status) => status,
            Err(failure) => return ControlFlow::Break(passage.refusal(&failure)),
        };
        let Some(token) = status.token() else { return ControlFlow::Break(passage.refusal(&unauthenticated())) };
        token.identity().put(request);
        ControlFlow::Continue(())
    }
}
