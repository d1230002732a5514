//! Server groups: what is asked of the machines that several servers run on.

use std::collections::BTreeMap;

use terrace::Identity;
use terrace::policy::May;
use terrace::prelude::*;

use crate::Nova;
use crate::name::{BadName, printable};
use crate::policies::ProjectRules;
use crate::store::{self, ServerGroup, Store, StoreError};
use crate::who::{self, OfProject};
use crate::whole::{NotWhole, Whole};

/// What is asked of the machines that several servers run on.
///
/// There is one machine, and servers are not put into groups, so a group has no members.
#[controller(
    path = "/os-server-groups",
    key = server_group_id: Uuid,
    versions = Nova,
    one = "server_group",
    many = "server_groups",
    pipeline = OfProject
)]
#[derive(Debug)]
pub struct ServerGroups {
    store: Store,
}

#[routes]
impl ServerGroups {
    #[load]
    async fn load(&self, server_group_id: Uuid, who: Identity) -> Result<ServerGroup, ServerGroupError> {
        let found = self.store.server_group(server_group_id).await?;
        let seen = found.filter(|group| who::sees(&who, &group.project_id));
        seen.ok_or(ServerGroupError::NotFound(StoreError::ServerGroupNotFound(server_group_id)))
    }

    /// List server groups.
    ///
    /// The oldest first.
    #[index]
    #[policy("os_compute_api:os-server-groups:index")]
    async fn index(&self, part: Query<GroupPart>, who: Identity, may: May) -> Result<Json<Vec<ServerGroupDetail>>> {
        let of_all = || may.ask(ProjectRules::OS_COMPUTE_API_OS_SERVER_GROUPS_INDEX_ALL_PROJECTS);
        let is_of_all = part.all_projects.is_some() && of_all().is_ok();
        let groups = self.store.server_groups((!is_of_all).then(|| who::project(&who))).await?;
        let skipped = part.offset.unwrap_or(0) as usize;
        let limit = part.limit.map_or(MAXIMUM, |limit| MAXIMUM.min(limit as usize));
        Ok(Json(groups.iter().skip(skipped).take(limit).map(ServerGroupDetail::of).collect()))
    }

    /// Show a server group.
    #[show]
    #[policy("os_compute_api:os-server-groups:show")]
    async fn show(&self, group: Loaded<ServerGroups>) -> Json<ServerGroupDetail> {
        Json(ServerGroupDetail::of(&group))
    }

    /// Make a server group.
    #[create(status = 200)]
    #[policy("os_compute_api:os-server-groups:create")]
    #[link(Self::show, server_group_id = "$response.body#/server_group/id")]
    async fn create(&self, new: Json<NewServerGroup>, who: Identity) -> Result<Json<ServerGroupDetail>, NewGroupError> {
        printable(&new.name)?;
        let policy = new.policies.first().copied().unwrap_or(new.policy).into();
        if let Some(most) = new.rules.as_ref().and_then(|rules| rules.max_server_per_host.as_ref()) {
            let most = most.positive("max_server_per_host")?;
            if policy != store::Policy::AntiAffinity {
                return Err(NewGroupError::NoRules);
            }
            if most > 1 {
                return Err(NewGroupError::TooMany);
            }
        }
        let (project_id, user_id, name) = (who::project(&who).to_owned(), who.user().to_owned(), new.name.clone());
        let new = store::NewServerGroup { project_id, user_id, name, policy };
        Ok(Json(ServerGroupDetail::of(&self.store.create_server_group(&new).await?)))
    }

    /// Delete a server group.
    #[delete]
    #[policy("os_compute_api:os-server-groups:delete")]
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
    /// Those of all projects, whatever it says, for administrators; others get those of their own.
    all_projects: Option<String>,
}

