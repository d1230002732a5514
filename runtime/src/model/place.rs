//! The place of an error, as a JSON pointer (RFC 6901).
//!
//! Readers do not keep track of where they are. When one fails, each reader around it adds its step while the error
//! passes through, so that reading what is right costs nothing. Steps go to a thread-local, because a deserializer's
//! error has no room for them; without a [`Trace`] they go nowhere.

use core::cell::RefCell;
use core::fmt::Display;

thread_local! {
    static POINTER: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// While there is one, steps are kept.
#[derive(Debug)]
pub(crate) struct Trace {
    outer: Option<String>,
}

impl Trace {
    pub(crate) fn begin() -> Self {
        Trace { outer: POINTER.replace(Some(String::new())) }
    }

    /// The pointer that the steps make.
    pub(crate) fn end(self) -> String {
        POINTER.replace(self.outer).unwrap_or_default()
    }
}

/// Reads something; an error comes with its pointer.
pub(crate) fn traced<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, (String, E)> {
    let trace = Trace::begin();
    let result = read();
    let pointer = trace.end();
    result.map_err(|error| (pointer, error))
}

/// An error that is at, or below, a step: a field's name, a map's key, an item's index.
#[cold]
pub(crate) fn at<E>(step: impl Display, error: E) -> E {
    POINTER.with_borrow_mut(|pointer| {
        if let Some(pointer) = pointer {
            pointer.insert_str(0, &token(&step));
        }
    });
    error
}

/// Drops the steps of an error that somebody recovered from.
pub(crate) fn forget() {
    POINTER.with_borrow_mut(|pointer| {
        if let Some(pointer) = pointer {
            pointer.clear();
        }
    });
}

/// One step of a pointer, with its slash.
pub(crate) fn token(step: &impl Display) -> String {
    format!("/{}", step.to_string().replace('~', "~0").replace('/', "~1"))
}
