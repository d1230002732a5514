//! External events: what other services tell of servers.

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Store, StoreError};
use crate::who::OfProject;

/// What other services tell of servers: that a network card is there, or a disk has grown.
///
/// The simulated machines take note, and do nothing.
#[controller(path = "/os-server-external-events", versions = Nova, many = "events", pipeline = OfProject)]
#[derive(Debug)]
pub struct ExternalEvents {
    store: Store,
}

#[routes]
impl ExternalEvents {
    /// Tell of events.
    #[create(envelope = "events")]
    #[policy("os_compute_api:os-server-external-events:create")]
    async fn create(&self, events: Json<Events>) -> Result<Told, StoreFailed> {
        let mut told = Vec::new();
        for event in events.into_inner().0 {
            let is_there = self.store.server(event.server_uuid).await?.is_some();
            told.push(ToldEvent::of(event, is_there));
        }
        Ok(Told::of(told))
    }
}

/// The store failed.
#[derive(Debug, Failure)]
enum StoreFailed {
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Events to be told of.
#[model]
struct Events(#[check(items = 1..)] Vec<Event>);

/// Something that happened to a server.
#[model]
struct Event {
    /// What happened.
    name: EventName,
    /// The server.
    server_uuid: Uuid,
    /// How it went.
    status: Option<EventStatus>,
    /// To what of the server, such as the id of a network card.
    tag: Option<String>,
}

/// What can happen to a server.
#[model]
#[derive(Clone, Copy)]
enum EventName {
    /// Its networks are others.
    #[serde(rename = "network-changed")]
    Changed,
    /// A network card is there.
    #[serde(rename = "network-vif-plugged")]
    Plugged,
    /// A network card is gone.
    #[serde(rename = "network-vif-unplugged")]
    Unplugged,
    /// A network card was deleted.
    #[serde(rename = "network-vif-deleted")]
    Deleted,
}

/// How it went.
#[model]
#[serde(rename_all = "kebab-case")]
#[derive(Clone, Copy)]
enum EventStatus {
    /// It is done.
    Completed,
    /// It failed.
    Failed,
    /// It is being done.
    InProgress,
}

/// What became of an event.
#[model]
struct ToldEvent {
    /// What happened.
    name: EventName,
    /// The server.
    server_uuid: Uuid,
    /// How it was taken.
    status: EventStatus,
    /// To what of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
    /// 200 where it was taken note of, 404 where there is no such server.
    code: u16,
}

/// What became of events.
#[derive(Answer)]
enum Told {
    /// All were taken note of.
    #[answer(status = 200)]
    All(Json<Vec<ToldEvent>>),
    /// Some were not.
    #[answer(status = 207)]
    NotAll(Json<Vec<ToldEvent>>),
}

impl ToldEvent {
    fn of(event: Event, is_there: bool) -> Self {
        let (status, code) = match is_there {
            true => (event.status.unwrap_or(EventStatus::Completed), 200),
            false => (EventStatus::Failed, 404),
        };
        ToldEvent { name: event.name, server_uuid: event.server_uuid, status, tag: event.tag, code }
    }
}

impl Told {
    fn of(events: Vec<ToldEvent>) -> Self {
        match events.iter().all(|event| event.code == 200) {
            true => Told::All(Json(events)),
            false => Told::NotAll(Json(events)),
        }
    }
}

impl From<StoreError> for StoreFailed {
    fn from(error: StoreError) -> Self {
        StoreFailed::Store(error.into())
    }
}
