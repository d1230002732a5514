//! An API: where it is found, what it has, how its versions are told.

use super::{About, Addition, Doc, ExtensionTable, Message, Node, Remarks, Resource, Route};
use crate::filter::Choice;
use crate::negotiation::Negotiation;
use crate::path::Segment;
use crate::policy::PolicySet;
use crate::version::{Version, VersionSet};

/// An API: what `api!` declares.
#[derive(Debug)]
pub struct Api<H: 'static> {
    /// The API's type: `Compute`.
    pub name: &'static str,
    /// The title of its documents.
    pub title: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// Who is behind it, where it is served, how its operations are put together.
    pub about: About,
    /// What else is told of it.
    pub remarks: &'static Remarks,
    /// What the service sends of itself.
    pub webhooks: &'static [Message],
    /// Its versions; an API without any has one document.
    pub versions: Option<&'static VersionSet>,
    /// Where its controllers are found; none where each of them has mounts of its own.
    pub mounts: &'static [Mount],
    /// How a request chooses its version.
    pub negotiation: Negotiation,
    /// The most bytes of a request's body, where the API says so.
    pub body_bytes: Option<usize>,
    /// What becomes of fields that a model does not have.
    pub unknown_fields: UnknownFields,
    /// The extensions that it lists.
    pub extensions: &'static [&'static ExtensionTable<H>],
    /// What it adds to models, in the order listed, and then what its extensions add.
    pub additions: &'static [Addition],
    /// What may stand before all of its handlers.
    pub pipelines: Choice,
    /// The rules that say who may do what, in the order listed, and then those of its extensions.
    pub policies: &'static [&'static PolicySet],
    /// Its controllers, in the order listed, and then what its extensions bring.
    pub entries: &'static [Entry<H>],
}

/// A path below which an API is found.
#[derive(Clone, Copy, Debug)]
pub struct Mount {
    /// The template, as segments.
    pub path: &'static [Segment<'static>],
}

/// One line of an API's list of controllers, or what an extension puts there.
#[derive(Debug)]
pub struct Entry<H: 'static> {
    /// The controller.
    pub resource: &'static Resource<H>,
    /// Mounts of its own, `Discovery at "/"`; the API's where absent.
    pub mounts: Option<&'static [Mount]>,
    /// The alias of the extension that brings it; `None` where the API lists it.
    pub extension: Option<&'static str>,
    /// Whether its handlers are an extension's, added to a controller that is listed elsewhere.
    pub is_added: bool,
}

impl<H> Clone for Entry<H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H> Copy for Entry<H> {}

impl<H> Entry<H> {
    /// A controller that an API lists.
    pub const fn listed(resource: &'static Resource<H>, mounts: Option<&'static [Mount]>) -> Self {
        Entry { resource, mounts, extension: None, is_added: false }
    }

    /// What the extension of an alias adds to a controller.
    pub const fn added(resource: &'static Resource<H>, alias: &'static str) -> Self {
        Entry { resource, mounts: None, extension: Some(alias), is_added: true }
    }

    /// A controller of the extension of an alias.
    pub const fn brought(resource: &'static Resource<H>, alias: &'static str) -> Self {
        Entry { resource, mounts: None, extension: Some(alias), is_added: false }
    }
}

impl<H> Api<H> {
    /// The mounts under which an entry is found: what is added to a controller is found where that is.
    pub const fn mounts_of(&self, entry: &Entry<H>) -> &'static [Mount] {
        let own = match self.owner_of(entry) {
            Some(owner) => owner.mounts,
            None => None,
        };
        match own {
            Some(mounts) => mounts,
            None => self.mounts,
        }
    }

    /// The entry of the controller to which an entry belongs: itself, or the one to which it is added, where the API has that.
    pub const fn owner_of<'e>(&self, entry: &'e Entry<H>) -> Option<&'e Entry<H>> {
        if entry.is_added { self.entry_of(entry.resource.node) } else { Some(entry) }
    }

    /// The entry of a controller, where the API lists it.
    pub const fn entry_of(&self, node: &Node) -> Option<&'static Entry<H>> {
        let mut at = 0;
        while at < self.entries.len() {
            if !self.entries[at].is_added && self.entries[at].resource.node.same(node) {
                return Some(&self.entries[at]);
            }
            at += 1;
        }
        None
    }

    /// The versions that requests can get, oldest first; one `None` where it has none.
    pub fn served(&self) -> Vec<Option<Version>> {
        match (self.versions, self.negotiation.pinned()) {
            (None, _) => vec![None],
            (_, Some(version)) => vec![Some(version)],
            (Some(set), None) => set.iter().map(Some).collect(),
        }
    }

    /// The whole paths of an entry's routes, below each of its mounts.
    pub fn paths_of(&self, entry: &'static Entry<H>) -> impl Iterator<Item = Vec<Segment<'static>>> {
        let Resource { node, routes, .. } = entry.resource;
        let mounts = self.mounts_of(entry).iter();
        mounts.flat_map(move |mount| routes.iter().map(move |route| [mount.path, &route.segments(node)].concat()))
    }

    /// The most bytes of a body that a handler takes, where it, its controller or the API says so.
    pub const fn body_bytes(&self, node: &Node, route: &Route<H>) -> Option<usize> {
        match (route.body_bytes, node.body_bytes) {
            (Some(bytes), _) | (None, Some(bytes)) => Some(bytes),
            (None, None) => self.body_bytes,
        }
    }
}

/// What becomes of fields, and parameters of the query, that a model does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownFields {
    /// The request is answered with 400.
    Refuse,
    /// They are passed over.
    Drop,
}
