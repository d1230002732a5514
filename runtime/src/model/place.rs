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
    pub(crate) fn pointer(self) -> String {
        POINTER.take().unwrap_or_default()
    }
}

/// Those of a reader around it are kept again, also in a panic.
impl Drop for Trace {
    fn drop(&mut self) {
        POINTER.set(self.outer.take());
    }
}

/// Reads something; an error comes with its pointer.
pub(crate) fn traced<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, (String, E)> {
    let trace = Trace::begin();
    let result = read();
    let pointer = trace.pointer();
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

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn a_reader_that_panics_leaves_nothing_to_those_after_it() {
        let panicked = catch_unwind(|| traced::<(), ()>(|| panic!("no text")));
        assert!(panicked.is_err() && POINTER.take().is_none());
    }

    #[test]
    fn a_reader_within_another_has_its_own_steps() {
        let read = traced::<(), &str>(|| {
            let inner = traced::<(), _>(|| Err(at("inner", "wrong")));
            assert_eq!(inner, Err(("/inner".to_owned(), "wrong")));
            Err(at("outer", "wrong"))
        });
        assert_eq!(read, Err(("/outer".to_owned(), "wrong")));
    }
}
