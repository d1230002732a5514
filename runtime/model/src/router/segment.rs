//! A path's segments, one after the other, and what tells their texts apart.

use super::GOLDEN;
use crate::swar::{first_place, word};

/// A segment of a path: from behind its `/` to the next one, or to the end.
#[derive(Clone, Copy)]
pub(super) struct Segment<'p> {
    pub(super) text: &'p [u8],
    pub(super) key: Key,
}

/// A text's first and last eight bytes: with its length, all of it where it has no more than sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    first: u64,
    /// None of a text that is shorter.
    last: u64,
}

impl<'p> Segment<'p> {
    /// The first one of what is behind a `/`.
    #[inline(always)]
    pub(super) fn first_of(tail: &'p [u8]) -> Self {
        let (first, mut rest) = match tail.split_first_chunk() {
            Some((first, rest)) => (u64::from_le_bytes(*first), rest),
            None => (word(tail, 0), &tail[tail.len()..]),
        };
        let ends = first_place(first, b'/');
        if ends != 0 {
            // All bits of the bytes before.
            let before = (ends ^ (ends - 1)) >> 8;
            return Segment { text: to(tail, place(ends)), key: Key { first: first & before, last: 0 } };
        }
        while let Some((word, behind)) = rest.split_first_chunk() {
            let ends = first_place(u64::from_le_bytes(*word), b'/');
            if ends != 0 {
                let text = to(tail, tail.len() - rest.len() + place(ends));
                return Segment { text, key: Key { first, last: last(text) } };
            }
            rest = behind;
        }
        // The last word may begin before the rest; what it has of that has no end.
        let text = match first_place(last(tail), b'/') {
            ends if !rest.is_empty() && ends != 0 => to(tail, tail.len() - 8 + place(ends)),
            _ => tail,
        };
        Segment { text, key: Key { first, last: last(text) } }
    }
}

/// A text up to a place; all of it where it is shorter.
#[inline(always)]
fn to(tail: &[u8], end: usize) -> &[u8] {
    tail.get(..end).unwrap_or(tail)
}

impl Key {
    /// That of the empty text.
    pub(super) const EMPTY: Key = Key { first: 0, last: 0 };

    pub(super) fn of(text: &[u8]) -> Key {
        Key { first: word(text, 0), last: last(text) }
    }

    /// Its upper half depends on every bit.
    #[inline(always)]
    pub(super) fn hash(self, tag: u64) -> u64 {
        (self.first ^ self.last.rotate_left(23) ^ tag).wrapping_mul(GOLDEN)
    }
}

/// The last eight bytes, where there are so many.
#[inline(always)]
fn last(text: &[u8]) -> u64 {
    match text.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => 0,
    }
}

/// Which byte of a word has the lowest of these bits.
#[inline(always)]
fn place(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}
