//! The traits that the macros implement for controllers and APIs.

use core::future::Future;

use terrace_model::Node;

use crate::app::App;
use crate::context::Context;
use crate::dialect::Dialect;
use crate::failure::Failure;
use crate::private::{ApiTable, ResourceTable};

/// A resource: `#[controller]` on a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a controller",
    label = "not declared by `#[controller]`",
    note = "put `#[controller(path = \"/…\")]` on the struct"
)]
pub trait Controller: Sized + Send + Sync + 'static {
    /// Its version set; [`private::Unversioned`](crate::private::Unversioned) where it names none.
    type Versions;

    /// The type of its key; [`private::Keyless`](crate::private::Keyless) where it has none.
    #[doc(hidden)]
    type Key;

    /// What it is.
    const NODE: &'static Node;

    /// Runs the loaders of all ancestors, outermost first.
    #[doc(hidden)]
    fn load_above(cx: &mut Context) -> impl Future<Output = Result<(), Failure>> + Send {
        let _nothing_is_above = cx;
        core::future::ready(Ok(()))
    }
}

/// A controller's handlers: `#[routes]` on its `impl`.
#[diagnostic::on_unimplemented(
    message = "the controller `{Self}` has no routes",
    label = "no `#[routes] impl {Self}` is to be found",
    note = "put `#[controller(path = \"/…\")]` on the struct, and `#[routes]` on its `impl` block"
)]
pub trait Routes: Sized {
    /// Its table.
    const RESOURCE: &'static ResourceTable;

    /// Runs the loaders of all ancestors, outermost first, and then, for a member's routes, its own.
    #[doc(hidden)]
    fn load(cx: &mut Context, own: bool) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// A controller with a `#[load]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` loads nothing",
    label = "no handler of `{Self}` is marked `#[load]`",
    note = "add `#[load] async fn load(&self, key: Key) -> Result<Item, NotFound>` to its `#[routes] impl`"
)]
pub trait Loads: Controller {
    /// What its loader finds.
    type Item: Send + Sync + 'static;
}

/// A controller that is `X`, or below `X`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not below `{X}`, so no `{X}` is loaded for its handlers",
    label = "only `{X}` and the controllers below it may take this",
    note = "name it as the parent: `#[controller(parent = {X}, …)]`"
)]
pub trait Under<X> {}

/// An API: what `api!` declares.
pub trait Api: Clone + Send + Sync + 'static {
    /// Its tables.
    const TABLE: &'static ApiTable;

    /// How its failures look.
    const DIALECT: &'static dyn Dialect;

    /// The API, ready to be served.
    fn app(&self) -> &App;
}
