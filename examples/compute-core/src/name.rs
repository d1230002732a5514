//! Names as Nova takes them: printable, without whitespace at an end.

use terrace::prelude::*;

/// A name has control characters, or whitespace at an end.
#[derive(Debug, Failure)]
#[failure(
    status = 400,
    detail = "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."
)]
pub struct BadName;

/// Refuses a name that Nova refuses.
pub fn printable(name: &str) -> Result<(), BadName> {
    match name.trim() != name || name.contains(char::is_control) {
        true => Err(BadName),
        false => Ok(()),
    }
}
