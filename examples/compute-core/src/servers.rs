//! Servers: the virtual machines.

mod changed;
mod detail;
mod filter;
mod new;
mod parts;

use terrace::Identity;
use terrace::policy::{May, Refused};
use terrace::prelude::*;

use crate::Nova;
use crate::links::{Link, Links};
use crate::name::{BadName, printable};
use crate::paging::{PageError, Pages};
use crate::policies::ServerRules;
use crate::store::{self, Server, Store, StoreError};
use crate::who::{self, OfProject};
use crate::zones::zones;

use changed::ChangedServer;
use filter::ServerFilter;
use new::{Launched, NewServer, ServerChange};

pub use detail::ServerDetail;

/// Virtual machines.
#[controller(path = "/servers", key = server_id: Uuid, versions = Nova, one = "server", many = "servers", pipeline = OfProject)]
#[derive(Debug)]
pub struct Servers {
    store: Store,
}

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid, who: Identity) -> Result<Server, ServerError> {
        let found = self.store.server(server_id).await?;
        found.filter(|server| who::sees(&who, &server.project_id)).ok_or(ServerError::NotFound(server_id))
    }

    /// List servers.
    ///
    /// The newest first, with no more than their names.
    #[index]
    #[policy("os_compute_api:servers:index")]
    async fn index(
        &self,
        filter: Query<ServerFilter>,
        page: Pages,
        who: Identity,
        may: May,
        links: Links,
    ) -> Result<Page<ServerSummary>, ListError> {
        let of_all = || may.ask(ServerRules::OS_COMPUTE_API_SERVERS_INDEX_GET_ALL_TENANTS);
        let servers = self.page(&filter, &page, &who, of_all).await?;
        Ok(servers.map(|server| ServerSummary::of(&server, &links)))
    }

    /// List servers with details.
    ///
    /// The newest first.
    #[get("/detail")]
    #[policy("os_compute_api:servers:detail")]
    async fn detail(
        &self,
        filter: Query<ServerFilter>,
        page: Pages,
        who: Identity,
        may: May,
        links: Links,
    ) -> Result<Page<ServerDetail>, ListError> {
        let of_all = || may.ask(ServerRules::OS_COMPUTE_API_SERVERS_DETAIL_GET_ALL_TENANTS);
        let servers = self.page(&filter, &page, &who, of_all).await?;
        Ok(servers.map(|server| ServerDetail::of(&server, &links)))
    }

    /// Show a server.
    #[show]
    #[policy("os_compute_api:servers:show")]
    async fn show(&self, server: Loaded<Servers>, links: Links) -> Json<ServerDetail> {
        Json(ServerDetail::of(&server, &links))
    }

    /// Make a server.
    ///
    /// The answer comes at once; the server is ready when its status is `ACTIVE`.
    #[create]
    #[policy("os_compute_api:servers:create")]
    #[link(Self::show, server_id = "$response.body#/server/id")]
    async fn create(&self, new: Json<NewServer>, who: Identity, links: Links) -> Result<Launched, NewServerError> {
        let new = new.0.of(&who);
        printable(&new.name)?;
        if let Some(zone) = &new.availability_zone
            && !zones(&self.store).await?.contains_key(zone)
        {
            return Err(NewServerError::NoZone);
        }
        let server = self.store.create_server(&new).await?;
        Ok(Launched::of(&server, &links))
    }

    /// Change a server.
    ///
    /// Its name, the addresses that are made known for it, and from 2.19 on its description. What the body leaves out stays as it is.
    #[update(until = V2_75)]
    #[policy("os_compute_api:servers:update")]
    async fn change(
        &self,
        server: Loaded<Servers>,
        change: Json<ServerChange>,
        links: Links,
    ) -> Result<Json<ChangedServer>, ChangeError> {
        Ok(Json(ChangedServer::of(&self.changed(&server, change.0).await?, &links)))
    }

    /// Change a server.
    ///
    /// Its name, the addresses that are made known for it, its description, and from 2.90 on what it calls itself. What the body
    /// leaves out stays as it is.
    #[update(since = V2_75)]
    #[policy("os_compute_api:servers:update")]
    async fn update(
        &self,
        server: Loaded<Servers>,
        change: Json<ServerChange>,
        links: Links,
    ) -> Result<Json<ServerDetail>, ChangeError> {
        Ok(Json(ServerDetail::of(&self.changed(&server, change.0).await?, &links)))
    }

    /// Delete a server.
    #[delete]
    #[policy("os_compute_api:servers:delete")]
    async fn delete(&self, server: Loaded<Servers>) -> Result<(), ActionError> {
        Ok(self.store.delete_server(server.id).await?)
    }

    /// Reboot a server.
    #[action("reboot")]
    #[policy("os_compute_api:servers:reboot")]
    async fn reboot(&self, server: Loaded<Servers>, how: Json<Reboot>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.reboot(server.id, how.0.kind.into()).await?))
    }

    /// Pause a server.
    ///
    /// It stays in memory, and stands still.
    #[action("pause")]
    #[policy("os_compute_api:os-pause-server:pause")]
    async fn pause(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.pause(server.id).await?))
    }

    /// Set a paused server going again.
    #[action("unpause")]
    #[policy("os_compute_api:os-pause-server:unpause")]
    async fn unpause(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.unpause(server.id).await?))
    }

    /// Switch a server off.
    #[action("os-stop")]
    #[policy("os_compute_api:servers:stop")]
    async fn stop(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.stop(server.id).await?))
    }

    /// Switch a server on.
    #[action("os-start")]
    #[policy("os_compute_api:servers:start")]
    async fn start(&self, server: Loaded<Servers>) -> Result<Accepted, ActionError> {
        Ok(Accepted(self.store.start(server.id).await?))
    }

    /// Lock a server.
    ///
    /// A locked server is not deleted, its labels do not change, and no action begins, but for its unlocking. This
    /// holds for administrators too.
    #[action("lock", until = V2_73)]
    #[policy("os_compute_api:os-lock-server:lock")]
    async fn lock(&self, server: Loaded<Servers>) -> Result<Accepted, ServerError> {
        Ok(Accepted(self.store.lock(server.id, None).await?))
    }

    /// Lock a server, perhaps for a reason.
    ///
    /// A locked server is not deleted, its labels do not change, and no action begins, but for its unlocking.
    #[action("lock", since = V2_73)]
    #[policy("os_compute_api:os-lock-server:lock")]
    async fn lock_for(&self, server: Loaded<Servers>, lock: Json<Option<LockReason>>) -> Result<Accepted, ServerError> {
        let reason = lock.0.and_then(|lock| lock.locked_reason);
        Ok(Accepted(self.store.lock(server.id, reason.as_deref()).await?))
    }

    /// Unlock a server.
    #[action("unlock")]
    #[policy("os_compute_api:os-lock-server:unlock")]
    async fn unlock(&self, server: Loaded<Servers>) -> Result<Accepted, ServerError> {
        Ok(Accepted(self.store.unlock(server.id).await?))
    }
}

