//! Aggregates: machines that have something in common, perhaps an availability zone.

mod bodies;

use terrace::prelude::*;

use crate::Nova;
use crate::done::Done;
use crate::name::{BadName, printable};
use crate::store::{Aggregate, Store, StoreError};
use crate::who::OfProject;

use bodies::{
    AggregateChange, AggregateDetail, AggregateSummary, ImagesToCache, NamedHost, NewAggregate, SaidOfAggregate,
};

/// Machines that have something in common.
///
/// For administrators.
#[controller(
    path = "/os-aggregates",
    key = aggregate_id: String,
    versions = Nova,
    one = "aggregate",
    many = "aggregates",
    pipeline = OfProject
)]
#[derive(Debug)]
pub struct Aggregates {
    store: Store,
}

#[routes]
impl Aggregates {
    #[load]
    async fn load(&self, aggregate_id: String) -> Result<Aggregate, AggregateError> {
        let number = aggregate_id.parse().map_err(|_| AggregateError::NotANumber)?;
        self.store.aggregate(number).await?.ok_or(AggregateError::NotFound(StoreError::AggregateNotFound(number)))
    }

    /// List aggregates.
    #[index]
    #[policy("os_compute_api:os-aggregates:index")]
    async fn index(&self) -> Result<Json<Vec<AggregateDetail>>> {
        Ok(Json(self.store.aggregates().await?.into_iter().map(AggregateDetail::of).collect()))
    }

    /// Show an aggregate.
    #[show]
    #[policy("os_compute_api:os-aggregates:show")]
    async fn show(&self, aggregate: Loaded<Aggregates>) -> Json<AggregateDetail> {
        Json(AggregateDetail::of(aggregate.clone()))
    }

    /// Make an aggregate.
    ///
    /// It has no machines yet.
    #[create(status = 200)]
    #[policy("os_compute_api:os-aggregates:create")]
    #[link(Self::show, aggregate_id = "$response.body#/aggregate/id")]
    async fn create(&self, new: Json<NewAggregate>) -> Result<Json<AggregateSummary>, ChangeError> {
        printable(&new.name)?;
        let zone = zone(new.availability_zone.as_deref())?;
        Ok(Json(AggregateSummary::of(self.store.create_aggregate(&new.name, zone).await?)))
    }

    /// Change an aggregate.
    ///
    /// Its name, and the availability zone of its machines. What the body leaves out stays as it is.
    #[update]
    #[policy("os_compute_api:os-aggregates:update")]
    async fn update(
        &self,
        aggregate: Loaded<Aggregates>,
        change: Json<AggregateChange>,
    ) -> Result<Json<AggregateDetail>, ChangeError> {
        let name = change.name.as_deref();
        let zone = match &change.availability_zone {
            Patch::Absent => None,
            Patch::Null => Some(None),
            Patch::Value(text) => Some(zone(Some(text))?),
        };
        if name.is_none() && zone.is_none() {
            return Err(ChangeError::Nothing);
        }
        name.map_or(Ok(()), printable)?;
        Ok(Json(AggregateDetail::of(self.store.update_aggregate(aggregate.number, name, zone).await?)))
    }

    /// Delete an aggregate.
    ///
    /// It has no machines any more.
    #[delete]
    #[policy("os_compute_api:os-aggregates:delete")]
    async fn delete(&self, aggregate: Loaded<Aggregates>) -> Result<Done, AggregateError> {
        self.store.delete_aggregate(aggregate.number).await?;
        Ok(Done)
    }

    /// Put a machine into an aggregate.
    #[action("add_host", status = 200, envelope = "aggregate")]
    #[policy("os_compute_api:os-aggregates:add_host")]
    async fn add_host(
        &self,
        aggregate: Loaded<Aggregates>,
        named: Json<NamedHost>,
    ) -> Result<Json<AggregateDetail>, ChangeError> {
        Ok(Json(AggregateDetail::of(self.store.add_aggregate_host(aggregate.number, &named.host).await?)))
    }

