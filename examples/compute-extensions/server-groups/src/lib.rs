//! The extension `os-server-groups`: what is asked of the machines that several servers run on.
//!
//! It brings a resource of its own, with a table of its own, in which [`Groups`] are kept, and rules for it.

mod bodies;
mod groups;

use compute_core::Nova;
use compute_core::name::{BadName, printable};
use compute_core::policies::BaseRules;
use compute_core::store::StoreError;
use compute_core::who::{self, OfProject};
use compute_core::whole::NotWhole;
use terrace::Identity;
use terrace::policy::May;
use terrace::prelude::*;

use bodies::{GroupPart, NewServerGroup, ServerGroupDetail};
use groups::NewGroup;

pub use groups::{Group, Groups, Policy};

/// Puts servers into groups, which ask something of the machines that they run on.
#[extension(
    alias = "os-server-groups",
    name = "ServerGroups",
    updated = "2014-12-03",
    versions = Nova,
    controllers = [ServerGroups],
    policies = [GroupRules]
)]
#[derive(Debug)]
pub struct Grouping;

policies! {
    /// Who may do what to server groups.
    #[scopes(project)]
    pub GroupRules: [BaseRules];

    /// List server groups.
    "os_compute_api:os-server-groups:index": "rule:project_reader_or_admin";

    /// List the server groups of all projects.
    "os_compute_api:os-server-groups:index:all_projects": "rule:context_is_admin";

    /// Show a server group.
    "os_compute_api:os-server-groups:show": "rule:project_reader_or_admin";

    /// Make a server group.
    "os_compute_api:os-server-groups:create": "rule:project_member_or_admin";

    /// Delete a server group.
    "os_compute_api:os-server-groups:delete": "rule:project_member_or_admin";
}

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
    groups: Groups,
}

#[routes]
impl ServerGroups {
    #[load]
    async fn load(&self, server_group_id: Uuid, who: Identity) -> Result<Group, ServerGroupError> {
        let found = self.groups.get(server_group_id).await?;
        let seen = found.filter(|group| who::sees(&who, &group.project_id));
        seen.ok_or(ServerGroupError::NotFound(server_group_id))
    }

    /// List server groups.
    ///
    /// The oldest first.
    #[index]
    #[policy("os_compute_api:os-server-groups:index")]
    async fn index(&self, part: Query<GroupPart>, who: Identity, may: May) -> Result<Json<Vec<ServerGroupDetail>>> {
        let of_all = || may.ask(GroupRules::OS_COMPUTE_API_OS_SERVER_GROUPS_INDEX_ALL_PROJECTS);
        let is_of_all = part.all_projects.is_some() && of_all().is_ok();
        let groups = self.groups.list((!is_of_all).then(|| who::project(&who))).await?;
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
            if policy != Policy::AntiAffinity {
                return Err(NewGroupError::NoRules);
            }
            if most > 1 {
                return Err(NewGroupError::TooMany);
            }
        }
        let (project_id, user_id, name) = (who::project(&who).to_owned(), who.user().to_owned(), new.name.clone());
        let new = NewGroup { project_id, user_id, name, policy };
        Ok(Json(ServerGroupDetail::of(&self.groups.create(&new).await?)))
    }

    /// Delete a server group.
    #[delete]
    #[policy("os_compute_api:os-server-groups:delete")]
    async fn delete(&self, group: Loaded<ServerGroups>) -> Result<(), ServerGroupError> {
        self.groups.delete(group.id).await?.then_some(()).ok_or(ServerGroupError::NotFound(group.id))
    }
}

/// The most that one list holds.
const MAXIMUM: usize = 1000;

/// Why a server group is not to be had.
#[derive(Debug, Failure)]
pub enum ServerGroupError {
    /// No server group has this id.
    #[failure(status = 404, detail = "Instance group {0} could not be found.")]
    NotFound(Uuid),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
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

impl From<StoreError> for NewGroupError {
    fn from(error: StoreError) -> Self {
        NewGroupError::Store(error.into())
    }
}

impl From<StoreError> for ServerGroupError {
    fn from(error: StoreError) -> Self {
        ServerGroupError::Store(error.into())
    }
}
