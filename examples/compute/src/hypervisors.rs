//! Hypervisors: what the machines can carry, and what they do. The one there is only pretends.

mod shown;

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Host, Server, Store, StoreError};
use crate::who::OfProject;

use shown::{HypervisorDetail, HypervisorSummary, Statistics, Uptime};

/// What the machines can carry, and what they do.
///
/// For administrators.
#[controller(
    path = "/os-hypervisors",
    key = hypervisor_id: String,
    versions = Nova,
    one = "hypervisor",
    many = "hypervisors",
    pipeline = OfProject
)]
#[derive(Debug)]
pub struct Hypervisors {
    store: Store,
}

#[routes]
impl Hypervisors {
    #[load]
    async fn load(&self, hypervisor_id: String, version: Version) -> Result<Host, HypervisorError> {
        let hosts = self.store.hosts().await?;
        let found = if version >= Nova::V2_53 {
            let id: Uuid = hypervisor_id.parse().map_err(|_| HypervisorError::NotAUuid(hypervisor_id.clone()))?;
            hosts.into_iter().find(|host| host.hypervisor_id == id)
        } else {
            hosts.into_iter().find(|host| host.number.to_string() == hypervisor_id)
        };
        found.ok_or(HypervisorError::NotFound(hypervisor_id))
    }

    /// List hypervisors.
    #[index(until = V2_33)]
    #[policy("os_compute_api:os-hypervisors:list")]
    async fn index(&self) -> Result<Json<Vec<HypervisorSummary>>> {
        Ok(Json(self.store.hosts().await?.iter().map(|host| HypervisorSummary::of(host, None)).collect()))
    }

    /// List hypervisors.
    #[index(since = V2_33)]
    #[policy("os_compute_api:os-hypervisors:list")]
    async fn search_index(&self, part: Query<HypervisorPart>) -> Result<Json<Vec<HypervisorSummary>>, HypervisorError> {
        let (hosts, servers) = (self.part(&part).await?, self.servers_for(part.with_servers).await?);
        Ok(Json(hosts.iter().map(|host| HypervisorSummary::of(host, servers.as_deref())).collect()))
    }

    /// List hypervisors with details.
    #[get("/detail", until = V2_33)]
    #[policy("os_compute_api:os-hypervisors:list-detail")]
    async fn detail(&self) -> Result<Json<Vec<HypervisorDetail>>> {
        let used = self.store.host_use().await?;
        Ok(Json(self.store.hosts().await?.iter().map(|host| HypervisorDetail::of(host, &used, None)).collect()))
    }

    /// List hypervisors with details.
    #[get("/detail", since = V2_33)]
    #[policy("os_compute_api:os-hypervisors:list-detail")]
    async fn search_detail(&self, part: Query<HypervisorPart>) -> Result<Json<Vec<HypervisorDetail>>, HypervisorError> {
        let (hosts, servers) = (self.part(&part).await?, self.servers_for(part.with_servers).await?);
        let used = self.store.host_use().await?;
        Ok(Json(hosts.iter().map(|host| HypervisorDetail::of(host, &used, servers.as_deref())).collect()))
    }

    /// Show what all hypervisors together can carry, and what they do.
    #[get("/statistics", until = V2_88, envelope = "hypervisor_statistics")]
    #[policy("os_compute_api:os-hypervisors:statistics")]
    async fn statistics(&self) -> Result<Json<Statistics>> {
        let count = self.store.hosts().await?.len() as u32;
        Ok(Json(Statistics::of(count, &self.store.host_use().await?)))
    }

    /// List hypervisors whose names have a text in them.
    #[get("/{pattern}/search", until = V2_53, envelope = "hypervisors")]
    #[policy("os_compute_api:os-hypervisors:search")]
    async fn search(&self, pattern: Path<String>) -> Result<Json<Vec<HypervisorSummary>>, HypervisorError> {
        let found = self.named(&pattern).await?;
        Ok(Json(found.iter().map(|host| HypervisorSummary::of(host, None)).collect()))
    }

