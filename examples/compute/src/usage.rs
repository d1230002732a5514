//! What a project has of what is limited.

use compute_server_groups::Groups;

use crate::store::{ServerFlavor, Store, StoreError};

/// What a project has of what is limited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// Servers.
    pub(crate) instances: u64,
    /// Virtual processors of its servers.
    pub(crate) cores: u64,
    /// Memory of its servers, in MiB.
    pub(crate) ram: u64,
    /// Server groups.
    pub(crate) server_groups: u64,
}

impl Usage {
    pub(crate) async fn of(store: &Store, groups: &Groups, project: &str) -> Result<Self, StoreError> {
        let servers = store.servers(project).await?;
        let used = |size: fn(&ServerFlavor) -> u32| servers.iter().map(|server| u64::from(size(&server.flavor))).sum();
        Ok(Usage {
            instances: servers.len() as u64,
            cores: used(|flavor| flavor.vcpus),
            ram: used(|flavor| flavor.ram),
            server_groups: groups.list(Some(project)).await?.len() as u64,
        })
    }
}
