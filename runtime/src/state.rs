//! State: how a controller gets its fields from the one value that an API is built from.

use core::any::Any;
use core::any::TypeId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::controller::Application;
use crate::filter::{Chain, Chosen, UnknownPipeline};
use crate::settings::Told;
use crate::switched::{self, UnknownExtension};

/// A part of a state `S`. Every clonable state is a part of itself; `#[derive(FromRef)]` makes its fields parts of it.
#[diagnostic::on_unimplemented(
    message = "the state `{S}` has no `{Self}`",
    label = "a field of a controller, or a filter, needs it",
    note = "add a field of this type to the state and `#[derive(FromRef)]` to it, or implement `FromRef<{S}>`"
)]
pub trait FromRef<S> {
    /// Takes the part out of the state, by cloning it as a rule.
    fn from_ref(state: &S) -> Self;
}

impl<T: Clone> FromRef<T> for T {
    fn from_ref(state: &T) -> T {
        state.clone()
    }
}

/// What is built from a state `S`: a controller, field by field, or an API, controller by controller. The macros write it.
pub trait FromState<S>: Sized {
    /// Builds it.
    fn from_state(parts: &Parts<S>) -> Self;

    /// Builds the filters that it has before it, where it is a controller with a pipeline.
    #[doc(hidden)]
    fn filters(parts: &Parts<S>) -> Option<Chain> {
        let _nothing_is_before = parts;
        None
    }
}

/// A state that an API `A` can be built from. The state is what implements it, so that nothing is inferred about a state
/// from what the API needs.
#[doc(hidden)]
pub trait Fills<A> {
    /// Builds the API.
    fn fill(self) -> A;
}

impl<S, A: FromState<S>> Fills<A> for S {
    fn fill(self) -> A {
        A::from_state(&Parts::new(self))
    }
}

/// A state, parts that replace those it would give, and which pipelines stand before the APIs that are built of it.
pub struct Parts<S> {
    state: S,
    replaced: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
    pub(crate) chosen: Chosen,
    /// The aliases of the extensions that are off.
    off: Vec<&'static str>,
    /// Why what was built of them cannot do its work.
    unready: Mutex<Vec<String>>,
}

impl<S> Parts<S> {
    /// The state's own parts.
    pub fn new(state: S) -> Self {
        let (chosen, off, unready) = (Chosen::default(), Vec::new(), Mutex::default());
        Parts { state, replaced: HashMap::new(), chosen, off, unready }
    }

