//! How failures look on the wire.

/// How an API's failures look.
pub trait Dialect: Send + Sync + 'static {}
