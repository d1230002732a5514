//! Diagnostics: what a server takes of its machine. The machine only pretends, so it takes nothing.

use terrace::prelude::*;

use crate::servers::Servers;
use crate::store::{Server, VmState};
use crate::who::OfProject;

/// What a server takes of its machine.
///
/// For administrators.
#[controller(parent = Servers, path = "/diagnostics", tag = "Servers", pipeline = OfProject)]
#[derive(Debug)]
pub struct Diagnostics;

#[routes]
impl Diagnostics {
    /// Show what a server takes of its machine.
    ///
    /// As the machine's hypervisor tells it.
    #[get("/", until = V2_48, envelope = none)]
    #[policy("os_compute_api:os-server-diagnostics")]
    async fn told(&self, server: Loaded<Servers>) -> Result<Json<Told>, NotRunning> {
        running(&server)?;
        Ok(Json(Told { cpu0_time: 0, memory: u64::from(server.flavor.ram) << 10, vda_read: 0, vda_write: 0 }))
    }

    /// Show what a server takes of its machine.
    ///
    /// The same for every kind of hypervisor.
    #[get("/", since = V2_48, envelope = none)]
    #[policy("os_compute_api:os-server-diagnostics")]
    async fn show(&self, server: Loaded<Servers>) -> Result<Json<Diagnosis>, NotRunning> {
        running(&server)?;
        Ok(Json(Diagnosis::of(&server)))
    }
}

fn running(server: &Server) -> Result<(), NotRunning> {
    match server.vm_state {
        VmState::Active => Ok(()),
        state => Err(NotRunning { server: server.id, state: state.as_str() }),
    }
}

/// The server does not run.
#[derive(Debug, Failure)]
#[failure(status = 409, detail = "Cannot 'get_diagnostics' instance {server} while it is in vm_state {state}")]
struct NotRunning {
    server: Uuid,
    state: &'static str,
}

/// What a hypervisor tells of a server.
#[model]
struct Told {
    /// The time of its first processor, in nanoseconds.
    cpu0_time: u64,
    /// Its memory, in KiB.
    memory: u64,
    /// What was read of its disk, in bytes.
    vda_read: u64,
    /// What was written on it, in bytes.
    vda_write: u64,
}

/// What a server takes of its machine.
#[model]
struct Diagnosis {
    /// Whether it runs: `running`.
    #[example("running")]
    state: String,
    /// What drives the machine.
    #[example("fake")]
    driver: String,
    /// What it runs on.
    #[example("fake")]
    hypervisor: String,
    /// The system of the machine.
    #[example("linux")]
    hypervisor_os: String,
    /// How long it runs, in seconds.
    uptime: Option<u64>,
    /// Whether it has a drive with its configuration.
    config_drive: bool,
    /// How many processors it has.
    num_cpus: u32,
    /// How many network cards it has.
    num_nics: u32,
    /// How many disks it has.
    num_disks: u32,
    /// Its memory.
    memory_details: MemoryUse,
}

/// How much memory a server has.
#[model]
struct MemoryUse {
    /// How much there may be, in MiB.
    maximum: u32,
    /// How much it takes, in MiB.
    used: u32,
}

impl Diagnosis {
    fn of(server: &Server) -> Self {
        Diagnosis {
            state: "running".to_owned(),
            driver: "fake".to_owned(),
            hypervisor: "fake".to_owned(),
            hypervisor_os: "linux".to_owned(),
            uptime: None,
            config_drive: server.config_drive,
            num_cpus: server.flavor.vcpus,
            num_nics: u32::from(server.networked),
            num_disks: 1 + u32::from(server.flavor.ephemeral > 0) + u32::from(server.flavor.swap > 0),
            memory_details: MemoryUse { maximum: server.flavor.ram, used: 0 },
        }
    }
}
