//! Long lists, page by page.

use terrace::prelude::*;

use crate::store::{Part, StoreError};

/// Which part of a list to show: 1000 at most, also where the request does not say. A marker is the id of the last one on
/// the page before.
///
/// As in Nova, a page that is full has a next one, also where nothing follows.
pub type Pages = Paging<String, 1000, 1000>;

/// A direction to sort in.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// The smallest first.
    Asc,
    /// The largest first.
    Desc,
}

/// Why there is no such page.
#[derive(Debug, Failure)]
pub enum PageError {
    /// The marker is not in the list.
    #[failure(status = 400, detail = "{0}")]
    NoMarker(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// The part of a list that a page shows.
pub fn part<K>(page: &Pages, sort: K, descending: bool) -> Part<K> {
    Part { sort, descending, behind: page.marker().cloned(), limit: page.limit() }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::MarkerNotFound(_) => PageError::NoMarker(error),
            other => PageError::Store(other.into()),
        }
    }
}
