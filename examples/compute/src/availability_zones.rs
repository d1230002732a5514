//! Availability zones: where servers can run.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Host, Store};
use crate::who::OfProject;
use crate::zones::zones;

/// The zone of the services that are no machines: this one has none.
const INTERNAL: &str = "internal";

/// Where servers can run.
#[controller(path = "/os-availability-zone", versions = Nova, many = "availabilityZoneInfo", pipeline = OfProject)]
#[derive(Debug)]
pub struct AvailabilityZones {
    store: Store,
}

#[routes]
impl AvailabilityZones {
    /// List availability zones.
    #[index]
    #[policy("os_compute_api:os-availability-zone:list")]
    async fn index(&self) -> Result<Json<Vec<AvailabilityZone>>> {
        let zones = zones(&self.store).await?;
        Ok(Json(zones.iter().map(|(name, hosts)| AvailabilityZone::of(name, hosts, None)).collect()))
    }

    /// List availability zones with their machines.
    ///
    /// The first is for services that are no machines: it is empty.
    #[get("/detail", envelope = "availabilityZoneInfo")]
    #[policy("os_compute_api:os-availability-zone:detail")]
    async fn detail(&self) -> Result<Json<Vec<AvailabilityZone>>> {
        let internal = AvailabilityZone {
            name: INTERNAL.to_owned(),
            state: ZoneState { available: true },
            hosts: Some(BTreeMap::new()),
        };
        let zones = zones(&self.store).await?;
        let detailed = zones.iter().map(|(name, hosts)| AvailabilityZone::of(name, hosts, Some(services(hosts))));
        Ok(Json([internal].into_iter().chain(detailed).collect()))
    }
}

fn services(hosts: &[Host]) -> BTreeMap<String, BTreeMap<String, ServiceState>> {
    let service = |host: &Host| ServiceState {
        active: !host.disabled,
        available: !host.forced_down,
        updated_at: Some(host.updated.clone()),
    };
    let services = |host: &Host| (host.name.clone(), BTreeMap::from([("nova-compute".to_owned(), service(host))]));
    hosts.iter().map(services).collect()
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
    /// When it last gave a sign of life.
    updated_at: Option<String>,
}

impl AvailabilityZone {
    fn of(name: &str, machines: &[Host], hosts: Option<BTreeMap<String, BTreeMap<String, ServiceState>>>) -> Self {
        let available = machines.iter().any(|host| !host.disabled && !host.forced_down);
        AvailabilityZone { name: name.to_owned(), state: ZoneState { available }, hosts }
    }
}
