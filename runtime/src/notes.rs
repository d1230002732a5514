//! What is found out about a request where it is handled, for its span and its access line.

use core::net::IpAddr;
use std::sync::{Arc, OnceLock};

use http::{Method, StatusCode};
use terrace_model::Version;
use tracing::Span;
use tracing::span::Entered;

use crate::app::table::Target;
use crate::exchange::{Exchange, RequestId};
use crate::identity::Identity;
use crate::span;

/// What is found out. Each is noted once; where filters send a request on twice, of the first.
#[derive(Debug)]
pub(crate) struct Notes {
    span: Span,
    method: Method,
    /// The template of the path.
    route: OnceLock<Arc<str>>,
    operation: OnceLock<&'static str>,
    version: OnceLock<Version>,
    /// The client's own.
    id: OnceLock<RequestId>,
    asker: OnceLock<Asker>,
}

/// What an access line tells of who has sent a request.
#[derive(Debug)]
pub(crate) struct Asker {
    pub(crate) user: Option<Identity>,
    pub(crate) client: Option<IpAddr>,
    /// Whether there is to be none.
    pub(crate) is_silent: bool,
}

impl Notes {
    pub(crate) fn new(span: Span, method: Method) -> Self {
        Notes {
            span,
            method,
            route: OnceLock::new(),
            operation: OnceLock::new(),
            version: OnceLock::new(),
            id: OnceLock::new(),
            asker: OnceLock::new(),
        }
    }

    /// New notes of the same request.
    pub(crate) fn anew(&self) -> Self {
        Notes::new(self.span.clone(), self.method.clone())
    }

    /// Enters the request's span, for a part of its work.
    pub(crate) fn enter(&self) -> Entered<'_> {
        self.span.enter()
    }

    /// Notes which route the path has.
    pub(crate) fn routed(&self, route: &Arc<str>) {
        self.route.get_or_init(|| Arc::clone(route));
    }

    /// Notes what is known when a request was admitted, or refused.
    pub(crate) fn admitted(&self, exchange: &Exchange) {
        if let Some(version) = exchange.version {
            self.version.get_or_init(|| version);
        }
        span::routed(&self.span, &self.method, self.route(), exchange);
    }

    /// Notes which handler the request got.
    pub(crate) fn aimed(&self, target: &Target) {
        self.operation.get_or_init(|| target.route.operation_id);
        span::aimed(&self.span, target);
    }

    /// Notes by which id its client knows the request, and tells by which it is known.
    pub(crate) fn named(&self, id: RequestId) -> RequestId {
        let id = self.id.get_or_init(|| id);
        span::named(&self.span, id);
        id.clone()
    }

    /// Notes who has sent the request.
    pub(crate) fn asked_by(&self, asker: Asker) {
        self.asker.get_or_init(|| asker);
    }

    /// Tells the span what is answered.
    pub(crate) fn answered(&self, status: StatusCode) {
        span::answered(&self.span, status);
    }

    /// Tells the span how much of the answer's body was sent.
    pub(crate) fn sent(&self, bytes: u64) {
        span::sent(&self.span, bytes);
    }

    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn route(&self) -> Option<&str> {
        self.route.get().map(|route| &**route)
    }

    pub(crate) fn operation(&self) -> Option<&'static str> {
        self.operation.get().copied()
    }

    pub(crate) fn version(&self) -> Option<Version> {
        self.version.get().copied()
    }

    /// The client's own id.
    pub(crate) fn id(&self) -> Option<&RequestId> {
        self.id.get()
    }

    pub(crate) fn asker(&self) -> Option<&Asker> {
        self.asker.get()
    }
}
