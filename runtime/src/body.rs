//! Bodies of answers.

/// The body of an answer.
#[derive(Debug)]
pub struct Body {}
