//! A context of which it is known that it may move between threads.

use crate::context::Context;

/// A [`Context`], of which no more is known.
///
/// The compiler asks of each type within a handler's future whether it may move between threads. Within a context these are some
/// hundred, an application among them, and it would ask anew for each handler. Of this it is said.
pub trait Movable: Send + 'static {
    /// The context.
    fn context(&self) -> &Context;

    /// The context, to take something out of it.
    fn context_mut(&mut self) -> &mut Context;
}

impl Movable for Context {
    #[inline]
    fn context(&self) -> &Context {
        self
    }

    #[inline]
    fn context_mut(&mut self) -> &mut Context {
        self
    }
}

/// The context of a handler, for its future.
#[inline]
pub fn moved(cx: Context) -> impl Movable {
    cx
}
