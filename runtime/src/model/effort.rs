//! How much a body may ask of its reader.
//!
//! A value that may be one of several variants is tried as each of them. Where these hold such a value again, the tries multiply
//! with every level, so that a few hundred bytes could keep a reader busy for years. So tries are counted, by the values
//! that they look at, and a body that asks for far more of them than its length explains is refused.

use core::cell::Cell;

use serde_json::Value;

thread_local! {
    /// The values that may still be looked at.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// The values for each byte of a body. One that is told by its first variant needs half of one, and each further one as much again.
const FOR_A_BYTE: usize = 16;
/// What any body may ask for: a short one may be as deep as JSON can be, and is looked at from each level.
const FOR_ANY: usize = 100_000;

/// While there is one, a body is read.
#[derive(Debug)]
pub(crate) struct Limit {
    outer: usize,
}

impl Limit {
    /// That of a body of so many bytes.
    pub(crate) fn begin(bytes: usize) -> Self {
        Limit { outer: LEFT.replace(bytes.saturating_mul(FOR_A_BYTE).saturating_add(FOR_ANY)) }
    }
}

/// What a reader around it may ask holds again, also in a panic.
impl Drop for Limit {
    fn drop(&mut self) {
        LEFT.set(self.outer);
    }
}

/// Whether a value may be looked at once more. Once one may not, none may.
pub(super) fn allows(value: &Value) -> bool {
    let left = LEFT.get().saturating_sub(count(value));
    LEFT.set(left);
    left > 0
}

/// The values that a value holds, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}
