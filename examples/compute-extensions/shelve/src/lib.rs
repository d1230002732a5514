//! The extension `os-shelve`: servers that are not needed for a while are put onto a shelf.
//!
//! It adds actions to [`Servers`], and brings rules for them. What is done begins as all that is done to servers does, with an
//! [`Action`] that says when it may and what the driver is then to do.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use compute_core::Nova;
use compute_core::policies::BaseRules;
use compute_core::servers::{ActionError, Servers};
use compute_core::store::{Action, Host, Store, StoreError, TaskState, VmState};
use compute_core::zones::{zone_of, zones};
use terrace::policy::{May, Refused};
use terrace::prelude::*;

/// Puts servers onto a shelf.
///
/// A server on the shelf is switched off; without its machine, it has only an image. It can be had back at any time.
#[extension(
    alias = "os-shelve",
    name = "Shelve",
    updated = "2014-12-03",
    versions = Nova,
    of = [Servers],
    policies = [ShelveRules]
)]
#[derive(Debug)]
pub struct Shelve {
    store: Store,
}

policies! {
    /// Who may put servers onto the shelf.
    #[scopes(project)]
    pub ShelveRules: [BaseRules];

    /// Shelve a server.
    "os_compute_api:os-shelve:shelve": "rule:project_member_or_admin";

    /// Take a server from its shelf.
    "os_compute_api:os-shelve:unshelve": "rule:project_member_or_admin";

    /// Take a server from its shelf onto a machine of one's choice.
    "os_compute_api:os-shelve:unshelve_to_host": "rule:context_is_admin";

    /// Take a shelved server from its machine.
    "os_compute_api:os-shelve:shelve_offload": "rule:context_is_admin";
}

const SHELVE: Action = Action {
    name: "shelve",
    from: &[VmState::Active, VmState::Paused, VmState::Stopped],
    instead_of: &[],
    task: TaskState::Shelving,
};

const OFFLOAD: Action =
    Action { name: "shelveOffload", from: &[VmState::Shelved], instead_of: &[], task: TaskState::ShelvingOffloading };

const UNSHELVE: Action = Action {
    name: "unshelve",
    from: &[VmState::Shelved, VmState::ShelvedOffloaded],
    instead_of: &[],
    task: TaskState::Unshelving,
};

/// To unshelve what is on no machine any more, and may come to any.
const UNSHELVE_ELSEWHERE: Action = Action { from: &[VmState::ShelvedOffloaded], ..UNSHELVE };

#[routes(of = Servers)]
impl Shelve {
    /// Shelve a server.
    ///
    /// It is switched off, and kept on its machine until that is asked for the room.
    #[action("shelve")]
    #[policy("os_compute_api:os-shelve:shelve")]
    async fn shelve(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.begin(server.id, &SHELVE).await?))
    }

    /// Take a shelved server from its machine.
    #[action("shelveOffload")]
    #[policy("os_compute_api:os-shelve:shelve_offload")]
    async fn offload(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.begin(server.id, &OFFLOAD).await?))
    }

    /// Take a server from its shelf.
    #[action("unshelve", until = V2_77)]
    #[policy("os_compute_api:os-shelve:unshelve")]
    async fn unshelve(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.begin(server.id, &UNSHELVE).await?))
    }

    /// Take a server from its shelf, perhaps to a place of one's choice.
    ///
    /// One that still has its machine goes on there.
    #[action("unshelve", since = V2_77)]
    #[policy("os_compute_api:os-shelve:unshelve")]
    async fn unshelve_to(
        &self,
        server: Loaded<Servers>,
        place: Json<Option<Unshelve>>,
        may: May,
    ) -> Result<Accepted, UnshelveError> {
        let (host, zone) = place.0.map_or((None, Patch::Absent), Unshelve::into_parts);
        if host.is_none() && zone.is_absent() {
            return Ok(Accepted(self.store.begin(server.id, &UNSHELVE).await?));
        }
        if host.is_some() {
            may.ask(ShelveRules::OS_COMPUTE_API_OS_SHELVE_UNSHELVE_TO_HOST)?;
        }
        let zones = zones(&self.store).await?;
        if zone.value().is_some_and(|zone| !zones.contains_key(zone)) {
            return Err(UnshelveError::NoZone);
        }
        let mut pinned = server.pinned_zone.clone();
        zone.apply(&mut pinned);
        if let Some(host) = host {
            is_in(&zones, host, pinned.as_deref())?;
        }
        Ok(Accepted(self.begin_elsewhere(server.id, pinned.as_deref()).await?))
    }
}

/// Refuses a machine that is not there, or not in the zone that the server is to be in.
fn is_in(zones: &BTreeMap<String, Vec<Host>>, host: String, zone: Option<&str>) -> Result<(), UnshelveError> {
    let Some(there) = zones.values().flatten().find(|there| there.name == host) else {
        return Err(UnshelveError::NoHost(host));
    };
    match zone {
        Some(zone) if zone != zone_of(zones, there) => {
            Err(UnshelveError::HostNotInZone { host, zone: zone.to_owned() })
        }
        _ => Ok(()),
    }
}

impl Shelve {
    /// Begins to take a server to a machine of a zone; where it is to be in none of its choice, to any.
    async fn begin_elsewhere(&self, id: Uuid, zone: Option<&str>) -> Result<(), StoreError> {
        let mut change = self.store.writer().begin().await?;
        UNSHELVE_ELSEWHERE.begin(&mut change, id).await?;
        let moved =
            "UPDATE servers SET pinned_zone = ?1, availability_zone = coalesce(?1, availability_zone) WHERE id = ?2";
        sqlx::query(moved).bind(zone).bind(id.hyphenated()).execute(&mut *change).await?;
        Ok(change.commit().await?)
    }
}

/// Where to take a server from its shelf to: it has to be on no machine any more.
#[model(versions = Nova)]
struct Unshelve {
    /// The availability zone.
    #[until(V2_91)]
    #[serde(rename = "availability_zone")]
    #[check(length = 1..=255)]
    zone: String,
    /// The availability zone; `null` is any.
    #[since(V2_91)]
    availability_zone: Patch<String>,
    /// The machine, for administrators.
    #[since(V2_91)]
    host: Option<String>,
}

impl Unshelve {
    /// The machine and the zone, as 2.91 has them.
    fn into_parts(self) -> (Option<String>, Patch<String>) {
        // Of the two fields for the zone, the one that a version does not have says nothing.
        let zone = if self.zone.is_empty() { self.availability_zone } else { Patch::Value(self.zone) };
        (self.host, zone)
    }
}

/// Why a server was not taken from its shelf.
#[derive(Debug, Failure)]
enum UnshelveError {
    /// There is no such machine.
    #[failure(status = 400, detail = "Compute host {0} could not be found.")]
    NoHost(String),
    /// There is no such availability zone.
    #[failure(status = 400, detail = "The requested availability zone is not available")]
    NoZone,
    /// The machine is in another availability zone than the server is to be in.
    #[failure(status = 409, detail = "Host \"{host}\" is not in the availability zone \"{zone}\".")]
    HostNotInZone {
        /// The machine.
        host: String,
        /// The zone.
        zone: String,
    },
    /// Not everybody may choose a machine.
    #[failure(transparent)]
    Refused(Refused),
    /// The server is gone, locked, busy, or on no shelf, or the store failed.
    #[failure(transparent)]
    Action(ActionError),
}

impl From<StoreError> for UnshelveError {
    fn from(error: StoreError) -> Self {
        UnshelveError::Action(error.into())
    }
}
