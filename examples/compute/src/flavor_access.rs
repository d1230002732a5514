//! Who may use a flavor that is not for everybody.

use terrace::prelude::*;

use crate::flavors::Flavors;
use crate::store::{Flavor, Store, StoreError};
use crate::who::OfProject;

/// Who may use a flavor that is not for everybody.
#[controller(parent = Flavors, path = "/os-flavor-access", tag = "Flavors", many = "flavor_access", pipeline = OfProject)]
#[derive(Debug)]
pub struct FlavorAccess {
    store: Store,
}

#[routes]
impl FlavorAccess {
    /// List the projects that may use a flavor.
    ///
    /// A flavor that every project may use has no such list.
    #[get("/", envelope = "flavor_access")]
    #[policy("os_compute_api:os-flavor-access")]
    async fn index(&self, flavor: Loaded<Flavors>) -> Result<Json<Vec<Access>>, NoList> {
        if flavor.is_public {
            return Err(NoList::Public);
        }
        Ok(Json(list(&self.store, &flavor).await?))
    }
}

/// The projects that may use a flavor.
pub(crate) async fn list(store: &Store, flavor: &Flavor) -> Result<Vec<Access>, StoreError> {
    let access = |tenant_id| Access { flavor_id: flavor.id.clone(), tenant_id };
    Ok(store.flavor_access(&flavor.id).await?.into_iter().map(access).collect())
}

/// Why there is no list of projects.
#[derive(Debug, Failure)]
enum NoList {
    /// Every project may use the flavor.
    #[failure(status = 404, detail = "Access list not available for public flavors.")]
    Public,
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Why a project was not let in, or shut out.
#[derive(Debug, Failure)]
pub(crate) enum AccessError {
    /// The flavor is gone, or the project may not use it anyway.
    #[failure(status = 404, detail = "{0}")]
    NotFound(StoreError),
    /// The project may use it already.
    #[failure(status = 409, detail = "{0}")]
    Taken(StoreError),
    /// Every project may use the flavor.
    #[failure(status = 409, detail = "Can not add access to a public flavor.")]
    Public,
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// A project that may use a flavor.
#[model]
pub(crate) struct Access {
    /// The flavor.
    #[example("1")]
    flavor_id: String,
    /// The project.
    #[example("00000000000040008000000000000001")]
    tenant_id: String,
}

/// A project.
#[model]
pub(crate) struct Tenant {
    /// Its id.
    #[check(length = 1..=255)]
    #[example("00000000000040008000000000000001")]
    pub(crate) tenant: String,
}

impl From<StoreError> for NoList {
    fn from(error: StoreError) -> Self {
        NoList::Store(error.into())
    }
}

impl From<StoreError> for AccessError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorNotFound(_) | StoreError::FlavorAccessNotFound { .. } => AccessError::NotFound(error),
            StoreError::FlavorAccessTaken { .. } => AccessError::Taken(error),
            other => AccessError::Store(other.into()),
        }
    }
}
