//! Lists and sets.

use core::fmt;
use core::hash::Hash;
use core::marker::PhantomData;
use std::collections::{BTreeSet, HashSet};

use serde::Deserializer;
use serde::de::{Error, SeqAccess, Visitor};
use terrace_model::{Constraint, Life, Rule, Shape, Type};

use super::batch::Reached;
use super::{Model, Writer, place};
use crate::json::Violations;

/// The most items that are given room before they are read.
const ROOM: usize = 1024;

/// A list without rules.
const fn list<T: Model>() -> Type {
    Type { life: T::LIFE, ..Type::plain(Shape::List(T::ty)) }
}

/// A list whose items differ.
const fn set<T: Model>() -> Type {
    Type { rules: const { &[Constraint::always(Rule::Unique)] }, ..list::<T>() }
}

impl<T: Model> Model for Vec<T> {
    const TYPE: Type = list::<T>();
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.list(self.iter())
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(List::new())
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.iter_mut().for_each(|item| item.reach(reached));
    }
}

impl<T: Model> Model for Box<[T]> {
    const TYPE: Type = list::<T>();
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.list(self.iter())
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::read(from).map(Vec::into_boxed_slice)
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }

    fn reach<'a>(&'a mut self, reached: &mut Reached<'a>) {
        self.iter_mut().for_each(|item| item.reach(reached));
    }
}

impl<T: Model + Ord> Model for BTreeSet<T> {
    const TYPE: Type = set::<T>();
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.list(self.iter())
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Set { add: BTreeSet::insert })
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }
}

impl<T: Model + Eq + Hash> Model for HashSet<T> {
    const TYPE: Type = set::<T>();
    const LIFE: Life = T::LIFE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        to.list(self.iter())
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Set { add: HashSet::insert })
    }

    fn check(&self, found: &mut Violations) {
        check(self, found);
    }
}

/// Reads items; `add` says whether it took one, and is refused those that it did not take.
fn items<'de, T: Model, A: SeqAccess<'de>>(mut seq: A, mut add: impl FnMut(T) -> bool) -> Result<(), A::Error> {
    let mut index = 0_usize;
    while let Some(item) = seq.next_element_seed(super::Seed::new()).map_err(|error| place::at(index, error))? {
        if !add(item) {
            return Err(place::at(index, A::Error::custom("the item is there twice")));
        }
        index += 1;
    }
    Ok(())
}

fn check<'a, T: Model>(items: impl IntoIterator<Item = &'a T>, found: &mut Violations) {
    for (index, item) in items.into_iter().enumerate() {
        found.within(index, |found| item.check(found));
    }
}

pub(super) struct List<T>(PhantomData<T>);

impl<T> List<T> {
    pub(super) fn new() -> List<T> {
        List(PhantomData)
    }
}

impl<'de, T: Model> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(ROOM));
        items(seq, |item| {
            list.push(item);
            true
        })?;
        Ok(list)
    }
}

struct Set<T, C> {
    add: fn(&mut C, T) -> bool,
}

impl<'de, T: Model, C: Default> Visitor<'de> for Set<T, C> {
    type Value = C;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<C, A::Error> {
        let mut set = C::default();
        items(seq, |item| (self.add)(&mut set, item))?;
        Ok(set)
    }
}
