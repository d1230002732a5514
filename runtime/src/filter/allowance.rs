//! What filters say of how much a request may take, in place of what the server says. It travels in the request's extensions.

use core::time::Duration;

use http::Extensions;
use terrace_model::UnknownFields;

use super::Request;
use crate::app::RequestLimits;

/// What a request may take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Allowance {
    body_bytes: Option<usize>,
    handler_time: Option<Duration>,
    drops_unknown_fields: bool,
}

impl Allowance {
    /// That of a request.
    pub(crate) fn of(request: &mut Request) -> &mut Allowance {
        request.extensions_mut().get_or_insert_default()
    }

    /// No body of more bytes.
    pub(crate) fn body_bytes(&mut self, most: usize) {
        self.body_bytes = Some(self.body_bytes.map_or(most, |before| before.min(most)));
    }

    /// So much time for its handler, and neither more nor less.
    pub(crate) fn handler_time(&mut self, time: Duration) {
        self.handler_time = Some(time);
    }

    /// What a body or a query has that nobody knows is passed over.
    pub(crate) fn drop_unknown_fields(&mut self) {
        self.drops_unknown_fields = true;
    }

    /// What becomes of such, as the API has it or filters have left it.
    pub(crate) fn unknown_fields(extensions: &Extensions, own: UnknownFields) -> UnknownFields {
        let drops = extensions.get().is_some_and(|allowance: &Allowance| allowance.drops_unknown_fields);
        if drops { UnknownFields::Drop } else { own }
    }

    /// The limits of a handler, as filters have left them.
    pub(crate) fn within(extensions: &Extensions, limits: RequestLimits) -> RequestLimits {
        let Some(Allowance { body_bytes, handler_time, .. }) = extensions.get() else { return limits };
        RequestLimits {
            body_bytes: body_bytes.map_or(limits.body_bytes, |most| most.min(limits.body_bytes)),
            handler_time: handler_time.or(limits.handler_time),
            ..limits
        }
    }
}
