//! Which servers a list has, and in which order.

use terrace::prelude::*;

use crate::store::Server;

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
    /// Those of all projects: there is but one.
    all_tenants: Option<Flag>,
    /// What to sort by; `created_at` where this is absent.
    sort_key: Option<SortKey>,
    /// In which direction; `desc` where this is absent.
    sort_dir: Option<SortDirection>,
}

/// Yes or no.
#[model]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    /// Yes.
    True,
    /// No.
    False,
}

/// What servers can be sorted by.
#[model]
#[serde(rename_all = "snake_case")]
#[derive(Clone, Copy)]
enum SortKey {
    /// When they were made.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
    /// Their names.
    DisplayName,
    /// Their ids.
    Uuid,
}

/// A direction to sort in.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy)]
enum SortDirection {
    /// The smallest first.
    Asc,
    /// The largest first.
    Desc,
}

impl ServerFilter {
    pub(super) fn takes(&self, server: &Server) -> bool {
        self.name.as_ref().is_none_or(|name| server.name.contains(name))
            && self.status.as_ref().is_none_or(|status| server.status() == status)
            && self.flavor.as_ref().is_none_or(|flavor| server.flavor.id == *flavor)
            && self.image.is_none_or(|image| server.image_id == image)
            && self.deleted != Some(Flag::True)
    }

    pub(super) fn sort(&self, servers: &mut [Server]) {
        match self.sort_key.unwrap_or(SortKey::CreatedAt) {
            SortKey::CreatedAt => servers.sort_by_key(|server| server.number),
            SortKey::UpdatedAt => servers.sort_by(|one, other| one.updated.cmp(&other.updated)),
            SortKey::DisplayName => servers.sort_by(|one, other| one.name.cmp(&other.name)),
            SortKey::Uuid => servers.sort_by_key(|server| server.id),
        }
        if !matches!(self.sort_dir, Some(SortDirection::Asc)) {
            servers.reverse();
        }
    }
}
