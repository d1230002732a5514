//! A handler: which requests reach it, in which versions, and what it promises.

use super::{Answers, Arg, Doc, Link, Message, Node, Part, Place, Remarks};
use crate::day::Day;
use crate::filter::Pipeline;
use crate::notice::{Deprecation, Notice};
use crate::path::Segment;
use crate::policy::{Ask, Guard};
use crate::version::{Range, Version};

/// One handler: which requests reach it, what it reads, what it answers.
#[derive(Debug)]
pub struct Route<H: 'static> {
    /// The type whose `impl` has the handler: its controller, or an extension that adds it to one.
    pub owner: &'static str,
    /// The handler's name: `show`.
    pub name: &'static str,
    /// Where it was declared.
    pub place: Place,
    /// The request's method.
    pub method: Method,
    /// Below what its path begins.
    pub level: Level,
    /// Its path below the collection or the member.
    pub path: &'static [Segment<'static>],
    /// The body's one key that selects it among the actions of its path.
    pub action: Option<&'static str>,
    /// The versions in which it exists.
    pub range: Range,
    /// What follows where these end.
    pub ending: Ending,
    /// Whether it should still be used.
    pub deprecation: Deprecation,
    /// What is said of it where it should not.
    pub notice: &'static Notice,
    /// The status of an answer whose type names none.
    pub status: u16,
    /// Its id in documents: `servers_show` unless declared.
    pub operation_id: &'static str,
    /// What its bodies are wrapped in.
    pub envelope: Envelope,
    /// The most bytes of a request's body.
    pub body_bytes: Option<usize>,
    /// What stands before it, behind what stands before its controller.
    pub pipeline: Option<&'static Pipeline>,
    /// Who may.
    pub guard: Guard,
    /// Whether it runs to its end where its client has left.
    pub detached: bool,
    /// Which conditions of a request it keeps, where the member has a tag.
    pub preconditions: Option<Preconditions>,
    /// Its doc comment.
    pub doc: Doc,
    /// What else is told of it.
    pub remarks: &'static Remarks,
    /// What its answers lead to.
    pub links: &'static [Link],
    /// What the service sends because of it.
    pub callbacks: &'static [Message],
    /// What it reads, in the order of its arguments.
    pub args: &'static [Arg],
    /// What it answers.
    pub answers: &'static Answers,
    /// How the runtime calls it.
    pub handler: H,
}

impl<H> Route<H> {
    /// The rules that are asked before it, where there are some: its own, or its controller's.
    pub const fn asks(&self, node: &Node) -> Option<Ask> {
        self.guard.or(&node.guard)
    }

    /// Whether it looks at the version that a request asks for.
    pub fn chooses_version(&self, node: &Node) -> bool {
        node.versions.is_some() || self.is_discovery()
    }

    /// Whether it tells which APIs there are.
    pub fn is_discovery(&self) -> bool {
        self.args.iter().any(|arg| matches!(arg.part, Part::Discovery))
    }

    /// Whether it exists in a version, or in any (`None`), as where an API has no versions.
    pub const fn holds(&self, version: Option<Version>) -> bool {
        !self.is_retired() && (version.is_none() || self.range.holds(version))
    }

    /// Whether it exists in no version: `removed!` declares such.
    pub const fn is_retired(&self) -> bool {
        matches!(self.ending, Ending::Removed(_)) && self.range.until.is_none()
    }

    /// Whether it ended before a version.
    pub const fn is_over(&self, version: Option<Version>) -> bool {
        match version {
            Some(version) => self.is_retired() || self.range.end() <= version.ordinal(),
            None => self.is_retired(),
        }
    }

    /// What is said of it in a version in which it should be used no more. The day is that of the version with which that
    /// began, where nothing else is said and versions are days.
    pub fn notice(&self, version: Option<Version>) -> Option<Notice> {
        if !self.deprecation.holds(version) {
            return None;
        }
        let since = match self.deprecation {
            Deprecation::Since(version) => Day::parse(version.label()),
            _ => None,
        };
        Some(Notice { deprecated: self.notice.deprecated.or(since), ..*self.notice })
    }

    /// The key around a body, of a list or not; actions' bodies have their own.
    pub const fn envelope(&self, node: &Node, list: bool) -> Option<&'static str> {
        match self.envelope {
            Envelope::Inherit if self.action.is_some() => None,
            Envelope::Inherit if list => node.many,
            Envelope::Inherit => node.one,
            Envelope::Many => node.many,
            Envelope::None => None,
            Envelope::Named(name) => Some(name),
        }
    }

    /// The segments of the route's path below a mount, in order.
    pub fn segments(&self, node: &Node) -> Vec<Segment<'static>> {
        let mut path = Vec::new();
        self.path_to(node, &mut path);
        path
    }

    /// Appends the segments of the route's path below a mount.
    pub fn path_to(&self, node: &Node, path: &mut Vec<Segment<'static>>) {
        node.path_to(path);
        if matches!(self.level, Level::Member) {
            path.extend(node.variable());
        }
        path.extend_from_slice(self.path);
    }
}

/// A request's method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names of RFC 9110, section 9.3, and RFC 5789")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The method's name in a request.
    pub const fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// Below what a route's own path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Below the resource: `/servers`.
    Collection,
    /// Below one member: `/servers/{server_id}`. A resource without a key is its own member.
    Member,
}

/// What follows where a handler's versions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Another handler, or nothing: 404.
    Silent,
    /// Some versions without a handler, on purpose, before another one begins: 404. The reason why.
    Gap(&'static str),
    /// It was removed: 410, with this reason. Without [`Range::until`] it is so in every version.
    Removed(&'static str),
}

/// What a handler's bodies are wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// A list in the controller's `many`, anything else in its `one`; nothing for actions.
    Inherit,
    /// The controller's `many` whatever the body is, as `#[index]` has it.
    Many,
    /// Nothing: `envelope = none`.
    None,
    /// A key of the handler's own: `envelope = "…"`.
    Named(&'static str),
}

/// Which conditions of a request a handler keeps (RFC 9110, section 13): those by the member's tag, at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preconditions {
    /// Whether a request must make one.
    pub required: bool,
    /// Whether the member has a date too.
    pub dated: bool,
}
