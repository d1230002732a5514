//! What filters provide: a type that is told from all others by its path.

use proc_macro2::Ident;
use syn::Path;

use crate::errors::Errors;
use crate::parse::provided::Written;

pub(crate) struct Provided<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) krate: Option<&'w Path>,
    /// Whether it is one; what is wrong with it was reported.
    pub(crate) is_plain: bool,
}

pub(crate) fn check<'w>(written: &'w Written, errors: &Errors) -> Provided<'w> {
    let Written { name, generics, krate } = written;
    let is_plain = generics.params.is_empty();
    if !is_plain {
        let message = format!(
            "what filters provide is told by its path, and `{name}` has generics\nhelp: write a type without them around it"
        );
        errors.on(&generics.params, message);
    }
    Provided { name, krate: krate.as_ref(), is_plain }
}