    /// List hypervisors whose names have a text in them, with their servers.
    #[get("/{pattern}/servers", until = V2_53, envelope = "hypervisors")]
    #[policy("os_compute_api:os-hypervisors:servers")]
    async fn servers(&self, pattern: Path<String>) -> Result<Json<Vec<HypervisorSummary>>, HypervisorError> {
        let found = self.named(&pattern).await?;
        let servers = self.store.all_servers().await?;
        Ok(Json(found.iter().map(|host| HypervisorSummary::of(host, Some(&servers))).collect()))
    }

    /// Show a hypervisor.
    #[show]
    #[policy("os_compute_api:os-hypervisors:show")]
    async fn show(&self, hypervisor: Loaded<Hypervisors>) -> Result<Json<HypervisorDetail>> {
        Ok(Json(HypervisorDetail::of(&hypervisor, &self.store.host_use().await?, None)))
    }

    /// Show how long a hypervisor has been running.
    #[get(member, "/uptime", until = V2_88)]
    #[policy("os_compute_api:os-hypervisors:uptime")]
    async fn uptime(&self, hypervisor: Loaded<Hypervisors>) -> Json<Uptime> {
        Json(Uptime::of(&hypervisor))
    }
}

impl Hypervisors {
    async fn named(&self, pattern: &str) -> Result<Vec<Host>, HypervisorError> {
        let mut hosts = self.store.hosts().await?;
        hosts.retain(|host| host.name.contains(pattern));
        match hosts.is_empty() {
            true => Err(HypervisorError::NoneNamed(pattern.to_owned())),
            false => Ok(hosts),
        }
    }

    async fn part(&self, part: &HypervisorPart) -> Result<Vec<Host>, HypervisorError> {
        let mut hosts = match &part.hypervisor_hostname_pattern {
            Some(pattern) => self.named(pattern).await?,
            None => self.store.hosts().await?,
        };
        if let Some(marker) = &part.marker {
            let is_marker =
                |host: &Host| host.number.to_string() == *marker || host.hypervisor_id.to_string() == *marker;
            let at = hosts.iter().position(is_marker).ok_or_else(|| HypervisorError::NoMarker(marker.clone()))?;
            hosts.drain(..=at);
        }
        hosts.truncate(part.limit.map_or(usize::MAX, |limit| limit as usize));
        Ok(hosts)
    }

    async fn servers_for(&self, wanted: Option<bool>) -> Result<Option<Vec<Server>>, StoreError> {
        match wanted {
            Some(true) => Ok(Some(self.store.all_servers().await?)),
            _ => Ok(None),
        }
    }
}

/// Why a hypervisor is not to be had.
#[derive(Debug, Failure)]
pub enum HypervisorError {
    /// What the path names is no UUID, as hypervisors have from 2.53 on.
    #[failure(status = 400, detail = "Invalid uuid {0}")]
    NotAUuid(String),
    /// The marker is not in the list.
    #[failure(status = 400, detail = "marker [{0}] not found")]
    NoMarker(String),
    /// No hypervisor has this id.
    #[failure(status = 404, detail = "Hypervisor with ID '{0}' could not be found.")]
    NotFound(String),
    /// No hypervisor has such a name.
    #[failure(status = 404, detail = "No hypervisor matching '{0}' could be found.")]
    NoneNamed(String),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Which hypervisors to list.
#[model(versions = Nova)]
struct HypervisorPart {
    /// At most so many.
    limit: Option<u32>,
    /// The id of the last one on the page before.
    marker: Option<String>,
    /// Those with this text in their name.
    #[since(V2_53)]
    hypervisor_hostname_pattern: Option<String>,
    /// Whether to list their servers too.
    #[since(V2_53)]
    with_servers: Option<bool>,
}

impl From<StoreError> for HypervisorError {
    fn from(error: StoreError) -> Self {
        HypervisorError::Store(error.into())
    }
}
