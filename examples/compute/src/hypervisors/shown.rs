//! All that clients see of a hypervisor.

use terrace::prelude::*;

use crate::Nova;
use crate::services::{state, status};
use crate::store::{Host, HostUse, Server, VmState};

/// Virtual processors of a machine.
const VCPUS: u32 = 1000;

/// Memory of a machine, in MiB.
const RAM: u32 = 800_000;

/// Disks of a machine, in GiB.
const DISK: u32 = 600_000;

/// What is known of a hypervisor wherever it is shown.
#[model(versions = Nova)]
struct Known {
    /// Counts the hypervisors.
    #[until(V2_53)]
    id: u32,
    /// Its id.
    #[since(V2_53)]
    #[serde(rename = "id")]
    uuid: Uuid,
    /// Its name.
    #[example("fakehost")]
    hypervisor_hostname: String,
    /// Whether it answers: `up` or `down`.
    #[example("up")]
    state: String,
    /// Whether it takes new servers: `enabled` or `disabled`.
    #[example("enabled")]
    status: String,
}

/// A hypervisor, in a list.
#[model(versions = Nova)]
pub(super) struct HypervisorSummary {
    #[serde(flatten)]
    known: Known,
    /// Its servers, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    servers: Option<Vec<HypervisorServer>>,
}

/// A server on a hypervisor.
#[model]
struct HypervisorServer {
    /// Its id.
    uuid: Uuid,
    /// Its name on the hypervisor.
    #[example("instance-00000001")]
    name: String,
}

/// A hypervisor.
#[model(versions = Nova)]
pub(super) struct HypervisorDetail {
    #[serde(flatten)]
    known: Known,
    /// The address of its machine.
    #[example("127.0.0.1")]
    host_ip: String,
    /// What it is.
    #[example("fake")]
    hypervisor_type: String,
    /// Its version.
    hypervisor_version: u32,
    /// The service on its machine.
    service: HypervisorService,
    /// What its processors are, as JSON in a text.
    #[until(V2_28)]
    cpu_info: String,
    /// What its processors are.
    #[since(V2_28)]
    #[until(V2_88)]
    #[serde(rename = "cpu_info")]
    cpu: CpuInfo,
    /// How many servers have something done to them.
    #[until(V2_88)]
    current_workload: u32,
    /// How many servers there are.
    #[until(V2_88)]
    running_vms: u32,
    /// How many virtual processors there are.
    #[until(V2_88)]
    vcpus: u32,
    /// How many servers have.
    #[until(V2_88)]
    vcpus_used: u32,
    /// How much memory there is, in MiB.
    #[until(V2_88)]
    memory_mb: u32,
    /// How much of it servers have.
    #[until(V2_88)]
    memory_mb_used: u32,
    /// How much of it is left.
    #[until(V2_88)]
    free_ram_mb: u32,
    /// How large the disks are, in GiB.
    #[until(V2_88)]
    local_gb: u32,
    /// How much of them servers have.
    #[until(V2_88)]
    local_gb_used: u32,
    /// How much of them is left.
    #[until(V2_88)]
    free_disk_gb: u32,
    /// How much of them is really left, where that is known: it is simulated.
    #[until(V2_88)]
    disk_available_least: Option<u32>,
    /// How long it has been running.
    #[since(V2_88)]
    uptime: Option<String>,
    /// Its servers, where they were asked for.
    #[since(V2_53)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    servers: Option<Vec<HypervisorServer>>,
}

/// The service on a hypervisor's machine.
#[model(versions = Nova)]
struct HypervisorService {
    /// Counts the services.
    #[until(V2_53)]
    id: u32,
    /// Its id.
    #[since(V2_53)]
    #[serde(rename = "id")]
    uuid: Uuid,
    /// The machine.
    host: String,
    /// Why it is disabled.
    disabled_reason: Option<String>,
}

/// What processors are.
#[model]
#[derive(Default)]
struct CpuInfo {
    /// Their architecture.
    #[example("x86_64")]
    arch: String,
    /// Their model.
    model: String,
    /// Who made them.
    vendor: String,
}

