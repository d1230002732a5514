//! Limits: how much the project may have, and how much it has.

use compute_server_groups::Groups;
use terrace::Identity;
use terrace::policy::{May, Refused};
use terrace::prelude::*;

use crate::Nova;
use crate::policies::ProjectRules;
use crate::store::{self, Owner, Quota, Store, StoreError};
use crate::usage::Usage;
use crate::who::{self, OfProject};

/// How much a project may have, and how much it has.
#[controller(path = "/limits", versions = Nova, pipeline = OfProject)]
#[derive(Debug)]
pub struct Limits {
    store: Store,
    groups: Groups,
}

#[routes]
impl Limits {
    /// Show the limits of a project.
    #[get("/", envelope = "limits")]
    #[policy("os_compute_api:limits")]
    async fn show(&self, of: Query<LimitsOf>, who: Identity, may: May) -> Result<Json<AllLimits>, LimitsError> {
        let own = who::project(&who);
        let project = of.tenant_id.as_deref().unwrap_or(own);
        if project != own {
            may.ask(ProjectRules::OS_COMPUTE_API_LIMITS_OTHER_PROJECT)?;
        }
        let limits = self.store.limits(Owner::Project(project)).await?;
        let usage = Usage::of(&self.store, &self.groups, project).await?;
        Ok(Json(AllLimits { rate: Vec::new(), absolute: AbsoluteLimits::of(&limits, &usage) }))
    }
}

/// Why limits are not shown.
#[derive(Debug, Failure)]
enum LimitsError {
    /// They are another project's.
    #[failure(transparent)]
    Refused(Refused),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for LimitsError {
    fn from(error: StoreError) -> Self {
        LimitsError::Store(error.into())
    }
}

/// Whose limits to show.
#[model]
struct LimitsOf {
    /// The project, where that is not the one that the token is for.
    tenant_id: Option<String>,
    /// Whether to count what is reserved, too: nothing ever is.
    reserved: Option<String>,
}

/// All limits.
#[model(versions = Nova)]
struct AllLimits {
    /// How many requests are taken in a time: as many as come.
    rate: Vec<String>,
    /// How much there may be, and how much there is.
    absolute: AbsoluteLimits,
}

/// How much there may be, where -1 is any number, and how much there is.
#[model(versions = Nova)]
#[serde(rename_all = "camelCase")]
struct AbsoluteLimits {
    /// How many servers there may be.
    max_total_instances: i32,
    /// How many there are.
    #[serde(rename = "totalInstancesUsed")]
    instances_used: u64,
    /// How many virtual processors servers may have, all together.
    max_total_cores: i32,
    /// How many they have.
    #[serde(rename = "totalCoresUsed")]
    cores_used: u64,
    /// How much memory servers may have, all together, in MiB.
    #[serde(rename = "maxTotalRAMSize")]
    max_total_ram: i32,
    /// How much they have, in MiB.
    #[serde(rename = "totalRAMUsed")]
    ram_used: u64,
    /// How many key pairs a user may have.
    max_total_keypairs: i32,
    /// How many server groups there may be.
    max_server_groups: i32,
    /// How many there are.
    #[serde(rename = "totalServerGroupsUsed")]
    server_groups_used: u64,
    /// How many servers may be in a group.
    max_server_group_members: i32,
    /// How many labels a server may have.
    max_server_meta: i32,
    /// How many labels an image may have.
    #[until(V2_39)]
    max_image_meta: i32,
    /// How many files a new server may be given.
    #[until(V2_57)]
    max_personality: i32,
    /// How long such a file may be, in bytes.
    #[until(V2_57)]
    max_personality_size: i32,
    /// How many floating addresses there may be. This service has none, nor security groups.
    #[until(V2_36)]
    max_total_floating_ips: i32,
    /// How many there are.
    #[serde(rename = "totalFloatingIpsUsed")]
    #[until(V2_36)]
    floating_ips_used: u64,
    /// How many security groups there may be.
    #[until(V2_36)]
    max_security_groups: i32,
    /// How many there are.
    #[serde(rename = "totalSecurityGroupsUsed")]
    #[until(V2_36)]
    security_groups_used: u64,
    /// How many rules a security group may have.
    #[until(V2_36)]
    max_security_group_rules: i32,
}

impl AbsoluteLimits {
    fn of(limits: &store::Limits, usage: &Usage) -> Self {
        AbsoluteLimits {
            max_total_instances: limits.of(Quota::Instances),
            instances_used: usage.instances,
            max_total_cores: limits.of(Quota::Cores),
            cores_used: usage.cores,
            max_total_ram: limits.of(Quota::Ram),
            ram_used: usage.ram,
            max_total_keypairs: limits.of(Quota::KeyPairs),
            max_server_groups: limits.of(Quota::ServerGroups),
            server_groups_used: usage.server_groups,
            max_server_group_members: limits.of(Quota::ServerGroupMembers),
            max_server_meta: limits.of(Quota::MetadataItems),
            max_image_meta: limits.of(Quota::MetadataItems),
            max_personality: limits.of(Quota::InjectedFiles),
            max_personality_size: limits.of(Quota::InjectedFileContentBytes),
            max_total_floating_ips: limits.of(Quota::FloatingIps),
            floating_ips_used: 0,
            max_security_groups: limits.of(Quota::SecurityGroups),
            security_groups_used: 0,
            max_security_group_rules: limits.of(Quota::SecurityGroupRules),
        }
    }
}
