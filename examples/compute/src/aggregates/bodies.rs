//! What administrators say of aggregates, and what they are told.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Aggregate, AggregateMetadata};

/// An aggregate.
#[model(versions = Nova)]
pub(super) struct AggregateDetail {
    /// Its number.
    id: u32,
    /// Its id.
    #[since(V2_41)]
    uuid: Uuid,
    /// Its name, unique among aggregates.
    #[example("ssd")]
    name: String,
    /// The names of its machines.
    hosts: Vec<String>,
    /// What is said about its machines.
    metadata: BTreeMap<String, String>,
    /// When it was made.
    created_at: String,
    /// When it last changed.
    updated_at: Option<String>,
    /// When it was deleted: never yet.
    deleted_at: Option<String>,
    /// Whether it is deleted: no.
    deleted: bool,
    /// The availability zone of its machines.
    availability_zone: Option<String>,
}

/// An aggregate that was made just now: nothing is in it.
#[model(versions = Nova)]
pub(super) struct AggregateSummary {
    /// Its number.
    id: u32,
    /// Its id.
    #[since(V2_41)]
    uuid: Uuid,
    /// Its name, unique among aggregates.
    #[example("ssd")]
    name: String,
    /// When it was made.
    created_at: String,
    /// When it last changed: never.
    updated_at: Option<String>,
    /// When it was deleted: never.
    deleted_at: Option<String>,
    /// Whether it is deleted: no.
    deleted: bool,
    /// The availability zone of its machines, once it has some.
    availability_zone: Option<String>,
}

/// An aggregate to be made.
#[model]
pub(super) struct NewAggregate {
    /// Its name, which no other aggregate has.
    #[check(length = 1..=255)]
    #[example("ssd")]
    pub(super) name: String,
    /// The availability zone of its machines.
    #[check(length = 1..=255)]
    pub(super) availability_zone: Option<String>,
}

/// What is to become of an aggregate.
#[model]
pub(super) struct AggregateChange {
    /// Its name, which no other aggregate has.
    #[check(length = 1..=255)]
    pub(super) name: Option<String>,
    /// The availability zone of its machines; `null` is none.
    #[check(length = 1..=255)]
    pub(super) availability_zone: Patch<String>,
}

/// A machine.
#[model]
pub(super) struct NamedHost {
    /// Its name.
    #[check(length = 1..=255)]
    #[example("fakehost")]
    pub(super) host: String,
}

/// What is to be said about the machines of an aggregate.
#[model]
pub(super) struct SaidOfAggregate {
    /// A text for each key, or `null` for no text any more.
    pub(super) metadata: AggregateMetadata,
}

/// Images to keep at hand.
#[model]
pub(super) struct ImagesToCache {
    /// They.
    #[check(items = 1..)]
    pub(super) cache: Vec<ImageToCache>,
}

/// An image to keep at hand.
#[model]
pub(super) struct ImageToCache {
    /// Its id.
    pub(super) id: Uuid,
}

impl AggregateDetail {
    pub(super) fn of(aggregate: Aggregate) -> Self {
        AggregateDetail {
            id: aggregate.number,
            uuid: aggregate.id,
            availability_zone: aggregate.availability_zone().map(str::to_owned),
            name: aggregate.name,
            hosts: aggregate.hosts,
            metadata: aggregate.metadata,
            created_at: aggregate.created,
            updated_at: aggregate.updated,
            deleted_at: None,
            deleted: false,
        }
    }
}

impl AggregateSummary {
    pub(super) fn of(aggregate: Aggregate) -> Self {
        AggregateSummary {
            id: aggregate.number,
            uuid: aggregate.id,
            availability_zone: aggregate.availability_zone().map(str::to_owned),
            name: aggregate.name,
            created_at: aggregate.created,
            updated_at: aggregate.updated,
            deleted_at: None,
            deleted: false,
        }
    }
}
