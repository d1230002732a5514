//! Types around one other type that are written as it is: rules look through them, however many there are.
//!
//! A rule's trait has a parameter that tells by what way it is implemented, so that it can be for whatever wraps something that
//! has it. There is one way for each type, which the compiler finds.

use core::marker::PhantomData;
use std::sync::Arc;

/// A newtype that `#[model]` is on, or a pointer. What is within is a parameter, since a public newtype may hold a private type.
pub trait Wraps<T> {
    /// What is within.
    fn inner(&self) -> &T;
}

/// A type that is itself what a rule is for.
#[derive(Debug)]
pub struct Itself;

/// A type that may hold another, which is what a rule is for.
#[derive(Debug)]
pub struct Maybe<Way>(PhantomData<Way>);

/// A type that wraps another, which is what a rule is for.
#[derive(Debug)]
pub struct Within<T, Way>(PhantomData<(T, Way)>);

macro_rules! pointers {
    ($($pointer:ident,)*) => {$(
        impl<T> Wraps<T> for $pointer<T> {
            fn inner(&self) -> &T {
                self
            }
        }
    )*};
}

pointers! { Box, Arc, }
