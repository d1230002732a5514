//! Hosts: the machines, as they were shown before hypervisors and services took their place.

use terrace::prelude::*;

use crate::Nova;
use crate::store::{HostUse, Store, StoreError};
use crate::who::OfProject;
use crate::zones::{zone_of, zones};

/// The machines that servers run on.
///
/// For administrators. Hypervisors and services tell more.
#[controller(path = "/os-hosts", key = host_name: String, versions = Nova, one = "host", many = "hosts", pipeline = OfProject)]
#[derive(Debug)]
pub struct Hosts {
    store: Store,
}

#[routes]
impl Hosts {
    /// List machines.
    #[index(until = V2_43)]
    #[policy("os_compute_api:os-hosts:list")]
    async fn index(&self, filter: Query<HostFilter>) -> Result<Json<Vec<HostSummary>>> {
        let zones = zones(&self.store).await?;
        let hosts = self.store.hosts().await?;
        let shown = hosts.iter().map(|host| HostSummary {
            host_name: host.name.clone(),
            service: "compute".to_owned(),
            zone: zone_of(&zones, host).to_owned(),
        });
        Ok(Json(shown.filter(|host| filter.zone.as_ref().is_none_or(|zone| *zone == host.zone)).collect()))
    }

    /// Show what servers take of a machine.
    #[show(until = V2_43, envelope = "host")]
    #[policy("os_compute_api:os-hosts:show")]
    async fn show(&self, host_name: Path<String>) -> Result<Json<Vec<HostResource>>, HostError> {
        let hosts = self.store.hosts().await?;
        if hosts.iter().all(|host| host.name != *host_name) {
            return Err(HostError::NotFound(StoreError::ComputeHostNotFound(host_name.0)));
        }
        let used = self.store.host_use().await?;
        Ok(Json(vec![HostResource::of("(used_now)", &host_name, &used)]))
    }
}

/// Why a machine is not to be had.
#[derive(Debug, Failure)]
enum HostError {
    /// No machine has this name.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(internal)]
    Store(Internal),
}

/// Which machines to list.
#[model]
struct HostFilter {
    /// Those in this availability zone.
    zone: Option<String>,
}

/// A machine, in a list.
#[model]
struct HostSummary {
    /// Its name.
    #[example("fakehost")]
    host_name: String,
    /// What it is for: `compute`.
    #[example("compute")]
    service: String,
    /// The availability zone that it is in.
    #[example("nova")]
    zone: String,
}

/// What somebody has of a machine.
#[model]
struct HostResource {
    /// It.
    resource: ResourceUse,
}

/// How much somebody has of a machine.
#[model]
struct ResourceUse {
    /// Who: `(used_now)` is all servers together.
    #[example("(used_now)")]
    project: String,
    /// The machine.
    host: String,
    /// Virtual processors.
    cpu: u32,
    /// Memory, in MiB.
    memory_mb: u32,
    /// Disks, in GiB.
    disk_gb: u32,
}

impl HostResource {
    fn of(project: &str, host: &str, used: &HostUse) -> Self {
        let resource = ResourceUse {
            project: project.to_owned(),
            host: host.to_owned(),
            cpu: used.vcpus,
            memory_mb: used.ram,
            disk_gb: used.disk,
        };
        HostResource { resource }
    }
}