/// How long a hypervisor has been running.
#[model(versions = Nova)]
pub(super) struct Uptime {
    #[serde(flatten)]
    known: Known,
    /// How long it has been running.
    uptime: String,
}

/// What all hypervisors together can carry, and what they do.
#[model]
pub(super) struct Statistics {
    /// How many there are.
    count: u32,
    /// How many servers have something done to them.
    current_workload: u32,
    /// How many servers there are.
    running_vms: u32,
    /// How many virtual processors there are.
    vcpus: u32,
    /// How many servers have.
    vcpus_used: u32,
    /// How much memory there is, in MiB.
    memory_mb: u32,
    /// How much of it servers have.
    memory_mb_used: u32,
    /// How much of it is left.
    free_ram_mb: u32,
    /// How large the disks are, in GiB.
    local_gb: u32,
    /// How much of them servers have.
    local_gb_used: u32,
    /// How much of them is left.
    free_disk_gb: u32,
    /// How much of them is really left.
    disk_available_least: u32,
}

/// How long a machine has been running: as long as nobody changed it.
fn uptime(host: &Host) -> String {
    format!("up since {}", host.updated)
}

/// Of all servers those on the one machine: all but what was taken from it, onto a shelf.
fn on_it(servers: &[Server]) -> Vec<HypervisorServer> {
    let there = servers.iter().filter(|server| server.vm_state != VmState::ShelvedOffloaded);
    there.map(|server| HypervisorServer { uuid: server.id, name: server.instance_name() }).collect()
}

impl Known {
    fn of(host: &Host) -> Self {
        Known {
            id: host.number,
            uuid: host.hypervisor_id,
            hypervisor_hostname: host.name.clone(),
            state: state(host),
            status: status(host),
        }
    }
}

impl HypervisorSummary {
    pub(super) fn of(host: &Host, servers: Option<&[Server]>) -> Self {
        HypervisorSummary { known: Known::of(host), servers: servers.map(on_it) }
    }
}

impl HypervisorDetail {
    pub(super) fn of(host: &Host, used: &HostUse, servers: Option<&[Server]>) -> Self {
        let cpu = CpuInfo { arch: "x86_64".to_owned(), model: "fake".to_owned(), vendor: "fake".to_owned() };
        let service = HypervisorService {
            id: host.number,
            uuid: host.service_id,
            host: host.name.clone(),
            disabled_reason: host.disabled_reason.clone(),
        };
        HypervisorDetail {
            known: Known::of(host),
            host_ip: "127.0.0.1".to_owned(),
            hypervisor_type: "fake".to_owned(),
            hypervisor_version: 1000,
            service,
            cpu_info: format!(r#"{{"arch": "{}", "model": "{}", "vendor": "{}"}}"#, cpu.arch, cpu.model, cpu.vendor),
            cpu,
            current_workload: used.workload,
            running_vms: used.servers,
            vcpus: VCPUS,
            vcpus_used: used.vcpus,
            memory_mb: RAM,
            memory_mb_used: used.ram,
            free_ram_mb: RAM.saturating_sub(used.ram),
            local_gb: DISK,
            local_gb_used: used.disk,
            free_disk_gb: DISK.saturating_sub(used.disk),
            disk_available_least: None,
            uptime: Some(uptime(host)),
            servers: servers.map(on_it),
        }
    }
}

impl Uptime {
    pub(super) fn of(host: &Host) -> Self {
        Uptime { known: Known::of(host), uptime: uptime(host) }
    }
}

impl Statistics {
    pub(super) fn of(count: u32, used: &HostUse) -> Self {
        let (vcpus, memory_mb, local_gb) = (count * VCPUS, count * RAM, count * DISK);
        let (free_ram_mb, free_disk_gb) = (memory_mb.saturating_sub(used.ram), local_gb.saturating_sub(used.disk));
        Statistics {
            count,
            current_workload: used.workload,
            running_vms: used.servers,
            vcpus,
            vcpus_used: used.vcpus,
            memory_mb,
            memory_mb_used: used.ram,
            free_ram_mb,
            local_gb,
            local_gb_used: used.disk,
            free_disk_gb,
            disk_available_least: free_disk_gb,
        }
    }
}