    /// Gives this value wherever the state's part of its type was asked for.
    #[must_use]
    pub fn replace<T: Clone + Send + Sync + 'static>(mut self, part: T) -> Self {
        self.replaced.insert(TypeId::of::<T>(), Box::new(part));
        self
    }

    /// Chooses the pipeline of an application's APIs by the setting that they name, as `auth_strategy`. Without it, it is the first of
    /// their list.
    ///
    /// ```
    /// # use terrace::filter::{Next, Request};
    /// # use terrace::prelude::*;
    /// use terrace::{Parts, Response, TestClient};
    ///
    /// # #[filter]
    /// # async fn token(request: Request, next: impl Next) -> Result<Response, Forbidden> {
    /// #     drop((request, next));
    /// #     Err(Forbidden::new("no token"))
    /// # }
    /// # #[filter]
    /// # async fn no_auth(request: Request, next: impl Next) -> Response {
    /// #     next.run(request).await
    /// # }
    /// # #[controller(path = "/servers")]
    /// # struct Servers;
    /// # #[routes]
    /// # impl Servers {
    /// #     #[index]
    /// #     async fn index(&self) {}
    /// # }
    /// pipeline! { Keystone: [token] }
    /// pipeline! { NoAuth2: [no_auth] }
    ///
    /// api! {
    ///     struct Compute at "/";
    ///     pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => NoAuth2 };
    ///     controllers: [Servers];
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), terrace::filter::UnknownPipeline> {
    /// let parts = Parts::new(()).choose::<Compute>("auth_strategy", "noauth2")?;
    /// let client = TestClient::<Compute>::with(parts);
    /// assert_eq!(client.get("/servers").await.status(), 204);
    ///
    /// let refused = Parts::new(()).choose::<Compute>("auth_strategy", "noauth").unwrap_err();
    /// let said = "`auth_strategy` is `noauth`, and must be `keystone` or `noauth2`; did you mean `noauth2`?";
    /// assert_eq!(refused.to_string(), said);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No pipeline is chosen by this setting, or none by this value.
    pub fn choose<A: Application>(mut self, setting: &str, value: &str) -> Result<Self, UnknownPipeline> {
        self.chosen.set::<A>(setting, value)?;
        Ok(self)
    }

    /// Switches an extension of an application's APIs off: what is built of these parts has nothing of what it brings. All that are not
    /// switched off are on.
    ///
    /// ```
    /// # use terrace::prelude::*;
    /// use terrace::{Parts, TestClient};
    ///
    /// # #[controller(path = "/shelf")]
    /// # struct Shelf;
    /// # #[routes]
    /// # impl Shelf {
    /// #     #[index]
    /// #     async fn index(&self) {}
    /// # }
    /// #[extension(alias = "os-shelve", updated = "2014-12-03", controllers = [Shelf])]
    /// struct Shelve;
    ///
    /// api! {
    ///     struct Compute at "/";
    ///     controllers: [];
    ///     extensions: [Shelve];
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), terrace::UnknownExtension> {
    /// let client = TestClient::<Compute>::with(Parts::new(()).without::<Compute>("os-shelve")?);
    /// assert_eq!(client.get("/shelf").await.status(), 404);
    ///
    /// let refused = Parts::new(()).without::<Compute>("os-shelf").unwrap_err();
    /// assert_eq!(refused.to_string(), "there is no extension `os-shelf`; did you mean `os-shelve`?");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No API lists an extension of this alias.
    pub fn without<A: Application>(mut self, alias: &str) -> Result<Self, UnknownExtension> {
        self.off.push(switched::find(alias, &switched::aliases(A::APIS))?);
        Ok(self)
    }

    /// The aliases of the extensions that are off.
    pub(crate) fn off(&self) -> &[&'static str] {
        &self.off
    }

    /// Chooses the pipelines, and which extensions are on, as the settings of the service say: those that
    /// [`Sources::application`](crate::settings::Sources::application) was told of.
    #[must_use]
    pub fn settings<T>(self, told: &Told<T>) -> Self {
        Parts { chosen: told.chosen.clone(), off: [self.off, told.off.clone()].concat(), ..self }
    }

    /// The state itself, whatever parts of it are replaced.
    pub fn state(&self) -> &S {
        &self.state
    }

    /// Says of what is built that it cannot do its work as it is set: see [`Filter::ready`](crate::filter::Filter::ready).
    pub(crate) fn unready(&self, problem: impl Into<String>) {
        self.unready.lock().unwrap_or_else(PoisonError::into_inner).push(problem.into());
    }

    /// Whether all that was built of these parts can do its work.
    ///
    /// # Errors
    ///
    /// Something cannot, as it is set.
    pub fn ready(&self) -> Result<(), Unready> {
        let mut problems = self.unready.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // An API's filters are built for each place where they stand.
        problems.dedup();
        if problems.is_empty() { Ok(()) } else { Err(Unready { problems }) }
    }

    /// One part.
    pub fn part<T: FromRef<S> + Clone + 'static>(&self) -> T {
        let replaced = self.replaced.get(&TypeId::of::<T>()).and_then(|part| part.downcast_ref::<T>());
        replaced.cloned().unwrap_or_else(|| T::from_ref(&self.state))
    }
}

impl<S: core::fmt::Debug> core::fmt::Debug for Parts<S> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Parts").field("state", &self.state).field("replaced", &self.replaced.len()).finish()
    }
}

/// Something that was built cannot do its work as it is set: [`Parts::ready`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unready {
    problems: Vec<String>,
}

impl core::fmt::Display for Unready {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(&self.problems.join("; "))
    }
}

impl core::error::Error for Unready {}
