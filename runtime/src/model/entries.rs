//! The constraints `each` and `keys`: rules for what a list or a map is made of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::key::AsText;
use super::wraps::{Itself, Maybe, Within, Wraps};
use super::{Key, Patch};
use crate::json::Violations;

/// A list or a map: it has entries.
#[diagnostic::on_unimplemented(
    message = "`each` is a rule for lists and maps",
    label = "`{Self}` has no items",
    note = "write the rules on the field itself: `#[check(length = 1..=60)]`"
)]
pub trait HasEntries<Way = Itself> {
    /// What an entry is: a list's item, a map's value.
    type Entry;

    /// Looks at each entry, at its place.
    fn look(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &Self::Entry));
}

/// A map.
#[diagnostic::on_unimplemented(
    message = "`keys` is a rule for maps",
    label = "`{Self}` has no keys",
    note = "`each(…)` looks at the items of a list"
)]
pub trait HasKeys<Way = Itself> {
    /// What a key is.
    type Key;

    /// Looks at each key, at its place.
    fn look_at_keys(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &Self::Key));
}

/// A list or map: what each of its items, or values, must fulfil.
pub fn each<Way, T: HasEntries<Way>>(found: &mut Violations, value: &T, look: impl FnMut(&mut Violations, &T::Entry)) {
    value.look(found, look);
}

/// A map: what each of its keys must fulfil.
pub fn keys<Way, T: HasKeys<Way>>(found: &mut Violations, value: &T, look: impl FnMut(&mut Violations, &T::Key)) {
    value.look_at_keys(found, look);
}

macro_rules! lists {
    ($($type:ty,)*) => {$(
        impl<T> HasEntries for $type {
            type Entry = T;

            fn look(&self, found: &mut Violations, mut look: impl FnMut(&mut Violations, &T)) {
                for (index, item) in self.iter().enumerate() {
                    found.within(index, |found| look(found, item));
                }
            }
        }
    )*};
}

lists! { Vec<T>, Box<[T]>, BTreeSet<T>, HashSet<T>, }

macro_rules! maps {
    ($($map:ident,)*) => {$(
        impl<K: Key, T> HasEntries for $map<K, T> {
            type Entry = T;

            fn look(&self, found: &mut Violations, mut look: impl FnMut(&mut Violations, &T)) {
                for (key, value) in self {
                    found.within(AsText(key), |found| look(found, value));
                }
            }
        }

        impl<K: Key, T> HasKeys for $map<K, T> {
            type Key = K;

            fn look_at_keys(&self, found: &mut Violations, mut look: impl FnMut(&mut Violations, &K)) {
                for key in self.keys() {
                    found.within(AsText(key), |found| look(found, key));
                }
            }
        }
    )*};
}

maps! { BTreeMap, HashMap, }

macro_rules! through {
    ($([$($parameters:tt)*] $type:ty, $way:ty: $value:ident => $found:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasEntries<$way> for $type where T: HasEntries<Way> {
            type Entry = T::Entry;

            fn look(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &T::Entry)) {
                let $value = self;
                if let Some(within) = $found {
                    T::look(within, found, look);
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*, Way> HasKeys<$way> for $type where T: HasKeys<Way> {
            type Key = T::Key;

            fn look_at_keys(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &T::Key)) {
                let $value = self;
                if let Some(within) = $found {
                    T::look_at_keys(within, found, look);
                }
            }
        }
    )*};
}

through! {
    [T] Option<T>, Maybe<Way>: value => value.as_ref();
    [T] Patch<T>, Maybe<Way>: value => value.value();
    [T, W: Wraps<T>] W, Within<T, Way>: value => Some(value.inner());
}
