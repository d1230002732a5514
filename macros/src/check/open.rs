//! Open models, and models that are added to them.

use proc_macro2::Ident;
use syn::{LitStr, Path, Type};

use super::model::{Body, Field, nothing_on};
use crate::errors::Errors;
use crate::parse::model as parsed;

/// The name of the field that holds what is added. A struct is written with all of its fields, so this one is declared like
/// the others; its name tells it from them, as a macro cannot tell types.
const SLOT: &str = "extra";

/// The field that holds what is added.
pub(crate) struct Slot<'w> {
    pub(crate) name: &'w Ident,
    pub(crate) ty: &'w Type,
}

/// The named fields of a model, and its slot, where it is open.
pub(crate) fn slot<'w>(written: &'w parsed::Written, errors: &Errors) -> (Option<Slot<'w>>, Vec<&'w parsed::Field>) {
    let named = match &written.body {
        parsed::Body::Struct(parsed::Fields::Named(fields)) => Some(fields),
        _ => None,
    };
    let Some(open) = written.settings.open else { return (None, named.into_iter().flatten().collect()) };
    let Some(named) = named else {
        errors.at(open, "only a struct with named fields can be open\nhelp: leave `open` out");
        return (None, Vec::new());
    };
    if !written.generics.params.is_empty() {
        errors
            .at(open, "a model with type parameters cannot be open\nhelp: open the model that a parameter stands for");
    }
    let is_slot = |field: &&parsed::Field| field.name.as_ref().is_some_and(|name| name == SLOT);
    let (slots, others): (Vec<_>, Vec<_>) = named.iter().partition(is_slot);
    let slot = slots.into_iter().find_map(|field| {
        let help = "what is added has its own, where it is declared";
        nothing_on("the field of what is added", help, &field.helpers, errors);
        Some(Slot { name: field.name.as_ref()?, ty: &field.ty })
    });
    if slot.is_none() {
        let owner = &written.name;
        let message =
            format!("`{owner}` is open, and has no field for what is added\nhelp: write `{SLOT}: Extra<{owner}>`");
        errors.at(open, message);
    }
    (slot, others)
}

/// The model that a model adds to. Its namespace comes in front of the names of its fields.
pub(crate) fn extends<'w>(written: &'w parsed::Written, body: &mut Body<'w>, errors: &Errors) -> Option<&'w Path> {
    let settings = &written.settings;
    let Some(path) = &settings.extends else {
        if let Some(prefix) = &settings.prefix {
            let message = "a prefix is for what is added to a model\nhelp: name that model, `extends = …`, or rename fields, `#[serde(rename = \"…\")]`";
            errors.on(prefix, message);
        }
        return None;
    };
    if let Some(open) = settings.open {
        errors.at(open, "what is added to a model is not open itself\nhelp: leave `open` out");
    }
    if !written.generics.params.is_empty() {
        errors.on(path, "a model with type parameters cannot be added to another one\nhelp: leave them out");
        return None;
    }
    match &settings.prefix {
        Some(prefix) => is_prefix(prefix, errors),
        None => errors.on(
            path,
            "what is added has no namespace\nhelp: write `prefix = \"…\"`: fields are named `prefix:field` then",
        ),
    }
    let Body::Object(fields) = body else {
        if !matches!(body, Body::Unknown) {
            errors.on(path, "only a struct with named fields can be added to a model\nhelp: leave `extends` out");
        }
        return None;
    };
    for field in fields {
        name(field, settings.prefix.as_ref(), errors);
    }
    Some(path)
}

fn name(field: &mut Field<'_>, prefix: Option<&LitStr>, errors: &Errors) {
    if let Some(flatten) = field.flatten {
        errors.on(flatten, "what is flattened has names without the prefix\nhelp: list the fields");
    } else if let Some(prefix) = prefix {
        field.wire = format!("{}:{}", prefix.value(), field.wire);
    }
}

fn is_prefix(prefix: &LitStr, errors: &Errors) {
    let text = prefix.value();
    let is_fine = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if text.is_empty() || !text.chars().all(is_fine) {
        errors.on(
            prefix,
            "a namespace cannot be named like this\nhelp: letters, digits, `.`, `-` and `_` may be in a prefix, and the `:` behind it is added",
        );
    }
}
