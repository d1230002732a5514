//! Version gates: each names versions of the model's own set. Whether they are in order is judged by constants.

use proc_macro2::{Ident, Span};
use syn::{Expr, Path};

use crate::errors::Errors;
use crate::parse::gate as parsed;

/// A version, through the set that has it.
#[derive(Clone, Copy)]
pub(crate) struct Version<'w> {
    pub(crate) set: &'w Path,
    pub(crate) name: &'w Ident,
}

/// From when on, and until when, something exists.
#[derive(Clone, Copy, Default)]
pub(crate) struct Range<'w> {
    pub(crate) since: Option<Version<'w>>,
    pub(crate) until: Option<Version<'w>>,
}

/// What gates a field or a variant.
#[derive(Default)]
pub(crate) struct Gates<'w> {
    pub(crate) range: Range<'w>,
    /// The first version in which a field must be there.
    pub(crate) required: Option<Version<'w>>,
    pub(crate) deprecated: Option<Version<'w>>,
    /// What a field holds where it does not exist.
    pub(crate) default: Option<&'w Expr>,
}

impl Range<'_> {
    /// Whether it is every version.
    pub(crate) fn is_all(&self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// Where it was written.
    pub(crate) fn span(&self) -> Option<Span> {
        self.since.or(self.until).map(|version| version.name.span())
    }
}

/// A range of `set`, which it needs.
pub(crate) fn range<'w>(
    since: Option<&'w Ident>,
    until: Option<&'w Ident>,
    set: Option<&'w Path>,
    errors: &Errors,
) -> Range<'w> {
    let version = |name: Option<&'w Ident>| {
        let name = name?;
        if set.is_none() {
            let message =
                format!("`{name}` is a version of what?\nhelp: name the set of versions: `#[model(versions = …)]`");
            errors.on(name, message);
        }
        set.map(|set| Version { set, name })
    };
    Range { since: version(since), until: version(until) }
}

/// The gates of a field.
pub(crate) fn field<'w>(gates: &'w parsed::Gates, set: Option<&'w Path>, errors: &Errors) -> Gates<'w> {
    Gates {
        range: range(gates.since.as_ref(), gates.until.as_ref(), set, errors),
        required: range(gates.required_since.as_ref(), None, set, errors).since,
        deprecated: range(gates.deprecated_since.as_ref(), None, set, errors).since,
        default: gates.default.as_ref().map(|(_, value)| value),
    }
}

/// The gates of a variant, which is never absent.
pub(crate) fn variant<'w>(gates: &'w parsed::Gates, set: Option<&'w Path>, errors: &Errors) -> Gates<'w> {
    if let Some(name) = gates.names.iter().find(|name| *name == "required_since") {
        errors.on(
            name,
            "a variant is not required\nhelp: write `#[since(V…)]`, or put it on the field that holds the enum",
        );
    }
    if let Some((name, _)) = &gates.default {
        errors.on(name, "a variant has no default\nhelp: put it on the field that holds the enum");
    }
    field(gates, set, errors)
}

/// Reports gates where they mean nothing.
pub(crate) fn none(gates: &parsed::Gates, place: &str, help: &str, errors: &Errors) {
    for name in &gates.names {
        errors.on(name, format!("`{name}` means nothing on {place}\nhelp: {help}"));
    }
}
