//! Directions: which types clients send, which the service sends, and which of those sent both ways do not look alike.
//!
//! A type that looks alike both ways has one schema. One that does not, in any version, has two in every version, `Server` and
//! `ServerInput`, so that its names stay what they are.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use terrace_model::{Access, Addition, Field, Part, Shape, Type, TypeRef, UnknownFields, Version};

use super::names::identity;
use super::schema::fields;
use super::site::sites;
use crate::source::Source;

type Id = Cow<'static, str>;

/// The types of an API by the way they are sent.
pub(super) struct Directions {
    read: HashSet<Id>,
    split: HashSet<Id>,
    /// The versions of the API's types, also those that a pinned API never serves.
    pub(super) versions: Vec<Option<Version>>,
    /// What is added to types.
    additions: &'static [Addition],
    /// Whether a client may send fields that a type does not have.
    pub(super) is_lenient: bool,
}

impl Directions {
    /// Those of an API, over all its versions.
    pub(super) fn of(source: &Source, versions: &[Option<Version>]) -> Directions {
        let (mut read, mut written) = (Vec::new(), Vec::new());
        let mut filters: Vec<_> = source.pipeline.iter().flat_map(|pipeline| pipeline.filters).collect();
        for site in sites(source.table, None) {
            filters.extend(site.filters());
            site.each_part(&mut |_, part| match part {
                Part::Path(ty)
                | Part::Mount(ty)
                | Part::Query(ty)
                | Part::Header(ty)
                | Part::NamedHeader(_, ty)
                | Part::Cookie(ty) => read.push(*ty),
                Part::Page(limits) => read.push(limits.marker),
                Part::Body(content) | Part::OptionalBody(content) => read.extend(content.ty()),
                Part::Hidden
                | Part::Loaded(_)
                | Part::Security(_)
                | Part::Provided(_)
                | Part::Several(_)
                | Part::WebSocket
                | Part::Discovery => {}
            });
            written.extend(site.route.callbacks.iter().map(|message| (message.ty)()));
            site.each_answer(&mut |answer| {
                written.extend(answer.content.ty());
                written.extend(answer.headers.iter().map(|header| header.ty));
            });
        }
        written.extend(source.table.webhooks.iter().map(|message| (message.ty)()));
        for filter in filters {
            filter.answers.each(&mut |answer| written.extend(answer.content.ty()));
            written.extend(filter.headers.iter().map(|header| header.ty));
        }
        let is_lenient = source.table.unknown_fields == UnknownFields::Drop;
        let all = source.table.versions.map_or_else(|| vec![None], |set| set.iter().map(Some).collect());
        let additions = source.table.additions;
        Directions { is_lenient, versions: all, ..Directions::between(additions, &read, &written, versions) }
    }

