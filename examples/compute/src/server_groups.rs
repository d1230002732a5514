//! Server groups: what is asked of the machines that several servers run on.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::store::{self, ServerGroup, Store, StoreError};
use crate::{Nova, PROJECT};

/// What is asked of the machines that several servers run on.
///
/// There is one machine, and servers are not put into groups, so a group has no members.
#[controller(
    path = "/os-server-groups",
    key = server_group_id: Uuid,
    versions = Nova,
    one = "server_group",
    many = "server_groups"
)]
#[derive(Debug)]
pub struct ServerGroups {
    store: Store,
}

#[routes]
impl ServerGroups {
    #[load]
    async fn load(&self, server_group_id: Uuid) -> Result<ServerGroup, ServerGroupError> {
        let found = self.store.server_group(server_group_id).await?;
        found.ok_or(ServerGroupError::NotFound(StoreError::ServerGroupNotFound(server_group_id)))
    }

    /// List server groups.
    ///
    /// The oldest first.
    #[index]
    async fn index(&self, part: Query<GroupPart>) -> Result<Json<Vec<ServerGroupDetail>>> {
        let groups = self.store.server_groups(PROJECT).await?;
        let skipped = part.offset.unwrap_or(0) as usize;
        let limit = part.limit.map_or(MAXIMUM, |limit| MAXIMUM.min(limit as usize));
        Ok(Json(groups.iter().skip(skipped).take(limit).map(ServerGroupDetail::of).collect()))
    }

    /// Show a server group.
    #[show]
    async fn show(&self, group: Loaded<ServerGroups>) -> Json<ServerGroupDetail> {
        Json(ServerGroupDetail::of(&group))
    }

    /// Make a server group.
    #[create(status = 200)]
    async fn create(&self, new: Json<NewServerGroup>) -> Result<Json<ServerGroupDetail>> {
        let policy = *new.policies.first().expect("a body that was checked has one policy");
        let made = self.store.create_server_group(PROJECT, &new.name, policy.into()).await?;
        Ok(Json(ServerGroupDetail::of(&made)))
    }

    /// Delete a server group.
    #[delete]
    async fn delete(&self, group: Loaded<ServerGroups>) -> Result<(), ServerGroupError> {
        Ok(self.store.delete_server_group(group.id).await?)
    }
}

/// The most that one list holds.
const MAXIMUM: usize = 1000;

/// Why a server group is not to be had.
#[derive(Debug, Failure)]
pub enum ServerGroupError {
    /// No server group has this id.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Which part of the list to show.
#[model]
struct GroupPart {
    /// At most so many. There is an upper limit, which also holds where this is absent.
    limit: Option<u32>,
    /// How many to leave out at the start.
    offset: Option<u32>,
    /// Those of all projects, whatever it says: there is but one.
    all_projects: Option<String>,
}

/// A server group.
#[model]
struct ServerGroupDetail {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("web")]
    name: String,
    /// What it asks, which is one thing.
    policies: Vec<Policy>,
    /// The ids of the servers in it: none.
    members: Vec<Uuid>,
    /// Labels: none.
    metadata: BTreeMap<String, String>,
}

/// What a group asks of the machines that its servers run on.
#[model]
#[serde(rename_all = "kebab-case")]
#[derive(Clone, Copy)]
enum Policy {
    /// One machine for all.
    Affinity,
    /// A machine for each.
    AntiAffinity,
}

/// A server group to be made.
#[model]
struct NewServerGroup {
    /// Its name, which others may have too.
    #[check(length = 1..=255)]
    #[example("web")]
    name: String,
    /// What it asks, which is one thing.
    #[check(items = 1..=1)]
    policies: Vec<Policy>,
}

impl ServerGroupDetail {
    fn of(group: &ServerGroup) -> Self {
        ServerGroupDetail {
            id: group.id,
            name: group.name.clone(),
            policies: vec![group.policy.into()],
            members: Vec::new(),
            metadata: BTreeMap::new(),
        }
    }
}

impl From<store::Policy> for Policy {
    fn from(policy: store::Policy) -> Self {
        match policy {
            store::Policy::Affinity => Policy::Affinity,
            store::Policy::AntiAffinity => Policy::AntiAffinity,
        }
    }
}

impl From<Policy> for store::Policy {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Affinity => store::Policy::Affinity,
            Policy::AntiAffinity => store::Policy::AntiAffinity,
        }
    }
}

impl From<StoreError> for ServerGroupError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ServerGroupNotFound(_) => ServerGroupError::NotFound(error),
            other => ServerGroupError::Store(other.into()),
        }
    }
}
