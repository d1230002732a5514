//! Quotas: how much a project may have. What nobody has set is as the class `default` has it, and where that says nothing, as it
//! is built in.

use std::collections::BTreeMap;

use super::{Store, StoreError};

/// Something that there may be so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quota {
    /// Virtual processors.
    Cores,
    /// Fixed addresses; they are not counted here.
    FixedIps,
    /// Floating addresses; they are not counted here.
    FloatingIps,
    /// The size of a file that a new server is given, in bytes.
    InjectedFileContentBytes,
    /// The length of such a file's path, in bytes.
    InjectedFilePathBytes,
    /// Files that a new server is given.
    InjectedFiles,
    /// Servers.
    Instances,
    /// Key pairs of a user.
    KeyPairs,
    /// Labels of a server.
    MetadataItems,
    /// Memory, in MiB.
    Ram,
    /// Rules of a security group; they are not counted here.
    SecurityGroupRules,
    /// Security groups; they are not counted here.
    SecurityGroups,
    /// Servers in a group.
    ServerGroupMembers,
    /// Server groups.
    ServerGroups,
}

impl Quota {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Cores,
        Self::FixedIps,
        Self::FloatingIps,
        Self::InjectedFileContentBytes,
        Self::InjectedFilePathBytes,
        Self::InjectedFiles,
        Self::Instances,
        Self::KeyPairs,
        Self::MetadataItems,
        Self::Ram,
        Self::SecurityGroupRules,
        Self::SecurityGroups,
        Self::ServerGroupMembers,
        Self::ServerGroups,
    ];

    /// Its name, and the limit that is built in; -1 is any number.
    fn built_in(self) -> (&'static str, i32) {
        match self {
            Self::Cores => ("cores", 20),
            Self::FixedIps => ("fixed_ips", -1),
            Self::FloatingIps => ("floating_ips", -1),
            Self::InjectedFileContentBytes => ("injected_file_content_bytes", 10240),
            Self::InjectedFilePathBytes => ("injected_file_path_bytes", 255),
            Self::InjectedFiles => ("injected_files", 5),
            Self::Instances => ("instances", 10),
            Self::KeyPairs => ("key_pairs", 100),
            Self::MetadataItems => ("metadata_items", 128),
            Self::Ram => ("ram", 51200),
            Self::SecurityGroupRules => ("security_group_rules", -1),
            Self::SecurityGroups => ("security_groups", -1),
            Self::ServerGroupMembers => ("server_group_members", 10),
            Self::ServerGroups => ("server_groups", 10),
        }
    }
}

/// A limit for each; -1 is any number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits(BTreeMap<Quota, i32>);

impl Limits {
    /// The limit of one.
    pub fn of(&self, quota: Quota) -> i32 {
        self.0.get(&quota).copied().unwrap_or(quota.built_in().1)
    }
}

/// Whose limits they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'o> {
    /// A project's, by its id.
    Project(&'o str),
    /// A class's, by its name.
    Class(&'o str),
}

impl Owner<'_> {
    /// The class that holds for all projects.
    pub const DEFAULT: Owner<'static> = Owner::Class("default");

    fn key(&self) -> (&'static str, &str) {
        match self {
            Owner::Project(id) => ("project", id),
            Owner::Class(name) => ("class", name),
        }
    }
}

impl Store {
    /// The limits that hold for a project, or those of a class.
    pub async fn limits(&self, owner: Owner<'_>) -> Result<Limits, StoreError> {
        let (kind, name) = owner.key();
        // A project's own come last, and win.
        let set: Vec<(String, i32)> = sqlx::query_as(
            "SELECT resource, \"limit\" FROM quotas \
             WHERE (kind = ?1 AND owner = ?2) OR (?1 = 'project' AND kind = 'class' AND owner = 'default') ORDER BY kind",
        )
        .bind(kind)
        .bind(name)
        .fetch_all(&self.readers)
        .await?;
        let mut limits = BTreeMap::new();
        for (resource, limit) in set {
            if let Some(quota) = Quota::ALL.into_iter().find(|quota| quota.built_in().0 == resource) {
                limits.insert(quota, limit);
            }
        }
        Ok(Limits(limits))
    }

    /// Sets limits, and keeps the others.
    pub async fn set_limits(&self, owner: Owner<'_>, limits: &[(Quota, i32)]) -> Result<(), StoreError> {
        let (kind, name) = owner.key();
        let mut tx = self.writer.begin().await?;
        for (quota, limit) in limits {
            sqlx::query(
                "INSERT INTO quotas (kind, owner, resource, \"limit\") VALUES (?, ?, ?, ?) \
                 ON CONFLICT (kind, owner, resource) DO UPDATE SET \"limit\" = excluded.\"limit\"",
            )
            .bind(kind)
            .bind(name)
            .bind(quota.built_in().0)
            .bind(limit)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Forgets what was set, so that the defaults hold.
    pub async fn forget_limits(&self, owner: Owner<'_>) -> Result<(), StoreError> {
        let (kind, name) = owner.key();
        let mut tx = self.writer.begin().await?;
        sqlx::query("DELETE FROM quotas WHERE kind = ? AND owner = ?").bind(kind).bind(name).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn what_was_set_for_a_project_wins_over_its_class_over_what_is_built_in() {
        let store = Store::in_memory(Seed::Empty).await.unwrap();
        let cores = async |owner| store.limits(owner).await.unwrap().of(Quota::Cores);
        let (one, other) = (Owner::Project("p"), Owner::Project("q"));
        assert_eq!(cores(one).await, 20);
        store.set_limits(one, &[(Quota::Cores, 30), (Quota::Ram, -1)]).await.unwrap();
        store.set_limits(Owner::DEFAULT, &[(Quota::Cores, 25)]).await.unwrap();
        assert_eq!((cores(one).await, cores(other).await, cores(Owner::DEFAULT).await), (30, 25, 25));
        assert_eq!(store.limits(one).await.unwrap().of(Quota::Ram), -1);
        assert_eq!(cores(Owner::Class("gold")).await, 20);
        store.forget_limits(one).await.unwrap();
        assert_eq!(cores(one).await, 25);
    }
}
