//! The attributes that say who sends a field: `#[read_only]`, `#[write_only]`.

use proc_macro2::Ident;
use syn::{Attribute, Meta};

use crate::errors::Errors;

/// Those of them that stand on a field.
#[derive(Default)]
pub(crate) struct Access {
    pub(crate) read_only: Option<Ident>,
    pub(crate) write_only: Option<Ident>,
}

impl Access {
    /// Reads an attribute, where it is one of these.
    pub(crate) fn read(&mut self, attribute: &Attribute, errors: &Errors) {
        let Some(name) = attribute.path().get_ident() else { return };
        let slot = match name.to_string().as_str() {
            "read_only" => &mut self.read_only,
            "write_only" => &mut self.write_only,
            _ => return,
        };
        if slot.is_some() {
            errors.on(name, format!("`{name}` stands twice\nhelp: keep one of them"));
        } else if !matches!(attribute.meta, Meta::Path(_)) {
            errors.on(name, format!("`{name}` takes no settings\nhelp: write `#[{name}]`"));
        }
        *slot = Some(name.clone());
    }

    /// The names of all that were written.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        self.read_only.iter().chain(&self.write_only)
    }
}
