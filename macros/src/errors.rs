//! What is wrong with a macro's input: gathered by every stage, reported together.
//!
//! A message says what is wrong and then, on a second line after `help: `, what to write instead. Errors that are
//! gathered and never read would compile a wrong declaration, so dropping them unread panics.

use std::cell::RefCell;

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;

#[derive(Debug)]
pub(crate) struct Errors {
    found: RefCell<Option<Vec<syn::Error>>>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Errors { found: RefCell::new(Some(Vec::new())) }
    }

    /// Reports a mistake at the tokens of something.
    pub(crate) fn on(&self, tokens: &(impl Spanned + ?Sized), message: impl core::fmt::Display) {
        self.at(tokens.span(), message);
    }

    /// Reports a mistake at a place.
    pub(crate) fn at(&self, span: Span, message: impl core::fmt::Display) {
        self.push(syn::Error::new(span, message));
    }

    pub(crate) fn push(&self, error: syn::Error) {
        if let Some(found) = self.found.borrow_mut().as_mut() {
            found.push(error);
        }
    }

    /// The value, or the error kept.
    pub(crate) fn keep<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// How much was reported yet.
    pub(crate) fn count(&self) -> usize {
        self.found.borrow().as_ref().map_or(0, Vec::len)
    }

    /// Whether nothing was reported yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// All that was reported, as `compile_error!`s.
    pub(crate) fn finish(self) -> TokenStream {
        let found = self.found.borrow_mut().take();
        found.into_iter().flatten().map(|error| error.to_compile_error()).collect()
    }

    /// All that was reported, as one error.
    pub(crate) fn into_result(self) -> syn::Result<()> {
        let found = self.found.borrow_mut().take();
        let all = found.into_iter().flatten().reduce(|mut all, error| {
            all.combine(error);
            all
        });
        all.map_or(Ok(()), Err)
    }

    /// The messages of all that was reported.
    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        let found = self.found.borrow_mut().take();
        found.into_iter().flatten().map(|error| error.to_string()).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let unread = self.found.borrow_mut().take().is_some_and(|found| !found.is_empty());
        assert!(!unread || std::thread::panicking(), "errors were found but not reported");
    }
}
