//! Limits: how much a project may have, which is without bounds, and how much it has.

use terrace::prelude::*;

use crate::store::{ServerFlavor, Store};
use crate::{Nova, PROJECT};

/// How much a project may have, and how much it has.
#[controller(path = "/limits", versions = Nova)]
#[derive(Debug)]
pub struct Limits {
    store: Store,
}

#[routes]
impl Limits {
    /// Show the limits of the project.
    ///
    /// There are no limits, which is written as -1.
    #[get("/", envelope = "limits")]
    async fn show(&self, _of: Query<LimitsOf>) -> Result<Json<AllLimits>> {
        let servers = self.store.servers(PROJECT).await?;
        let groups = self.store.server_groups(PROJECT).await?;
        let used = |size: fn(&ServerFlavor) -> u32| servers.iter().map(|server| u64::from(size(&server.flavor))).sum();
        let absolute = AbsoluteLimits {
            cores_used: used(|flavor| flavor.vcpus),
            ram_used: used(|flavor| flavor.ram),
            instances_used: servers.len() as u64,
            server_groups_used: groups.len() as u64,
            ..AbsoluteLimits::UNUSED
        };
        Ok(Json(AllLimits { rate: Vec::new(), absolute }))
    }
}

/// Whose limits to show.
#[model]
struct LimitsOf {
    /// The project: there is but one.
    tenant_id: Option<String>,
    /// Whether to count what is reserved, too: nothing ever is.
    reserved: Option<String>,
}

/// All limits.
#[model]
struct AllLimits {
    /// How many requests are taken in a time: as many as come.
    rate: Vec<String>,
    /// How much there may be, and how much there is.
    absolute: AbsoluteLimits,
}

/// How much there may be, where -1 is any number, and how much there is.
#[model]
#[serde(rename_all = "camelCase")]
struct AbsoluteLimits {
    /// How many servers there may be.
    max_total_instances: i64,
    /// How many there are.
    #[serde(rename = "totalInstancesUsed")]
    instances_used: u64,
    /// How many virtual processors servers may have, all together.
    max_total_cores: i64,
    /// How many they have.
    #[serde(rename = "totalCoresUsed")]
    cores_used: u64,
    /// How much memory servers may have, all together, in MiB.
    #[serde(rename = "maxTotalRAMSize")]
    max_total_ram: i64,
    /// How much they have, in MiB.
    #[serde(rename = "totalRAMUsed")]
    ram_used: u64,
    /// How many key pairs a user may have.
    max_total_keypairs: i64,
    /// How many server groups there may be.
    max_server_groups: i64,
    /// How many there are.
    #[serde(rename = "totalServerGroupsUsed")]
    server_groups_used: u64,
    /// How many servers may be in a group.
    max_server_group_members: i64,
    /// How many labels a server may have.
    max_server_meta: i64,
    /// How many labels an image may have.
    max_image_meta: i64,
    /// How many files a new server may be given: none.
    max_personality: i64,
    /// How long such a file may be, in bytes.
    max_personality_size: i64,
    /// How many floating addresses there may be. This service has none, nor security groups.
    max_total_floating_ips: i64,
    /// How many there are.
    #[serde(rename = "totalFloatingIpsUsed")]
    floating_ips_used: u64,
    /// How many security groups there may be.
    max_security_groups: i64,
    /// How many there are.
    #[serde(rename = "totalSecurityGroupsUsed")]
    security_groups_used: u64,
    /// How many rules a security group may have.
    max_security_group_rules: i64,
}

impl AbsoluteLimits {
    /// No limits, and nothing in use.
    const UNUSED: Self = AbsoluteLimits {
        max_total_instances: -1,
        instances_used: 0,
        max_total_cores: -1,
        cores_used: 0,
        max_total_ram: -1,
        ram_used: 0,
        max_total_keypairs: -1,
        max_server_groups: -1,
        server_groups_used: 0,
        max_server_group_members: -1,
        max_server_meta: -1,
        max_image_meta: -1,
        max_personality: 0,
        max_personality_size: 0,
        max_total_floating_ips: -1,
        floating_ips_used: 0,
        max_security_groups: -1,
        security_groups_used: 0,
        max_security_group_rules: -1,
    };
}
