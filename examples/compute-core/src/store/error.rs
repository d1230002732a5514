//! What can go wrong in the store, in words for whoever calls it.

use std::error::Error;
use std::fmt;

use uuid::Uuid;

use super::{TaskState, VmState};

/// Why the store did not do what it was asked.
///
/// [`Database`](Self::Database) may come from any call. The others are mistakes of a caller, in
/// Nova's words.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// A query failed.
    Database(sqlx::Error),
    /// A list has nothing with this id, behind which to go on.
    MarkerNotFound(String),
    /// No flavor has this id.
    FlavorNotFound(String),
    /// The project may use the flavor already.
    FlavorAccessTaken {
        /// The flavor.
        flavor: String,
        /// The project.
        project: String,
    },
    /// The project may not use the flavor anyway.
    FlavorAccessNotFound {
        /// The flavor.
        flavor: String,
        /// The project.
        project: String,
    },
    /// Another flavor has this id.
    FlavorIdTaken(String),
    /// Another flavor has this name.
    FlavorNameTaken(String),
    /// The flavor has no extra spec under this key.
    ExtraSpecNotFound {
        /// The flavor.
        flavor: String,
        /// The key.
        key: String,
    },
    /// No image has this id.
    ImageNotFound(Uuid),
    /// No server has this id.
    ServerNotFound(Uuid),
    /// The user has no key pair of this name.
    KeypairNotFound {
        /// The user.
        user: String,
        /// The name.
        name: String,
    },
    /// The user has another key pair of this name.
    KeypairTaken(String),
    /// There is no machine of this name.
    HostNotFound(String),
    /// There is no machine of this name to put into an aggregate.
    ComputeHostNotFound(String),
    /// No aggregate has this number.
    AggregateNotFound(u32),
    /// Another aggregate has this name.
    AggregateTaken(String),
    /// The aggregate has machines.
    AggregateNotEmpty(u32),
    /// The machine is in the aggregate already.
    AggregateHostTaken {
        /// The aggregate's number.
        aggregate: u32,
        /// The machine.
        host: String,
    },
    /// The machine is not in the aggregate.
    AggregateHostNotFound {
        /// The aggregate's number.
        aggregate: u32,
        /// The machine.
        host: String,
    },
    /// The machine is in another availability zone.
    HostInAnotherZone {
        /// The machine.
        host: String,
        /// Where it is.
        zones: Vec<String>,
    },
    /// The server is locked.
    Locked(Uuid),
    /// The server has no metadata under this key.
    MetadataNotFound(String),
    /// The server does not have this tag.
    TagNotFound {
        /// The server.
        server: Uuid,
        /// The tag.
        tag: String,
    },
    /// The server has as many tags as it may have.
    TooManyTags,
    /// The server's state does not allow the action.
    InvalidState {
        /// The server.
        server: Uuid,
        /// The action, as a client knows it.
        action: &'static str,
        /// The state that is in the way.
        state: BlockingState,
    },
}

/// The state that keeps a server from an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockingState {
    /// The action does not begin in this state.
    Vm(VmState),
    /// The server is busy with something else.
    Task(TaskState),
}

impl StoreError {
    pub(super) fn extra_spec(flavor: &str, key: &str) -> Self {
        Self::ExtraSpecNotFound { flavor: flavor.to_owned(), key: key.to_owned() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(_) => write!(f, "the database did not answer as it should"),
            Self::MarkerNotFound(id) => write!(f, "marker [{id}] not found"),
            Self::FlavorNotFound(id) => write!(f, "Flavor {id} could not be found."),
            Self::FlavorAccessTaken { flavor, project } => {
                write!(f, "Flavor access already exists for flavor {flavor} and project {project} combination.")
            }
            Self::FlavorAccessNotFound { flavor, project } => {
                write!(f, "Flavor access not found for {flavor} / {project} combination.")
            }
            Self::FlavorIdTaken(id) => write!(f, "Flavor with ID {id} already exists."),
            Self::FlavorNameTaken(name) => write!(f, "Flavor with name {name} already exists."),
            Self::ExtraSpecNotFound { flavor, key } => write!(f, "Flavor {flavor} has no extra specs with key {key}."),
            Self::ImageNotFound(id) => write!(f, "Image {id} could not be found."),
            Self::ServerNotFound(id) => write!(f, "Instance {id} could not be found."),
            Self::KeypairNotFound { user, name } => write!(f, "Keypair {name} not found for user {user}"),
            Self::KeypairTaken(name) => write!(f, "Key pair '{name}' already exists."),
            Self::HostNotFound(name) => write!(f, "Host '{name}' is not mapped to any cell"),
            Self::ComputeHostNotFound(name) => write!(f, "Compute host {name} could not be found."),
            Self::AggregateNotFound(number) => write!(f, "Aggregate {number} could not be found."),
            Self::AggregateTaken(name) => write!(f, "Aggregate {name} already exists."),
            Self::AggregateNotEmpty(number) => {
                write!(f, "Cannot remove host aggregate {number}. Reason: Host aggregate is not empty.")
            }
            Self::AggregateHostTaken { aggregate, host } => write!(f, "Aggregate {aggregate} already has host {host}."),
            Self::AggregateHostNotFound { aggregate, host } => write!(f, "Aggregate {aggregate} has no host {host}."),
            Self::HostInAnotherZone { host, zones } => write!(
                f,
                "Cannot add host to aggregate: host {host} is already in the availability zone {}.",
                zones.join(", ")
            ),
            Self::Locked(id) => write!(f, "Instance {id} is locked"),
            Self::TagNotFound { server, tag } => write!(f, "Server {server} has no tag '{tag}'"),
            Self::TooManyTags => write!(f, "The number of tags exceeded the per-server limit 50"),
            Self::MetadataNotFound(_) => write!(f, "Metadata item was not found"),
            Self::InvalidState { server, action, state } => {
                write!(f, "Cannot '{action}' instance {server} while it is in {state}")
            }
        }
    }
}

impl fmt::Display for BlockingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vm(state) => write!(f, "vm_state {state}"),
            Self::Task(state) => write!(f, "task_state {state}"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Database(source) => Some(source),
            _ => None,
        }
    }
}
