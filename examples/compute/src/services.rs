//! Services: the parts of a compute service. Here each machine is one, `nova-compute`.

use terrace::prelude::*;

use crate::Nova;
use crate::store::{Host, HostUpdate, Store, StoreError};
use crate::who::OfProject;
use crate::zones::{zone_of, zones};

/// The program that each machine runs.
const BINARY: &str = "nova-compute";

/// The parts of the compute service: a program on each machine.
///
/// For administrators. Nobody deletes one.
#[controller(path = "/os-services", key = service_id: String, versions = Nova, many = "services", pipeline = OfProject)]
#[derive(Debug)]
pub struct Services {
    store: Store,
}

#[routes]
impl Services {
    /// List services.
    #[index]
    #[policy("os_compute_api:os-services:list")]
    async fn index(&self, filter: Query<ServiceFilter>) -> Result<Json<Vec<ServiceDetail>>> {
        let zones = zones(&self.store).await?;
        let hosts = self.store.hosts().await?;
        let wanted = hosts.iter().filter(|host| filter.takes(host));
        Ok(Json(wanted.map(|host| ServiceDetail::of(host, zone_of(&zones, host))).collect()))
    }

    /// Enable or disable a service, by the name of its machine.
    ///
    /// `enable`, `disable`, `disable-log-reason`, and from 2.11 on `force-down`.
    #[update(until = V2_53, envelope = none)]
    #[policy("os_compute_api:os-services:update")]
    async fn act(
        &self,
        service_id: Path<String>,
        target: Json<ServiceTarget>,
        version: Version,
    ) -> Result<Json<ServiceBody<ChangedService>>, ServiceError> {
        let update = target.update(&service_id, version)?;
        if target.binary != BINARY {
            return Err(ServiceError::NoBinary { host: target.host.clone(), binary: target.binary.clone() });
        }
        let host = self.store.update_host(&target.host, &update).await?;
        Ok(Json(ServiceBody { service: ChangedService::of(&host, &update) }))
    }

    /// Enable or disable a service, or say that it is down.
    ///
    /// What the body leaves out stays as it is.
    #[update(since = V2_53, envelope = none)]
    #[policy("os_compute_api:os-services:update")]
    async fn update(
        &self,
        service_id: Path<String>,
        change: Json<ServiceChange>,
    ) -> Result<Json<ServiceBody<ServiceDetail>>, ServiceError> {
        let host = self.find(&service_id).await?;
        let host = self.store.update_host(&host.name, &change.update()?).await?;
        let zones = zones(&self.store).await?;
        Ok(Json(ServiceBody { service: ServiceDetail::of(&host, zone_of(&zones, &host)) }))
    }

    /// Refuse to delete a service.
    ///
    /// Its machine would be left without one.
    #[delete]
    #[policy("os_compute_api:os-services:delete")]
    async fn delete(&self, service_id: Path<String>, version: Version) -> Result<(), ServiceError> {
        let host = match version >= Nova::V2_53 {
            true => self.find(&service_id).await?,
            false => {
                let number: u32 = service_id.parse().map_err(|_| ServiceError::NotANumber)?;
                let hosts = self.store.hosts().await?;
                let found = hosts.into_iter().find(|host| host.number == number);
                found.ok_or_else(|| ServiceError::NotFound(service_id.0.clone()))?
            }
        };
        Err(ServiceError::InUse(host.name))
    }
}

impl Services {
    /// The machine whose service has this id.
    async fn find(&self, id: &str) -> Result<Host, ServiceError> {
        let uuid: Uuid = id.parse().map_err(|_| ServiceError::NotAUuid(id.to_owned()))?;
        let hosts = self.store.hosts().await?;
        let found = hosts.into_iter().find(|host| host.service_id == uuid);
        found.ok_or_else(|| ServiceError::NotFound(id.to_owned()))
    }
}

/// Why a service is not to be had, or not changed.
#[derive(Debug, Failure)]
enum ServiceError {
    /// What the path names is no number, as services have before 2.53.
    #[failure(status = 400, detail = "Invalid input received: id must be an integer")]
    NotANumber,
    /// What the path names is no UUID, as services have from 2.53 on.
    #[failure(status = 400, detail = "Invalid uuid {0}")]
    NotAUuid(String),
    /// A reason is given without a service that is disabled, or none where there is one to give.
    #[failure(status = 400, detail = "Missing or invalid disabled reason field")]
    Reason,
    /// The body says nothing, or not whether the service is down.
    #[failure(
        status = 400,
        detail = "No updates were requested. Fields 'status' or 'forced_down' should be specified."
    )]
    Nothing,
    /// There is no such thing to do.
    #[failure(status = 404, detail = "Unknown action")]
    UnknownAction,
    /// No service has this id.
    #[failure(status = 404, detail = "Service {0} could not be found.")]
    NotFound(String),
    /// The machine runs no such program.
    #[failure(status = 404, detail = "Could not find binary {binary} on host {host}.")]
    NoBinary { host: String, binary: String },
    /// There is no such machine.
    #[failure(status = 404, detail = "{0}")]
    NoHost(StoreError),
    /// The service's machine is there.
    #[failure(status = 409, detail = "Unable to delete compute service that is hosting instances. Its host is {0}.")]
    InUse(String),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Which services to list.
#[model]
struct ServiceFilter {
    /// Those on the machine of this name.
    host: Option<String>,
    /// Those of this program.
    #[example("nova-compute")]
    binary: Option<String>,
}

