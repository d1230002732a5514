//! What a handler reads of a request.

use super::{Answers, Content};
use crate::filter::Provision;
use crate::schema::Type;

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
    /// The member that a loader found, by the [`Node::id`](super::Node::id) of its resource.
    Loaded(&'static str),
    /// Proof of who asks.
    Security(Security),
    /// What a filter before the handler provides.
    Provided(&'static Provision),
    /// The connection, by the headers of a WebSocket's handshake (RFC 6455).
    WebSocket,
    /// Which APIs there are. The handler is asked by any method, and looks at the request's version in whatever API it is.
    Discovery,
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
