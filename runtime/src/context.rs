//! The context of one request.

/// One request on its way to its handler.
#[derive(Debug)]
pub struct Context {}
