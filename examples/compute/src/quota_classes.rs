//! Quota classes: limits for several projects. The class `default` holds for all.

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Limits, Owner, Quota, Store, StoreError};
use crate::who::OfProject;
use crate::whole::{NotWhole, Whole};

/// Limits for several projects.
///
/// The class `default` holds for all projects, and no other for any.
#[controller(path = "/os-quota-class-sets", key = class: String, versions = Nova, one = "quota_class_set", pipeline = OfProject)]
#[derive(Debug)]
pub struct QuotaClasses {
    store: Store,
}

#[routes]
impl QuotaClasses {
    /// Show the limits of a class.
    #[show]
    #[policy("os_compute_api:os-quota-class-sets:show")]
    async fn show(&self, class: Path<String>) -> Result<Json<ClassSet>> {
        let limits = self.store.limits(Owner::Class(&class)).await?;
        Ok(Json(ClassSet::of(Some(class.0), &limits)))
    }

    /// Set limits of a class.
    ///
    /// What the body leaves out stays as it is.
    #[update]
    #[policy("os_compute_api:os-quota-class-sets:update")]
    async fn update(&self, class: Path<String>, change: Json<ClassChange>) -> Result<Json<ClassSet>, ClassError> {
        let owner = Owner::Class(&class);
        self.store.set_limits(owner, &change.limits()?).await?;
        Ok(Json(ClassSet::of(None, &self.store.limits(owner).await?)))
    }
}

/// Why limits were not set.
#[derive(Debug, Failure)]
enum ClassError {
    /// A limit is no number.
    #[failure(transparent)]
    Number(NotWhole),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// How much there may be of each thing, where -1 is any number.
#[model(versions = Nova)]
struct ClassSet {
    /// The class; absent where it was changed just now.
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
    #[since(V2_50)]
    server_groups: i32,
    /// Servers in a group.
    #[since(V2_50)]
    server_group_members: i32,
    /// Fixed addresses.
    #[until(V2_50)]
    fixed_ips: i32,
    /// Floating addresses.
    #[until(V2_50)]
    floating_ips: i32,
    /// Security groups.
    #[until(V2_50)]
    security_groups: i32,
    /// Rules of a security group.
    #[until(V2_50)]
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

/// Limits to be set, where -1 is any number.
#[model(versions = Nova)]
struct ClassChange {
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
    #[until(V2_50)]
    fixed_ips: Option<Whole>,
    /// Floating addresses.
    #[until(V2_50)]
    floating_ips: Option<Whole>,
    /// Security groups.
    #[until(V2_50)]
    security_groups: Option<Whole>,
    /// Rules of a security group.
    #[until(V2_50)]
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
}

impl ClassChange {
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

/// The limits that a body gives.
pub(crate) fn given<'l>(
    all: impl IntoIterator<Item = (&'static str, Quota, &'l Option<Whole>)>,
) -> Result<Vec<(Quota, i32)>, NotWhole> {
    let given = all.into_iter().filter_map(|(name, quota, limit)| Some((name, quota, limit.as_ref()?)));
    given.map(|(name, quota, limit)| Ok((quota, limit.at_least(-1, name)?))).collect()
}

impl ClassSet {
    fn of(id: Option<String>, limits: &Limits) -> Self {
        ClassSet {
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

impl From<StoreError> for ClassError {
    fn from(error: StoreError) -> Self {
        ClassError::Store(error.into())
    }
}
