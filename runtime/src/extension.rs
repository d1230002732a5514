//! Extensions, as the macros implement them.

use terrace_model::Range;

use crate::app::Built;
use crate::model::batch::Batched;
use crate::model::open::Added;
use crate::private::{ExtensionTable, ResourceTable};
use crate::state::Parts;

/// A part of an API that any crate can bring: `#[extension]` on a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an extension",
    label = "not declared by `#[extension]`",
    note = "put `#[extension(alias = \"…\", updated = \"…\", …)]` on the struct"
)]
pub trait Extension: Sized + Send + Sync + 'static {
    /// Its table.
    const TABLE: &'static ExtensionTable;

    /// The versions in which it exists.
    #[doc(hidden)]
    const RANGE: Range = Range::ALL;

    /// What it adds to models, as the table lists it.
    #[doc(hidden)]
    const ADDITIONS: &'static [Added] = &[];
}

/// The handlers that an extension adds to the controller `C`: `#[routes(of = C)]` on its `impl`.
#[diagnostic::on_unimplemented(
    message = "the extension `{Self}` has no handlers for `{C}`",
    label = "no `#[routes(of = {C})] impl {Self}` is to be found",
    note = "write `#[routes(of = {C})] impl {Self} {{ … }}`, or leave `{C}` out of `of`"
)]
pub trait RoutesOf<C>: Sized {
    /// Their table, with the controller's node.
    const RESOURCE: &'static ResourceTable;
}

/// An extension that is built from a state `S`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an extension",
    label = "not declared by `#[extension]`",
    note = "put `#[extension(alias = \"…\", updated = \"…\", …)]` on the struct"
)]
pub trait Extends<S>: Sized {
    /// Builds it.
    fn extended(parts: &Parts<S>) -> Extended;
}

/// An extension, built from a state.
#[doc(hidden)]
#[derive(Debug)]
pub struct Extended {
    /// What handles its entries, in the order of its table.
    pub built: Vec<Built>,
    /// What gives the fields that it adds to answers.
    pub batches: Vec<Batched>,
}
