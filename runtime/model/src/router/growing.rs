//! How a tree grows.

use core::num::NonZeroU32;

use super::branch::Branch;
use super::literals::Slot;
use super::mounts::Mounts;
use crate::path::Segment;

/// How large a tree is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) branches: usize,
    pub(super) literals: usize,
    pub(super) templates: u32,
}

/// A tree that grows in room that is enough.
pub(super) struct Growing<'a> {
    pub(super) branches: &'a mut [Branch],
    pub(super) slots: &'a mut [Slot],
    pub(super) mounts: &'a mut Mounts,
    pub(super) size: &'a mut Size,
}

impl Size {
    /// That of a tree of the root alone.
    pub(super) const ROOT: Size = Size { branches: 1, literals: 0, templates: 0 };
}

impl Growing<'_> {
    /// The branch to which segments lead from another.
    pub(super) const fn steps(&mut self, mut at: usize, segments: &[Segment<'static>]) -> usize {
        let mut next = 0;
        while next < segments.len() {
            at = self.step(at, &segments[next]);
            next += 1;
        }
        at
    }

    /// The branch to which a segment leads from another; a new one where it led nowhere.
    const fn step(&mut self, at: usize, segment: &Segment<'static>) -> usize {
        let next = self.size.branches;
        let branch = &mut self.branches[at];
        let to = match segment {
            Segment::Literal(text) => {
                branch.ways |= Branch::LITERALS;
                match Slot::new(branch.tag, text, next as u32).put(self.slots) {
                    Some(to) => to.get() as usize,
                    None => next,
                }
            }
            Segment::Variable(variable) => {
                let to = &mut branch.variables[variable.class as usize];
                if branch.ways & Branch::way(variable.class) == 0 {
                    branch.ways |= Branch::way(variable.class);
                    *to = next as u32;
                }
                *to as usize
            }
        };
        if to == next {
            self.grow(at, segment);
        }
        to
    }

    /// Adds the branch to which a segment leads.
    const fn grow(&mut self, at: usize, segment: &Segment<'static>) {
        let next = self.size.branches;
        self.branches[next] = Branch::new(next);
        self.size.branches += 1;
        match segment {
            Segment::Literal(text) => {
                self.size.literals += 1;
                if at == 0 && self.branches[0].ways == Branch::LITERALS {
                    self.mounts.add(text, next as u32);
                }
            }
            Segment::Variable(_) if at == 0 => *self.mounts = Mounts::NONE,
            Segment::Variable(_) => {}
        }
    }

    /// The place of the template that ends at a branch; a new one's where none did.
    pub(super) const fn end(&mut self, at: usize) -> usize {
        let branch = &mut self.branches[at];
        if branch.value.is_none() {
            self.size.templates += 1;
            branch.value = NonZeroU32::new(self.size.templates);
        }
        match branch.value {
            Some(value) => value.get() as usize - 1,
            None => 0,
        }
    }
}
