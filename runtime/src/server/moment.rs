//! A point in time that several may set and read without a lock.

use core::sync::atomic::AtomicU64;
use core::sync::atomic::Ordering::Relaxed;
use core::time::Duration;

use tokio::time::Instant;

/// A point in time, or none: nanoseconds after a start that its owner keeps.
#[derive(Debug)]
pub(super) struct Moment(AtomicU64);

impl Moment {
    const NONE: u64 = u64::MAX;

    pub(super) const fn none() -> Self {
        Moment(AtomicU64::new(Moment::NONE))
    }

    /// The start itself.
    pub(super) const fn start() -> Self {
        Moment(AtomicU64::new(0))
    }

    /// It is now.
    pub(super) fn set(&self, start: Instant) {
        self.0.store(start.elapsed().as_nanos() as u64, Relaxed);
    }

    pub(super) fn clear(&self) {
        self.0.store(Moment::NONE, Relaxed);
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.load(Relaxed) == Moment::NONE
    }

    pub(super) fn get(&self, start: Instant) -> Option<Instant> {
        let nanos = self.0.load(Relaxed);
        (nanos != Moment::NONE).then(|| start + Duration::from_nanos(nanos))
    }
}
