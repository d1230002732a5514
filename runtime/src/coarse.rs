//! A clock that costs next to nothing to look at, for what need not be exact.

use core::time::Duration;

/// The time since some point in the past. It never goes back, and is behind by up to one of the kernel's ticks, of 1 to 10 milliseconds.
#[cfg(target_os = "linux")]
pub(crate) fn now() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::MonotonicCoarse);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The time since it was asked for first: there is no cheaper clock here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn now() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;

    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}
