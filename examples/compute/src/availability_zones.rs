//! Availability zones: where servers can run. There is one zone with one machine in it.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::Nova;
use crate::servers::HOST;

/// The one zone that servers can be put into.
pub(crate) const ZONE: &str = "nova";

/// Where servers can run.
#[controller(path = "/os-availability-zone", versions = Nova, many = "availabilityZoneInfo")]
#[derive(Debug)]
pub struct AvailabilityZones;

#[routes]
impl AvailabilityZones {
    /// List availability zones.
    #[index]
    async fn index(&self) -> Json<Vec<AvailabilityZone>> {
        Json(vec![AvailabilityZone::of(None)])
    }

    /// List availability zones with their machines.
    #[get("/detail", envelope = "availabilityZoneInfo")]
    async fn detail(&self) -> Json<Vec<AvailabilityZone>> {
        let service = ServiceState { active: true, available: true, updated_at: None };
        let services = BTreeMap::from([("nova-compute".to_owned(), service)]);
        Json(vec![AvailabilityZone::of(Some(BTreeMap::from([(HOST.to_owned(), services)])))])
    }
}

/// A place where servers can run.
#[model]
struct AvailabilityZone {
    /// Its name.
    #[serde(rename = "zoneName")]
    #[example("nova")]
    name: String,
    /// How it is.
    #[serde(rename = "zoneState")]
    state: ZoneState,
    /// The services on its machines, by the machines' names; only a list with details has them.
    hosts: Option<BTreeMap<String, BTreeMap<String, ServiceState>>>,
}

/// How a zone is.
#[model]
struct ZoneState {
    /// Whether servers can be put there.
    available: bool,
}

/// How a service on a machine is.
#[model]
struct ServiceState {
    /// Whether it takes new work.
    active: bool,
    /// Whether it answers.
    available: bool,
    /// When it last gave a sign of life: it is simulated, so it gives none.
    updated_at: Option<String>,
}

impl AvailabilityZone {
    fn of(hosts: Option<BTreeMap<String, BTreeMap<String, ServiceState>>>) -> Self {
        AvailabilityZone { name: ZONE.to_owned(), state: ZoneState { available: true }, hosts }
    }
}
