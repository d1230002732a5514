//! Types that serde reads and writes and another library describes.
//!
//! Neither this crate nor the runtime knows that library: what it says travels as JSON text, and is asked for only where documents
//! are made.

use crate::table::Place;

/// A type that utoipa describes.
#[derive(Clone, Copy, Debug)]
pub struct Foreign {
    /// The type, as it is written where it is used.
    pub name: &'static str,
    /// Where that is.
    pub place: Place,
    /// Whether a field of it may be left out.
    pub is_optional: fn() -> bool,
    /// What it looks like.
    pub schema: fn() -> Described,
}

/// Schemas, each as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The name by which a schema may refer to that of the type itself.
    pub name: String,
    /// That of the type itself.
    pub schema: String,
    /// Those that it refers to, by name. One may be there several times.
    pub listed: Vec<(String, String)>,
}
