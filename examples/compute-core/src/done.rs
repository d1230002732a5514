//! Answers of Nova's that say nothing, and not by 204.

use terrace::prelude::*;

/// It is done.
#[derive(Debug, Answer)]
#[answer(status = 200)]
pub struct Done;
