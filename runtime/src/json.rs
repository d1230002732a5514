//! The one seam through which JSON is read and written.

/// Constraints that a value breaks, each with its JSON pointer (RFC 6901).
#[derive(Debug, Default)]
pub struct Violations {}
