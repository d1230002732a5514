//! Which flavors a list has, and in which order.

use terrace::prelude::*;

use crate::paging::{Pages, SortDirection, part};
use crate::store::{self, FlavorKey, Part};

/// Which flavors to list, and in which order.
#[model]
pub(super) struct FlavorFilter {
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

impl FlavorFilter {
    /// The flavors that the store is to look for.
    pub(super) fn of_store(&self) -> store::FlavorFilter {
        let is_public = match self.is_public {
            Some(Publicity::None) => None,
            Some(Publicity::False) => Some(false),
            Some(Publicity::True) | None => Some(true),
        };
        store::FlavorFilter { is_public, min_ram: self.min_ram, min_disk: self.min_disk }
    }

    /// The part of them that a page shows.
    pub(super) fn part(&self, page: &Pages) -> Part<FlavorKey> {
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
