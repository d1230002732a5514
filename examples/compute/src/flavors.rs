//! Flavors: the sizes that a server can have.

use terrace::prelude::*;

use crate::Nova;
use crate::links::{Link, Links};
use crate::paging::{PageError, Pages, SortDirection, part};
use crate::store::{self, Flavor, FlavorKey, Part, Store, StoreError};

/// The sizes that a server can have.
#[controller(path = "/flavors", key = flavor_id: String, versions = Nova, one = "flavor", many = "flavors")]
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
    async fn index(
        &self,
        filter: Query<FlavorFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<FlavorSummary>, PageError> {
        let flavors = self.page(&filter, &page).await?;
        Ok(flavors.map(|flavor| FlavorSummary::of(&flavor, &links)))
    }

    /// List flavors with details.
    #[get("/detail")]
    async fn detail(
        &self,
        filter: Query<FlavorFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<FlavorDetail>, PageError> {
        let flavors = self.page(&filter, &page).await?;
        Ok(flavors.map(|flavor| FlavorDetail::of(&flavor, &links)))
    }

    /// Show a flavor.
    #[show]
    async fn show(&self, flavor: Loaded<Flavors>, links: Links) -> Json<FlavorDetail> {
        Json(FlavorDetail::of(&flavor, &links))
    }

    /// Make a flavor.
    #[create(status = 200)]
    async fn create(&self, new: Json<NewFlavor>, links: Links) -> Result<Json<FlavorDetail>, NewFlavorError> {
        let flavor = new.into_inner().into_flavor()?;
        self.store.create_flavor(&flavor).await?;
        Ok(Json(FlavorDetail::of(&flavor, &links)))
    }

    /// Delete a flavor.
    ///
    /// Servers made from it keep their size.
    #[delete]
    async fn delete(&self, flavor: Loaded<Flavors>) -> Result<Accepted, FlavorError> {
        Ok(Accepted(self.store.delete_flavor(&flavor.id).await?))
    }
}

impl Flavors {
    async fn page(&self, filter: &FlavorFilter, page: &Pages) -> Result<Page<Flavor>, PageError> {
        let flavors = self.store.flavors(&filter.of_store(), &filter.part(page)).await?;
        Ok(page.of_full(flavors, |flavor| flavor.id.clone()))
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

/// Why a flavor was not made.
#[derive(Debug, Failure)]
enum NewFlavorError {
    /// The id has other characters than letters, digits, `.`, `_` and `-`.
    #[failure(
        status = 400,
        detail = "Invalid input for field/attribute id. Value: {0}. It does not match '^[a-zA-Z0-9._-]+$'"
    )]
    Id(String),
    /// Another flavor has this id or this name.
    #[failure(status = 409, detail = "{0}")]
    Taken(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// A size that a server can have.
#[model]
struct FlavorDetail {
    /// Its id, chosen by whoever made it.
    #[example("1")]
    id: String,
    /// Its name, unique among flavors.
    #[example("m1.tiny")]
    name: String,
    /// Memory, in MiB.
    ram: u32,
    /// Virtual processors.
    vcpus: u32,
    /// The root disk, in GiB.
    disk: u32,
    /// A second disk, in GiB; 0 is none.
    #[serde(rename = "OS-FLV-EXT-DATA:ephemeral")]
    ephemeral: u32,
    /// A swap disk.
    swap: Swap,
    /// Network bandwidth, relative to other flavors.
    rxtx_factor: f64,
    /// Whether every project may use it.
    #[serde(rename = "os-flavor-access:is_public")]
    is_public: bool,
    /// Whether it is withdrawn from use.
    #[serde(rename = "OS-FLV-DISABLED:disabled")]
    disabled: bool,
    /// Where it is found.
    links: Vec<Link>,
}

/// The size of a swap disk.
#[model]
#[serde(untagged)]
enum Swap {
    /// So many MiB.
    Size(u32),
    /// There is none.
    None(Nothing),
}

/// What stands for nothing.
#[model]
enum Nothing {
    /// An empty text.
    #[serde(rename = "")]
    Nothing,
}

/// A flavor, in a list.
#[model]
struct FlavorSummary {
    /// Its id, chosen by whoever made it.
    #[example("1")]
    id: String,
    /// Its name, unique among flavors.
    #[example("m1.tiny")]
    name: String,
    /// Where it is found.
    links: Vec<Link>,
}

/// Which flavors to list, and in which order.
#[model]
struct FlavorFilter {
    /// Those that every project may use (`True`, as where this is absent), the others (`False`), or both (`None`).
    is_public: Option<Publicity>,
    /// Those with so much memory or more, in MiB.
    #[serde(rename = "minRam")]
    min_ram: Option<u32>,
    /// Those with so large a root disk or a larger one, in GiB.
    #[serde(rename = "minDisk")]
    min_disk: Option<u32>,
    /// What to sort by; `flavorid` where this is absent.
    sort_key: Option<FlavorSortKey>,
    /// In which direction; `asc` where this is absent.
    sort_dir: Option<SortDirection>,
}

/// What flavors can be sorted by.
#[model]
#[serde(rename_all = "snake_case")]
#[derive(Clone, Copy)]
enum FlavorSortKey {
    /// Their ids.
    #[serde(rename = "flavorid")]
    FlavorId,
    /// Their names.
    Name,
    /// Memory.
    MemoryMb,
    /// Virtual processors.
    Vcpus,
    /// The root disk.
    RootGb,
}

/// Who may use a flavor.
#[model]
#[derive(Clone, Copy)]
enum Publicity {
    /// Every project.
    True,
    /// Some projects.
    False,
    /// Either.
    None,
}

/// A flavor to be made.
#[model]
struct NewFlavor {
    /// Its name, which no other flavor has.
    #[check(length = 1..=255)]
    #[example("m1.tiny")]
    name: String,
    /// Its id, which no other flavor has; a new UUID where this is absent or `auto`.
    #[check(length = 1..=255)]
    id: Option<String>,
    /// Memory, in MiB.
    #[check(range = 1..=2147483647)]
    ram: u32,
    /// Virtual processors.
    #[check(range = 1..=2147483647)]
    vcpus: u32,
    /// The root disk, in GiB.
    #[check(range = 0..=2147483647)]
    disk: u32,
    /// A second disk, in GiB; 0 is none.
    #[serde(default, rename = "OS-FLV-EXT-DATA:ephemeral")]
    #[check(range = 0..=2147483647)]
    ephemeral: u32,
    /// A swap disk, in MiB; 0 is none.
    #[serde(default)]
    #[check(range = 0..=2147483647)]
    swap: u32,
    /// Network bandwidth, relative to other flavors.
    rxtx_factor: Option<f64>,
    /// Whether every project may use it, which is so where this is absent.
    #[serde(rename = "os-flavor-access:is_public")]
    is_public: Option<bool>,
}

impl FlavorFilter {
    /// The flavors that the store is to look for.
    fn of_store(&self) -> store::FlavorFilter {
        let is_public = match self.is_public {
            Some(Publicity::None) => None,
            Some(Publicity::False) => Some(false),
            Some(Publicity::True) | None => Some(true),
        };
        store::FlavorFilter { is_public, min_ram: self.min_ram, min_disk: self.min_disk }
    }

    /// The part of them that a page shows.
    fn part(&self, page: &Pages) -> Part<FlavorKey> {
        let sort = match self.sort_key.unwrap_or(FlavorSortKey::FlavorId) {
            FlavorSortKey::FlavorId => FlavorKey::Id,
            FlavorSortKey::Name => FlavorKey::Name,
            FlavorSortKey::MemoryMb => FlavorKey::Ram,
            FlavorSortKey::Vcpus => FlavorKey::Vcpus,
            FlavorSortKey::RootGb => FlavorKey::Disk,
        };
        part(page, sort, self.sort_dir == Some(SortDirection::Desc))
    }
}

impl NewFlavor {
    fn into_flavor(self) -> Result<Flavor, NewFlavorError> {
        let with_defaults = Flavor::new(self.name, self.ram, self.vcpus, self.disk);
        let id = match self.id {
            Some(id) if id.contains(|found: char| !found.is_ascii_alphanumeric() && !"._-".contains(found)) => {
                return Err(NewFlavorError::Id(id));
            }
            Some(id) if id != "auto" => id,
            _ => with_defaults.id,
        };
        Ok(Flavor {
            id,
            ephemeral: self.ephemeral,
            swap: self.swap,
            rxtx_factor: self.rxtx_factor.unwrap_or(with_defaults.rxtx_factor),
            is_public: self.is_public.unwrap_or(with_defaults.is_public),
            ..with_defaults
        })
    }
}

impl FlavorDetail {
    fn of(flavor: &Flavor, links: &Links) -> Self {
        FlavorDetail {
            id: flavor.id.clone(),
            name: flavor.name.clone(),
            ram: flavor.ram,
            vcpus: flavor.vcpus,
            disk: flavor.disk,
            ephemeral: flavor.ephemeral,
            swap: if flavor.swap == 0 { Swap::None(Nothing::Nothing) } else { Swap::Size(flavor.swap) },
            rxtx_factor: flavor.rxtx_factor,
            is_public: flavor.is_public,
            disabled: flavor.disabled,
            links: links.member("flavors", &flavor.id),
        }
    }
}

impl FlavorSummary {
    fn of(flavor: &Flavor, links: &Links) -> Self {
        FlavorSummary { id: flavor.id.clone(), name: flavor.name.clone(), links: links.member("flavors", &flavor.id) }
    }
}

impl From<StoreError> for FlavorError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorNotFound(id) => FlavorError::NotFound(id),
            other => FlavorError::Store(other.into()),
        }
    }
}

impl From<StoreError> for NewFlavorError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorIdTaken(_) | StoreError::FlavorNameTaken(_) => NewFlavorError::Taken(error),
            other => NewFlavorError::Store(other.into()),
        }
    }
}
