//! What has been read of the database, kept until the next change.
//!
//! It is dropped before a change is committed, and nothing is kept while one is: so nobody is told what was true before a
//! change once anybody, by any way, could have seen it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The most that is kept: with one more, all others go.
const MOST: usize = 32;

/// What has been read, by what was asked for. Clones share it.
#[derive(Debug)]
pub(super) struct Kept<K, V>(Arc<RwLock<State<K, V>>>);

#[derive(Debug)]
struct State<K, V> {
    values: HashMap<K, Arc<V>>,
    /// How many changes are being committed.
    under_way: usize,
    /// How many have begun to be.
    begun: u64,
}

/// Nothing is kept until this is dropped.
#[derive(Debug)]
pub(super) struct Closed<K: Eq + Hash, V>(Kept<K, V>);

impl<K: Eq + Hash, V> Kept<K, V> {
    pub(super) fn new() -> Self {
        Kept(Arc::new(RwLock::new(State { values: HashMap::new(), under_way: 0, begun: 0 })))
    }

    /// What is kept of this, or else what is read now.
    pub(super) async fn get_or_read<E>(&self, key: K, read: impl Future<Output = Result<V, E>>) -> Result<Arc<V>, E> {
        let since = match self.state() {
            state if state.under_way > 0 => None,
            state => match state.values.get(&key) {
                Some(kept) => return Ok(kept.clone()),
                None => Some(state.begun),
            },
        };
        let value = Arc::new(read.await?);
        if let Some(since) = since {
            self.keep(key, &value, since);
        }
        Ok(value)
    }

    /// Keeps what was read when so many changes had begun, unless another has since.
    fn keep(&self, key: K, value: &Arc<V>, since: u64) {
        let mut state = self.state_mut();
        if state.begun == since {
            if state.values.len() >= MOST {
                state.values.clear();
            }
            state.values.insert(key, value.clone());
        }
    }

    /// Drops all, and keeps nothing while a change is committed.
    pub(super) fn close(&self) -> Closed<K, V> {
        let mut state = self.state_mut();
        state.values.clear();
        state.under_way += 1;
        state.begun += 1;
        Closed(self.clone())
    }

    // Nothing panics while it holds the lock.
    fn state(&self) -> RwLockReadGuard<'_, State<K, V>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> RwLockWriteGuard<'_, State<K, V>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V> Clone for Kept<K, V> {
    fn clone(&self) -> Self {
        Kept(self.0.clone())
    }
}

impl<K: Eq + Hash, V> Drop for Closed<K, V> {
    fn drop(&mut self) {
        self.0.state_mut().under_way -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::future::ready;

    use super::*;

    async fn get(kept: &Kept<u32, u32>, key: u32, now: u32) -> u32 {
        *kept.get_or_read(key, ready(Ok::<_, Infallible>(now))).await.unwrap()
    }

    #[tokio::test]
    async fn what_was_read_is_kept_until_a_change() {
        let kept = Kept::new();
        assert_eq!([get(&kept, 1, 10).await, get(&kept, 1, 11).await, get(&kept, 2, 12).await], [10, 10, 12]);
        drop(kept.close());
        assert_eq!([get(&kept, 1, 13).await, get(&kept, 1, 14).await], [13, 13]);
    }

    #[tokio::test]
    async fn nothing_is_kept_while_a_change_is_under_way() {
        let kept = Kept::new();
        let (one, other) = (kept.close(), kept.close());
        assert_eq!([get(&kept, 1, 10).await, get(&kept, 1, 11).await], [10, 11]);
        drop(one);
        assert_eq!([get(&kept, 1, 12).await, get(&kept, 1, 13).await], [12, 13]);
        drop(other);
        assert_eq!([get(&kept, 1, 14).await, get(&kept, 1, 15).await], [14, 14]);
    }

    #[tokio::test]
    async fn what_was_read_around_a_change_is_not_kept() {
        let kept = Kept::new();
        let around = async {
            drop(kept.close());
            Ok::<_, Infallible>(10)
        };
        assert_eq!(*kept.get_or_read(1, around).await.unwrap(), 10);
        assert_eq!(get(&kept, 1, 11).await, 11, "a change began while the 10 was read");

        let change = kept.close();
        let until_its_end = async {
            drop(change);
            Ok::<_, Infallible>(12)
        };
        assert_eq!(*kept.get_or_read(2, until_its_end).await.unwrap(), 12);
        assert_eq!(get(&kept, 2, 13).await, 13, "a change was under way when the 12 began to be read");
    }

    #[tokio::test]
    async fn only_so_much_is_kept() {
        let kept = Kept::new();
        for key in 0..1000 {
            get(&kept, key, key).await;
            assert!(kept.state().values.len() <= MOST);
        }
        assert_eq!(get(&kept, 999, 0).await, 999);
    }
}
