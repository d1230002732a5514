//! Hashes of paths, and a sort by hash.
//!
//! Every step of a `const fn` is interpreted, so both are made for few steps and few calls.

use crate::path::{Segment, Variable};
use crate::table::Node;

/// The hash of a path: a polynomial over the hashes of its segments, so that parts are hashed once and then joined.
#[derive(Clone, Copy)]
pub(super) struct Hash {
    /// With variables blanked.
    pub(super) blank: u64,
    /// With variables' names and classes.
    pub(super) exact: u64,
    /// The base to the power of the number of segments.
    power: u64,
}

impl Hash {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    pub(super) const NONE: Hash = Hash { blank: 0, exact: 0, power: 1 };

    pub(super) const fn and(self, tail: Hash) -> Hash {
        let power = tail.power as u128;
        Hash {
            blank: (self.blank as u128 * power + tail.blank as u128) as u64,
            exact: (self.exact as u128 * power + tail.exact as u128) as u64,
            power: (self.power as u128 * power) as u64,
        }
    }

    pub(super) const fn of_path(path: &[Segment<'static>]) -> Hash {
        let mut hash = Hash::NONE;
        let mut at = 0;
        while at < path.len() {
            hash = hash.and(match &path[at] {
                Segment::Literal(text) => {
                    let text = Hash::of_text(text);
                    Hash { blank: text, exact: text, power: Hash::BASE }
                }
                Segment::Variable(variable) => Hash::of_variable(variable),
            });
            at += 1;
        }
        hash
    }

    const fn of_variable(variable: &Variable<'static>) -> Hash {
        let exact = Hash::of_text(variable.name) ^ variable.class as u64;
        Hash { blank: 1, exact, power: Hash::BASE }
    }

    pub(super) const fn of_node(node: &Node) -> Hash {
        let above = match node.parent {
            Some(parent) => Hash::of_node(parent).key(parent),
            None => Hash::NONE,
        };
        above.and(Hash::of_path(node.path))
    }

    pub(super) const fn key(self, node: &Node) -> Hash {
        match &node.key {
            Some(key) => self.and(Hash::of_variable(&key.variable)),
            None => self,
        }
    }

    pub(super) const fn of_request(method: u64, action: Option<&str>) -> u64 {
        match action {
            Some(action) => Hash::of_text(action),
            None => method,
        }
    }

    /// FNV-1a. The wide product stands for `wrapping_mul`, which would be a call.
    pub(super) const fn of_text(text: &str) -> u64 {
        let bytes = text.as_bytes();
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut at = 0;
        while at < bytes.len() {
            hash = ((hash ^ bytes[at] as u64) as u128 * 0x0100_0000_01b3) as u64;
            at += 1;
        }
        hash
    }
}

/// A bottom-up merge sort of the first hashes, which hold their slot's index in their low 16 bits.
pub(super) const fn sorted<const N: usize>(mut from: [u64; N], length: usize) -> [u64; N] {
    let mut to = from;
    let mut width = 1;
    while width < length {
        let mut start = 0;
        while start < length {
            let middle = if start + width < length { start + width } else { length };
            let end = if middle + width < length { middle + width } else { length };
            let (mut left, mut right, mut at) = (start, middle, start);
            while at < end {
                if right == end || (left < middle && from[left] <= from[right]) {
                    to[at] = from[left];
                    left += 1;
                } else {
                    to[at] = from[right];
                    right += 1;
                }
                at += 1;
            }
            start = end;
        }
        (from, to) = (to, from);
        width *= 2;
    }
    from
}
