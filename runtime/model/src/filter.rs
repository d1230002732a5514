//! The tables of filters and pipelines: what is done with a request before its API sees it, and with its answer after.

use crate::table::{Answers, Doc, HeaderDoc, Part, Security};

/// What a filter gives to those behind it, and to handlers: a type.
#[derive(Clone, Copy, Debug)]
pub struct Provision {
    /// The type's name: `Identity`.
    pub name: &'static str,
    /// Its full path: two are the same if and only if these are equal. A `TypeId` cannot be compared in a constant.
    pub id: &'static str,
}

impl Provision {
    /// Whether two are the same one.
    pub const fn same(&self, other: &Provision) -> bool {
        crate::check::text::equal(self.id, other.id)
    }
}

/// A filter, as one pipeline has it.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// What it is called in its pipeline: `token`.
    pub name: &'static str,
    /// What it takes from filters before it.
    pub requires: &'static [&'static Provision],
    /// What it gives to those behind it.
    pub provides: &'static [&'static Provision],
    /// What it may answer by itself.
    pub answers: &'static Answers,
    /// What it adds to each answer that passes it.
    pub headers: &'static [HeaderDoc],
    /// What it asks each request for.
    pub security: Option<Security>,
}

impl Filter {
    /// Whether it gives a thing.
    pub const fn gives(&self, wanted: &Provision) -> bool {
        let mut at = 0;
        while at < self.provides.len() {
            if self.provides[at].same(wanted) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// An ordered list of filters. `pipeline!` writes it.
#[derive(Clone, Copy, Debug)]
pub struct Pipeline {
    /// The pipeline's type: `Keystone`.
    pub name: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// Its filters, from the outside inwards.
    pub filters: &'static [Filter],
}

impl Pipeline {
    /// Whether one of its filters gives a thing.
    pub const fn gives(&self, wanted: &Provision) -> bool {
        let mut at = 0;
        while at < self.filters.len() {
            if self.filters[at].gives(wanted) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// A thing among those that an argument needs of filters, by its place.
pub(crate) const fn needed(part: &Part, at: usize) -> Option<&'static Provision> {
    match part {
        Part::Provided(provision) if at == 0 => Some(provision),
        Part::Several(parts) => {
            let (mut part, mut before) = (0, 0);
            while part < parts.len() {
                let mut inside = 0;
                while let Some(found) = needed(&parts[part], inside) {
                    if before + inside == at {
                        return Some(found);
                    }
                    inside += 1;
                }
                before += inside;
                part += 1;
            }
            None
        }
        _ => None,
    }
}
