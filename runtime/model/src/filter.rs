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

/// The pipelines that an API may have, of which a setting chooses one: `pipelines: auth_strategy { … }`. One pipeline is a choice
/// without a setting, and no pipeline one of none.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The setting that chooses.
    pub setting: Option<Setting>,
    /// The pipelines, of which the first counts where nobody chooses.
    pub of: &'static [Alternative],
}

/// A setting that a service has by what its API declares.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name: `auth_strategy`.
    pub name: &'static str,
    /// What is said of it.
    pub doc: Doc,
    /// What it must be: `` `keystone` or `noauth2` ``.
    pub kind: &'static str,
}

/// One pipeline of a choice.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// The value of the setting that chooses it: `keystone`.
    pub value: &'static str,
    /// The pipeline.
    pub pipeline: &'static Pipeline,
}

impl Choice {
    /// No pipeline.
    pub const NONE: Choice = Choice { setting: None, of: &[] };

    /// The pipeline that counts where nobody chooses.
    pub const fn first(&self) -> Option<&'static Pipeline> {
        match self.of {
            [first, ..] => Some(first.pipeline),
            [] => None,
        }
    }

    /// The pipeline that a value of the setting chooses.
    pub const fn named(&self, value: &str) -> Option<&'static Pipeline> {
        let mut at = 0;
        while at < self.of.len() {
            if self.setting.is_some() && crate::check::text::equal(self.of[at].value, value) {
                return Some(self.of[at].pipeline);
            }
            at += 1;
        }
        None
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
