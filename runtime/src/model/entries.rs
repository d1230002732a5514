//! The constraints `each` and `keys`: rules for what a list or a map is made of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Patch;
use crate::json::Violations;

/// A list or a map: it has entries.
#[diagnostic::on_unimplemented(
    message = "`each` is a rule for lists and maps",
    label = "`{Self}` has no items",
    note = "write the rules on the field itself: `#[check(length = 1..=60)]`"
)]
pub trait HasEntries {
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
pub trait HasKeys {
    /// Looks at each key, at its place.
    fn look_at_keys(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &String));
}

/// A list or map: what each of its items, or values, must fulfil.
pub fn each<T: HasEntries>(found: &mut Violations, value: &T, look: impl FnMut(&mut Violations, &T::Entry)) {
    value.look(found, look);
}

/// A map: what each of its keys must fulfil.
pub fn keys<T: HasKeys>(found: &mut Violations, value: &T, look: impl FnMut(&mut Violations, &String)) {
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
        impl<T> HasEntries for $map<String, T> {
            type Entry = T;

            fn look(&self, found: &mut Violations, mut look: impl FnMut(&mut Violations, &T)) {
                for (key, value) in self {
                    found.within(key, |found| look(found, value));
                }
            }
        }

        impl<T> HasKeys for $map<String, T> {
            fn look_at_keys(&self, found: &mut Violations, mut look: impl FnMut(&mut Violations, &String)) {
                for key in self.keys() {
                    found.within(key, |found| look(found, key));
                }
            }
        }
    )*};
}

maps! { BTreeMap, HashMap, }

macro_rules! transparent {
    ($($pointer:ident: $value:ident => $inner:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: HasEntries> HasEntries for $pointer<T> {
            type Entry = T::Entry;

            fn look(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &T::Entry)) {
                let $value = self;
                if let Some(inner) = $inner {
                    let inner: &T = inner;
                    inner.look(found, look);
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T: HasKeys> HasKeys for $pointer<T> {
            fn look_at_keys(&self, found: &mut Violations, look: impl FnMut(&mut Violations, &String)) {
                let $value = self;
                if let Some(inner) = $inner {
                    let inner: &T = inner;
                    inner.look_at_keys(found, look);
                }
            }
        }
    )*};
}

transparent! {
    Option: value => value.as_ref();
    Patch: value => value.value();
    Box: value => Some(&**value);
    Arc: value => Some(&**value);
}
