//! What is below a segment.

use core::num::NonZeroU32;

use crate::path::Class;

/// What is below a segment. It begins a line of the processor's cache, where its place is found by a shift.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Branch {
    /// What tells its literals from those of other branches.
    pub(super) tag: Tag,
    /// One more than the place of the template that ends here, where one does.
    pub(super) value: Option<NonZeroU32>,
    /// A bit for each class of variables below it, and one for literals.
    pub(super) ways: u8,
    /// The branches that variables lead to, by their classes.
    pub(super) variables: [u32; Class::ALL.len()],
}

/// What tells a branch from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(pub(super) u64);

impl Branch {
    pub(super) const LITERALS: u8 = 1 << 7;
    pub(super) const ANY: u8 = Branch::way(Class::Any);

    /// One that is at this place, with nothing below it.
    pub(super) fn new(at: u32) -> Self {
        Branch { tag: Tag((u64::from(at) + 1) << 32), value: None, ways: 0, variables: [0; Class::ALL.len()] }
    }

    pub(super) const fn way(class: Class) -> u8 {
        1 << class as u8
    }
}

impl Tag {
    /// The same with the length of a text below it.
    #[inline(always)]
    pub(super) fn with(self, length: usize) -> Self {
        Tag(self.0 | length as u64)
    }
}
