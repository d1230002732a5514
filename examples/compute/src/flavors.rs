//! Flavors: the sizes that a server can have.

mod filter;
mod new;
mod shown;

use terrace::prelude::*;

use crate::Nova;
use crate::flavor_access::{self, Access, AccessError, Tenant};
use crate::links::Links;
use crate::paging::{PageError, Pages};
use crate::store::{Flavor, Store, StoreError};
use crate::who::OfProject;

use filter::FlavorFilter;
use new::{FlavorChange, NewFlavor, NewFlavorError};
use shown::{FlavorDetail, FlavorSummary};

/// The sizes that a server can have.
#[controller(path = "/flavors", key = flavor_id: String, versions = Nova, one = "flavor", many = "flavors", pipeline = OfProject)]
#[derive(Debug)]
pub struct Flavors {
    store: Store,
}

#[routes]
impl Flavors {
    #[load]
    async fn load(&self, flavor_id: String) -> Result<Flavor, FlavorError> {
        self.store.flavor(&flavor_id).await?.ok_or(FlavorError::NotFound(flavor_id))
    }

    /// List flavors.
    ///
    /// By their ids where nothing else is asked for, with no more than their names.
    #[index]
    #[policy(public)]
    async fn index(
        &self,
        filter: Query<FlavorFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<FlavorSummary>, PageError> {
        self.page(&filter, &page, |flavor| FlavorSummary::of(flavor, &links)).await
    }

    /// List flavors with details.
    #[get("/detail")]
    #[policy(public)]
    async fn detail(
        &self,
        filter: Query<FlavorFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<FlavorDetail>, PageError> {
        self.page(&filter, &page, |flavor| FlavorDetail::of(flavor, &links)).await
    }

    /// Show a flavor.
    #[show]
    #[policy(public)]
    async fn show(&self, flavor: Loaded<Flavors>, links: Links) -> Json<FlavorDetail> {
        Json(FlavorDetail::of(&flavor, &links))
    }

    /// Make a flavor.
    #[create(status = 200)]
    #[policy("os_compute_api:os-flavor-manage:create")]
    #[link(Self::show, flavor_id = "$response.body#/flavor/id")]
    async fn create(&self, new: Json<NewFlavor>, links: Links) -> Result<Json<FlavorDetail>, NewFlavorError> {
        let flavor = new.into_inner().into_flavor()?;
        self.store.create_flavor(&flavor).await?;
        Ok(Json(FlavorDetail::of(&flavor, &links)))
    }

    /// Describe a flavor in other words.
    #[update(since = V2_55)]
    #[policy("os_compute_api:os-flavor-manage:update")]
    async fn update(
        &self,
        flavor: Loaded<Flavors>,
        change: Json<FlavorChange>,
        links: Links,
    ) -> Result<Json<FlavorDetail>, FlavorError> {
        let flavor = self.store.describe_flavor(&flavor.id, change.description.as_deref()).await?;
        Ok(Json(FlavorDetail::of(&flavor, &links)))
    }

    /// Let a project use a flavor that is not for everybody.
    ///
    /// From 2.7 on, one that is for everybody is refused.
    #[action("addTenantAccess", status = 200, envelope = "flavor_access")]
    #[policy("os_compute_api:os-flavor-access:add_tenant_access")]
    async fn add_access(
        &self,
        flavor: Loaded<Flavors>,
        project: Json<Tenant>,
        version: Version,
    ) -> Result<Json<Vec<Access>>, AccessError> {
        if flavor.is_public && version >= Nova::V2_7 {
            return Err(AccessError::Public);
        }
        self.store.add_flavor_access(&flavor, &project.tenant).await?;
        Ok(Json(flavor_access::list(&self.store, &flavor).await?))
    }

    /// Let a project use a flavor no longer.
    #[action("removeTenantAccess", status = 200, envelope = "flavor_access")]
    #[policy("os_compute_api:os-flavor-access:remove_tenant_access")]
    async fn remove_access(
        &self,
        flavor: Loaded<Flavors>,
        project: Json<Tenant>,
    ) -> Result<Json<Vec<Access>>, AccessError> {
        self.store.remove_flavor_access(&flavor, &project.tenant).await?;
        Ok(Json(flavor_access::list(&self.store, &flavor).await?))
    }

    /// Delete a flavor.
    ///
    /// Servers made from it keep their size.
    #[delete]
    #[policy("os_compute_api:os-flavor-manage:delete")]
    async fn delete(&self, flavor: Loaded<Flavors>) -> Result<Accepted, FlavorError> {
        Ok(Accepted(self.store.delete_flavor(&flavor.id).await?))
    }
}

impl Flavors {
    async fn page<T>(
        &self,
        filter: &FlavorFilter,
        page: &Pages,
        show: impl Fn(&Flavor) -> T,
    ) -> Result<Page<T>, PageError> {
        let flavors = self.store.flavors(filter.of_store(), filter.part(page)).await?;
        Ok(page.of_full(flavors.iter().collect(), |flavor| flavor.id.clone()).map(show))
    }
}

/// Why a flavor is not to be had.
#[derive(Debug, Failure)]
pub enum FlavorError {
    /// No flavor has this id.
    #[failure(status = 404, detail = "Flavor {0} could not be found.")]
    NotFound(String),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

impl From<StoreError> for FlavorError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorNotFound(id) => FlavorError::NotFound(id),
            other => FlavorError::Store(other.into()),
        }
    }
}
