//! What access lines tell, and of which requests.

use core::ops::ControlFlow;

use crate::answer::Response;
use crate::client_address::ClientAddress;
use crate::filter::{Filter, Pass, PassLayer, Passage, Request};
use crate::identity::Identity;
use crate::notes::Asker;
use crate::settings::Settings;

/// Says more of who asks in [access lines](crate::App#access-lines), `user` and `client`, and of which requests there are none.
///
/// It tells what is known at its place: behind a filter that authenticates the user, behind [`TrustedProxies`](super::TrustedProxies) the
/// address of the client and not of the proxy. Requests that a filter before it answers have lines without both.
///
/// ```
/// use terrace::filters::{AccessLog, NoAuth};
/// use terrace::prelude::*;
///
/// pipeline! {
///     Front: [
///         NoAuth = NoAuth::default(),
///         AccessLog = AccessLog { except: vec!["/ping".to_owned()], ..AccessLog::default() },
///     ]
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct AccessLog {
    /// Whether it tells the user, where a filter before it provides an identity.
    pub user: bool,
    /// Whether it tells the client's address.
    pub client: bool,
    /// Paths to which, and below which, requests have no line: `/ping` is also `/ping/all`.
    pub except: Vec<String>,
}

impl Default for AccessLog {
    fn default() -> Self {
        AccessLog { user: true, client: true, except: Vec::new() }
    }
}

impl Filter for AccessLog {
    type Layer = PassLayer<Self>;

    fn layer(self) -> PassLayer<Self> {
        PassLayer::new(self)
    }
}

impl Pass for AccessLog {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        let path = request.uri().path();
        let is_below =
            |above: &String| path.strip_prefix(&**above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let told = request.extensions();
        let asker = Asker {
            user: told.get::<Identity>().filter(|_| self.user).cloned(),
            client: told.get::<ClientAddress>().filter(|_| self.client).map(|client| client.0),
            is_silent: self.except.iter().any(is_below),
        };
        passage.asked_by(asker);
        ControlFlow::Continue(())
    }
}
