//! Templates as data, and how they come to be.

use super::branch::Branch;
use super::literals::Literals;
use super::mounts::Mounts;
use crate::path::Segment;

/// Templates, and the walk that finds the one that takes a path. It knows them by their places: the first is 0.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) branches: Vec<Branch>,
    pub(super) literals: Literals,
    pub(super) mounts: Mounts,
}

impl Tree {
    /// One of the root alone, with room for as many branches as so many templates seldom exceed.
    pub(super) fn with_room(templates: usize) -> Self {
        let mut branches = Vec::with_capacity(2 * templates + 1);
        branches.push(Branch::new(0));
        Tree { branches, literals: Literals::new(), mounts: Mounts::NONE }
    }

    /// The branch to which a segment leads from another; a new one where it led nowhere.
    pub(super) fn step(&mut self, at: u32, segment: &Segment<'static>) -> u32 {
        let next = self.branches.len() as u32;
        let branch = &mut self.branches[at as usize];
        let to = match segment {
            Segment::Literal(text) => {
                branch.ways |= Branch::LITERALS;
                self.literals.put(branch.tag, text, next)
            }
            Segment::Variable(variable) => {
                let (way, to) = (Branch::way(variable.class), &mut branch.variables[variable.class as usize]);
                if branch.ways & way == 0 {
                    branch.ways |= way;
                    *to = next;
                }
                *to
            }
        };
        if to == next {
            self.branches.push(Branch::new(next));
            if at == 0 {
                self.begin(segment, next);
            }
        }
        to
    }

    /// Notes with what paths may begin.
    fn begin(&mut self, segment: &Segment<'static>, to: u32) {
        match segment {
            Segment::Literal(text) if self.branches[0].ways == Branch::LITERALS => self.mounts.add(text, to),
            Segment::Literal(_) => {}
            Segment::Variable(_) => self.mounts = Mounts::NONE,
        }
    }
}
