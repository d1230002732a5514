//! Open models, and what an API adds to them: [`Addition`].

use core::any::TypeId;
use std::sync::Arc;

use serde::de::Error;
use terrace_model::{Addition as Table, Field, FieldNames, Range, Shape, Type};

use super::extra::{Extra, Stored};
use super::read::{Fields, Kept};
use super::scope;
use super::write::Object;
use crate::json::Violations;

/// A model that other crates may add fields to: `#[model(open)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not open",
    label = "nothing can be added to it",
    note = "write `#[model(open)]` where it is declared, and a field `extra: Extra<{Self}>`"
)]
pub trait Open: Fields {
    /// What was added to a value.
    fn extra(&self) -> &Extra<Self>;

    /// The same, to add more.
    fn extra_mut(&mut self) -> &mut Extra<Self>;
}

/// The type of a field that holds what is added to a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold what is added to `{M}`",
    label = "not of the type `Extra<{M}>`",
    note = "write `extra: Extra<{M}>`, with `terrace::Extra`"
)]
pub trait Slot<M>: Sized {
    /// What it holds.
    fn extra(&self) -> &Extra<M>;

    /// The same, to add more.
    fn extra_mut(&mut self) -> &mut Extra<M>;

    /// One that holds something.
    fn holding(extra: Extra<M>) -> Self;
}

impl<M> Slot<M> for Extra<M> {
    fn extra(&self) -> &Extra<M> {
        self
    }

    fn extra_mut(&mut self) -> &mut Extra<M> {
        self
    }

    fn holding(extra: Extra<M>) -> Self {
        extra
    }
}

/// A model whose fields are added to those of another one: `#[model(extends = …, prefix = "…")]` writes it.
///
/// An API takes it by listing it: `additions: [acme::Rack];`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` adds nothing to a model",
    label = "says no model that it adds to",
    note = "declare it with `#[model(extends = …, prefix = \"…\")]`"
)]
pub trait Addition: Fields {
    /// The model that it is added to.
    type Of: Open;

    /// Its table.
    #[doc(hidden)]
    const TABLE: Table = Table {
        of: const { &<Self::Of as super::Model>::TYPE },
        ty: const { &Self::TYPE },
        names: const { &Self::ALL },
    };

    /// How it is read.
    #[doc(hidden)]
    const ADDED: Added = Added::of::<Self>();
}

/// An addition to the model `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not added to `{M}`",
    label = "adds to another model, or to none",
    note = "declare it with `#[model(extends = {M}, prefix = \"…\")]`"
)]
pub trait Adds<M>: Addition<Of = M> {}

#[diagnostic::do_not_recommend]
impl<M, A: Addition<Of = M>> Adds<M> for A {}

/// What an API adds to a model, and how it is read.
#[derive(Clone, Copy, Debug)]
pub struct Added {
    of: TypeId,
    id: TypeId,
    pub(super) names: &'static FieldNames,
    range: Range,
    read: fn(&mut Kept) -> Result<Arc<dyn Stored>, serde_json::Error>,
}

impl Added {
    const fn of<A: Addition>() -> Added {
        let Table { ty, names, .. } = A::TABLE;
        let read =
            |kept: &mut Kept| -> Result<Arc<dyn Stored>, serde_json::Error> { Ok(Arc::new(A::read_kept(kept)?)) };
        Added { of: TypeId::of::<A::Of>(), id: TypeId::of::<A>(), names, range: ty.life.range, read }
    }
}

/// The field of an open model in its table, in whose place the fields of additions stand.
#[must_use]
pub const fn field<M: Open>() -> Field {
    let ty = || const { &Type::plain(Shape::Added(M::ty)) };
    Field { is_flattened: true, always_written: false, ..Field::plain("extra", ty) }
}

/// What the current API adds to a type in the current version, each with its place among all additions.
pub(super) fn live(of: TypeId) -> impl Iterator<Item = (usize, &'static Added)> {
    let all = scope::additions().iter().enumerate();
    all.filter(move |(_, added)| added.of == of && scope::holds(&added.range))
}

/// What an object has for additions, each at its place. It is read once all of it is there.
#[derive(Debug, Default)]
pub struct Brought(Vec<Kept>);

impl Brought {
    /// Where the fields of an addition are kept.
    pub(super) fn at(&mut self, place: usize) -> &mut Kept {
        if self.0.len() <= place {
            self.0.resize_with(place + 1, Kept::default);
        }
        &mut self.0[place]
    }
}

/// Reads all that the current API adds to a model.
///
/// # Errors
///
/// See [`Fields::read_fields`].
pub fn read<M: Open, E: Error>(mut brought: Brought) -> Result<Extra<M>, E> {
    let mut extra = Extra::default();
    for (place, added) in live(TypeId::of::<M>()) {
        extra.hold((added.read)(brought.at(place)).map_err(E::custom)?);
    }
    Ok(extra)
}

/// Writes what the current API adds to a model, as far as the value has it.
///
/// # Errors
///
/// The writer's.
pub fn write<M: Open, O: Object>(value: &M, object: &mut O) -> Result<(), O::Error> {
    let extra = value.extra();
    if extra.all().is_empty() {
        return Ok(());
    }
    for (_, added) in live(TypeId::of::<M>()) {
        if let Some(stored) = extra.find(added.id) {
            object.addition(stored)?;
        }
    }
    Ok(())
}

/// Reports the constraints that additions break.
pub fn check<M: Open>(value: &M, found: &mut Violations) {
    value.extra().all().iter().for_each(|stored| stored.check(found));
}
