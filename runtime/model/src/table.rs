//! The tables of controllers, routes and APIs.
//!
//! What a handler *is called as* belongs to the runtime, so the tables are generic over it (`H`) and never look at it.

use crate::day::Day;
use crate::negotiation::Negotiation;
use crate::notice::{Deprecation, Notice};
use crate::path::{Segment, Variable};
use crate::schema::Type;
use crate::version::{Range, Version, VersionSet};

/// An API: what `api!` declares.
#[derive(Debug)]
pub struct Api<H: 'static> {
    /// The API's type: `Compute`.
    pub name: &'static str,
    /// The title of its documents.
    pub title: &'static str,
    /// Its doc comment.
    pub doc: Doc,
    /// Its versions; an API without any has one document.
    pub versions: Option<&'static VersionSet>,
    /// Where its controllers are found; at least one.
    pub mounts: &'static [Mount],
    /// How a request chooses its version.
    pub negotiation: Negotiation,
    /// The most bytes of a request's body, where the API says so.
    pub body_bytes: Option<usize>,
    /// What becomes of fields that a model does not have.
    pub unknown_fields: UnknownFields,
    /// Its controllers, in the order listed.
    pub entries: &'static [Entry<H>],
}

/// A path below which an API is found.
#[derive(Clone, Copy, Debug)]
pub struct Mount {
    /// The template, as segments.
    pub path: &'static [Segment<'static>],
}

/// One line of an API's list of controllers.
#[derive(Debug)]
pub struct Entry<H: 'static> {
    /// The controller.
    pub resource: &'static Resource<H>,
    /// Mounts of its own, `Discovery at "/"`; the API's where absent.
    pub mounts: Option<&'static [Mount]>,
}

impl<H> Api<H> {
    /// The mounts under which an entry is found.
    pub const fn mounts_of(&self, entry: &Entry<H>) -> &'static [Mount] {
        match entry.mounts {
            Some(mounts) => mounts,
            None => self.mounts,
        }
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
    /// Its doc comment.
    pub doc: Doc,
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
}

/// One handler: which requests reach it, what it reads, what it answers.
#[derive(Debug)]
pub struct Route<H: 'static> {
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
    pub notice: Notice,
    /// The status of an answer whose type names none.
    pub status: u16,
    /// Its id in documents: `servers_show` unless declared.
    pub operation_id: &'static str,
    /// What its bodies are wrapped in.
    pub envelope: Envelope,
    /// The most bytes of a request's body.
    pub body_bytes: Option<usize>,
    /// Whether it runs to its end where its client has left.
    pub detached: bool,
    /// Which conditions of a request it keeps, where the member has a tag.
    pub preconditions: Option<Preconditions>,
    /// Its doc comment.
    pub doc: Doc,
    /// What it reads, in the order of its arguments.
    pub args: &'static [Arg],
    /// What it answers.
    pub answers: &'static Answers,
    /// How the runtime calls it.
    pub handler: H,
}

