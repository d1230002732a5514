//! What is known of one request and its answer, whoever answers it.

use core::fmt;

use terrace_model::Version;
use uuid::Uuid;

use crate::dialect::Dialect;

/// What is known of one request wherever it is answered: in a handler, or before there is one.
#[derive(Clone, Copy, Debug)]
pub struct Exchange {
    pub(crate) id: RequestId,
    pub(crate) version: Option<Version>,
    /// The id of the handler's operation, once there is one.
    pub(crate) operation: Option<&'static str>,
    pub(crate) dialect: &'static dyn Dialect,
}

impl Exchange {
    pub(crate) fn new(dialect: &'static dyn Dialect) -> Self {
        Exchange { id: RequestId(Uuid::new_v4()), version: None, operation: None, dialect }
    }

    /// The request's id.
    pub fn request_id(&self) -> RequestId {
        self.id
    }

    /// The version that was chosen; `None` before that, and where there is nothing to choose.
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// The operation id of the handler that was chosen; `None` before that.
    pub fn operation_id(&self) -> Option<&'static str> {
        self.operation
    }
}

/// The id of a request: a random UUID. The dialect says how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Uuid);

impl RequestId {
    /// The id as a UUID.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
