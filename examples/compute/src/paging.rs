//! Long lists, page by page.

use terrace::prelude::*;

use crate::links::{Link, Links};

/// The most that one page holds.
const MAXIMUM: usize = 1000;

/// Which part of a list to show.
#[model]
#[derive(Debug)]
pub(crate) struct Paging {
    /// At most so many. There is an upper limit, which also holds where this is absent.
    limit: Option<u32>,
    /// The id of the last one on the page before.
    marker: Option<String>,
}

/// One page of a list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    /// What is on it.
    pub(crate) items: Vec<T>,
    /// The link to the next page. As in Nova, a page that is full has one, also where nothing follows.
    pub(crate) links: Vec<Link>,
}

/// Why there is no such page.
#[derive(Debug, Failure)]
pub(crate) enum PageError {
    /// The marker is not in the list.
    #[failure(status = 400, detail = "marker [{0}] not found")]
    NoMarker(String),
    /// The store failed.
    #[failure(internal)]
    Store(Internal),
}

impl Paging {
    /// Cuts the page out of the whole list.
    pub(crate) fn page<T>(&self, all: Vec<T>, links: &Links, id: impl Fn(&T) -> String) -> Result<Page<T>, PageError> {
        let skipped = match &self.marker {
            Some(marker) => match all.iter().position(|item| id(item) == *marker) {
                Some(at) => at + 1,
                None => return Err(PageError::NoMarker(marker.clone())),
            },
            None => 0,
        };
        let limit = self.limit.map_or(MAXIMUM, |limit| MAXIMUM.min(limit as usize));
        let items: Vec<T> = all.into_iter().skip(skipped).take(limit).collect();
        let next = items.last().filter(|_| items.len() == limit).map(|last| links.next(&id(last)));
        Ok(Page { items, links: next.into_iter().collect() })
    }
}

impl<T> Page<T> {
    /// The page as clients see it, item by item.
    pub(crate) fn map<U>(self, view: impl Fn(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(view).collect(), links: self.links }
    }
}
