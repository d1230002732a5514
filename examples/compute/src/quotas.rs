//! Quotas: how much a project may have.

use std::convert::Infallible;

use compute_server_groups::Groups;
use terrace::prelude::*;

use crate::Nova;
use crate::quota_classes::given;
use crate::store::{Limits, Owner, Quota, Store, StoreError};
use crate::usage::Usage;
use crate::who::{OfProject, Project};
use crate::whole::{NotWhole, Whole};

/// How much a project may have, and how much it has.
///
/// Shown and kept for every project, also where there is none of this id. The service itself holds nobody to them.
#[controller(path = "/os-quota-sets", key = tenant_id: String, versions = Nova, one = "quota_set", pipeline = OfProject)]
#[derive(Debug)]
pub struct Quotas {
    store: Store,
    groups: Groups,
}

#[routes]
impl Quotas {
    #[load]
    async fn load(&self, tenant_id: String) -> Result<Project, Infallible> {
        Ok(Project { id: tenant_id })
    }

    /// Show the limits of a project.
    #[show]
    #[policy("os_compute_api:os-quota-sets:show")]
    async fn show(&self, project: Loaded<Self>, _of: Query<QuotaOf>) -> Result<Json<QuotaSet>> {
        let limits = self.store.limits(Owner::Project(&project.id)).await?;
        Ok(Json(QuotaSet::of(Some(project.id.clone()), &limits)))
    }

    /// Show the limits of a project, and what it has.
    #[get(member, "/detail")]
    #[policy("os_compute_api:os-quota-sets:detail")]
    async fn detail(&self, project: Loaded<Self>, _of: Query<QuotaOf>) -> Result<Json<QuotaDetail>> {
        let limits = self.store.limits(Owner::Project(&project.id)).await?;
        let usage = Usage::of(&self.store, &self.groups, &project.id).await?;
        Ok(Json(QuotaDetail::of(project.id.clone(), &limits, &usage)))
    }

    /// Show the limits of a project for which nobody has set any.
    #[get(member, "/defaults")]
    #[policy("os_compute_api:os-quota-sets:defaults")]
    async fn defaults(&self, project: Loaded<Self>) -> Result<Json<QuotaSet>> {
        let limits = self.store.limits(Owner::DEFAULT).await?;
        Ok(Json(QuotaSet::of(Some(project.id.clone()), &limits)))
    }

    /// Set limits of a project.
    ///
    /// What the body leaves out stays as it is.
    #[update]
    #[policy("os_compute_api:os-quota-sets:update")]
    async fn update(
        &self,
        project: Loaded<Self>,
        _of: Query<QuotaOf>,
        change: Json<QuotaChange>,
    ) -> Result<Json<QuotaSet>, QuotaError> {
        let owner = Owner::Project(&project.id);
        self.store.set_limits(owner, &change.limits()?).await?;
        Ok(Json(QuotaSet::of(None, &self.store.limits(owner).await?)))
    }

    /// Have the defaults hold for a project again.
    #[delete]
    #[policy("os_compute_api:os-quota-sets:delete")]
    async fn delete(&self, project: Loaded<Self>, _of: Query<QuotaOf>) -> Result<Accepted> {
        self.store.forget_limits(Owner::Project(&project.id)).await?;
        Ok(Accepted(()))
    }
}

