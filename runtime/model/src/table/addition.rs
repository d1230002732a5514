//! What other crates add to a model.

use crate::schema::{FieldNames, Type};

/// Fields that another crate adds to a model that is open, in the APIs that list it.
#[derive(Clone, Copy, Debug)]
pub struct Addition {
    /// The model that it adds to.
    pub of: &'static Type,
    /// The model that is added. Its fields stand beside those of the other one.
    pub ty: &'static Type,
    /// The names of its fields.
    pub names: &'static FieldNames,
}
