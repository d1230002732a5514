//! A point in time that several may set and read without a lock.

use core::sync::atomic::AtomicU64;
use core::sync::atomic::Ordering::Relaxed;
use core::time::Duration;

use tokio::time::Instant;

use crate::coarse;

/// What moments are counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    instant: Instant,
    coarse: Duration,
}

impl Origin {
    pub(super) fn new(now: Instant) -> Self {
        Origin { instant: now, coarse: coarse::now() }
    }

    pub(super) fn instant(&self) -> Instant {
        self.instant
    }
}

/// A point in time, or none: nanoseconds after an origin that its owner keeps. It is behind by as much as [`coarse::now`] is.
#[derive(Debug)]
pub(super) struct Moment(AtomicU64);

impl Moment {
    const NONE: u64 = u64::MAX;

    pub(super) const fn none() -> Self {
        Moment(AtomicU64::new(Moment::NONE))
    }

    /// The origin itself.
    pub(super) const fn origin() -> Self {
        Moment(AtomicU64::new(0))
    }

    /// It is now.
    pub(super) fn set(&self, origin: &Origin) {
        let after = coarse::now().saturating_sub(origin.coarse);
        self.0.store(after.as_nanos() as u64, Relaxed);
    }

    pub(super) fn clear(&self) {
        self.0.store(Moment::NONE, Relaxed);
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.load(Relaxed) == Moment::NONE
    }

    pub(super) fn get(&self, origin: &Origin) -> Option<Instant> {
        let nanos = self.0.load(Relaxed);
        (nanos != Moment::NONE).then(|| origin.instant + Duration::from_nanos(nanos))
    }
}
