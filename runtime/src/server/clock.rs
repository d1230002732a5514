//! What a connection is at, and until when it may be.

use core::task::{self, Poll};
use core::time::Duration;
use std::io;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::limits::Limits;
use super::moment::{Moment, Origin};
use super::socket::Watch;
use crate::body::Arrival;

/// What a connection without a request may take to close once it was asked to.
pub(super) const CLOSING: Duration = Duration::from_secs(5);
/// When to look again where nothing is limited.
const FAR: Duration = Duration::from_secs(3600);

/// Tells what a connection is at. Nobody is woken when that changes: who waits looks at it anew after each time.
///
/// There is no lock on the way of a request in HTTP/1.1: all that one changes is a word of its own.
#[derive(Debug)]
pub(super) struct Clock {
    head_time: Option<Duration>,
    idle_time: Option<Duration>,
    write_time: Option<Duration>,
    /// Where nobody else sees whether the peer has left.
    watch: Option<Watch>,
    /// When the connection began.
    start: Origin,
    /// The requests that are not wholly answered.
    running: AtomicUsize,
    /// When the last of them was.
    idle_since: Moment,
    /// When a head began. The first one is taken to begin with the connection.
    head_since: Moment,
    /// When the connection was asked to close.
    closing_since: Moment,
    /// Whether what is read outside of a request is a head: not so in HTTP/2.
    reads_heads: AtomicBool,
    /// Whether a part of the last request's body is unread.
    has_body: AtomicBool,
    /// Whether a handler waits for more of it: then hyper reads, and sees whether the peer has left.
    awaits_body: AtomicBool,
    untaken: Mutex<Untaken>,
}

/// The requests of HTTP/2 of whose answers the peer has not taken all that there is, by number, and since when.
#[derive(Debug, Default)]
struct Untaken {
    since: Vec<(u64, Instant)>,
    /// The number of the next one.
    next: u64,
}

/// What to do with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Look again then.
    Wait(Instant),
    /// Ask it to close.
    Close,
    /// Drop it.
    Cut,
}

impl Clock {
    pub(super) fn start(limits: &Limits, now: Instant) -> Self {
        let Limits { head_time, idle_time, write_time, .. } = *limits;
        Clock {
            head_time,
            idle_time,
            write_time,
            watch: None,
            start: Origin::new(now),
            running: AtomicUsize::new(0),
            idle_since: Moment::origin(),
            head_since: Moment::origin(),
            closing_since: Moment::none(),
            reads_heads: AtomicBool::new(true),
            has_body: AtomicBool::new(false),
            awaits_body: AtomicBool::new(false),
            untaken: Mutex::default(),
        }
    }

    /// The same for a connection whose peer is watched while it waits for an answer.
    pub(super) fn watching(self, watch: Option<Watch>) -> Self {
        Clock { watch, ..self }
    }

    pub(super) fn is_watching(&self) -> bool {
        self.watch.is_some()
    }

    /// Bytes were read.
    pub(super) fn read(&self) {
        if self.head_since.is_none() && self.reads_heads.load(Relaxed) && self.running.load(Relaxed) == 0 {
            self.head_since.set(&self.start);
        }
    }

    /// It turned out to be HTTP/2.
    pub(super) fn is_http2(&self) {
        self.reads_heads.store(false, Relaxed);
    }

    /// A request of HTTP/1.1 has a body that is not read to its end, or has none.
    pub(super) fn has_body(&self, has_body: bool) {
        self.has_body.store(has_body, Relaxed);
    }

    /// Whether something of a body may still be on its way when the connection closes.
    pub(super) fn may_have_more(&self) -> bool {
        self.has_body.load(Relaxed)
    }

    /// It is asked to close.
    pub(super) fn closes(&self) {
        self.closing_since.set(&self.start);
    }

    pub(super) fn next(&self, now: Instant) -> Next {
        let limits = [self.head_time, self.idle_time, self.write_time];
        let look = now + limits.into_iter().flatten().fold(FAR, Duration::min);
        if self.running.load(Acquire) > 0 {
            let untaken = self.untaken().since.iter().map(|(_, since)| *since).min();
            return match untaken.zip(self.write_time).map(|(since, limit)| since + limit) {
                Some(end) if end <= now => Next::Cut,
                Some(end) => Next::Wait(end.min(look)),
                None => Next::Wait(look),
            };
        }
        let at = |moment: &Moment| moment.get(&self.start);
        let (head_since, closing_since) = (at(&self.head_since), at(&self.closing_since));
        let idle_since = at(&self.idle_since).unwrap_or(self.start.instant());
        let head_ends = head_since.zip(self.head_time).map(|(since, limit)| since + limit);
        let closing_ends = closing_since.map(|since| since.max(idle_since) + CLOSING);
        let idle_ends = self.idle_time.map(|limit| idle_since + limit);
        let idle_ends = idle_ends.filter(|_| head_since.is_none() && closing_since.is_none());
        let is_over = |end: Option<Instant>| end.is_some_and(|end| end <= now);
        if is_over(head_ends) || is_over(closing_ends) {
            Next::Cut
        } else if is_over(idle_ends) {
            Next::Close
        } else {
            let ends = [head_ends, closing_ends, idle_ends];
            Next::Wait(ends.into_iter().flatten().fold(look, Instant::min))
        }
    }