/// Why limits were not set.
#[derive(Debug, Failure)]
enum QuotaError {
    /// A limit is no number.
    #[failure(transparent)]
    Number(NotWhole),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Whose limits.
#[model]
struct QuotaOf {
    /// A user in the project: all users of one have the same.
    user_id: Option<String>,
}

/// How much there may be of each thing, where -1 is any number.
#[model(versions = Nova)]
struct QuotaSet {
    /// The project; absent where it was changed just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Servers.
    instances: i32,
    /// Virtual processors.
    cores: i32,
    /// Memory, in MiB.
    ram: i32,
    /// Key pairs of a user.
    key_pairs: i32,
    /// Labels of a server.
    metadata_items: i32,
    /// Server groups.
    server_groups: i32,
    /// Servers in a group.
    server_group_members: i32,
    /// Fixed addresses.
    #[until(V2_36)]
    fixed_ips: i32,
    /// Floating addresses.
    #[until(V2_36)]
    floating_ips: i32,
    /// Security groups.
    #[until(V2_36)]
    security_groups: i32,
    /// Rules of a security group.
    #[until(V2_36)]
    security_group_rules: i32,
    /// Files that a new server is given.
    #[until(V2_57)]
    injected_files: i32,
    /// The size of such a file, in bytes.
    #[until(V2_57)]
    injected_file_content_bytes: i32,
    /// The length of such a file's path, in bytes.
    #[until(V2_57)]
    injected_file_path_bytes: i32,
}

/// How much there may be of each thing, and how much there is.
#[model(versions = Nova)]
struct QuotaDetail {
    /// The project.
    id: String,
    /// Servers.
    instances: QuotaUse,
    /// Virtual processors.
    cores: QuotaUse,
    /// Memory, in MiB.
    ram: QuotaUse,
    /// Key pairs of a user; not counted, for users are not known by their project.
    key_pairs: QuotaUse,
    /// Labels of a server; not counted.
    metadata_items: QuotaUse,
    /// Server groups.
    server_groups: QuotaUse,
    /// Servers in a group; not counted.
    server_group_members: QuotaUse,
    /// Fixed addresses.
    #[until(V2_36)]
    fixed_ips: QuotaUse,
    /// Floating addresses.
    #[until(V2_36)]
    floating_ips: QuotaUse,
    /// Security groups.
    #[until(V2_36)]
    security_groups: QuotaUse,
    /// Rules of a security group.
    #[until(V2_36)]
    security_group_rules: QuotaUse,
    /// Files that a new server is given.
    #[until(V2_57)]
    injected_files: QuotaUse,
    /// The size of such a file, in bytes.
    #[until(V2_57)]
    injected_file_content_bytes: QuotaUse,
    /// The length of such a file's path, in bytes.
    #[until(V2_57)]
    injected_file_path_bytes: QuotaUse,
}

/// How much there may be of something, and how much there is.
#[model]
#[derive(Default)]
struct QuotaUse {
    /// How much there may be; -1 is any number.
    limit: i32,
    /// How much there is.
    in_use: u64,
    /// How much is promised: nothing ever is.
    reserved: u64,
}

/// Limits to be set, where -1 is any number.
#[model(versions = Nova)]
struct QuotaChange {
    /// Servers.
    instances: Option<Whole>,
    /// Virtual processors.
    cores: Option<Whole>,
    /// Memory, in MiB.
    ram: Option<Whole>,
    /// Key pairs of a user.
    key_pairs: Option<Whole>,
    /// Labels of a server.
    metadata_items: Option<Whole>,
    /// Server groups.
    server_groups: Option<Whole>,
    /// Servers in a group.
    server_group_members: Option<Whole>,
    /// Fixed addresses.
    #[until(V2_36)]
    fixed_ips: Option<Whole>,
    /// Floating addresses.
    #[until(V2_36)]
    floating_ips: Option<Whole>,
    /// Security groups.
    #[until(V2_36)]
    security_groups: Option<Whole>,
    /// Rules of a security group.
    #[until(V2_36)]
    security_group_rules: Option<Whole>,
    /// Files that a new server is given.
    #[until(V2_57)]
    injected_files: Option<Whole>,
    /// The size of such a file, in bytes.
    #[until(V2_57)]
    injected_file_content_bytes: Option<Whole>,
    /// The length of such a file's path, in bytes.
    #[until(V2_57)]
    injected_file_path_bytes: Option<Whole>,
    /// Whether to set limits that are exceeded already: it is so in any case.
    force: Option<bool>,
}

impl QuotaChange {
    fn limits(&self) -> Result<Vec<(Quota, i32)>, NotWhole> {
        let all = [
            ("instances", Quota::Instances, &self.instances),
            ("cores", Quota::Cores, &self.cores),
            ("ram", Quota::Ram, &self.ram),
            ("key_pairs", Quota::KeyPairs, &self.key_pairs),
            ("metadata_items", Quota::MetadataItems, &self.metadata_items),
            ("server_groups", Quota::ServerGroups, &self.server_groups),
            ("server_group_members", Quota::ServerGroupMembers, &self.server_group_members),
            ("fixed_ips", Quota::FixedIps, &self.fixed_ips),
            ("floating_ips", Quota::FloatingIps, &self.floating_ips),
            ("security_groups", Quota::SecurityGroups, &self.security_groups),
            ("security_group_rules", Quota::SecurityGroupRules, &self.security_group_rules),
            ("injected_files", Quota::InjectedFiles, &self.injected_files),
            ("injected_file_content_bytes", Quota::InjectedFileContentBytes, &self.injected_file_content_bytes),
            ("injected_file_path_bytes", Quota::InjectedFilePathBytes, &self.injected_file_path_bytes),
        ];
        given(all)
    }
}

impl QuotaSet {
    fn of(id: Option<String>, limits: &Limits) -> Self {
        QuotaSet {
            id,
            instances: limits.of(Quota::Instances),
            cores: limits.of(Quota::Cores),
            ram: limits.of(Quota::Ram),
            key_pairs: limits.of(Quota::KeyPairs),
            metadata_items: limits.of(Quota::MetadataItems),
            server_groups: limits.of(Quota::ServerGroups),
            server_group_members: limits.of(Quota::ServerGroupMembers),
            fixed_ips: limits.of(Quota::FixedIps),
            floating_ips: limits.of(Quota::FloatingIps),
            security_groups: limits.of(Quota::SecurityGroups),
            security_group_rules: limits.of(Quota::SecurityGroupRules),
            injected_files: limits.of(Quota::InjectedFiles),
            injected_file_content_bytes: limits.of(Quota::InjectedFileContentBytes),
            injected_file_path_bytes: limits.of(Quota::InjectedFilePathBytes),
        }
    }
}

impl QuotaDetail {
    fn of(id: String, limits: &Limits, usage: &Usage) -> Self {
        let used = |quota, in_use| QuotaUse { limit: limits.of(quota), in_use, reserved: 0 };
        QuotaDetail {
            id,
            instances: used(Quota::Instances, usage.instances),
            cores: used(Quota::Cores, usage.cores),
            ram: used(Quota::Ram, usage.ram),
            key_pairs: used(Quota::KeyPairs, 0),
            metadata_items: used(Quota::MetadataItems, 0),
            server_groups: used(Quota::ServerGroups, usage.server_groups),
            server_group_members: used(Quota::ServerGroupMembers, 0),
            fixed_ips: used(Quota::FixedIps, 0),
            floating_ips: used(Quota::FloatingIps, 0),
            security_groups: used(Quota::SecurityGroups, 0),
            security_group_rules: used(Quota::SecurityGroupRules, 0),
            injected_files: used(Quota::InjectedFiles, 0),
            injected_file_content_bytes: used(Quota::InjectedFileContentBytes, 0),
            injected_file_path_bytes: used(Quota::InjectedFilePathBytes, 0),
        }
    }
}

impl From<StoreError> for QuotaError {
    fn from(error: StoreError) -> Self {
        QuotaError::Store(error.into())
    }
}