/// A service.
#[model(versions = Nova)]
struct ServiceDetail {
    /// Counts the services.
    #[until(V2_53)]
    id: u32,
    /// Its id.
    #[since(V2_53)]
    #[serde(rename = "id")]
    uuid: Uuid,
    /// The program.
    #[example("nova-compute")]
    binary: String,
    /// The machine that it is on.
    #[example("fakehost")]
    host: String,
    /// The availability zone of the machine.
    #[example("nova")]
    zone: String,
    /// Whether it takes new work: `enabled` or `disabled`.
    #[example("enabled")]
    status: String,
    /// Whether it answers: `up` or `down`.
    #[example("up")]
    state: String,
    /// When it last changed.
    updated_at: String,
    /// Why it is disabled.
    disabled_reason: Option<String>,
    /// Whether an administrator said that it is down.
    #[since(V2_11)]
    forced_down: bool,
}

/// A service, in an answer to a request whose body was in no envelope.
#[model]
struct ServiceBody<S> {
    /// The service.
    service: S,
}

/// A service that was enabled or disabled just now.
#[model]
struct ChangedService {
    /// The machine that it is on.
    host: String,
    /// The program.
    binary: String,
    /// Whether it takes new work: `enabled` or `disabled`; absent where it was only said to be down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    /// Why it is disabled, where that was said just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disabled_reason: Option<String>,
    /// Whether an administrator said that it is down, where that was said just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    forced_down: Option<bool>,
}

/// Which service to enable or disable.
#[model(versions = Nova)]
struct ServiceTarget {
    /// The machine that it is on.
    #[check(length = 1..=255)]
    #[example("fakehost")]
    host: String,
    /// The program.
    #[check(length = 1..=255)]
    #[example("nova-compute")]
    binary: String,
    /// Why it is disabled, for `disable-log-reason`.
    #[check(length = 1..=255)]
    disabled_reason: Option<String>,
    /// Whether it is down, for `force-down`.
    #[since(V2_11)]
    forced_down: Option<bool>,
}

/// What is to become of a service.
#[model]
struct ServiceChange {
    /// Whether it takes new work.
    status: Option<Status>,
    /// Why it is disabled.
    #[check(length = 1..=255)]
    disabled_reason: Option<String>,
    /// Whether it is down.
    forced_down: Option<bool>,
}

/// Whether a service takes new work.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    /// It does.
    Enabled,
    /// It does not.
    Disabled,
}

impl ServiceFilter {
    fn takes(&self, host: &Host) -> bool {
        self.host.as_ref().is_none_or(|name| *name == host.name)
            && self.binary.as_ref().is_none_or(|name| name == BINARY)
    }
}

impl ServiceTarget {
    /// What an action makes of the service.
    fn update(&self, action: &str, version: Version) -> Result<HostUpdate, ServiceError> {
        let disabled = |disabled| HostUpdate { disabled: Some(disabled), ..HostUpdate::default() };
        match action {
            "enable" => Ok(disabled(false)),
            "disable" => Ok(disabled(true)),
            "disable-log-reason" => {
                let reason = self.disabled_reason.clone().ok_or(ServiceError::Reason)?;
                Ok(HostUpdate { disabled_reason: Some(reason), ..disabled(true) })
            }
            "force-down" if version >= Nova::V2_11 => {
                let forced_down = self.forced_down.ok_or(ServiceError::Nothing)?;
                Ok(HostUpdate { forced_down: Some(forced_down), ..HostUpdate::default() })
            }
            _ => Err(ServiceError::UnknownAction),
        }
    }
}

impl ServiceChange {
    fn update(&self) -> Result<HostUpdate, ServiceError> {
        if self.status.is_none() && self.forced_down.is_none() {
            return Err(ServiceError::Nothing);
        }
        if self.disabled_reason.is_some() && self.status != Some(Status::Disabled) {
            return Err(ServiceError::Reason);
        }
        Ok(HostUpdate {
            disabled: self.status.map(|status| status == Status::Disabled),
            disabled_reason: self.disabled_reason.clone(),
            forced_down: self.forced_down,
        })
    }
}

/// Whether a machine takes new servers, in a word.
pub(crate) fn status(host: &Host) -> String {
    if host.disabled { "disabled" } else { "enabled" }.to_owned()
}

/// Whether a machine answers, in a word.
pub(crate) fn state(host: &Host) -> String {
    if host.forced_down { "down" } else { "up" }.to_owned()
}

impl ServiceDetail {
    fn of(host: &Host, zone: &str) -> Self {
        ServiceDetail {
            id: host.number,
            uuid: host.service_id,
            binary: BINARY.to_owned(),
            host: host.name.clone(),
            zone: zone.to_owned(),
            status: status(host),
            state: state(host),
            updated_at: host.updated.clone(),
            disabled_reason: host.disabled_reason.clone(),
            forced_down: host.forced_down,
        }
    }
}

impl ChangedService {
    fn of(host: &Host, update: &HostUpdate) -> Self {
        ChangedService {
            host: host.name.clone(),
            binary: BINARY.to_owned(),
            status: update.disabled.map(|_| status(host)),
            disabled_reason: update.disabled_reason.clone(),
            forced_down: update.forced_down,
        }
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::HostNotFound(_) => ServiceError::NoHost(error),
            other => ServiceError::Store(other.into()),
        }
    }
}
