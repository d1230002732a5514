//! The walk through the branches.

use std::borrow::Cow;

use super::{Branch, Found, Router, Spans};
use crate::path::{Class, decode};

impl<T> Router<T> {
    /// The template that takes a path (a request's, as it was sent).
    pub fn find(&self, path: &str) -> Option<Found> {
        self.find_where(path, |_| true)
    }

    /// The same as if there were only those templates whose values are so.
    pub fn find_where(&self, path: &str, is_there: impl Fn(&T) -> bool) -> Option<Found> {
        if !path.starts_with('/') {
            return None;
        }
        let start = if path.len() == 1 { 1 } else { 0 };
        let mut spans = Spans::default();
        let at = if has(path.as_bytes(), b'%') {
            self.below::<true>(&self.branches[0], path, start, &mut spans, &is_there)
        } else {
            self.below::<false>(&self.branches[0], path, start, &mut spans, &is_there)
        };
        Some(Found { at: at?, spans })
    }

    /// The template below a branch that takes what of the path begins with the `/` at `start`.
    fn below<'r, const ESCAPED: bool>(
        &'r self,
        mut branch: &'r Branch,
        path: &str,
        mut start: usize,
        spans: &mut Spans,
        is_there: &impl Fn(&T) -> bool,
    ) -> Option<usize> {
        let is_value = |at: &usize| is_there(self.value(*at));
        while start < path.len() {
            let begin = start + 1;
            let end = segment_end(path.as_bytes(), begin);
            let text = decoded::<ESCAPED>(path, begin, end)?;
            let literal = branch.literals.get(&text);
            // Where there is but one way, it is gone without a thought of coming back.
            match (literal, &*branch.variables) {
                (None, []) => return None,
                (Some(next), []) => (branch, start) = (&self.branches[next], end),
                (None, [(Class::Any, next)]) if !text.is_empty() => {
                    spans.push(begin, end);
                    (branch, start) = (&self.branches[*next], end);
                }
                (literal, variables) => {
                    let before = spans.len();
                    let found = literal
                        .and_then(|next| self.below::<ESCAPED>(&self.branches[next], path, end, spans, is_there));
                    return found.or_else(|| {
                        variables.iter().find_map(|(class, next)| {
                            spans.truncate(before);
                            let end = if *class == Class::Rest { path.len() } else { end };
                            if !class.takes(&decoded::<ESCAPED>(path, begin, end)?) {
                                return None;
                            }
                            spans.push(begin, end);
                            self.below::<ESCAPED>(&self.branches[*next], path, end, spans, is_there)
                        })
                    });
                }
            }
        }
        branch.value.filter(is_value)
    }
}

/// A part of a path, decoded; `None` where it does not decode.
fn decoded<const ESCAPED: bool>(path: &str, begin: usize, end: usize) -> Option<Cow<'_, [u8]>> {
    if ESCAPED {
        Some(match decode(path.get(begin..end)?)? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        })
    } else {
        path.as_bytes().get(begin..end).map(Cow::Borrowed)
    }
}

/// Where the segment ends that begins at `start`.
fn segment_end(path: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(word) = word(path, at) {
        let ends = places(word, b'/');
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    path.len()
}

fn has(path: &[u8], byte: u8) -> bool {
    let mut at = 0;
    while let Some(word) = word(path, at) {
        if places(word, byte) != 0 {
            return true;
        }
        at += 8;
    }
    false
}

/// Eight bytes of a text, the first of them the lowest; zeros behind its end.
#[inline(always)]
fn word(text: &[u8], at: usize) -> Option<u64> {
    let rest = text.get(at..)?;
    if let Some(word) = rest.first_chunk() {
        return Some(u64::from_le_bytes(*word));
    }
    if rest.is_empty() {
        return None;
    }
    Some(match text.last_chunk() {
        Some(last) => u64::from_le_bytes(*last) >> (8 * (8 - rest.len())),
        None => rest.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte)),
    })
}

/// The highest bit of the first byte that is this one; nothing before it, and no other where there is none.
#[inline(always)]
fn places(word: u64, byte: u8) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let differs = word ^ (ONES * u64::from(byte));
    differs.wrapping_sub(ONES) & !differs & (ONES << 7)
}
