//! Rules for what other crates add to a model: no name means two things.

use super::api::versions_of;
use super::flatten::has;
use super::text::{Text, equal};
use super::{gate, refuse};
use crate::schema::{FieldNames, Type};
use crate::table::{Addition, Api};
use crate::version::Range;

/// What is added exists in a version of the model that it is added to.
#[track_caller]
pub const fn life(addition: &Addition) {
    let (of, ty) = (addition.of, addition.ty);
    if let Some(set) = of.life.versions
        && let Some(own) = ty.life.versions
        && set.same(own)
    {
        gate::range(name(of), of.life.range, name(ty), ty.life.range);
    }
}

/// A field that is added has a name that the model has in no version of the field's.
#[track_caller]
pub const fn field(addition: &Addition, model: &FieldNames, at: usize) {
    let own = addition.names.own[at];
    if has(model, own, range(addition, at)) {
        refuse(
            &Text::new()
                .and("`")
                .and(name(addition.of))
                .and("` has a field `")
                .and(own)
                .and("` itself\n")
                .and("help: choose another prefix, or name the field otherwise: `#[serde(rename = \"…\")]`"),
        );
    }
}

/// An addition belongs into its API: it is listed once, in the API's versions, and its names are no other's there.
#[track_caller]
pub const fn entry<H>(api: &Api<H>, index: usize) {
    let own = &api.additions[index];
    let mut before = 0;
    while before < index {
        let other = &api.additions[before];
        if is_same(own.ty, other.ty) {
            refuse(&Text::new().and("`").and(name(own.ty)).and("` is listed twice\nhelp: list every addition once"));
        }
        if is_same(own.of, other.of)
            && let Some(both) = met(own, other)
        {
            refuse(
                &Text::new()
                    .and("`")
                    .and(name(other.ty))
                    .and("` and `")
                    .and(name(own.ty))
                    .and("` both add `")
                    .and(both)
                    .and("` to `")
                    .and(name(own.of))
                    .and("`\nhelp: give one of them another prefix, or let one end where the other begins"),
            );
        }
        before += 1;
    }
    versions_of(api, name(own.ty), own.ty.life.versions);
}

/// The first name that both have in one version.
const fn met(own: &Addition, other: &Addition) -> Option<&'static str> {
    let mut at = 0;
    while at < own.names.own.len() {
        let range = range(own, at).and(other.ty.life.range);
        if has(other.names, own.names.own[at], range) {
            return Some(own.names.own[at]);
        }
        at += 1;
    }
    None
}

/// The versions in which one of its fields exists.
const fn range(addition: &Addition, at: usize) -> Range {
    addition.ty.life.range.and(addition.names.range(at))
}

pub(super) const fn name(ty: &Type) -> &'static str {
    match &ty.name {
        Some(name) => name.base,
        None => "",
    }
}

const fn is_same(one: &Type, other: &Type) -> bool {
    match (&one.name, &other.name) {
        (Some(one), Some(other)) => equal(one.path, other.path),
        _ => false,
    }
}
