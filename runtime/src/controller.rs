//! The traits that the macros implement for controllers and APIs.

use core::future::Future;

use terrace_model::{Node, Pipeline, check};

use crate::app::App;
use crate::context::Context;
use crate::dialect::Dialect;
use crate::failure::Failure;
use crate::model::open::Added;
use crate::openstack::About;
use crate::policy::target::Targeted;
use crate::private::{ApiTable, ResourceTable};
use crate::state::{FromState, Parts};

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

    /// What of it rules may speak of, where it is a [`PolicyTarget`](crate::policy::PolicyTarget).
    #[doc(hidden)]
    const TARGET: Option<Targeted> = None;
}

/// A controller that is `X`, or below `X`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not below `{X}`, so no `{X}` is loaded for its handlers",
    label = "only `{X}` and the controllers below it may take this",
    note = "name it as the parent: `#[controller(parent = {X}, …)]`"
)]
pub trait Under<X> {}

/// What can be served: an API, or several that `composite!` puts beside each other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be served",
    label = "neither a composite nor an API that stands by itself",
    note = "declare it with `api!` or `composite!`; an API that says `pipeline: composite` is served by that"
)]
pub trait Application: Clone + Send + Sync + 'static {
    /// Its APIs, in the order listed.
    const APIS: &'static [Declared];

    /// The application, ready to be served.
    fn app(&self) -> &App;
}

/// An API: what `api!` declares.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no API",
    label = "not declared by `api!`",
    note = "declare one: `api! {{ pub struct Compute at \"/\"; controllers: [Servers]; }}`"
)]
pub trait Api: Clone + Send + Sync + 'static {
    /// Its tables.
    const TABLE: &'static ApiTable;

    /// How its failures look.
    const DIALECT: &'static dyn Dialect;

    /// It, built: with nothing before it where a composite says what that is.
    #[doc(hidden)]
    fn built(&self) -> &App;

    /// Whether a composite says which filters stand before it: `pipeline: composite;`.
    #[doc(hidden)]
    const IS_OF_COMPOSITE: bool = false;

    /// What it adds to models, as the table lists it.
    #[doc(hidden)]
    const ADDITIONS: &'static [Added] = &[];
}

/// What is known of an API without building it.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Its tables.
    pub table: &'static ApiTable,
    /// How its failures look.
    pub dialect: &'static dyn Dialect,
    /// What version documents say of it that is not declared elsewhere.
    pub about: About,
    /// The pipeline that its documents tell of: the first of those it may have.
    pub pipeline: Option<&'static Pipeline>,
    /// Whether its composite has to say which that is.
    is_of_composite: bool,
}

impl Declared {
    /// What an API declares.
    #[must_use]
    pub const fn of<A: Api>() -> Self {
        Declared {
            table: A::TABLE,
            dialect: A::DIALECT,
            about: About::NONE,
            pipeline: A::TABLE.pipelines.first(),
            is_of_composite: A::IS_OF_COMPOSITE,
        }
    }

    /// The same behind what its composite puts before it, as this table says.
    #[must_use]
    pub const fn put_behind(self, table: &'static ApiTable) -> Self {
        Declared { table, pipeline: table.pipelines.first(), ..self }
    }

    /// The rule that it is known what stands before an API which its composite puts nothing before.
    #[track_caller]
    pub const fn stands(self) {
        if self.is_of_composite {
            check::composite::stands(self.table.name);
        }
    }

    /// The same with more for version documents to say.
    #[must_use]
    pub const fn with(self, about: About) -> Self {
        Declared { about, ..self }
    }

    /// The same behind the pipeline that a value chooses, where it has one for that.
    #[must_use]
    pub fn behind(self, value: &str) -> Self {
        Declared { pipeline: self.table.pipelines.named(value).or(self.pipeline), ..self }
    }

    /// The same without the extensions of these aliases.
    #[must_use]
    pub fn without(self, off: &[&str]) -> Self {
        self.having(self.table.without(off))
    }

    /// The same with another table.
    #[must_use]
    pub fn having(self, table: &'static ApiTable) -> Self {
        Declared { table, ..self }
    }

    /// The tables of several.
    #[must_use]
    pub const fn tables<const N: usize>(apis: &[Declared]) -> [&'static ApiTable; N] {
        let mut tables = [apis[0].table; N];
        let mut at = 0;
        while at < N {
            tables[at] = apis[at].table;
            at += 1;
        }
        tables
    }
}

/// An API of a composite that is built from a state `S`. One bound, so that a type that is no API is told of once.
#[doc(hidden)]
pub trait Part<S>: Sized {
    /// Builds it.
    fn part(parts: &Parts<S>) -> App;
}

impl<S, A: Api + FromState<S>> Part<S> for A {
    fn part(parts: &Parts<S>) -> App {
        A::from_state(parts).built().clone()
    }
}
