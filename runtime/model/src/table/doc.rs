//! What is said of something, and where it was declared.

/// A doc comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The first paragraph, on one line, without a full stop at its end.
    pub summary: &'static str,
    /// The rest, as written.
    pub description: &'static str,
}

impl Doc {
    /// Nothing was written.
    pub const NONE: Doc = Doc { summary: "", description: "" };
}

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as rustc names it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}
