//! A future that is seldom woken, in a task that often is.

use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{self, Poll, Waker};
use std::sync::Arc;
use std::task::Wake;

use futures_util::task::AtomicWaker;
use pin_project_lite::pin_project;

pin_project! {
    /// A future that is polled where it was woken itself, and not each time that its task is.
    pub(super) struct Seldom<F> {
        #[pin]
        future: F,
        woken: Arc<Woken>,
        waker: Waker,
    }
}

#[derive(Debug)]
struct Woken {
    is_woken: AtomicBool,
    /// The task around it.
    task: AtomicWaker,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.task.wake();
    }
}

impl<F> Seldom<F> {
    pub(super) fn new(future: F) -> Self {
        let woken = Arc::new(Woken { is_woken: AtomicBool::new(true), task: AtomicWaker::new() });
        Seldom { future, waker: Arc::clone(&woken).into(), woken }
    }

    /// Puts another one in its place.
    pub(super) fn replace(self: Pin<&mut Self>, future: F) {
        let mut this = self.project();
        this.woken.is_woken.store(true, Ordering::Release);
        this.future.set(future);
    }
}

impl<F: Future> Future for Seldom<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        // First, so that who wakes it meanwhile wakes the task.
        this.woken.task.register(task.waker());
        if !this.woken.is_woken.swap(false, Ordering::Acquire) {
            return Poll::Pending;
        }
        this.future.poll(&mut task::Context::from_waker(this.waker))
    }
}

#[cfg(test)]
mod tests {
    use core::pin::pin;

    use futures_util::task::noop_waker_ref;
    use futures_util::{FutureExt, future};

    use super::*;

    #[test]
    fn it_is_polled_where_it_was_woken_and_only_then() {
        let (mut polls, mut known) = (0, None);
        let counted = future::poll_fn(|task| {
            polls += 1;
            known.replace(task.waker().clone()).map_or(Poll::Pending, |_| Poll::Ready(polls))
        });
        let mut seldom = pin!(Seldom::new(counted));
        let mut task = task::Context::from_waker(noop_waker_ref());
        assert!(seldom.poll_unpin(&mut task).is_pending() && seldom.poll_unpin(&mut task).is_pending());
        let waker = seldom.waker.clone();
        waker.wake();
        assert_eq!(seldom.poll_unpin(&mut task), Poll::Ready(2));
    }
}