    fn untaken(&self) -> MutexGuard<'_, Untaken> {
        self.untaken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Arrival for Clock {
    fn is_awaited(&self, is_awaited: bool) {
        self.awaits_body.store(is_awaited, Relaxed);
    }

    fn has_ended(&self) {
        self.has_body(false);
    }
}

/// A request that is not wholly answered.
#[derive(Debug)]
pub(super) struct Running {
    clock: Arc<Clock>,
    /// Its number, where there may be others beside it, as in HTTP/2.
    number: Option<u64>,
}

impl Running {
    pub(super) fn start(clock: &Arc<Clock>) -> Self {
        clock.running.fetch_add(1, Relaxed);
        clock.head_since.clear();
        let number = (!clock.reads_heads.load(Relaxed)).then(|| {
            let mut untaken = clock.untaken();
            untaken.next += 1;
            untaken.next
        });
        Running { clock: Arc::clone(clock), number }
    }

    /// Ready when the peer has left and the answer is for nobody. In HTTP/2 its end of the connection tells that, and who waits for a body
    /// learns it from that.
    pub(super) fn poll_left(&self, task: &mut task::Context<'_>) -> Poll<io::Error> {
        let Some(watch) = self.clock.watch.as_ref().filter(|_| self.number.is_none()) else { return Poll::Pending };
        if self.clock.awaits_body.load(Relaxed) {
            return Poll::Pending;
        }
        watch
            .poll_left(task)
            .map(|()| io::Error::new(io::ErrorKind::ConnectionAborted, "the peer left before its answer"))
    }

    /// Its answer goes on when the peer has taken what there is of it.
    pub(super) fn waits_for_peer(&self) {
        if let Some(number) = self.number {
            self.clock.untaken().since.push((number, Instant::now()));
        }
    }

    /// The peer has taken it.
    pub(super) fn goes_on(&self) {
        self.clock.untaken().since.retain(|(number, _)| Some(*number) != self.number);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.number.is_some() {
            self.goes_on();
        }
        self.clock.idle_since.set(&self.clock.start);
        self.clock.running.fetch_sub(1, Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn clock(start: Instant) -> Arc<Clock> {
        let limits = Limits {
            head_time: Some(SECOND * 10),
            idle_time: Some(SECOND * 20),
            write_time: Some(SECOND * 15),
            ..Limits::default()
        };
        Arc::new(Clock::start(&limits, start))
    }

    #[test]
    fn a_first_head_is_awaited_from_the_start() {
        let start = Instant::now();
        let clock = clock(start);
        clock.is_http2();
        assert_eq!(clock.next(start + SECOND), Next::Wait(start + SECOND * 10));
        assert_eq!(clock.next(start + SECOND * 10), Next::Cut);
    }

    #[test]
    fn a_running_request_may_take_its_time() {
        let start = Instant::now();
        let clock = clock(start);
        let running = Running::start(&clock);
        assert_eq!(clock.next(start + SECOND * 50), Next::Wait(start + SECOND * 60));
        drop(running);
        assert!(matches!(clock.next(start), Next::Wait(_)));
        assert_eq!(clock.next(Instant::now() + SECOND * 20), Next::Close);
    }

    #[test]
    fn a_later_head_is_awaited_from_its_first_byte_in_http_1() {
        let clock = clock(Instant::now());
        drop(Running::start(&clock));
        clock.read();
        assert_eq!(clock.next(Instant::now() + SECOND * 10), Next::Cut);
        clock.is_http2();
        drop(Running::start(&clock));
        clock.read();
        assert_eq!(clock.next(Instant::now() + SECOND * 20), Next::Close);
    }

    #[test]
    fn an_answer_that_is_not_taken_cuts_the_connection() {
        let clock = clock(Instant::now());
        clock.is_http2();
        let (slow, running) = (Running::start(&clock), Running::start(&clock));
        slow.waits_for_peer();
        running.waits_for_peer();
        assert_eq!(clock.next(Instant::now() + SECOND * 15), Next::Cut);
        running.goes_on();
        assert_eq!(clock.next(Instant::now() + SECOND * 15), Next::Cut);
        drop(slow);
        assert!(matches!(clock.next(Instant::now() + SECOND * 50), Next::Wait(_)));
    }

    #[test]
    fn who_was_asked_to_close_is_cut_soon() {
        let clock = clock(Instant::now());
        let running = Running::start(&clock);
        clock.closes();
        assert!(matches!(clock.next(Instant::now() + SECOND * 50), Next::Wait(_)));
        drop(running);
        assert_eq!(clock.next(Instant::now() + CLOSING), Next::Cut);
    }
}
