//! What the extractors around one value have in common.

use core::ops::{Deref, DerefMut};

use super::{Cookie, Form, Header, Json, Mount, Path, Query};

macro_rules! wrappers {
    ($($name:ident)*) => {$(
        impl<T> $name<T> {
            /// The value.
            pub fn into_inner(self) -> T {
                self.0
            }
        }

        impl<T> Deref for $name<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }

        impl<T> DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.0
            }
        }

        impl<T> AsRef<T> for $name<T> {
            fn as_ref(&self) -> &T {
                &self.0
            }
        }
    )*};
}

wrappers!(Cookie Form Header Json Mount Path Query);
