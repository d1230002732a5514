//! What a connection is at, and until when it may be.

use core::task::{self, Poll};
use core::time::Duration;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::limits::Limits;
use super::socket::Watch;
use crate::body::Arrival;

/// What a connection without a request may take to close once it was asked to.
pub(super) const CLOSING: Duration = Duration::from_secs(5);
/// When to look again where nothing is limited.
const FAR: Duration = Duration::from_secs(3600);

/// Tells what a connection is at. Nobody is woken when that changes: who waits looks at it anew after each time.
#[derive(Debug)]
pub(super) struct Clock {
    head_time: Option<Duration>,
    idle_time: Option<Duration>,
    write_time: Option<Duration>,
    /// Where nobody else sees whether the peer has left.
    watch: Option<Watch>,
    at: Mutex<At>,
}

#[derive(Debug)]
struct At {
    /// The requests that are not wholly answered.
    running: usize,
    /// When the last of them was.
    idle_since: Instant,
    /// When a head began. The first one is taken to begin with the connection.
    head_since: Option<Instant>,
    /// When the connection was asked to close.
    closing_since: Option<Instant>,
    /// Whether what is read outside of a request is a head: not so in HTTP/2.
    reads_heads: bool,
    /// Whether a part of the last request's body is unread.
    has_body: bool,
    /// Whether a handler waits for more of it: then hyper reads, and sees whether the peer has left.
    awaits_body: bool,
    /// The number of the next request.
    next: u64,
    /// The requests of HTTP/2 of whose answers the peer has not taken all that there is, by number, and since when.
    untaken: Vec<(u64, Instant)>,
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
        let at = At {
            running: 0,
            idle_since: now,
            head_since: Some(now),
            closing_since: None,
            reads_heads: true,
            has_body: false,
            awaits_body: false,
            next: 0,
            untaken: Vec::new(),
        };
        let Limits { head_time, idle_time, write_time, .. } = *limits;
        Clock { head_time, idle_time, write_time, watch: None, at: Mutex::new(at) }
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
        let mut at = self.at();
        if at.reads_heads && at.running == 0 && at.head_since.is_none() {
            at.head_since = Some(Instant::now());
        }
    }

    /// It turned out to be HTTP/2.
    pub(super) fn is_http2(&self) {
        self.at().reads_heads = false;
    }

    /// A request of HTTP/1.1 has a body that is not read to its end, or has none.
    pub(super) fn has_body(&self, has_body: bool) {
        self.at().has_body = has_body;
    }

    /// Whether something of a body may still be on its way when the connection closes.
    pub(super) fn may_have_more(&self) -> bool {
        self.at().has_body
    }

    /// It is asked to close.
    pub(super) fn closes(&self) {
        self.at().closing_since = Some(Instant::now());
    }

    pub(super) fn next(&self, now: Instant) -> Next {
        let at = self.at();
        let limits = [self.head_time, self.idle_time, self.write_time];
        let look = now + limits.into_iter().flatten().fold(FAR, Duration::min);
        if at.running > 0 {
            let untaken = at.untaken.iter().map(|(_, since)| *since).min();
            return match untaken.zip(self.write_time).map(|(since, limit)| since + limit) {
                Some(end) if end <= now => Next::Cut,
                Some(end) => Next::Wait(end.min(look)),
                None => Next::Wait(look),
            };
        }
        let head_ends = at.head_since.zip(self.head_time).map(|(since, limit)| since + limit);
        let closing_ends = at.closing_since.map(|since| since.max(at.idle_since) + CLOSING);
        let idle_ends = self.idle_time.map(|limit| at.idle_since + limit);
        let idle_ends = idle_ends.filter(|_| at.head_since.is_none() && at.closing_since.is_none());
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

    fn at(&self) -> MutexGuard<'_, At> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Arrival for Clock {
    fn is_awaited(&self, is_awaited: bool) {
        self.at().awaits_body = is_awaited;
    }

    fn has_ended(&self) {
        self.has_body(false);
    }
}

/// A request that is not wholly answered.
#[derive(Debug)]
pub(super) struct Running {
    number: u64,
    /// Whether there is no other beside it, as in HTTP/1.1.
    is_alone: bool,
    clock: Arc<Clock>,
}

impl Running {
    pub(super) fn start(clock: &Arc<Clock>) -> Self {
        let mut at = clock.at();
        let number = at.next;
        at.next += 1;
        at.running += 1;
        at.head_since = None;
        let is_alone = at.reads_heads;
        drop(at);
        Running { number, is_alone, clock: Arc::clone(clock) }
    }

    /// Ready when the peer has left and the answer is for nobody. In HTTP/2 its end of the connection tells that, and who waits for a body
    /// learns it from that.
    pub(super) fn poll_left(&self, task: &mut task::Context<'_>) -> Poll<io::Error> {
        let Some(watch) = self.clock.watch.as_ref().filter(|_| self.is_alone) else { return Poll::Pending };
        if self.clock.at().awaits_body {
            return Poll::Pending;
        }
        watch
            .poll_left(task)
            .map(|()| io::Error::new(io::ErrorKind::ConnectionAborted, "the peer left before its answer"))
    }

    /// Its answer goes on when the peer has taken what there is of it.
    pub(super) fn waits_for_peer(&self) {
        self.clock.at().untaken.push((self.number, Instant::now()));
    }

    /// The peer has taken it.
    pub(super) fn goes_on(&self) {
        self.clock.at().untaken.retain(|(number, _)| *number != self.number);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut at = self.clock.at();
        at.running -= 1;
        at.idle_since = Instant::now();
        if !at.untaken.is_empty() {
            at.untaken.retain(|(number, _)| *number != self.number);
        }
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
