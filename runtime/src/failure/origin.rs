//! Where a failure comes from.

use terrace_model::VersionSet;

/// Where a failure comes from; a [`Dialect`](crate::Dialect) has a hook for each.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Origin {
    /// No handler has the path.
    Unrouted,
    /// No handler of the path has the method.
    WrongMethod,
    /// The request's version cannot be had.
    Version(VersionProblem),
    /// No handler of the path and method exists in the request's version.
    NotInVersion,
    /// The request was removed, in its version or in all of them.
    Removed,
    /// The body's media type is not one that the handler reads.
    MediaType,
    /// The body is larger than it may be.
    TooLarge,
    /// The body did not arrive in time.
    BodyTime,
    /// The body is not JSON.
    Syntax,
    /// The body is not an object with the one key that tells the action.
    NotAnAction {
        /// How much there is in it: keys, items or characters; `None` for a number, `true`, `false` or `null`, which have no length.
        length: Option<usize>,
    },
    /// There is no action of this name.
    UnknownAction(String),
    /// The body is not what the handler reads.
    Body,
    /// The query or a header is not what the handler reads.
    Parameter,
    /// A variable of the path is not of its type, so it names nothing.
    Key,
    /// A policy does not allow it.
    Policy {
        /// The rule that was asked.
        rule: &'static str,
    },
    /// The request's conditions do not hold for what there is, or it makes none where it must.
    Condition,
    /// A handler, a loader or a user's extractor.
    Handler,
    /// A panic in one of these.
    Panic,
    /// They took longer than they may.
    HandlerTime,
}

/// Why a request's version cannot be had.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum VersionProblem {
    /// The text names no version of any API.
    Malformed {
        /// The text.
        asked: String,
    },
    /// The text names a version that the API does not have.
    Unsupported {
        /// The text.
        asked: String,
        /// The versions that it has.
        versions: &'static VersionSet,
    },
    /// The request names no version, and must.
    Missing {
        /// The versions that the API has.
        versions: &'static VersionSet,
    },
    /// The request names two.
    Contradictory {
        /// The texts.
        asked: [String; 2],
    },
}
