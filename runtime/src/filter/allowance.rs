//! What filters say of how much a request may take, in place of what the server says.

use core::time::Duration;

use terrace_model::UnknownFields;

use crate::app::RequestLimits;

/// What a request may take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Allowance {
    body_bytes: Option<usize>,
    handler_time: Option<Duration>,
    drops_unknown_fields: bool,
}

impl Allowance {
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
    pub(crate) fn unknown_fields(self, own: UnknownFields) -> UnknownFields {
        if self.drops_unknown_fields { UnknownFields::Drop } else { own }
    }

    /// The limits of a handler, as filters have left them.
    pub(crate) fn within(self, limits: RequestLimits) -> RequestLimits {
        RequestLimits {
            body_bytes: self.body_bytes.map_or(limits.body_bytes, |most| most.min(limits.body_bytes)),
            handler_time: self.handler_time.or(limits.handler_time),
            ..limits
        }
    }
}
