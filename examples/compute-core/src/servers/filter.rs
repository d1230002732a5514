//! Which servers a list has, and in which order.

use terrace::prelude::*;

use crate::paging::{Pages, SortDirection, part};
use crate::store::{self, Part, ServerKey};

/// Which servers to list, and in which order.
#[model]
pub(super) struct ServerFilter {
    /// Those with this text in their name.
    name: Option<String>,
    /// Those of this status.
    #[example("ACTIVE")]
    status: Option<String>,
    /// Those made from the flavor with this id.
    flavor: Option<String>,
    /// Those that started from this image.
    image: Option<Uuid>,
    /// Deleted ones (`True`): there are none, for they leave no trace. Or the others (`False`).
    deleted: Option<Flag>,
    /// Those of all projects, for administrators.
    all_tenants: Option<Flag>,
    /// What to sort by; `created_at` where this is absent.
    sort_key: Option<ServerSortKey>,
    /// In which direction; `desc` where this is absent.
    sort_dir: Option<SortDirection>,
}

/// Yes or no.
#[model]
#[derive(Clone, Copy)]
enum Flag {
    /// Yes.
    True,
    /// No.
    False,
    /// Yes.
    #[serde(rename = "1")]
    One,
    /// No.
    #[serde(rename = "0")]
    Zero,
}

impl Flag {
    fn is_yes(self) -> bool {
        matches!(self, Flag::True | Flag::One)
    }
}

/// What servers can be sorted by.
#[model]
#[serde(rename_all = "snake_case")]
#[derive(Clone, Copy)]
enum ServerSortKey {
    /// When they were made.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
    /// Their names.
    DisplayName,
    /// Their ids.
    Uuid,
}

impl ServerFilter {
    /// The servers that the store is to look for; `None` where there can be none.
    pub(super) fn of_store(&self) -> Option<store::ServerFilter> {
        (!self.deleted.is_some_and(Flag::is_yes)).then(|| store::ServerFilter {
            name: self.name.clone(),
            status: self.status.clone(),
            flavor_id: self.flavor.clone(),
            image_id: self.image,
        })
    }

    /// Whether it is about the servers of all projects.
    pub(super) fn is_of_all_projects(&self) -> bool {
        self.all_tenants.is_some_and(Flag::is_yes)
    }

    /// The part of them that a page shows.
    pub(super) fn part(&self, page: &Pages) -> Part<ServerKey> {
        let sort = match self.sort_key.unwrap_or(ServerSortKey::CreatedAt) {
            ServerSortKey::CreatedAt => ServerKey::Created,
            ServerSortKey::UpdatedAt => ServerKey::Updated,
            ServerSortKey::DisplayName => ServerKey::Name,
            ServerSortKey::Uuid => ServerKey::Id,
        };
        part(page, sort, self.sort_dir != Some(SortDirection::Asc))
    }
}
