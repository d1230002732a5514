//! A resource: what it is, how its member is found.

use super::{Answers, Arg, Doc, Place, Remarks, Route};
use crate::filter::Pipeline;
use crate::path::{Segment, Variable};
use crate::policy::Guard;
use crate::schema::Type;
use crate::version::VersionSet;

/// A controller: its node, its loader and its routes. `#[routes]` writes it.
#[derive(Debug)]
pub struct Resource<H: 'static> {
    /// What it is.
    pub node: &'static Node,
    /// How its member is found.
    pub load: Option<Load>,
    /// What it does, in the order written.
    pub routes: &'static [Route<H>],
}

/// What a resource is. `#[controller]` writes it.
#[derive(Debug)]
pub struct Node {
    /// The controller's type: `Servers`.
    pub name: &'static str,
    /// The type's full path: two nodes are the same if and only if these are equal.
    pub id: &'static str,
    /// Where it was declared.
    pub place: Place,
    /// The resource above it.
    pub parent: Option<&'static Node>,
    /// Its path below its parent's member, or below the mount.
    pub path: &'static [Segment<'static>],
    /// What tells its members apart; a resource without a key is its own member.
    pub key: Option<Key>,
    /// The version set that its attributes name; `None` where it has none, which fits every API.
    pub versions: Option<&'static VersionSet>,
    /// The documents' tag for its operations.
    pub tag: &'static str,
    /// The key around one member in a body.
    pub one: Option<&'static str>,
    /// The key around a list in a body.
    pub many: Option<&'static str>,
    /// The most bytes of a request's body, where its handlers say nothing else.
    pub body_bytes: Option<usize>,
    /// What stands before its handlers, behind what stands before the API.
    pub pipeline: Option<&'static Pipeline>,
    /// Who may, where its handlers say nothing else.
    pub guard: Guard,
    /// Its doc comment.
    pub doc: Doc,
    /// What else is told of it, with its tag.
    pub remarks: &'static Remarks,
}

impl Node {
    /// Whether two nodes are the same one.
    pub const fn same(&self, other: &Node) -> bool {
        crate::check::text::equal(self.id, other.id)
    }

    /// The nodes from the outermost ancestor to this one.
    pub fn lineage(&'static self) -> Vec<&'static Node> {
        let mut nodes: Vec<_> = core::iter::successors(Some(self), |node| node.parent).collect();
        nodes.reverse();
        nodes
    }

    /// Appends the path of the resource, from its outermost ancestor on, each with what names its member.
    pub(super) fn path_to(&self, path: &mut Vec<Segment<'static>>) {
        if let Some(parent) = self.parent {
            parent.path_to(path);
            path.extend(parent.variable());
        }
        path.extend_from_slice(self.path);
    }

    /// What names a member of the resource in a path.
    pub(super) fn variable(&self) -> Option<Segment<'static>> {
        self.key.map(|key| Segment::Variable(key.variable))
    }
}

/// What tells the members of a resource apart.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The variable behind the resource's path.
    pub variable: Variable<'static>,
    /// Its type.
    pub ty: &'static Type,
}

/// A resource's `#[load]`.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// What it reads, without the key.
    pub args: &'static [Arg],
    /// What it answers when it fails.
    pub answers: &'static Answers,
    /// What rules may speak of what it finds; `None` where that says nothing to them.
    pub target: Option<&'static [&'static str]>,
}
