//! An API, built from a state: its controllers, each with the filters before it and its handlers, and its extensions.

use core::any::{Any, TypeId};
use core::fmt;

use super::App;
use crate::controller::Api;
use crate::extension::Extended;
use crate::filter::{Chain, Filtered};
use crate::state::{FromState, Parts};

/// A controller, built.
pub struct Built {
    controller: Box<dyn Any + Send + Sync>,
    /// What stands before all of its handlers.
    before: Option<Chain>,
    /// What stands before some, by their names.
    before_handlers: Vec<(&'static str, Chain)>,
}

impl Built {
    /// Builds what has handlers of the controller `C` from its parts: `C` itself, or an extension that adds them to it.
    pub fn of<E, C, S>(parts: &Parts<S>) -> Self
    where
        E: FromState<S> + Filtered<S, C> + Send + Sync + 'static,
        C: FromState<S>,
    {
        let handlers = E::handlers_filters(parts).into_iter();
        let before_handlers = handlers.filter_map(|(name, chain)| Some((name, chain?))).collect();
        Built { controller: Box::new(E::from_state(parts)), before: C::filters(parts), before_handlers }
    }

    /// The controller, where it is of this type.
    pub(super) fn controller<C: 'static>(&self) -> Option<&C> {
        self.controller.downcast_ref()
    }

    /// The one among some whose controller is of a type.
    #[cold]
    pub(super) fn of_type(all: &[Built], ty: TypeId) -> Option<&Built> {
        all.iter().find(|built| (*built.controller).type_id() == ty)
    }

    /// What stands before a handler, the outermost first.
    pub(super) fn filters(&self, handler: &str) -> Option<(Chain, Option<Chain>)> {
        let own = self.before_handlers.iter().find(|(name, _)| *name == handler).map(|(_, chain)| chain.clone());
        match (self.before.clone(), own) {
            (Some(before), own) => Some((before, own)),
            (None, Some(own)) => Some((own, None)),
            (None, None) => None,
        }
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Built").finish_non_exhaustive()
    }
}

impl App {
    /// Builds an API from its controllers, and then those of its extensions that are on, in the order of its table.
    #[doc(hidden)]
    pub fn new<A: Api, S>(
        parts: &Parts<S>,
        controllers: impl IntoIterator<Item = Built>,
        extensions: &[fn(&Parts<S>) -> Extended],
    ) -> Self {
        let (table, off) = (A::TABLE, parts.off());
        let is_on = |alias: &str| !off.contains(&alias);
        let (mut controllers, mut batches): (Vec<_>, Vec<_>) = (controllers.into_iter().collect(), Vec::new());
        for (_, extended) in table.extensions.iter().zip(extensions).filter(|(own, _)| is_on(own.alias)) {
            let extended = extended(parts);
            controllers.extend(extended.built);
            batches.extend(extended.batches);
        }
        let entries = table.entries.iter().filter(|entry| entry.extension.is_none_or(is_on)).zip(controllers);
        let controllers = entries.filter(|(entry, _)| table.keeps(entry, off)).map(|(_, built)| built).collect();
        let additions = match off {
            [] => A::ADDITIONS,
            off => table.kept(A::ADDITIONS, |extension| extension.additions.len(), off).leak(),
        };
        App::build(table.without(off), A::DIALECT, additions, controllers, batches.into())
    }
}