/// Why a server group was not made.
#[derive(Debug, Failure)]
enum NewGroupError {
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// A number is too small, or a text holds none.
    #[failure(transparent)]
    Number(NotWhole),
    /// There are rules for another policy than `anti-affinity`.
    #[failure(status = 400, detail = "Only anti-affinity policy supports rules.")]
    NoRules,
    /// More than one server of a group may be on a machine, which cannot be promised.
    #[failure(
        status = 409,
        detail = "Creating an anti-affinity group with rule max_server_per_host > 1 is not yet supported."
    )]
    TooMany,
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// A server group.
#[model(versions = Nova)]
struct ServerGroupDetail {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("web")]
    name: String,
    /// What it asks, which is one thing.
    #[until(V2_64)]
    policies: Vec<Policy>,
    /// What it asks.
    #[since(V2_64)]
    policy: Policy,
    /// What it asks beyond its policy: nothing.
    #[since(V2_64)]
    rules: BTreeMap<String, u32>,
    /// The ids of the servers in it: none.
    members: Vec<Uuid>,
    /// Labels: none.
    #[until(V2_64)]
    metadata: BTreeMap<String, String>,
    /// The project that owns it.
    #[since(V2_13)]
    project_id: String,
    /// Who made it.
    #[since(V2_13)]
    user_id: String,
}

/// What a group asks of the machines that its servers run on.
#[model]
#[serde(rename_all = "kebab-case")]
#[derive(Default)]
enum Policy {
    /// One machine for all.
    #[default]
    Affinity,
    /// A machine for each.
    AntiAffinity,
    /// One machine for all, if it can be.
    SoftAffinity,
    /// A machine for each, if it can be.
    SoftAntiAffinity,
}

/// A server group to be made.
#[model(versions = Nova)]
struct NewServerGroup {
    /// Its name, which others may have too.
    #[check(length = 1..=255)]
    #[example("web")]
    name: String,
    /// What it asks, which is one thing.
    #[until(V2_64)]
    #[check(items = 1..=1)]
    policies: Vec<AskedPolicy>,
    /// What it asks.
    #[since(V2_64, default = AskedPolicy::Affinity)]
    policy: AskedPolicy,
    /// What it asks beyond its policy.
    #[since(V2_64)]
    rules: Option<Rules>,
}

/// What a group is to ask of the machines that its servers run on.
#[model(versions = Nova)]
#[serde(rename_all = "kebab-case")]
#[derive(Clone, Copy)]
enum AskedPolicy {
    /// One machine for all.
    Affinity,
    /// A machine for each.
    AntiAffinity,
    /// One machine for all, if it can be.
    #[since(V2_15)]
    SoftAffinity,
    /// A machine for each, if it can be.
    #[since(V2_15)]
    SoftAntiAffinity,
}

/// What a group asks beyond its policy.
#[model]
struct Rules {
    /// How many servers of the group may be on one machine, for `anti-affinity`: one.
    max_server_per_host: Option<Whole>,
}

impl ServerGroupDetail {
    fn of(group: &ServerGroup) -> Self {
        ServerGroupDetail {
            id: group.id,
            name: group.name.clone(),
            policies: vec![group.policy.into()],
            policy: group.policy.into(),
            rules: BTreeMap::new(),
            members: Vec::new(),
            metadata: BTreeMap::new(),
            project_id: group.project_id.clone(),
            user_id: group.user_id.clone(),
        }
    }
}

impl From<store::Policy> for Policy {
    fn from(policy: store::Policy) -> Self {
        match policy {
            store::Policy::Affinity => Policy::Affinity,
            store::Policy::AntiAffinity => Policy::AntiAffinity,
            store::Policy::SoftAffinity => Policy::SoftAffinity,
            store::Policy::SoftAntiAffinity => Policy::SoftAntiAffinity,
        }
    }
}

impl From<AskedPolicy> for store::Policy {
    fn from(policy: AskedPolicy) -> Self {
        match policy {
            AskedPolicy::Affinity => store::Policy::Affinity,
            AskedPolicy::AntiAffinity => store::Policy::AntiAffinity,
            AskedPolicy::SoftAffinity => store::Policy::SoftAffinity,
            AskedPolicy::SoftAntiAffinity => store::Policy::SoftAntiAffinity,
        }
    }
}

impl From<StoreError> for NewGroupError {
    fn from(error: StoreError) -> Self {
        NewGroupError::Store(error.into())
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