impl<H> Route<H> {
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
        Some(Notice { deprecated: self.notice.deprecated.or(since), ..self.notice })
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
    pub fn segments(&self, node: &'static Node) -> Vec<Segment<'static>> {
        let mut segments = Vec::new();
        let lineage = node.lineage();
        for (at, step) in lineage.iter().enumerate() {
            segments.extend_from_slice(step.path);
            let within = at + 1 < lineage.len() || matches!(self.level, Level::Member);
            segments.extend(step.key.filter(|_| within).map(|key| Segment::Variable(key.variable)));
        }
        segments.extend_from_slice(self.path);
        segments
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

/// One argument of a handler.
#[derive(Clone, Copy, Debug)]
pub struct Arg {
    /// Its name, as written.
    pub name: &'static str,
    /// Which part of the request it is.
    pub part: Part,
    /// What it may answer of its own when it cannot be had.
    pub answers: &'static Answers,
}

/// Which part of a request an argument reads.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Nothing that a document would show.
    Hidden,
    /// The variable of the argument's name, in the handler's own path or among the keys.
    Path(&'static Type),
    /// The variable of the argument's name, in the mount.
    Mount(&'static Type),
    /// The whole query; the type's fields are the parameters.
    Query(&'static Type),
    /// Which part of a list to show, by the query's `limit` and `marker`.
    Page(PageLimits),
    /// The header of the argument's name, with `-` for `_`.
    Header(&'static Type),
    /// The header of this name.
    NamedHeader(&'static str, &'static Type),
    /// The cookie of the argument's name.
    Cookie(&'static Type),
    /// The body.
    Body(Content),
    /// The body, which may be absent.
    OptionalBody(Content),
    /// The member that a loader found, by the [`Node::id`] of its resource.
    Loaded(&'static str),
    /// Proof of who asks.
    Security(Security),
    /// The connection, by the headers of a WebSocket's handshake (RFC 6455).
    WebSocket,
    /// Several of these, for extractors made of others.
    Several(&'static [Part]),
}

/// The parameters of the query that cut a list into pages.
#[derive(Clone, Copy, Debug)]
pub struct PageLimits {
    /// What the marker is.
    pub marker: &'static Type,
    /// How many a page holds where the request does not say.
    pub default: u32,
    /// How many a page holds at most.
    pub maximum: u32,
}

impl PageLimits {
    /// The parameters' names.
    pub const NAMES: [&'static str; 2] = ["limit", "marker"];
}

/// A security scheme (OpenAPI's Security Scheme Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// A bearer token (RFC 6750), under this name in the document.
    Bearer(&'static str),
    /// A header that holds a key.
    Header {
        /// The scheme's name in the document.
        name: &'static str,
        /// The header.
        header: &'static str,
    },
    /// A client's TLS certificate, under this name in the document.
    MutualTls(&'static str),
}

/// All that something may answer: answers of its own, and those of its parts.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// Its own.
    pub own: &'static [Answer],
    /// Those of its parts.
    pub parts: &'static [&'static Answers],
}

impl Answers {
    /// No answer at all.
    pub const NONE: Answers = Answers { own: &[], parts: &[] };

    /// These answers.
    pub const fn of(own: &'static [Answer]) -> Answers {
        Answers { own, parts: &[] }
    }

    /// The answers of several parts.
    pub const fn all(parts: &'static [&'static Answers]) -> Answers {
        Answers { own: &[], parts }
    }

    /// The status below 400 that the answers have of their own, where they have one.
    pub const fn success(&self) -> Option<u16> {
        let mut at = 0;
        while at < self.own.len() {
            match self.own[at].status {
                Status::Is(status) if status < 400 => return Some(status),
                _ => at += 1,
            }
        }
        let mut at = 0;
        while at < self.parts.len() {
            match self.parts[at].success() {
                Some(status) => return Some(status),
                None => at += 1,
            }
        }
        None
    }

    /// The status of a route with these answers: as declared, or else their own, or else the default of its kind.
    pub const fn status_or(&self, declared: Option<u16>, default: u16) -> u16 {
        match (declared, self.success()) {
            (Some(status), _) | (None, Some(status)) => status,
            (None, None) => default,
        }
    }

    /// Every answer, own ones first.
    pub fn each(&'static self, visit: &mut dyn FnMut(&'static Answer)) {
        self.own.iter().for_each(&mut *visit);
        for part in self.parts {
            part.each(visit);
        }
    }
}

/// One answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// What it means, for documents; the status's reason phrase where empty.
    pub description: &'static str,
    /// The body.
    pub content: Content,
    /// The headers beside it.
    pub headers: &'static [HeaderDoc],
}

/// The status of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The route's own, [`Route::status`].
    Route,
    /// This one.
    Is(u16),
}

/// What is in a body.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// Nothing.
    Empty,
    /// JSON of a type; wrapped as the route says.
    Json(&'static Type),
    /// JSON: a page of a list of a type, with a link to the next one; the list is below the key that the route says.
    Page(&'static Type),
    /// A form (`application/x-www-form-urlencoded`) of a type, whose fields are the form's.
    Form(&'static Type),
    /// Bytes of a media type; [`Content::ANY`] where it may be any.
    Bytes(&'static str),
    /// Bytes of any media type, of which a request may ask for a range, and whose conditions are kept.
    Ranged,
    /// JSON of a type on each line.
    Lines(&'static Type),
    /// Server-sent events, whose data is text, or JSON of a type.
    Events(Option<&'static Type>),
    /// A failure, in the API's dialect.
    Failure,
}

impl Content {
    /// Any media type.
    pub const ANY: &'static str = "*/*";
    /// The media type of JSON lines.
    pub const LINES: &'static str = "application/x-ndjson";
    /// The media type of server-sent events.
    pub const EVENTS: &'static str = "text/event-stream";

    /// The type that it is made of, where it is made of one.
    pub const fn ty(&self) -> Option<&'static Type> {
        match self {
            Content::Json(ty) | Content::Page(ty) | Content::Form(ty) | Content::Lines(ty) => Some(ty),
            Content::Events(ty) => *ty,
            Content::Empty | Content::Bytes(_) | Content::Ranged | Content::Failure => None,
        }
    }
}

/// A header of an answer.
#[derive(Clone, Copy, Debug)]
pub struct HeaderDoc {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub description: &'static str,
    /// What its value is, as text.
    pub ty: &'static Type,
}

/// A doc comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The first paragraph, on one line, without a full stop at its end.
    pub summary: &'static str,
    /// The rest, as written.
    pub description: &'static str,
}

impl Doc {
    /// Nothing was written.
    pub const NONE: Doc = Doc { summary: "", description: "" };
}

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as rustc names it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}
