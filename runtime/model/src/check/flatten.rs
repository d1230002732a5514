//! Rules for flattened fields: all names of an object are known, and told apart.

use super::refuse;
use super::text::{Text, equal};
use crate::schema::FieldNames;
use crate::version::Range;

/// The names that a flattened field brings are no others' in a version. It is the `at`th of its object.
#[track_caller]
pub const fn field(field: &str, object: &FieldNames, at: usize) {
    let brought = object.flattened[at];
    if brought.open.is_some() {
        refuse(
            &Text::new()
                .and("the type of `")
                .and(field)
                .and("` is open, and what is added to it could meet the fields beside it\n")
                .and("help: leave `flatten` out: give it a field of its own"),
        );
    }
    if depends(brought) {
        refuse(
            &Text::new()
                .and("which fields `")
                .and(field)
                .and("` has depends on its variant, so that it cannot be flattened\n")
                .and("help: leave `flatten` out: a field of its own tells them apart"),
        );
    }
    let (earlier, _) = object.flattened.split_at(at);
    if let Some(name) = met(brought, &FieldNames { flattened: earlier, ..*object }) {
        refuse(&Text::new().and("`").and(field).and("` brings a second field `").and(name).and("`\n").and(
            "help: give one of them another name, `#[serde(rename = \"…\")]`, or let one end where the other begins",
        ));
    }
}

/// The name of a tag is no flattened field's.
#[track_caller]
pub const fn tag(field: &str, tag: &str, object: &FieldNames, at: usize) {
    if has(object.flattened[at], tag, Range::ALL) {
        refuse(
            &Text::new()
                .and("`")
                .and(field)
                .and("` brings a field `")
                .and(tag)
                .and("`, which is the enum's tag\n")
                .and("help: give one of them another name"),
        );
    }
}

const fn depends(names: &FieldNames) -> bool {
    let mut at = 0;
    while at < names.flattened.len() {
        if depends(names.flattened[at]) {
            return true;
        }
        at += 1;
    }
    names.is_choice
}

/// The first name that others have too.
const fn met(names: &FieldNames, others: &FieldNames) -> Option<&'static str> {
    let mut at = 0;
    while at < names.own.len() {
        if has(others, names.own[at], names.range(at)) {
            return Some(names.own[at]);
        }
        at += 1;
    }
    at = 0;
    while at < names.flattened.len() {
        let met = met(names.flattened[at], others);
        if met.is_some() {
            return met;
        }
        at += 1;
    }
    None
}

/// Whether there is a name in one of some versions.
pub(super) const fn has(names: &FieldNames, name: &str, range: Range) -> bool {
    let mut at = 0;
    while at < names.own.len() {
        if equal(names.own[at], name) && !names.range(at).and(range).is_empty() {
            return true;
        }
        at += 1;
    }
    at = 0;
    while at < names.flattened.len() {
        if has(names.flattened[at], name, range) {
            return true;
        }
        at += 1;
    }
    false
}