    /// Take a machine out of an aggregate.
    #[action("remove_host", status = 200, envelope = "aggregate")]
    #[policy("os_compute_api:os-aggregates:remove_host")]
    async fn remove_host(
        &self,
        aggregate: Loaded<Aggregates>,
        named: Json<NamedHost>,
    ) -> Result<Json<AggregateDetail>, ChangeError> {
        Ok(Json(AggregateDetail::of(self.store.remove_aggregate_host(aggregate.number, &named.host).await?)))
    }

    /// Say something about the machines of an aggregate.
    ///
    /// A `null` takes away what was said; what the body leaves out stays.
    #[action("set_metadata", status = 200, envelope = "aggregate")]
    #[policy("os_compute_api:os-aggregates:set_metadata")]
    async fn set_metadata(
        &self,
        aggregate: Loaded<Aggregates>,
        said: Json<SaidOfAggregate>,
    ) -> Result<Json<AggregateDetail>, ChangeError> {
        let changed = self.store.set_aggregate_metadata(aggregate.number, &said.metadata).await?;
        Ok(Json(AggregateDetail::of(changed)))
    }

    /// Have the machines of an aggregate keep images at hand.
    ///
    /// The simulated ones have them all.
    #[post(member, "/images", since = V2_81, envelope = none)]
    #[policy("compute:aggregates:images")]
    async fn cache_images(
        &self,
        aggregate: Loaded<Aggregates>,
        images: Json<ImagesToCache>,
    ) -> Result<Accepted, CacheError> {
        for image in &images.cache {
            let found = self.store.image(image.id).await?;
            found.ok_or(CacheError::NoImage { image: image.id, aggregate: aggregate.number })?;
        }
        Ok(Accepted(()))
    }
}

/// The availability zone that a body names.
fn zone(text: Option<&str>) -> Result<Option<&str>, ChangeError> {
    match text {
        Some(text) if text.contains(':') || text.trim() != text || text.is_empty() => {
            Err(ChangeError::Zone(text.to_owned()))
        }
        text => Ok(text),
    }
}

/// Why an aggregate is not to be had.
#[derive(Debug, Failure)]
pub enum AggregateError {
    /// What the path names is no number, as aggregates have.
    #[failure(status = 400, detail = "Invalid input received: id must be an integer")]
    NotANumber,
    /// The aggregate has machines.
    #[failure(status = 400, detail = "{0}")]
    NotEmpty(StoreError),
    /// No aggregate has this number.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why an aggregate was not made or changed.
#[derive(Debug, Failure)]
enum ChangeError {
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// The availability zone is empty, or has a colon, or whitespace at an end.
    #[failure(
        status = 400,
        detail = "Invalid input for field/attribute availability_zone. Value: {0}. It is not valid under any of the given schemas"
    )]
    Zone(String),
    /// The body changes nothing.
    #[failure(
        status = 400,
        detail = "Invalid input for field/attribute aggregate. Value: {{}}. It is not valid under any of the given schemas"
    )]
    Nothing,
    /// There is no such aggregate, or no such machine.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The name is taken, or the machine is where it cannot be put into the aggregate.
    #[failure(status = 409, detail = "{0}")]
    Conflict(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why images are not kept at hand.
#[derive(Debug, Failure)]
enum CacheError {
    /// No image has one of the ids.
    #[failure(status = 400, detail = "Image {image} cannot be cached on aggregate {aggregate}: it could not be found.")]
    NoImage { image: Uuid, aggregate: u32 },
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for AggregateError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::AggregateNotFound(_) => AggregateError::NotFound(error),
            StoreError::AggregateNotEmpty(_) => AggregateError::NotEmpty(error),
            other => AggregateError::Store(other.into()),
        }
    }
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::AggregateNotFound(_)
            | StoreError::ComputeHostNotFound(_)
            | StoreError::AggregateHostNotFound { .. } => ChangeError::NotFound(error),
            StoreError::AggregateTaken(_)
            | StoreError::AggregateHostTaken { .. }
            | StoreError::HostInAnotherZone { .. } => ChangeError::Conflict(error),
            other => ChangeError::Store(other.into()),
        }
    }
}

impl From<StoreError> for CacheError {
    fn from(error: StoreError) -> Self {
        CacheError::Store(error.into())
    }
}
