//! Shelves, in memory: no HTTP here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use terrace::prelude::*;

/// Things of one kind by their ids. Clones share them.
#[derive(Clone)]
pub(crate) struct Shelf<T>(Arc<Mutex<BTreeMap<u32, Kept<T>>>>);

#[derive(Clone)]
pub(crate) struct Kept<T> {
    pub(crate) item: T,
    /// Counts its changes, so it is its tag.
    revision: u32,
}

impl<T: Clone> Shelf<T> {
    pub(crate) fn of(items: impl IntoIterator<Item = T>) -> Self {
        Shelf(Arc::new(Mutex::new((1..).zip(items.into_iter().map(|item| Kept { item, revision: 1 })).collect())))
    }

    pub(crate) fn find(&self, id: u32) -> Option<Kept<T>> {
        self.lock().get(&id).cloned()
    }

    /// Those whose ids are greater than one.
    pub(crate) fn behind(&self, id: u32, count: usize) -> Vec<T> {
        self.lock().range(id.saturating_add(1)..).take(count).map(|(_, kept)| kept.item.clone()).collect()
    }

    pub(crate) fn add(&self, item: impl FnOnce(u32) -> T) -> T {
        let mut shelf = self.lock();
        let id = shelf.last_key_value().map_or(1, |(last, _)| last + 1);
        let kept = Kept { item: item(id), revision: 1 };
        shelf.entry(id).or_insert(kept).item.clone()
    }

    /// Puts another in a thing's place, if that is still as it was seen.
    pub(crate) fn replace(&self, id: u32, seen: &Kept<T>, item: T) -> Option<()> {
        let mut shelf = self.lock();
        let kept = shelf.get_mut(&id).filter(|kept| kept.revision == seen.revision)?;
        *kept = Kept { item, revision: seen.revision + 1 };
        Some(())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Kept<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Tagged for Kept<T> {
    fn etag(&self) -> ETag {
        ETag::strong(self.revision)
    }
}