impl Servers {
    async fn changed(&self, server: &Server, change: ServerChange) -> Result<Server, ChangeError> {
        change.name().map_or(Ok(()), printable)?;
        Ok(self.store.update_server(server.id, &change.into()).await?)
    }

    /// The servers of a project, or those of all, for which the function asks.
    async fn page(
        &self,
        filter: &ServerFilter,
        page: &Pages,
        who: &Identity,
        of_all: impl FnOnce() -> Result<(), Refused>,
    ) -> Result<Page<Server>, ListError> {
        let is_of_all = filter.is_of_all_projects();
        if is_of_all {
            of_all()?;
        }
        let project = (!is_of_all).then(|| who::project(who));
        let servers = match filter.of_store() {
            Some(wanted) => self.store.list_servers(project, &wanted, &filter.part(page)).await?,
            None => Vec::new(),
        };
        Ok(page.of_full(servers, |server| server.id.to_string()))
    }
}

/// Why there is no list of servers.
#[derive(Debug, Failure)]
enum ListError {
    /// Not everybody may list the servers of all projects.
    #[failure(transparent)]
    Refused(Refused),
    /// There is no such page, or the store failed.
    #[failure(transparent)]
    Page(PageError),
}

/// Why a server is not to be had.
#[derive(Debug, Failure)]
pub enum ServerError {
    /// No server has this id.
    #[failure(status = 404, detail = "Instance {0} could not be found.")]
    NotFound(Uuid),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why a server was not changed.
#[derive(Debug, Failure)]
enum ChangeError {
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// The server is gone, or the store failed.
    #[failure(transparent)]
    Server(ServerError),
}

/// Why a server was not made.
#[derive(Debug, Failure)]
enum NewServerError {
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// No flavor has this id.
    #[failure(status = 400, detail = "Flavor {0} could not be found.")]
    NoFlavor(String),
    /// No image has this id.
    #[failure(status = 400, detail = "Can not find requested image")]
    NoImage,
    /// There is no such availability zone.
    #[failure(status = 400, detail = "The requested availability zone is not available")]
    NoZone,
    /// No key pair has this name.
    #[failure(status = 400, detail = "Invalid key_name provided.")]
    NoKeypair,
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why something was not done to a server.
#[derive(Debug, Failure)]
pub enum ActionError {
    /// The server is gone.
    #[failure(status = 404, detail = "Instance {0} could not be found.")]
    NotFound(Uuid),
    /// The server is locked, or in a state in which this cannot be done.
    #[failure(status = 409, detail = "{0}")]
    InvalidState(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// A server, in a list.
#[model]
struct ServerSummary {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("web-1")]
    name: String,
    /// Where it is found.
    links: Vec<Link>,
}

/// Why to lock a server.
#[model]
struct LockReason {
    /// In words.
    #[check(length = 1..=255)]
    locked_reason: Option<String>,
}

/// How to reboot.
#[model]
struct Reboot {
    /// The way to do it.
    #[serde(rename = "type")]
    kind: RebootType,
}

/// A way to reboot.
#[model]
#[serde(rename_all = "UPPERCASE")]
#[derive(Clone, Copy)]
enum RebootType {
    /// Asks the system to start again, which has to run.
    Soft,
    /// Switches off and on.
    Hard,
}

impl From<RebootType> for store::Reboot {
    fn from(kind: RebootType) -> Self {
        match kind {
            RebootType::Soft => store::Reboot::Soft,
            RebootType::Hard => store::Reboot::Hard,
        }
    }
}

impl ServerSummary {
    fn of(server: &Server, links: &Links) -> Self {
        ServerSummary { id: server.id, name: server.name.clone(), links: links.member("servers", server.id) }
    }
}

impl From<StoreError> for ListError {
    fn from(error: StoreError) -> Self {
        ListError::Page(error.into())
    }
}

impl From<StoreError> for ServerError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ServerNotFound(id) => ServerError::NotFound(id),
            other => ServerError::Store(other.into()),
        }
    }
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        ChangeError::Server(error.into())
    }
}

impl From<StoreError> for NewServerError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorNotFound(id) => NewServerError::NoFlavor(id),
            StoreError::ImageNotFound(_) => NewServerError::NoImage,
            StoreError::KeypairNotFound { .. } => NewServerError::NoKeypair,
            other => NewServerError::Store(other.into()),
        }
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ServerNotFound(id) => ActionError::NotFound(id),
            StoreError::InvalidState { .. } | StoreError::Locked(_) => ActionError::InvalidState(error),
            other => ActionError::Store(other.into()),
        }
    }
}