    /// Those of types that clients send and types that the service sends, and all that these are made of.
    pub(super) fn between(
        additions: &'static [Addition],
        read: &[&'static Type],
        written: &[&'static Type],
        versions: &[Option<Version>],
    ) -> Directions {
        let reached = |types: &[&'static Type], has| {
            let mut reached = Reached { additions, has, found: HashMap::new() };
            types.iter().for_each(|ty| reached.ty(ty));
            reached.found
        };
        let (sent, answered) = (reached(read, Access::is_requested), reached(written, Access::is_answered));
        let both: HashMap<&Id, &'static Type> =
            sent.iter().filter(|(id, _)| answered.contains_key(*id)).map(|(id, ty)| (id, *ty)).collect();
        let mut split = HashSet::new();
        for version in versions {
            split.extend(differing(&both, additions, *version));
        }
        let (read, versions) = (sent.into_keys().collect(), versions.to_vec());
        Directions { read, split, versions, additions, is_lenient: false }
    }

    /// Whether clients send a type.
    pub(super) fn is_read(&self, ty: &Type) -> bool {
        self.read.contains(&identity(ty))
    }

    /// What is added to a type.
    pub(super) fn added(&self, of: TypeRef) -> impl Iterator<Item = &'static Addition> {
        added(self.additions, of)
    }

    /// Whether a type has a schema for each direction.
    pub(super) fn is_split(&self, ty: &Type) -> bool {
        !self.split.is_empty() && self.split.contains(&identity(ty))
    }
}

/// Whether an answer of every version with the field has it.
pub(super) fn is_always_answered(field: &Field) -> bool {
    field.always_written && !(field.ty)().is_patch()
}

/// The types that do not look alike both ways in a version, by themselves or by what they are made of.
fn differing(
    types: &HashMap<&Id, &'static Type>,
    additions: &'static [Addition],
    version: Option<Version>,
) -> HashSet<Id> {
    let mut found = HashSet::new();
    let mut rest = Vec::new();
    for (&id, ty) in types {
        let mut looks = Looks { version, additions, differ: false, made_of: HashSet::new() };
        looks.shape(ty.shape);
        if looks.differ {
            found.insert(id.clone());
        } else {
            rest.push((id, looks.made_of));
        }
    }
    loop {
        let before = found.len();
        rest.retain(|(id, made_of)| {
            let differs = !made_of.is_disjoint(&found);
            if differs {
                found.insert((*id).clone());
            }
            !differs
        });
        if found.len() == before {
            return found;
        }
    }
}

/// What is seen of a type in a version, down to the types with names of their own.
struct Looks {
    version: Option<Version>,
    additions: &'static [Addition],
    differ: bool,
    made_of: HashSet<Id>,
}

impl Looks {
    fn ty(&mut self, ty: &'static Type) {
        if ty.name.is_some() {
            self.made_of.insert(identity(ty));
        } else {
            self.shape(ty.shape);
        }
    }

    fn shape(&mut self, shape: Shape) {
        let version = self.version;
        match shape {
            Shape::Object(fields) => {
                for field in fields.iter().filter(|field| field.range.holds(version)) {
                    if field.is_flattened {
                        self.ty((field.ty)());
                        continue;
                    }
                    self.differ |= field.access != Access::ReadWrite;
                    self.differ |= field.is_required(version) != is_always_answered(field);
                    self.ty((field.ty)());
                }
            }
            Shape::Added(of) => {
                let live = added(self.additions, of).filter(|addition| addition.ty.life.range.holds(version));
                let fields = live.flat_map(|addition| fields(addition.ty.shape).unwrap_or_default());
                for field in fields.filter(|field| field.range.holds(version)) {
                    // No answer must have it.
                    self.differ |= field.access != Access::ReadWrite || field.is_required(version);
                    self.ty((field.ty)());
                }
            }
            Shape::Enum { variants, .. } => {
                let live = variants.iter().filter(|variant| variant.range.holds(version));
                live.for_each(|variant| self.shape(variant.shape));
            }
            Shape::Optional(inner) | Shape::Patch(inner) | Shape::List(inner) => self.ty(inner()),
            Shape::Map { value: inner, .. } | Shape::Same(inner) => self.ty(inner()),
            _ => {}
        }
    }
}

/// What an API adds to a type.
fn added(additions: &'static [Addition], of: TypeRef) -> impl Iterator<Item = &'static Addition> {
    let of = identity(of());
    additions.iter().filter(move |addition| identity(addition.of) == of)
}

/// Types, and all that they are made of where they are sent one way, in any version.
struct Reached {
    additions: &'static [Addition],
    has: fn(Access) -> bool,
    found: HashMap<Id, &'static Type>,
}

impl Reached {
    fn ty(&mut self, ty: &'static Type) {
        if ty.name.is_none() || self.found.insert(identity(ty), ty).is_none() {
            self.shape(ty.shape);
        }
    }

    fn shape(&mut self, shape: Shape) {
        match shape {
            Shape::Optional(inner) | Shape::Patch(inner) | Shape::List(inner) => self.ty(inner()),
            Shape::Map { value: inner, .. } | Shape::Same(inner) => self.ty(inner()),
            Shape::Object(fields) => {
                let has = self.has;
                let sent = fields.iter().filter(|field| has(field.access));
                sent.for_each(|field| self.ty((field.ty)()));
            }
            Shape::Added(of) => added(self.additions, of).for_each(|addition| self.shape(addition.ty.shape)),
            Shape::Enum { variants, .. } => variants.iter().for_each(|variant| self.shape(variant.shape)),
            _ => {}
        }
    }
}
